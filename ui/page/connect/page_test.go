package connect

import (
	"slices"
	"strings"
	"testing"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/pagetest"
)

func show(t *testing.T) (*pagetest.Stage, *pagetest.World, *Page) {
	t.Helper()
	s, w := pagetest.NewStage(t), &pagetest.World{}
	w.OnOrder = func() { s.Queue.Post(func() {}) }
	p := New(s.Env, w, s)
	s.Show(p, page.Route{Page: page.Connect})
	return s, w, p
}

func fillIn(p *Page) {
	p.fields.tenant.SetValue("contoso.com")
	p.fields.clientID.SetValue(someGUID)
	p.fields.secret.SetValue(secret)
}

func TestAnEmptyFormSaysWhatIsMissingAndAsksNobody(t *testing.T) {
	s, w, p := show(t)
	p.send()
	s.Settle()
	for _, want := range []string{"Enter the tenant's id", "Enter the application", "Enter the client secret"} {
		if !s.Says(want) {
			t.Errorf("the form does not say %q", want)
		}
	}
	if len(w.Orders()) != 0 {
		t.Errorf("asked Microsoft: %q", w.Orders())
	}
}

func TestConnectingShowsWhatIsGrantedAndStartsTheFirstScan(t *testing.T) {
	s, w, p := show(t)
	fillIn(p)
	p.send()
	s.Settle()
	if !slices.Contains(w.Orders(), "connect contoso.com "+someGUID+" secret") {
		t.Fatalf("orders %q", w.Orders())
	}
	for _, want := range []string{"Harbour Dental is connected", "Reports.Read.All", "not granted", "1 permission is missing."} {
		if !s.Says(want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if p.fields.secret.Value() != "" || p.form.secret != "" {
		t.Error("the secret is still there after it was used")
	}
	s.Tap("Start first scan")
	if len(s.Scans) != 1 || len(s.Routes) != 1 || s.Routes[0].Page != page.Tenant {
		t.Errorf("scans %q, routes %v", s.Scans, s.Routes)
	}
}

func TestARefusalStaysInTheFormWithCauseAndNextStep(t *testing.T) {
	s, w, p := show(t)
	w.ConnectErr = &models.Failure{Explanation: *pagetest.SecretExpired()}
	fillIn(p)
	p.send()
	s.Settle()
	for _, want := range []string{"The client secret has expired.", "Make a new secret"} {
		if !s.Says(want) {
			t.Errorf("the form does not say %q", want)
		}
	}
	s.Tap("Copy details")
	if !strings.Contains(s.Copied, "AADSTS7000222") || strings.Contains(s.Copied, secret) {
		t.Errorf("copied %q", s.Copied)
	}
	if p.fields.clientID.Value() != someGUID {
		t.Error("what was typed is gone")
	}
}

func TestConsentOpensTheBrowserAndCanBeGivenUp(t *testing.T) {
	s, w, p := show(t)
	w.Block = make(chan struct{})
	p.chooseWay(wayConsent)
	fillIn(p)
	p.fields.tenant.SetValue("")
	p.send()
	s.Queue.Until(t, "the consent is asked for", func() bool { return len(w.Orders()) > 0 })
	if !s.Says("Waiting for the consent") {
		t.Error("nobody says what is waited for")
	}
	p.cancel()
	s.Settle()
	if s.Says("Waiting for the consent") || p.fields.send.Disabled() {
		t.Error("giving up does not give the form back")
	}
	if len(s.Links) != 1 || !strings.HasPrefix(s.Links[0], "https://") {
		t.Errorf("opened %q", s.Links)
	}
}

func TestACertificateFileTakesThePlaceOfTheSecret(t *testing.T) {
	s, w, p := show(t)
	fillIn(p)
	p.chooseCredential(string(models.CertificateCredential))
	p.send()
	s.Settle()
	if !s.Says("Choose the certificate file") || len(w.Orders()) != 0 {
		t.Errorf("orders %q", w.Orders())
	}
	s.FileName, s.File = "northlight.pfx", []byte("PFX")
	p.pickCertificate()
	if !s.Says("northlight.pfx") || !s.Says("Password of the file") {
		t.Error("the file or its password is not asked for")
	}
	p.send()
	s.Settle()
	if !slices.Contains(w.Orders(), "connect contoso.com "+someGUID+" certificate") {
		t.Errorf("orders %q", w.Orders())
	}
}

func TestLeavingForgetsWhatWasTyped(t *testing.T) {
	_, _, p := show(t)
	fillIn(p)
	p.read()
	p.Leave()
	if p.form.secret != "" || p.fields.secret.Value() != "" {
		t.Error("the secret stays in the form")
	}
}

func TestReconnectingTakesOverWhatIsKnownButTheSecret(t *testing.T) {
	_, _, p := show(t)
	id := pagetest.Rows()[3].Tenant.ID
	p.Open(page.For(page.Connect, id))
	if p.fields.tenant.Value() != id || p.fields.clientID.Value() != someGUID || p.fields.secret.Value() != "" {
		t.Errorf("prefilled %q, %q", p.fields.tenant.Value(), p.fields.clientID.Value())
	}
}
