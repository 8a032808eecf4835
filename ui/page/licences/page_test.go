package licences

import (
	"testing"

	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/pagetest"
)

func TestChipsPartTheProductsAndFreeOnesAreInNoSum(t *testing.T) {
	s, w := pagetest.NewStage(t), &pagetest.World{}
	p := New(s.Env, w)
	s.Show(p, page.Route{Page: page.Licences})
	for _, r := range p.table.Shown() {
		if !r.Counted {
			t.Errorf("%s is shown among the counted", r.Product)
		}
	}
	s.Tap("In no sum 1")
	p.Open(s.Last())
	s.Settle()
	if p.table.Len() != 1 || p.table.Shown()[0].Counted || !s.Says("free, in no sum") {
		t.Errorf("%d rows", p.table.Len())
	}
}

func TestARowLeadsToItsPriceAndTenant(t *testing.T) {
	s, w := pagetest.NewStage(t), &pagetest.World{}
	p := New(s.Env, w)
	s.Show(p, page.Route{Page: page.Licences})
	row := p.table.Shown()[0]
	for _, item := range p.menu(row) {
		item.Action()
	}
	want := []page.Route{page.For(page.Tenant, row.TenantID), page.For(page.Leakage, row.TenantID), {Page: page.Settings, Filter: "prices", Select: row.SKUID}}
	for i, r := range want {
		if i >= len(s.Routes) || s.Routes[i] != r {
			t.Errorf("routes %+v, want %+v", s.Routes, want)
			break
		}
	}
	if s.Copied != row.PartNumber {
		t.Errorf("copied %q", s.Copied)
	}
}
