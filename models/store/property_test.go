package store

import (
	"flag"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"msp-license-tracker/models"
)

// Whatever scans come in, with whatever parts missing, what is read equals a
// plain model that keeps the last part of each kind.
func TestStoreEqualsAPlainModel(t *testing.T) {
	if err := flag.Set("rapid.checks", strconv.Itoa(modelChecks)); err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(r *rapid.T) {
		dir := t.TempDir()
		s := openForProperty(t, dir)
		defer func() { s.Close() }()
		worlds := []*tenantModel{newWorld(t, s, 1), newWorld(t, s, 2)}
		for step := range rapid.IntRange(1, 6).Draw(r, "scans") {
			w := worlds[rapid.IntRange(0, 1).Draw(r, "tenant")]
			h := begin(t, s, w.tenant, day0.Add(time.Duration(step)*time.Hour))
			drawParts(r, &h)
			save(t, s, h)
			w.apply(h)
			if rapid.IntRange(0, 4).Draw(r, "reopen") == 0 {
				s.Close()
				s = openForProperty(t, dir)
			}
			for _, w := range worlds {
				w.mustEqual(t, s)
			}
		}
	})
}

// openForProperty does not wait for the end of the whole test to close.
func openForProperty(t *testing.T, dir string) *Store {
	s, err := Open(t.Context(), dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func newWorld(t *testing.T, s *Store, n int) *tenantModel {
	return &tenantModel{tenant: addTenant(t, s, n), outcomes: map[models.Collector]models.Outcome{}}
}

func (m *tenantModel) mustEqual(t *testing.T, s *Store) {
	t.Helper()
	got, err := s.Snapshot(t.Context(), m.tenant.ID)
	if m.scan.ID == 0 {
		if err == nil {
			t.Fatal("a tenant without scans has a snapshot")
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(expected(*m), got); diff != "" {
		t.Fatalf("(-want +got):\n%s", diff)
	}
	m.mustEqualRoster(t, s)
	m.mustEqualMovements(t, s)
}

// apply keeps the parts a harvest holds and settles its outcomes.
func (m *tenantModel) apply(h models.Harvest) {
	m.move(h)
	m.scan = h.Scan
	p := &m.parts
	if h.Organization != nil && h.Organization.Name != "" {
		m.tenant.Name = h.Organization.Name
	}
	keep(&p.Organization, h.Organization)
	keep(&p.SKUs, h.SKUs)
	keep(&p.Subscriptions, h.Subscriptions)
	keep(&p.Users, h.Users)
	keep(&p.UserCount, h.UserCount)
	keep(&p.SignIns, h.SignIns)
	keep(&p.Activity, h.Activity)
	keep(&p.Mailboxes, h.Mailboxes)
	keep(&p.SecureScore, h.SecureScore)
	m.applyMore(h)
	for _, o := range h.Scan.Outcomes {
		before := m.outcomes[o.Collector]
		if o.Status == models.StatusOK {
			o.ChangedAt = o.LookedAt
		} else {
			o.Rows, o.DataDate, o.ChangedAt = before.Rows, before.DataDate, before.ChangedAt
		}
		m.outcomes[o.Collector] = o
	}
}

func keep[T any](kept **T, seen *T) {
	if seen != nil {
		*kept = seen
	}
}

// drawParts fills some parts and leaves the others unread, with fitting
// outcomes.
func drawParts(r *rapid.T, h *models.Harvest) {
	at := h.Scan.StartedAt
	read := func(c models.Collector) bool {
		ok := rapid.Bool().Draw(r, "read "+string(c))
		o := models.Outcome{Collector: c, Status: models.StatusFailed, LookedAt: at, Fault: &models.Explanation{Title: "No network."}}
		if ok {
			o = outcome(c, models.StatusOK, at, rapid.IntRange(0, 9).Draw(r, "rows"))
		}
		h.Scan.Outcomes = append(h.Scan.Outcomes, o)
		return ok
	}
	if read(models.CollectOrganization) {
		h.Organization = &models.Organization{Name: rapid.SampledFrom([]string{"", "Fabrikam"}).Draw(r, "name")}
	}
	if read(models.CollectSKUs) {
		h.SKUs = ptr(rapid.SliceOfN(rapid.Custom(drawSKU), 0, 4).Draw(r, "skus"))
	}
	if read(models.CollectSubscriptions) {
		h.Subscriptions = ptr(rapid.SliceOfN(rapid.Custom(drawSubscription), 0, 3).Draw(r, "subscriptions"))
	}
	if read(models.CollectUsers) {
		h.Users = ptr(rapid.SliceOfN(rapid.Custom(drawUser), 0, 8).Draw(r, "users"))
	}
	if read(models.CollectUserCount) {
		h.UserCount = ptr(rapid.IntRange(0, 9).Draw(r, "count"))
	}
	if read(models.CollectSignIns) {
		h.SignIns = ptr(rapid.SliceOfN(rapid.Custom(drawSignIn), 0, 8).Draw(r, "sign-ins"))
	}
	if read(models.CollectActivity) {
		h.Activity = ptr(rapid.SliceOfN(rapid.Custom(drawActivity), 0, 8).Draw(r, "activity"))
	}
	if read(models.CollectMailboxes) {
		h.Mailboxes = ptr(rapid.SliceOfN(rapid.Custom(drawMailbox), 0, 8).Draw(r, "mailboxes"))
	}
	if read(models.CollectSecureScore) {
		h.SecureScore = &models.SecureScore{Current: float64(rapid.IntRange(0, 100).Draw(r, "score")), Max: 100, At: at, AverageAll: 40.5, AverageSize: 38}
	}
	drawMore(r, h, read)
}

func ptr[T any](v T) *T { return &v }

func drawTime(r *rapid.T) time.Time {
	if rapid.Bool().Draw(r, "unknown") {
		return time.Time{}
	}
	return time.Unix(rapid.Int64Range(-1_000_000, 4_000_000_000).Draw(r, "time"), 0).UTC()
}

func drawText(r *rapid.T) string {
	return rapid.SampledFrom([]string{"", "a", "Ä'; DROP TABLE users; --", "日本", "NULL", "%_"}).Draw(r, "text")
}

// drawID comes from few values, so that sources meet and rows repeat.
func drawID(r *rapid.T) string { return fmt.Sprint("id", rapid.IntRange(0, 5).Draw(r, "id")) }

func drawUPN(r *rapid.T) string {
	upn := fmt.Sprintf("Üser%d@Contoso.com", rapid.IntRange(0, 5).Draw(r, "upn"))
	return rapid.SampledFrom([]string{upn, strings.ToLower(upn), strings.ToUpper(upn)}).Draw(r, "case")
}

func drawKnown(r *rapid.T) models.Known { return models.Known(rapid.IntRange(0, 2).Draw(r, "known")) }

func drawSKU(r *rapid.T) models.SKU {
	s := models.SKU{ID: drawID(r), PartNumber: drawText(r), Status: drawText(r), Enabled: rapid.Int().Draw(r, "enabled"), Assigned: 3}
	for i := range rapid.IntRange(0, 2).Draw(r, "plans") {
		s.Plans = append(s.Plans, models.ServicePlan{ID: fmt.Sprint(i), Name: drawText(r)})
		s.SubscriptionIDs = append(s.SubscriptionIDs, fmt.Sprint("s", i))
	}
	return s
}

func drawSubscription(r *rapid.T) models.Subscription {
	return models.Subscription{ID: drawID(r), SKUID: drawID(r), Status: drawText(r), Seats: 4, Trial: rapid.Bool().Draw(r, "trial"),
		CreatedAt: drawTime(r), NextLifecycle: drawTime(r)}
}

func drawUser(r *rapid.T) models.User {
	return models.User{ID: drawID(r), UPN: drawUPN(r), Mail: drawText(r), DisplayName: drawText(r), Department: drawText(r),
		Type: models.UserType(rapid.SampledFrom([]string{"", "member", "guest"}).Draw(r, "type")), Enabled: drawKnown(r), OnPremSync: drawKnown(r),
		CreatedAt: drawTime(r), Licenses: rapid.SliceOfN(rapid.Custom(drawLicense), 0, 3).Draw(r, "licenses")}
}

func drawLicense(r *rapid.T) models.License {
	l := models.License{SKUID: drawID(r), Direct: rapid.Bool().Draw(r, "direct"), Since: drawTime(r), Error: drawText(r)}
	for i := range rapid.IntRange(0, 2).Draw(r, "groups") {
		l.Groups = append(l.Groups, fmt.Sprint("g", i))
	}
	return l
}

func drawSignIn(r *rapid.T) models.SignIn {
	return models.SignIn{UserID: drawID(r), Success: drawTime(r), Interactive: drawTime(r), NonInteractive: drawTime(r)}
}

func drawActivity(r *rapid.T) models.Activity {
	return models.Activity{UPN: drawUPN(r), Exchange: drawTime(r), OneDrive: drawTime(r), SharePoint: drawTime(r), Teams: drawTime(r), Viva: drawTime(r)}
}

func drawMailbox(r *rapid.T) models.Mailbox {
	return models.Mailbox{UPN: drawUPN(r), Recipient: models.RecipientType(drawText(r)), Bytes: rapid.Int64().Draw(r, "bytes"),
		HasArchive: drawKnown(r), LastActive: drawTime(r)}
}
