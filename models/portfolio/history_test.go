package portfolio

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
)

func figure(tenant string, scan int64, at time.Time, sku, leakage string) models.Figure {
	return models.Figure{TenantID: tenant, ScanID: scan, At: at, SKUID: sku, Currency: "USD", Spend: "100.00", Leakage: leakage}
}

func points(t *testing.T, f *fake) []string {
	t.Helper()
	all, err := f.portfolio().History(t.Context(), Scope{})
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, p := range all {
		said = append(said, fmt.Sprintf("%s spend %s leakage %s", p.At.Format("01-02"), p.Spend, p.Leakage))
	}
	return said
}

func TestHistoryHoldsOnePointADay(t *testing.T) {
	f := newFake(tenant("a", 1, 0, 1), tenant("b", 1, 0, 1))
	f.figures = []models.Figure{
		figure("b", 4, ago(2), premium, "5.00"),
		figure("a", 1, ago(3).Add(-time.Hour), premium, "99.00"), // an earlier scan of the day
		figure("a", 2, ago(3), premium, "10.00"),
		figure("a", 2, ago(3), copilot, "1.50"),
		figure("a", 3, ago(1), premium, "7.00"),
		figure("a", 3, ago(1), copilot, ""), // unpriced
		figure("gone", 9, ago(1), premium, "1000.00"),
	}
	want := []string{
		"11-17 spend 200.00 leakage 11.50",
		"11-18 spend 300.00 leakage 16.50", // a was not scanned and stands as it was
		"11-19 spend 300.00 leakage 12.00",
	}
	if got := points(t, f); !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

func TestHistoryInAnOlderCurrency(t *testing.T) {
	f := newFake(tenant("a", 1, 0, 1))
	f.workspace.Currency = "EUR"
	f.figures = []models.Figure{figure("a", 1, ago(3), premium, "10.00")}
	if got := points(t, f); len(got) != 0 {
		t.Errorf("dollars were shown as euros: %q", got)
	}
	f.rates = []insight.Rate{{From: "USD", To: "EUR", Value: "0.9", Date: ago(9)}}
	if got := points(t, f); !slices.Equal(got, []string{"11-17 spend 90.00 leakage 9.00"}) {
		t.Errorf("%q", got)
	}
}

func TestTheLineEndsInTheFigureBesideIt(t *testing.T) {
	f := newFake(tenant("a", 1, 1, 0))
	f.figures = []models.Figure{
		figure("a", 1, ago(40), premium, "50.00"),
		figure("a", 2, f.snapshots["a"].ScannedAt, premium, "1.00"), // recorded at another price
	}
	d := dashboard(t, f)
	if n := len(d.History); n != 2 || d.History[1].Leakage.String() != d.Leakage.String() || d.Leakage.String() != "22.00" {
		t.Errorf("history %+v", d.History)
	}
	if d.LeakageBefore == nil || d.LeakageBefore.String() != "50.00" {
		t.Errorf("a month earlier: %v", d.LeakageBefore)
	}
	late := newFake(tenant("a", 1, 1, 0), tenant("b", 1, 1, 0))
	late.figures = f.figures
	if before := dashboard(t, late).LeakageBefore; before != nil {
		t.Errorf("a tenant has no figure of a month ago, yet %v is compared", before)
	}
}

func TestFiguresRecordOneRowPerCountedProduct(t *testing.T) {
	s := tenant("a", 5, 2, 1)
	s.SKUs = append(s.SKUs, models.SKU{ID: "new", PartNumber: "NEW", AppliesTo: "User", Enabled: 3, Assigned: 0, Suspended: 1})
	f := newFake(s)
	spare := 1
	f.settings = []models.SKUSetting{{TenantID: "a", SKUID: premium, Spare: &spare}}
	rows, err := f.portfolio().Figures(t.Context(), s)
	if err != nil || len(rows) != 2 {
		t.Fatalf("%+v, %v", rows, err)
	}
	slices.SortFunc(rows, func(a, b models.Figure) int { return a.Suspended - b.Suspended })
	want := models.Figure{
		TenantID: "a", SKUID: premium, At: s.ScannedAt, Owned: 5, Assigned: 3, Spare: 1,
		Currency: "USD", Spend: "110.00", Leakage: "66.00", Inactive: 2,
	}
	if rows[0] != want {
		t.Errorf("got %+v\nwant %+v", rows[0], want)
	}
	if rows[1].Spend != "" || rows[1].Leakage != "" || rows[1].Suspended != 1 {
		t.Errorf("unpriced: %+v", rows[1])
	}
}
