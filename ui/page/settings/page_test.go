package settings

import (
	"context"
	"slices"
	"testing"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/pagetest"
)

func show(t *testing.T, part string) (*pagetest.Stage, *pagetest.World, *Page) {
	t.Helper()
	s, w := pagetest.NewStage(t), &pagetest.World{}
	w.OnOrder = func() { s.Queue.Post(func() {}) }
	p := New(s.Env, World{Store: w, Reader: w, Registrar: w, Shell: s, List: w.ListPrice, DataDir: "/data"})
	s.Show(p, page.Route{Page: page.Settings, Filter: part})
	return s, w, p
}

func TestTheCompanyIsSaved(t *testing.T) {
	s, w, _ := show(t, partCompany)
	s.Write("Company", "Southlight IT")
	s.Tap("Save")
	s.Settle()
	if ws, _ := w.Workspace(context.Background()); ws.Company != "Southlight IT" {
		t.Errorf("saved %q", ws.Company)
	}
	if !slices.Contains(s.Told, "Saved") {
		t.Errorf("told %q", s.Told)
	}
}

func TestTheRegistrationIsShownAndWarnsBeforeItsEnd(t *testing.T) {
	for _, c := range []struct {
		ends time.Time
		want string
	}{
		{pagetest.Now.AddDate(0, 0, 12), "The credential ends in 12 days."},
		{pagetest.Now.AddDate(0, 0, -1), "The credential has ended"},
		{time.Time{}, "look it up in the portal"},
	} {
		s, w, p := show(t, partDefaults)
		r := pagetest.Registered()
		r.CredentialEnds = c.ends
		w.SetRegistration(r)
		p.load()
		p.Open(page.Route{Page: page.Settings, Filter: partRegister})
		s.Settle()
		if !s.Says(c.want) || !s.Says(pagetest.ClientID) {
			t.Errorf("the page does not say %q", c.want)
		}
	}
}

func TestTheCredentialIsReplacedAndAFailureCanBeRetried(t *testing.T) {
	s, w, p := show(t, partRegister)
	w.ConnectErr = &models.Failure{Explanation: models.Explanation{Code: "registration-role", Title: "This account may not make or change app registrations.", Next: "Sign in with another account."}}
	s.Tap("Replace the credential")
	s.Settle()
	if !s.Says("This account may not make") {
		t.Error("the failure is not shown")
	}
	w.ConnectErr = nil
	w.Block = make(chan struct{})
	s.Tap("Try again")
	s.Queue.Until(t, "the sign-in is asked for", func() bool { return len(w.Orders()) == 2 })
	p.Told("Making the certificate.")
	if !s.Says("Making the certificate.") || s.Says("This account may not") {
		t.Error("the progress is not shown")
	}
	close(w.Block)
	s.Settle()
	if !s.Says("20 Nov 2028") || len(s.Links) != 2 {
		t.Errorf("links %q", s.Links)
	}
	s.Tap("Register again")
	if s.Last() != (page.Route{Page: page.Onboarding, Filter: "registration"}) {
		t.Errorf("routes %v", s.Routes)
	}
}

func TestThresholdGraceAndThemeAreSaved(t *testing.T) {
	s, w, p := show(t, partDefaults)
	p.defaults.days.Select("60")
	p.defaults.grace.SetValue("14")
	p.defaults.theme.Select("dark")
	p.defaults.save()
	s.Settle()
	ws, _ := w.Workspace(context.Background())
	if ws.InactiveAfterDays != 60 || ws.GraceDays != 14 || ws.Theme != "dark" {
		t.Errorf("saved %d, %d, %s", ws.InactiveAfterDays, ws.GraceDays, ws.Theme)
	}
	p.defaults.grace.SetValue("-1")
	p.defaults.save()
	if !s.Says("from 0 to 365") {
		t.Error("a negative grace period was taken")
	}
}

func TestAProductsPriceClassAndTickAreSavedAndTakenBack(t *testing.T) {
	s, w, p := show(t, partPrices)
	sku := pagetest.Results()[0].Seats[0].SKUID
	p.Open(page.Route{Page: page.Settings, Filter: partPrices, Select: sku})
	p.prices.edit(p.find(t, sku))
	p.prices.price.SetValue("19.5")
	p.prices.managed.Select("no")
	p.prices.save()
	s.Settle()
	for _, want := range []string{"save price " + sku + " 19.5", "save sku " + sku} {
		if !slices.Contains(w.Orders(), want) {
			t.Errorf("no order %q in %q", want, w.Orders())
		}
	}
	if got := p.find(t, sku); got.own == nil || got.managed {
		t.Errorf("the table still says %+v", got)
	}
	p.prices.price.SetValue("")
	p.prices.save()
	s.Settle()
	if !slices.Contains(w.Orders(), "delete price "+sku) {
		t.Errorf("an empty price is not taken back: %q", w.Orders())
	}
}

func (p *Page) find(t *testing.T, sku string) product {
	t.Helper()
	for _, x := range p.data.products {
		if x.skuID == sku {
			return x
		}
	}
	t.Fatal("no such product")
	return product{}
}
