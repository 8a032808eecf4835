package portfolio

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"msp-license-tracker/models"
)

func TestHealthOfATenant(t *testing.T) {
	seats := func(enabled, suspended, locked, assigned int) func(*fake) {
		return func(f *fake) {
			s := f.snapshots["a"]
			s.SKUs[0].Enabled, s.SKUs[0].Suspended, s.SKUs[0].LockedOut, s.SKUs[0].Assigned = enabled, suspended, locked, assigned
		}
	}
	scan := func(state models.ScanState, age time.Duration, fault *models.Explanation) func(*fake) {
		return func(f *fake) {
			last := f.scans["a"]
			last.Newest.State, last.Newest.Fault = state, fault
			last.Good.FinishedAt = now.Add(-age)
			f.scans["a"] = last
		}
	}
	never := func(added int) func(*fake) {
		return func(f *fake) {
			delete(f.snapshots, "a")
			delete(f.scans, "a")
			f.tenants[0].AddedAt = ago(added)
		}
	}
	ends := func(days int) func(*fake) {
		return func(f *fake) { f.tenants[0].Connection.CredentialEnds = ago(-days) }
	}
	renews := func(days int) func(*fake) {
		return func(f *fake) {
			s := f.snapshots["a"]
			s.SKUs[0].Enabled = 11 // one free seat, 9 % of spend
			s.Subscriptions = []models.Subscription{{SKUID: premium, Status: "Enabled", Seats: 11, NextLifecycle: ago(-days)}}
			f.snapshots["a"] = s
		}
	}
	score := func(current float64) func(*fake) {
		return func(f *fake) {
			s := f.snapshots["a"]
			s.SecureScore = models.SecureScore{Current: current, Max: 100}
			f.snapshots["a"] = s
		}
	}
	tests := []struct {
		name   string
		change func(*fake)
		level  Level
		says   string // part of a reason
	}{
		{"all well", func(*fake) {}, Healthy, ""},
		{"credential ends in 31 days", ends(31), Healthy, ""},
		{"credential ends in 30 days", ends(30), Warning, "The credential ends on 20 December 2026."},
		{"credential ended", ends(-1), Critical, "The credential ended on 19 November 2026."},
		{"last scan failed", scan(models.ScanFailed, time.Hour, nil), Critical, "The last scan failed."},
		{"last scan failed and said why", scan(models.ScanFailed, time.Hour, &models.Explanation{Title: "The secret has expired.", Next: "Make a new secret."}), Critical, "The secret has expired."},
		{"a cancelled scan is no failure", scan(models.ScanCancelled, time.Hour, nil), Healthy, ""},
		{"48 hours old", scan(models.ScanComplete, 48*time.Hour, nil), Healthy, ""},
		{"49 hours old", scan(models.ScanComplete, 49*time.Hour, nil), Warning, "The last good scan is 2 days old."},
		{"seven days old", scan(models.ScanComplete, 7*24*time.Hour, nil), Warning, "7 days old"},
		{"older than seven days", scan(models.ScanComplete, 8*24*time.Hour, nil), Critical, "No scan has succeeded for 8 days."},
		{"new and never scanned", never(1), Warning, "has not been scanned yet"},
		{"never scanned for over a week", never(9), Critical, "No scan has succeeded for 9 days."},
		{"disconnected on purpose", func(f *fake) {
			f.tenants[0].State = models.TenantDisconnected
			scan(models.ScanFailed, 99*24*time.Hour, nil)(f)
		}, Warning, "disconnected"},
		{"suspended with users on it", seats(4, 6, 0, 10), Critical, "is suspended with 6 users on it."},
		{"locked out with users on it", seats(0, 0, 10, 10), Critical, "is suspended with 10 users on it."},
		{"suspended, but live seats carry everybody", seats(10, 5, 0, 10), Healthy, ""},
		{"over-assigned", seats(9, 0, 0, 10), Warning, "10 assigned, 9 owned."},
		{"a product the tenant's list does not hold", func(f *fake) {
			f.snapshots["a"].Accounts[0].Licenses[0].SKUID = copilot
		}, Healthy, ""},
		{"leakage of 20 % is borne", seats(10, 0, 0, 8), Healthy, ""},
		{"leakage above 20 %", seats(10, 0, 0, 7), Warning, "Leakage is 30 % of spend: $66.00 a month."},
		{"renewal in 30 days with a free seat", renews(30), Warning, "renews on 20 December 2026 with 1 free seat."},
		{"renewal in 31 days", renews(31), Healthy, ""},
		{"Secure Score 40 %", score(40), Healthy, ""},
		{"Secure Score under 40 %", score(39.9), Warning, "Secure Score is 39 %."},
		{"partial scan", func(f *fake) {
			scan(models.ScanPartial, time.Hour, nil)(f)
			f.snapshots["a"].Outcomes[models.CollectSecureScore] = models.Outcome{Collector: models.CollectSecureScore, Status: models.StatusDenied, Missing: "SecurityEvents.Read.All"}
		}, Warning, "Secure Score cannot be read: a permission is missing (SecurityEvents.Read.All)."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := newFake(tenant("a", 10, 0, 10))
			tt.change(f)
			rows, err := f.portfolio().Tenants(t.Context(), Scope{})
			if err != nil {
				t.Fatal(err)
			}
			h := rows[0].Health
			if h.Level != tt.level || (len(h.Reasons) == 0) != (tt.level == Healthy) {
				t.Fatalf("%s: %+v, want %s", h.Level, h.Reasons, tt.level)
			}
			said := func(r HealthReason) bool { return strings.Contains(r.What, tt.says) }
			if tt.says != "" && !slices.ContainsFunc(h.Reasons, said) {
				t.Errorf("%+v do not say %q", h.Reasons, tt.says)
			}
			for _, r := range h.Reasons {
				if r.Next == "" {
					t.Errorf("%q has no next step", r.What)
				}
			}
		})
	}
}

