package leakage

import (
	"testing"

	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/money"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/pagetest"
)

func TestCauseSumsAddUpToTheTotal(t *testing.T) {
	m := newModel(pagetest.Results())
	all := m.sum(view{})
	parts := money.Zero(m.currency)
	for _, c := range insight.Causes {
		parts = parts.Add(m.sum(view{filter: string(c)}))
	}
	if !all.Value.Equal(parts.Value) {
		t.Errorf("causes add up to %s, the total is %s", parts, all)
	}
	if want := pagetest.Dashboard(pagetest.Everything).Leakage; !want.Value.Equal(all.Value) {
		t.Errorf("the page shows %s, the dashboard %s", all, want)
	}
}

func TestFiltersNarrowTogether(t *testing.T) {
	m := newModel(pagetest.Results())
	rows := m.rows(view{filter: string(insight.Blocked), certainty: insight.Sure})
	if len(rows) == 0 {
		t.Fatal("nothing found")
	}
	for _, f := range rows {
		if f.Cause != insight.Blocked || f.Certainty != insight.Sure {
			t.Errorf("%s of %s is %s", f.Cause, f.TenantName, f.Certainty)
		}
	}
}

func TestMostMoneyComesFirstAndUnpricedLast(t *testing.T) {
	rows := newModel(pagetest.Results()).rows(view{})
	if len(rows) == 0 {
		t.Fatal("nothing to order")
	}
	for i := 1; i < len(rows); i++ {
		if byMoney(rows[i-1], rows[i]) > 0 {
			t.Fatalf("row %d is out of order", i)
		}
	}
	if rows[len(rows)-1].Monthly != nil {
		t.Error("findings without an amount must come last")
	}
}

func TestWhatIsCountedApartHasItsOwnChip(t *testing.T) {
	ids := map[string]bool{}
	for _, c := range newModel(pagetest.Results()).choices("") {
		ids[c.id] = true
	}
	for _, want := range []string{"", string(insight.Unassigned), page.FilterHidden, page.FilterUnpriced} {
		if !ids[want] {
			t.Errorf("no chip %q", want)
		}
	}
}
