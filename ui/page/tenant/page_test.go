package tenant

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/life"
	"msp-license-tracker/ui/page/pagetest"
	"msp-license-tracker/ui/theme"
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

func TestAHealthReasonIsActedOnWhereItStands(t *testing.T) {
	s, id := show(t, 0)
	s.TapFirst("Open leakage")
	if s.Last() != page.For(page.Leakage, id) {
		t.Errorf("asked for %+v", s.Last())
	}
	s, _ = show(t, 11)
	s.TapFirst("Show the cure…")
	if !strings.Contains(s.Reads(), "Untick the concealed names") {
		t.Fatal(s.Reads())
	}
	s.Tap("Copy the request")
	if !strings.Contains(s.Copied, "Display concealed user") {
		t.Errorf("copied %q", s.Copied)
	}
}

func TestWhatTheTenantAllowsStandsBesideWhatTheScanSaw(t *testing.T) {
	s, id := show(t, 1)
	s.Resize(1280, 1600)
	if !s.Says("1 permission is missing") || !s.Says("What the last scan saw") {
		t.Fatal(s.Reads())
	}
	s.Tap("Check again")
	s.Settle()
	if !s.Says("checked just now") {
		t.Error(s.Reads())
	}
	s.TapFirst("New credential…")
	if !s.Says("New credential for Fjord Logistics") {
		t.Errorf("tenant %s: %s", id, s.Reads())
	}
}

func TestTheLifeOfATenantEndsOnItsPage(t *testing.T) {
	s, id := show(t, 1)
	s.Resize(1280, 1600)
	s.Tap("Disconnect…")
	if !slices.Contains(s.Told, "disconnect "+id) {
		t.Errorf("told %q", s.Told)
	}
	for order, title := range map[string]string{"Delete…": "Delete Fjord Logistics?", "Purge…": "Purge Fjord Logistics for good?"} {
		s.Tap(order)
		if !s.Says(title) {
			t.Errorf("%s does not ask %q", order, title)
		}
		s.Key(fyne.KeyEscape)
	}
}

func TestADisconnectedTenantKeepsItsFiguresAndLeadsBack(t *testing.T) {
	s, w, id := pagetest.NewStage(t), &pagetest.World{}, pagetest.Rows()[3].Tenant.ID
	s.Show(newPage(s, pagetest.Changed{World: w, Change: pagetest.Disconnected(id)}, w), page.For(page.Tenant, id))
	if !s.Says("Disconnected") || !s.Says("£2,940") || s.Says("Scan now") || len(w.Orders()) != 0 {
		t.Errorf("orders %q\n%s", w.Orders(), s.Reads())
	}
	s.TapFirst("Reconnect…")
	if s.Last() != page.For(page.Connect, id) {
		t.Errorf("asked for %+v", s.Last())
	}
}

func TestTheEndOfACredentialIsWatched(t *testing.T) {
	now := pagetest.Now
	for days, want := range map[int]theme.Tone{-1: theme.Severe, 12: theme.Caution, 400: theme.Neutral} {
		f := credentialFact(models.Connection{Kind: models.OwnRegistration, Credential: models.CertificateCredential, CredentialEnds: now.AddDate(0, 0, days)}, now)
		if f.Tone != want || !strings.Contains(f.Value, "certificate") {
			t.Errorf("%d days: %+v", days, f)
		}
	}
	if f := credentialFact(models.Connection{Kind: models.PartnerConnection}, now); f.Value != "your partner sign-in" {
		t.Errorf("%+v", f)
	}
}