func TestSourcesWithOneCauseAreOneReason(t *testing.T) {
	f := newFake(tenant("a", 10, 0, 10))
	scanned := f.scans["a"]
	scanned.Newest.State = models.ScanPartial
	f.scans["a"] = scanned
	outcomes := f.snapshots["a"].Outcomes
	for _, c := range []models.Collector{models.CollectMailboxes, models.CollectTeams, models.CollectEmail} {
		outcomes[c] = models.Outcome{Collector: c, Status: models.StatusConcealed}
	}
	for _, c := range []models.Collector{models.CollectMFA, models.CollectSecureScore} {
		outcomes[c] = models.Outcome{Collector: c, Status: models.StatusDenied, Missing: "X.Read"}
	}
	outcomes[models.CollectCopilot] = models.Outcome{Collector: models.CollectCopilot, Status: models.StatusSkipped, Missing: "Microsoft 365 Copilot"}
	rows, err := f.portfolio().Tenants(t.Context(), Scope{})
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, r := range rows[0].Health.Reasons {
		said = append(said, r.What)
	}
	want := []string{
		"E-mail activity and 2 more sources cannot be read: the tenant conceals names in its reports.",
		"Registrations for MFA and Secure Score cannot be read: a permission is missing (X.Read).",
	}
	if !slices.Equal(said, want) {
		t.Errorf("got %q\nwant %q", said, want)
	}
}

func TestAttentionCountsTenantsThatAreNotHealthy(t *testing.T) {
	f := newFake(tenant("a", 5, 0, 5), tenant("b", 5, 5, 0))
	if d := dashboard(t, f); d.Attention != 1 {
		t.Errorf("%d tenants need attention, want b alone", d.Attention)
	}
}

func TestCoverageSaysWhatWasNotRead(t *testing.T) {
	f := newFake(tenant("a", 1, 0, 1))
	f.outcomes = []models.Outcome{
		{Collector: models.CollectSignIns, Status: models.StatusUnlicensed},
		{Collector: models.CollectUsers, Status: models.StatusOK, Rows: 12},
		{Collector: models.CollectActivity, Status: models.StatusFailed, DataDate: ago(3), ChangedAt: ago(3)},
	}
	rows, err := f.portfolio().Coverage(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, r := range rows {
		said = append(said, r.Name+": "+r.What)
	}
	want := []string{
		"Activity reports: Activity reports could not be read this time; those of 2026-11-17 were kept.",
		"Sign-in dates: Sign-in dates cannot be read: the tenant has no Entra ID P1.",
		"Users: ",
	}
	if !slices.Equal(said, want) {
		t.Errorf("got %q\nwant %q", said, want)
	}
	if _, err := f.portfolio().Coverage(t.Context(), "nobody"); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("%v", err)
	}
}
