package dashboard

import (
	"strings"
	"testing"

	"msp-license-tracker/models/money"
	"msp-license-tracker/models/portfolio"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/pagetest"
	"msp-license-tracker/ui/widget/text"
)

func words(spans []text.Span) string {
	s := ""
	for _, x := range spans {
		s += x.Text
	}
	return s
}

func TestEveryFigureSaysWhatItCountsAndWhereItLeads(t *testing.T) {
	d := pagetest.Dashboard(pagetest.Everything)
	at := page.Route{Page: page.Dashboard, Scope: portfolio.Scope{CustomerID: "c"}}
	want := []struct{ value, note string }{
		{"£41,740", "2,017 paid seats in 14 tenants"}, {"£6,005", "▼ £210 in a month · 14.4 % of spend · £72,060 a year"},
		{"2,017", "1,911 assigned · 106 free"}, {"181", "69 blocked · 43 never used · 69 over the threshold"}, {"1 Dec", "Brightwell School · 40 seats can be cut"},
	}
	for i, f := range figures(&d, at, pagetest.Now) {
		if f.value != want[i].value || words(f.note) != want[i].note {
			t.Errorf("%s: %q, %q", f.label, f.value, words(f.note))
		}
		if i < 4 && f.to.Scope != at.Scope {
			t.Errorf("%s loses the scope", f.label)
		}
	}
}

func TestOverAssignedSeatsExplainAFreeCountThatDoesNotAddUp(t *testing.T) {
	d := portfolio.Dashboard{SeatsOwned: 786, SeatsAssigned: 716, SeatsFree: 78}
	if got := words(seats(&d, page.Route{}).note); !strings.HasSuffix(got, "8 over-assigned") {
		t.Error(got)
	}
}

func TestGrowthAndDeclineAreTold(t *testing.T) {
	low, _ := money.Of("10", "GBP")
	high, _ := money.Of("15", "GBP")
	if got := words(change(high, low)); !strings.HasPrefix(got, "▲ £5") {
		t.Error(got)
	}
	if got := words(change(low, high)); !strings.HasPrefix(got, "▼ £5") {
		t.Error(got)
	}
	if got := change(low, low); got != nil {
		t.Error(got)
	}
}

func TestTheRestOfTheBarsAddsUp(t *testing.T) {
	d := pagetest.Dashboard(pagetest.Everything)
	in := barsOf(d.ByTenant)
	got := in.Rest(in.Rows[7:])
	if got.Label != "7 more tenants" || got.Text != "£988 of £7,986" {
		t.Errorf("%+v", got)
	}
}

func TestPastRenewalsAreNotNext(t *testing.T) {
	d := portfolio.Dashboard{Renewals: []portfolio.Renewal{{TenantName: "Old", Date: pagetest.Now.AddDate(0, 0, -3)}, {TenantName: "Next", Date: pagetest.Now.AddDate(0, 1, 0)}}}
	if f := renewal(&d, page.Route{}, pagetest.Now); f.value != "20 Dec" {
		t.Errorf("%q", f.value)
	}
}
