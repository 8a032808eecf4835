package tenant

import (
	"slices"
	"testing"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/life"
	"msp-license-tracker/ui/page/pagetest"
)

func newPage(s *pagetest.Stage, reader Reader, w *pagetest.World) *Page {
	return New(s.Env, reader, w, s, Tools{Checker: w, Life: life.New(s.Env, w, w, s), Open: s.OpenLink,
		Portal: func(c models.Connection) string { return "https://entra.microsoft.com/app/" + c.ClientID }})
}

func show(t *testing.T, i int) (*pagetest.Stage, string) {
	t.Helper()
	s, w := pagetest.NewStage(t), &pagetest.World{}
	id := pagetest.Rows()[i].Tenant.ID
	s.Show(newPage(s, w, w), page.For(page.Tenant, id))
	return s, id
}

func TestTheTenantsOrdersAndNumbersLead(t *testing.T) {
	s, id := show(t, 1)
	s.Tap("Scan now")
	s.Tap("Client PDF")
	if !slices.Contains(s.Scans, id) || !slices.Contains(s.Told, "client pdf "+id) {
		t.Errorf("scans %q, told %q", s.Scans, s.Told)
	}
	s.Tap("Inactive licensed users")
	if s.Last() != page.For(page.Inactive, id) {
		t.Errorf("asked for %+v", s.Last())
	}
}

func TestEveryHealthReasonStandsWithItsNextStep(t *testing.T) {
	s, id := show(t, 5)
	for _, want := range []string{"Critical", "The client secret has expired", "Make a new secret", "6 days ago"} {
		if !s.Says(want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	s.TapFirst("Reconnect…")
	if s.Last() != page.For(page.Connect, id) {
		t.Errorf("asked for %+v", s.Last())
	}
}

func TestATenantThatIsGoneIsSaid(t *testing.T) {
	s, w := pagetest.NewStage(t), &pagetest.World{Empty: true}
	s.Show(newPage(s, w, w), page.For(page.Tenant, "gone"))
	if !s.Says("This tenant is not here any more") {
		t.Error("an old link shows nothing")
	}
}
