package store

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
)

// everything fills every part there is for n accounts.
func everything(h models.Harvest, n int) models.Harvest {
	h = fullHarvest(h, n)
	at := h.Scan.StartedAt
	email, teams, sharePoint := make([]models.EmailActivity, n), make([]models.TeamsActivity, n), make([]models.SharePointActivity, n)
	oneDrive, viva, sites := make([]models.OneDriveActivity, n), make([]models.VivaActivity, n), make([]models.OneDriveUsage, n)
	apps, activations, mfa := make([]models.AppsUse, n), make([]models.Activation, n), make([]models.MFA, n)
	copilot, services := make([]models.CopilotUse, n), make([]models.ServiceSignIn, n)
	for i := range n {
		id, upn := (*h.Users)[i].ID, (*h.Users)[i].UPN
		email[i] = models.EmailActivity{UPN: upn, Last: at, Sent: 5, Received: 50, Read: 40}
		teams[i] = models.TeamsActivity{UPN: upn, Last: at, Chats: 7, Calls: 1, Meetings: 2}
		sharePoint[i] = models.SharePointActivity{UPN: upn, Last: at, Viewed: 9, Pages: 3}
		oneDrive[i] = models.OneDriveActivity{UPN: upn, Last: at, Viewed: 4, Synced: 400, Shared: 1}
		viva[i] = models.VivaActivity{UPN: upn, Last: at, Posted: 1, Read: 12, Liked: 2}
		sites[i] = models.OneDriveUsage{UPN: upn, SiteURL: fmt.Sprintf("https://contoso-my.sharepoint.com/personal/surname%d_contoso_com", i), Bytes: 1 << 30, Files: 800, LastActive: at}
		apps[i] = models.AppsUse{UPN: upn, Last: at, LastActivation: at, Windows: true, Web: true, Apps: models.AppSet(0).With(models.Outlook, models.OnWindows)}
		activations[i] = models.Activation{UPN: upn, Product: "Microsoft 365 Apps for enterprise", Last: at, Windows: 2, Mobile: 1}
		mfa[i] = models.MFA{UserID: id, Registered: models.Yes, Capable: models.Yes, Admin: models.No, Methods: []string{"microsoftAuthenticatorPush", "mobilePhone"}}
		copilot[i] = models.CopilotUse{UPN: upn, Last: at, Word: at, Prompts: 12, ActiveDays: models.NotTold}
		services[i] = models.ServiceSignIn{UserID: id, Service: models.PowerBI, Last: at}
	}
	h.Email, h.Teams, h.SharePoint, h.OneDriveActivity, h.Viva, h.OneDrive = &email, &teams, &sharePoint, &oneDrive, &viva, &sites
	h.Apps, h.Activations, h.MFA, h.Copilot, h.ServiceSignIns = &apps, &activations, &mfa, &copilot, &services
	h.CopilotCounts = &[]models.CopilotCount{{App: "Any App", Enabled: 10, Active: 7}, {Day: at, App: "Word", Enabled: 10, Active: 3}}
	h.Groups = &[]models.Group{{ID: guid(3, 0), Name: "Licences", SKUIDs: []string{guid(2, 1)}, HasErrors: models.No}}
	h.DeletedUsers = &[]models.DeletedUser{{ID: guid(1, n), UPN: "left@contoso.com", Name: "Left", DeletedAt: at, SKUIDs: []string{guid(2, 0)}}}
	for _, c := range []models.Collector{
		models.CollectEmail, models.CollectTeams, models.CollectSharePoint, models.CollectOneDriveActivity, models.CollectViva,
		models.CollectOneDrive, models.CollectApps, models.CollectActivations, models.CollectServiceSignIns, models.CollectMFA,
		models.CollectCopilot, models.CollectCopilotCounts, models.CollectGroups, models.CollectDeletedUsers,
	} {
		h.Scan.Outcomes = append(h.Scan.Outcomes, outcome(c, models.StatusOK, at, n))
	}
	for i := range h.Scan.Outcomes {
		h.Scan.Outcomes[i].Hash = strings.Repeat("5e", 32)
	}
	return h
}

