package portfolio

import (
	"testing"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/money"
)

func dashboard(t *testing.T, f *fake) Dashboard {
	t.Helper()
	d, err := f.portfolio().Dashboard(t.Context(), Scope{})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestTheDashboardIsTheSumOfItsFindings(t *testing.T) {
	f := newFake(tenant("a", 10, 2, 3), tenant("b", 4, 1, 3), tenant("c", 0, 1, 1))
	d := dashboard(t, f)
	findings, byCause, byTenant := money.Zero("USD"), money.Zero("USD"), money.Zero("USD")
	for _, r := range results(t, f.portfolio(), Scope{}) {
		for _, found := range r.Findings {
			if found.Monthly != nil {
				findings = findings.Add(*found.Monthly)
			}
		}
	}
	for _, c := range d.ByCause {
		byCause = byCause.Add(c.Monthly)
	}
	for _, c := range d.ByTenant {
		byTenant = byTenant.Add(c.Leakage)
	}
	// 3 blocked and 5 free seats at 22; tenant c owns nothing, its blocked account frees nothing.
	for name, got := range map[string]money.Amount{"shown": d.Leakage, "findings": findings, "causes": byCause, "tenants": byTenant} {
		if got.String() != "176.00" {
			t.Errorf("%s: %s, want 176.00", name, got)
		}
	}
	if d.Spend.String() != "308.00" || d.LeakageYearly.String() != "2112.00" || int(d.LeakagePercent) != 57 {
		t.Errorf("spend %s, yearly %s, %.1f %%", d.Spend, d.LeakageYearly, d.LeakagePercent)
	}
	if d.SeatsOwned != 14 || d.SeatsAssigned != 11 || d.SeatsFree != 5 || d.BlockedUsers != 4 || d.InactiveUsers != 4 {
		t.Errorf("seats and people: %+v", d)
	}
	if len(d.ByCause) != len(insight.Causes) {
		t.Errorf("%d causes, want all, empty ones too", len(d.ByCause))
	}
	if d.ByTenant[0].TenantID != "a" || d.UpToDate != 3 || !d.LastScan.Equal(f.snapshots["a"].ScannedAt) {
		t.Errorf("order or state: %+v", d)
	}
}

func TestAnEmptyDashboard(t *testing.T) {
	d := dashboard(t, newFake())
	if d.Spend.String() != "0.00" || d.Currency != "USD" || d.LeakageBefore != nil || len(d.History) != 0 || len(d.ByCause) != 6 {
		t.Errorf("%+v", d)
	}
}

func TestDoFirstSaysWhatToDoAndWhen(t *testing.T) {
	a, b := tenant("a", 50, 11, 0), tenant("b", 1, 1, 0)
	a.Subscriptions = []models.Subscription{
		{SKUID: premium, Status: "Enabled", NextLifecycle: ago(-90)}, {SKUID: premium, Status: "Enabled", NextLifecycle: ago(-20)},
		{SKUID: premium, Status: "Suspended", NextLifecycle: ago(-1)},
	}
	got := dashboard(t, newFake(a, b)).DoFirst
	want := []struct{ text, amount string }{
		{"Cut 39 free Business Premium seats", "858.00"},
		{"Take Business Premium off 11 blocked accounts", "242.00"},
		{"Take Business Premium off 1 blocked account", "22.00"},
	}
	if len(got) != len(want) {
		t.Fatalf("%d actions: %+v", len(got), got)
	}
	for i, w := range want {
		if got[i].Text != w.text || got[i].Monthly.String() != w.amount {
			t.Errorf("%d: %q %s, want %q %s", i, got[i].Text, got[i].Monthly, w.text, w.amount)
		}
	}
	if !got[0].When.Equal(ago(-20)) || !got[1].When.IsZero() {
		t.Errorf("free seats go at the next renewal (%v), accounts now (%v)", got[0].When, got[1].When)
	}
}

func TestDoFirstHoldsFiveAndLeavesOutWhatFreesNothing(t *testing.T) {
	var all []insight.Snapshot
	for _, id := range []string{"a", "b", "c", "d", "e", "f"} {
		all = append(all, tenant(id, 3, 1, 0))
	}
	all = append(all, tenant("over", 0, 2, 0))
	got := dashboard(t, newFake(all...)).DoFirst
	if len(got) != 5 || got[0].Monthly.String() != "44.00" {
		t.Errorf("%+v", got)
	}
	for _, action := range Actions(results(t, newFake(all...).portfolio(), Scope{}), now) {
		if action.TenantID == "over" {
			t.Errorf("%q frees nothing", action.Text)
		}
	}
}

func TestAnActionIsAsCertainAsItsWeakestFinding(t *testing.T) {
	s := tenant("a", 2, 2, 0)
	s.Outcomes[models.CollectMailboxes] = models.Outcome{Status: models.StatusDenied}
	if got := dashboard(t, newFake(s)).DoFirst[0].Certainty; got != insight.Likely {
		t.Errorf("%s", got)
	}
}

func TestRenewalsAheadSoonestFirst(t *testing.T) {
	s := tenant("a", 10, 0, 4)
	s.Subscriptions = []models.Subscription{
		{SKUID: premium, Status: "Enabled", Seats: 8, NextLifecycle: ago(-40)},
		{SKUID: premium, Status: "Warning", Seats: 2, NextLifecycle: ago(-5)},
		{SKUID: premium, Status: "Enabled", Seats: 1, NextLifecycle: ago(3)},    // past
		{SKUID: premium, Status: "Suspended", Seats: 1, NextLifecycle: ago(-3)}, // not live
		{SKUID: "unheard of", Status: "Enabled", Seats: 1, NextLifecycle: ago(-3)},
		{SKUID: premium, Status: "Enabled", Seats: 1}, // unknown date
	}
	got, err := newFake(s).portfolio().Renewals(t.Context(), Scope{})
	if err != nil || len(got) != 2 {
		t.Fatalf("%+v, %v", got, err)
	}
	if got[0].Seats != 2 || got[0].FreeSeats != 2 || got[1].FreeSeats != 6 {
		t.Errorf("6 seats are free; of the small one only 2 can be cut: %+v", got)
	}
}

func TestShortNamesStayUnmistakable(t *testing.T) {
	for full, want := range map[string]string{
		"Microsoft 365 Business Premium": "Business Premium",
		"Microsoft 365 E3":               "Microsoft 365 E3",
		"Office 365 E3":                  "Office 365 E3",
		"Visio Plan 2":                   "Visio Plan 2",
	} {
		if got := shortName(full); got != want {
			t.Errorf("%s became %s", full, got)
		}
	}
}
