package tenants

import (
	"testing"

	"fyne.io/fyne/v2"

	"msp-license-tracker/models"
	"msp-license-tracker/models/portfolio"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/life"
	"msp-license-tracker/ui/page/pagetest"
	"msp-license-tracker/ui/theme"
)

func show(t *testing.T, w *pagetest.World, at page.Route) (*pagetest.Stage, *Page) {
	t.Helper()
	s := pagetest.NewStage(t)
	p := New(s.Env, w, s, life.New(s.Env, w, w, s))
	s.Show(p, at)
	return s, p
}

func TestTappingAHealthChipAsksForThatHealth(t *testing.T) {
	s, p := show(t, &pagetest.World{}, page.Route{Page: page.Tenants})
	s.Tap("Warning 4")
	if got := s.Last(); got.Filter != string(portfolio.Warning) {
		t.Fatalf("asked for %+v", got)
	}
	p.Open(s.Last())
	s.Settle()
	if p.table.Len() != 4 || s.Says("Fjord Logistics") || !s.Says("Rivet Coffee") {
		t.Errorf("%d rows", p.table.Len())
	}
}

func TestEnterOpensTheTenant(t *testing.T) {
	s, p := show(t, &pagetest.World{}, page.Route{Page: page.Tenants})
	p.table.SelectKey(pagetest.Rows()[1].Tenant.ID)
	p.table.Focus()
	s.Press(fyne.KeyReturn)
	if got := s.Last(); got != page.For(page.Tenant, pagetest.Rows()[1].Tenant.ID) {
		t.Errorf("asked for %+v", got)
	}
}

func TestSearchSaysHowManyAreLeft(t *testing.T) {
	s, p := show(t, &pagetest.World{}, page.Route{Page: page.Tenants})
	p.Search("harbour")
	if p.table.Len() != 2 || !s.Says("2 of 14") {
		t.Errorf("%d rows", p.table.Len())
	}
}

func TestTheRowsMenuGivesTheOrders(t *testing.T) {
	s, p := show(t, &pagetest.World{}, page.Route{Page: page.Tenants})
	row := pagetest.Rows()[2]
	for _, item := range p.menu(row) {
		if item.Action != nil {
			item.Action()
		}
	}
	id := row.Tenant.ID
	if len(s.Scans) != 1 || s.Scans[0] != id || s.Copied != id {
		t.Errorf("scans %q, copied %q", s.Scans, s.Copied)
	}
	for _, want := range []string{"client pdf " + id, "disconnect " + id} {
		if len(s.Told) != 2 {
			t.Errorf("told %q, want %q among them", s.Told, want)
		}
	}
	row.Tenant.State = models.TenantDisconnected
	for _, item := range p.menu(row) {
		if item.Label == "Scan now" || item.Label == "Disconnect…" {
			t.Errorf("a disconnected tenant offers %q", item.Label)
		}
	}
}

func TestNoTenantAndNoAnswerAreSaid(t *testing.T) {
	s, _ := show(t, &pagetest.World{Empty: true}, page.Route{Page: page.Tenants})
	s.Tap("Connect a tenant")
	if s.Last().Page != page.Connect {
		t.Errorf("asked for %+v", s.Last())
	}
	s, _ = show(t, &pagetest.World{Err: pagetest.Offline()}, page.Route{Page: page.Tenants})
	if !s.Says("The tenants cannot be shown.") || !s.Says("Close the other program") {
		t.Error("a failure does not say what to do")
	}
}

func TestADisconnectedTenantIsGreyedAndLeadsBack(t *testing.T) {
	s, w, id := pagetest.NewStage(t), &pagetest.World{}, pagetest.Rows()[3].Tenant.ID
	p := New(s.Env, pagetest.Changed{World: w, Change: pagetest.Disconnected(id)}, s, life.New(s.Env, w, w, s))
	s.Show(p, page.Route{Page: page.Tenants})
	for _, r := range p.rows {
		if got := ink(r) == theme.TextFaint; got != (r.Tenant.ID == id) {
			t.Errorf("%s greyed: %v", r.Tenant.Name, got)
		}
	}
	s.TapOnly("Reconnect")
	if s.Last() != page.For(page.Connect, id) {
		t.Errorf("asked for %+v", s.Last())
	}
	s.Tap("Disconnected 1")
	if s.Last().Filter != gone {
		t.Errorf("asked for %+v", s.Last())
	}
	p.follow(pagetest.Rows()[0])
	if len(s.Routes) != 2 {
		t.Error("a connected tenant has no next step")
	}
}

func TestThePageLeadsToPartnerCustomersAndDeletedTenants(t *testing.T) {
	s, _ := show(t, &pagetest.World{}, page.Route{Page: page.Tenants})
	s.Tap("Partner customers…")
	if s.Last().Page != page.Partner {
		t.Errorf("asked for %+v", s.Last())
	}
	s.Tap("Deleted tenants…")
	s.Settle()
	if !s.Says("Old Mill Bakery") {
		t.Error(s.Reads())
	}
	s, _ = show(t, &pagetest.World{Empty: true}, page.Route{Page: page.Tenants})
	s.Tap("Deleted tenants…")
	s.Settle()
	if !s.Asks() {
		t.Error("the last tenant that was deleted cannot be found any more")
	}
}
