package permissions

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/pagetest"
)

// ground shows only the card.
type ground struct{ card *Card }

func (g ground) Content() fyne.CanvasObject { return g.card.Object() }
func (ground) Open(page.Route)              {}
func (ground) Leave()                       {}
func (ground) Changed()                     {}

func show(t *testing.T, w *pagetest.World, tenant models.Tenant) (*pagetest.Stage, *Card, *int) {
	t.Helper()
	s, changed := pagetest.NewStage(t), 0
	c := New(s.Env, w, s.OpenLink, func(models.Connection) string { return "https://entra.microsoft.com/app" }, func() { changed++ })
	s.Show(ground{c}, page.Route{})
	c.Show(tenant)
	s.Settle()
	return s, c, &changed
}

func TestEveryPermissionSaysWhatItUnlocksAndHowToGrantIt(t *testing.T) {
	w, tenant := &pagetest.World{}, pagetest.Rows()[0].Tenant
	s, c, changed := show(t, w, tenant)
	all := s.Reads()
	for _, want := range []string{"ReportSettings.Read.All", "not granted", "Add the permission to the app registration", "sign-in dates", "1 permission is missing"} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is not said in\n%s", want, all)
		}
	}
	if !slices.Equal(c.Missing(), []string{"ReportSettings.Read.All"}) || *changed != 1 {
		t.Errorf("missing %q, told %d times", c.Missing(), *changed)
	}
}

func TestMicrosoftIsAskedOncePerTenantAndAgainOnRequest(t *testing.T) {
	w, tenant := &pagetest.World{}, pagetest.Rows()[0].Tenant
	s, c, _ := show(t, w, tenant)
	c.Show(pagetest.Rows()[1].Tenant)
	s.Settle()
	c.Show(tenant)
	s.Settle()
	if len(w.Orders()) != 2 {
		t.Errorf("orders %q", w.Orders())
	}
	s.Tap("Check again")
	s.Settle()
	if len(w.Orders()) != 3 {
		t.Errorf("orders %q", w.Orders())
	}
}

func TestTheStepsLeadToThePortalAndBack(t *testing.T) {
	w, tenant := &pagetest.World{}, pagetest.Rows()[0].Tenant
	s, _, _ := show(t, w, tenant)
	s.Tap("How to grant…")
	s.Tap("Copy the names")
	s.Tap("Open the page")
	if s.Copied != "ReportSettings.Read.All" || !slices.Equal(s.Links, []string{"https://entra.microsoft.com/app"}) {
		t.Errorf("copied %q, opened %q", s.Copied, s.Links)
	}
	s.Key(fyne.KeyReturn)
	if s.Asks() || len(w.Orders()) != 2 {
		t.Errorf("orders %q", w.Orders())
	}
}

func TestAFailedCheckSaysWhyAndKeepsWhatWasKnown(t *testing.T) {
	w, tenant := &pagetest.World{}, pagetest.Rows()[0].Tenant
	s, c, _ := show(t, w, tenant)
	w.ConnectErr = &models.Failure{Explanation: *pagetest.SecretExpired()}
	s.Tap("Check again")
	s.Settle()
	if !s.Says("The client secret has expired.") || !s.Says("Whose move") || len(c.Checks()) == 0 {
		t.Error(s.Reads())
	}
}

func TestADisconnectedTenantIsNotAsked(t *testing.T) {
	w, tenant := &pagetest.World{}, pagetest.Rows()[0].Tenant
	tenant.State = models.TenantDisconnected
	s, _, _ := show(t, w, tenant)
	if len(w.Orders()) != 0 || !s.Says("nothing is asked of it") {
		t.Errorf("orders %q", w.Orders())
	}
}
