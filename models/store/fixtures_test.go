package store

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"msp-license-tracker/models"
)

// day0 is the fixed moment all fixtures are built around.
var day0 = time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC)

func openStore(t testing.TB, dir string) *Store {
	t.Helper()
	s, err := Open(t.Context(), dir, Options{Now: func() time.Time { return day0 }})
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func guid(kind, n int) string {
	r := rand.New(rand.NewPCG(uint64(kind), uint64(n)))
	a, b := r.Uint64(), r.Uint64()
	return fmt.Sprintf("%08x-%04x-4%03x-%04x-%012x", a>>32, a>>16&0xffff, a&0xfff, b>>48, b&0xffffffffffff)
}

func addTenant(t testing.TB, s *Store, n int) models.Tenant {
	t.Helper()
	tenant := models.Tenant{
		ID: guid(0, n), Name: fmt.Sprintf("Contoso %d", n), Domain: fmt.Sprintf("contoso%d.com", n),
		State:      models.TenantConnected,
		Connection: models.Connection{Kind: models.OwnRegistration, ClientID: guid(9, n), Cloud: "global"},
		AddedAt:    day0,
	}
	if err := s.SaveTenant(t.Context(), tenant); err != nil {
		t.Fatal(err)
	}
	return tenant
}

// begin starts a scan and hands back the harvest to fill.
func begin(t testing.TB, s *Store, tenant models.Tenant, at time.Time) models.Harvest {
	t.Helper()
	scan := models.Scan{TenantID: tenant.ID, Trigger: models.TriggerManual, StartedAt: at}
	id, err := s.BeginScan(t.Context(), scan)
	if err != nil {
		t.Fatal(err)
	}
	scan.ID, scan.FinishedAt = id, at.Add(time.Minute)
	return models.Harvest{Scan: scan}
}

func save(t testing.TB, s *Store, h models.Harvest) {
	t.Helper()
	if err := s.SaveHarvest(t.Context(), clone(h), nil); err != nil {
		t.Fatal(err)
	}
}

// clone copies the lists of a harvest, which saving takes.
func clone(h models.Harvest) models.Harvest {
	h.Users, h.SignIns, h.Activity, h.Mailboxes = again(h.Users), again(h.SignIns), again(h.Activity), again(h.Mailboxes)
	h.Email, h.Teams, h.SharePoint, h.OneDriveActivity = again(h.Email), again(h.Teams), again(h.SharePoint), again(h.OneDriveActivity)
	h.Viva, h.OneDrive, h.Apps, h.Activations = again(h.Viva), again(h.OneDrive), again(h.Apps), again(h.Activations)
	h.ServiceSignIns, h.MFA, h.Copilot = again(h.ServiceSignIns), again(h.MFA), again(h.Copilot)
	h.CopilotCounts, h.Groups, h.DeletedUsers = again(h.CopilotCounts), again(h.Groups), again(h.DeletedUsers)
	return h
}

func again[T any](list *[]T) *[]T {
	if list == nil {
		return nil
	}
	rows := slices.Clone(*list)
	return &rows
}

func outcome(c models.Collector, status models.Status, at time.Time, rows int) models.Outcome {
	return models.Outcome{Collector: c, Status: status, Rows: rows, DataDate: at, LookedAt: at, Took: 1500 * time.Millisecond}
}

// fullHarvest fills every part for n users. Everybody holds one licence, every
// third a second one from a group.
func fullHarvest(h models.Harvest, n int) models.Harvest {
	at := h.Scan.StartedAt
	users, signIns := make([]models.User, n), make([]models.SignIn, n)
	activity, mailboxes := make([]models.Activity, n), make([]models.Mailbox, n)
	for i := range n {
		id, upn := guid(1, i), fmt.Sprintf("Given.Surname%d@contoso.com", i)
		users[i] = models.User{
			ID: id, UPN: upn, Mail: upn, DisplayName: fmt.Sprintf("Given Surname%d", i), GivenName: "Given",
			Surname: fmt.Sprintf("Surname%d", i), JobTitle: "Engineer", Department: "Sales", Country: "DE",
			Type: models.Member, Enabled: models.Yes, OnPremSync: models.No, CreatedAt: at.AddDate(-1, 0, 0),
			Licenses: []models.License{{SKUID: guid(2, 0), Direct: true, Since: at.AddDate(0, -6, 0)}},
		}
		if i%3 == 0 {
			users[i].Licenses = append(users[i].Licenses, models.License{SKUID: guid(2, 1), Groups: []string{guid(3, 0), guid(3, 1)}})
		}
		seen := at.Add(-time.Duration(i%200) * 24 * time.Hour)
		signIns[i] = models.SignIn{UserID: id, Success: seen, Interactive: seen, NonInteractive: seen.Add(time.Hour)}
		activity[i] = models.Activity{UPN: upn, Exchange: seen, Teams: seen, SharePoint: seen}
		mailboxes[i] = models.Mailbox{UPN: upn, Recipient: models.UserMailbox, Bytes: int64(i) << 20, Items: int64(i), HasArchive: models.No, LastActive: seen}
	}
	skus := []models.SKU{
		{ID: guid(2, 0), PartNumber: "SPB", AppliesTo: "User", Status: "Enabled", Enabled: n + 5, Assigned: n,
			SubscriptionIDs: []string{guid(4, 0)}, Plans: []models.ServicePlan{{ID: guid(5, 0), Name: "EXCHANGE_S_STANDARD", Status: "Success"}}},
		{ID: guid(2, 1), PartNumber: "O365_BUSINESS_ESSENTIALS", AppliesTo: "User", Status: "Warning", Warning: n, Suspended: 3, LockedOut: 1, Assigned: n / 3},
	}
	subscriptions := []models.Subscription{{ID: guid(4, 0), CommerceID: guid(4, 9), SKUID: guid(2, 0), PartNumber: "SPB", Status: "Enabled",
		Seats: n + 5, Trial: true, CreatedAt: at.AddDate(-1, 0, 0), NextLifecycle: at.AddDate(0, 1, 0), OwnerTenantID: guid(6, 0)}}
	count, hidden := n, false
	h.Organization = &models.Organization{TenantID: h.Scan.TenantID, Name: "Contoso Ltd", DefaultDomain: "contoso.com", Country: "DE", CreatedAt: at}
	h.SKUs, h.Subscriptions, h.Users, h.UserCount, h.NamesHidden = &skus, &subscriptions, &users, &count, &hidden
	h.SignIns, h.Activity, h.Mailboxes = &signIns, &activity, &mailboxes
	h.SecureScore = &models.SecureScore{Current: 55.5, Max: 100, At: at}
	h.Scan.Outcomes = allOK(at, n)
	return h
}

func allOK(at time.Time, n int) []models.Outcome {
	var list []models.Outcome
	for _, c := range []models.Collector{
		models.CollectOrganization, models.CollectSKUs, models.CollectSubscriptions, models.CollectUsers, models.CollectUserCount,
		models.CollectSignIns, models.CollectActivity, models.CollectMailboxes, models.CollectReportNames, models.CollectSecureScore,
	} {
		list = append(list, outcome(c, models.StatusOK, at, n))
	}
	return list
}

func count(t testing.TB, s *Store, table string) (n int) {
	t.Helper()
	if err := s.read.QueryRowContext(context.WithoutCancel(t.Context()), "SELECT count(*) FROM "+table).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}