// skusOfTenant is how many products a tenant has in the simulated years.
const skusOfTenant = 10

// live stores daily scans. On the first day and on every seventh after it the
// accounts differ: one in twenty changes its licence and one is blocked. On the
// other days nothing differs, so that nothing is written but the outcomes and
// the figures, as the engine does it.
func live(t testing.TB, s *Store, tenant models.Tenant, users, days int) {
	for d := range days {
		at := day0.AddDate(0, 0, d)
		h := begin(t, s, tenant, at)
		full := everything(h, users)
		h.Scan.Outcomes = full.Scan.Outcomes
		switch {
		case d == 0:
			h = full
		case d%7 == 0:
			h.Users = full.Users
			for i := range *h.Users {
				u := &(*h.Users)[i]
				if (i+d/7)%20 == 0 {
					u.Licenses = u.Licenses[:0]
				}
			}
			(*h.Users)[d/7%users].Enabled = models.No
		}
		err := s.SaveHarvest(t.Context(), h, func(context.Context, insight.Snapshot) ([]models.Figure, error) {
			list := make([]models.Figure, skusOfTenant)
			for i := range list {
				list[i] = models.Figure{SKUID: guid(2, i), Owned: users, Assigned: d, Currency: "USD", Spend: "2200.00", Leakage: "123.45", Inactive: 3}
			}
			return list, nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func megabytes(t testing.TB, s *Store, dir string) float64 {
	t.Helper()
	if err := s.foldLog(t.Context()); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(filepath.Join(dir, FileName))
	if err != nil {
		t.Fatal(err)
	}
	return float64(info.Size()) / 1e6
}

// A year of daily scans of 50 tenants with 5,000 accounts in all has 500 MB.
// One tenant of 100 accounts therefore has 10.
func TestAYearOfDailyScansStaysSmall(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, dir)
	tenant := addTenant(t, s, 1)
	live(t, s, tenant, 100, yearDays)
	if mb := megabytes(t, s, dir); mb > 10 {
		t.Errorf("one tenant of 100 accounts takes %.1f MB after %d scans", mb, yearDays)
	}
}

// BenchmarkYearOfScans is the whole of it: 50 tenants of 100 accounts.
func BenchmarkYearOfScans(b *testing.B) {
	for b.Loop() {
		dir := b.TempDir()
		s := openStore(b, dir)
		for n := range 50 {
			live(b, s, addTenant(b, s, n), 100, 365)
		}
		b.ReportMetric(megabytes(b, s, dir), "MB")
		b.ReportMetric(float64(count(b, s, "movements")), "movements")
		b.ReportMetric(float64(count(b, s, "figures")), "figures")
	}
}

func TestHistoryIsThinnedWithAge(t *testing.T) {
	s := openStore(t, t.TempDir())
	tenant := addTenant(t, s, 1)
	scanAt := func(at time.Time, seats int) {
		h := begin(t, s, tenant, at)
		h.Scan.FinishedAt = at
		h.Scan.Outcomes = []models.Outcome{outcome(models.CollectSKUs, models.StatusOK, at, 1)}
		h.SKUs = &[]models.SKU{{ID: "sku", Enabled: seats}}
		err := s.SaveHarvest(t.Context(), h, func(context.Context, insight.Snapshot) ([]models.Figure, error) {
			return []models.Figure{{SKUID: "sku", Owned: seats}}, nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	monday := time.Date(2026, 11, 16, 8, 0, 0, 0, time.UTC)
	owned := 0
	for d := range 15 { // three weeks from a Monday, two scans a day
		for _, hour := range []time.Duration{0, 6} {
			owned++
			scanAt(monday.AddDate(0, 0, d).Add(hour*time.Hour), owned)
		}
	}
	kept := func() (list []int) {
		figures, err := s.Figures(t.Context(), []string{tenant.ID}, time.Time{})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range figures {
			list = append(list, f.Owned)
		}
		return list
	}
	if n := len(kept()); n != 30 {
		t.Fatalf("%d figures of 30 young scans", n)
	}
	scanAt(monday.AddDate(0, 0, 15+91), 31)
	if diff := cmp.Diff([]int{2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 31}, kept()); diff != "" {
		t.Errorf("after 90 days the last of each day stays (-want +got):\n%s", diff)
	}
	if n := count(t, s, "scan_outcomes"); n != 1 {
		t.Errorf("%d outcomes of scans, want those of the new one", n)
	}
	scanAt(monday.AddDate(0, 0, 15+366), 32)
	if diff := cmp.Diff([]int{14, 28, 30, 31, 32}, kept()); diff != "" {
		t.Errorf("after a year the last of each week stays (-want +got):\n%s", diff)
	}
	if n := count(t, s, "movements"); n != 31 {
		t.Errorf("%d movements, want 31: every scan but the first bought a seat", n)
	}
	scanAt(monday.AddDate(0, 0, 15+731), 33)
	moved, err := s.Movements(t.Context(), nil, time.Time{})
	if err != nil || len(moved) != 3 || moved[2].Kind != models.SeatsBought || moved[2].Seats != 1 {
		t.Errorf("after two years: %+v, %v", moved, err)
	}
	if n := count(t, s, "scans"); n != 6 {
		t.Errorf("%d scans stay, want those with figures", n)
	}
}

func TestMovementsAreBoundedByTheNumberOfAccounts(t *testing.T) {
	s := openStore(t, t.TempDir())
	tenant := addTenant(t, s, 1)
	const held = 40
	for d := range 40 { // each scan turns every licence of the one account around
		h := begin(t, s, tenant, day0.AddDate(0, 0, d))
		u := models.User{ID: "u", UPN: "u@x"}
		for i := range held * (d % 2) {
			u.Licenses = append(u.Licenses, models.License{SKUID: fmt.Sprint(i)})
		}
		h.Users = &[]models.User{u}
		save(t, s, h)
	}
	moved, err := s.Movements(t.Context(), nil, time.Time{})
	if err != nil || len(moved) != movementsBesides+movementsAccount {
		t.Fatalf("%d movements, %v", len(moved), err)
	}
	if newest := moved[len(moved)-1]; !newest.At.Equal(day0.AddDate(0, 0, 39).Add(time.Minute)) {
		t.Errorf("the newest is of %v", newest.At)
	}
}

func TestServiceSignInsOutliveMicrosoftsRetention(t *testing.T) {
	s := openStore(t, t.TempDir())
	tenant := addTenant(t, s, 1)
	read := func(at time.Time, users []models.User, seen ...models.ServiceSignIn) {
		h := begin(t, s, tenant, at)
		h.Users, h.ServiceSignIns = &users, &seen
		save(t, s, h)
	}
	stays, leaves := models.User{ID: "stays", UPN: "a@x", Licenses: []models.License{{SKUID: "s"}}}, models.User{ID: "leaves", UPN: "b@x"}
	read(day0, []models.User{stays, leaves},
		models.ServiceSignIn{UserID: "stays", Service: models.PowerBI, Last: day0},
		models.ServiceSignIn{UserID: "leaves", Service: models.PowerBI, Last: day0})
	read(day0.AddDate(0, 6, 0), []models.User{stays}, models.ServiceSignIn{UserID: "stays", Service: models.PowerBI, Last: day0.AddDate(0, -1, 0)})
	snap, err := s.Snapshot(t.Context(), tenant.ID)
	want := []models.ServiceSignIn{{UserID: "stays", Service: models.PowerBI, Last: day0}}
	if diff := cmp.Diff(want, snap.Accounts[0].Services); err != nil || diff != "" {
		t.Errorf("after half a year: %v (-want +got):\n%s", err, diff)
	}
	if n := count(t, s, "service_sign_ins"); n != 2 {
		t.Errorf("%d rows: somebody who left may come back", n)
	}
	read(day0.AddDate(2, 0, 0), []models.User{stays})
	if n := count(t, s, "service_sign_ins"); n != 1 {
		t.Errorf("%d rows: who left two years ago is let go of", n)
	}
}
