package connect

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/form"
	"msp-license-tracker/ui/page/pagetest"
)

const secret = "abc8Q~not-a-real-secret"

func show(t *testing.T, w *pagetest.World) (*pagetest.Stage, *Page) {
	t.Helper()
	s := pagetest.NewStage(t)
	w.OnOrder = func() { s.Queue.Post(func() {}) }
	p := New(s.Env, World{Connector: w, Registrar: w, Consents: w, Certificates: w, Shell: s, Clouds: []Cloud{{Name: "demo", Label: "Demo cloud"}}})
	s.Show(p, page.Route{Page: page.Connect})
	return s, p
}

func fillIn(p *Page) {
	p.own.tenant.SetValue("contoso.com")
	p.own.client.SetValue(pagetest.ClientID)
	p.own.credential.SetSecret(secret)
}

func says(t *testing.T, s *pagetest.Stage, texts ...string) {
	t.Helper()
	for _, want := range texts {
		if !s.Says(want) {
			t.Errorf("the page does not say %q", want)
		}
	}
}

func TestOnePressOpensTheConsentPageAndShowsWhatWasGranted(t *testing.T) {
	w := &pagetest.World{}
	s, p := show(t, w)
	p.choice.tenant.SetValue("harbourdental.example")
	s.Tap("Open consent page")
	s.Settle()
	if !slices.Contains(w.Orders(), "consent harbourdental.example "+pagetest.ClientID) || len(s.Links) != 1 {
		t.Fatalf("orders %q, links %q", w.Orders(), s.Links)
	}
	says(t, s, "Harbour Dental said yes", "Reports.Read.All", "granted", "How to fix", "1 permission is missing.")
	s.Tap("How to fix")
	says(t, s, "Add the permission to the app registration")
	s.CloseModal()
	s.Tap("Start first scan")
	if len(s.Scans) != 1 || s.Last().Page != page.Tenant {
		t.Errorf("scans %q, routes %v", s.Scans, s.Routes)
	}
}

func TestTheConsentIsCountedDownAndCanBeGivenUp(t *testing.T) {
	w := &pagetest.World{Block: make(chan struct{})}
	s, p := show(t, w)
	now := pagetest.Now
	p.env.Now = func() time.Time { return now }
	s.Tap("Open consent page")
	s.Queue.Until(t, "the page is open", func() bool { return s.Says("Waiting for the approval in the browser.") })
	says(t, s, "for another 15:00")
	now = now.Add(28 * time.Second)
	p.tick()
	says(t, s, "for another 14:32")
	p.Told("Approved. Microsoft is passing it on to its servers (4s of up to 3m0s).")
	says(t, s, "Microsoft is passing it on")
	s.Tap("Copy the link")
	if !strings.Contains(s.Copied, "adminconsent") {
		t.Errorf("copied %q", s.Copied)
	}
	s.Tap("Cancel")
	s.Settle()
	if !s.Says("Open consent page") || p.view != viewChoice {
		t.Error("giving up does not lead back")
	}
}

func TestClosingTheWindowInMidConsentEndsIt(t *testing.T) {
	w := &pagetest.World{Block: make(chan struct{})}
	s, _ := show(t, w)
	s.Tap("Open consent page")
	s.Queue.Until(t, "the consent is asked for", func() bool { return len(w.Orders()) > 0 })
	s.Env.Runner.Cancel()
	s.Env.Runner.Wait() // would hang if the consent did not end
	s.Queue.Drain()
	if s.Says("did not work") {
		t.Error("closing the window is shown as a failure")
	}
}

func TestEveryFailureHasItsOwnNextStep(t *testing.T) {
	for code, want := range map[string][]string{
		"AADSTS65004":          {"Try again", "Send a link to their administrator"},
		"AADSTS90094":          {"Send a link to their administrator"},
		"consent-wrong-tenant": {"Copy a link for a private window"},
		"AADSTS900941":         {"About verified publishers"},
		"AADSTS90095":          {"Wait for the approval"},
		"consent-timeout":      {"Try again"},
		"registration-missing": {"Make the registration"},
		"AADSTS7000222":        {"Look at the registration"},
		"AADSTS999999":         {"Try again"},
	} {
		w := &pagetest.World{ConnectErr: &models.Failure{Explanation: models.Explanation{Code: code, Title: "It did not work.", Next: "Do this.", Whose: models.PartyCustomer}}}
		s, p := show(t, w)
		p.choice.tenant.SetValue("contoso.com")
		s.Tap("Open consent page")
		s.Settle()
		says(t, s, append(want, "It did not work.", "What to do", "Copy details")...)
	}
}

func TestAfterTheWrongTenantTheLinkIsCopiedForAPrivateWindow(t *testing.T) {
	w := &pagetest.World{ConnectErr: &models.Failure{Explanation: models.Explanation{Code: "consent-wrong-tenant", Title: "Another organization approved."}}}
	s, p := show(t, w)
	p.choice.tenant.SetValue("contoso.com")
	s.Tap("Open consent page")
	s.Settle()
	w.ConnectErr = nil
	s.Tap("Copy a link for a private window")
	s.Settle()
	if len(s.Links) != 1 || !strings.Contains(s.Copied, "adminconsent") || !s.Says("said yes") {
		t.Errorf("links %q, copied %q", s.Links, s.Copied)
	}
}

func TestALinkComesWithAMailAndIsLookedAfter(t *testing.T) {
	w := &pagetest.World{}
	s, p := show(t, w)
	s.Tap("Send a link")
	says(t, s, "Enter the client's domain")
	p.choice.tenant.SetValue("fjordlog.example")
	s.Tap("Send a link")
	s.Settle()
	says(t, s, "Send this to fjordlog.example", "Please approve our licence check", "Nobody at the customer has accepted", "Looking again in 0:24.")
	s.Tap("Open mail program")
	s.Tap("Copy link")
	if len(s.Mails) != 1 || !strings.HasPrefix(s.Copied, "https://login.microsoftonline.com/fjordlog.example/") {
		t.Errorf("mails %q, copied %q", s.Mails, s.Copied)
	}
	s.Tap("Copy mail")
	if !strings.Contains(s.Copied, "Please approve") || !strings.Contains(s.Copied, "adminconsent") {
		t.Errorf("copied %q", s.Copied)
	}
}

func TestTwoLinksMoveOnEachByItself(t *testing.T) {
	w := &pagetest.World{}
	s, p := show(t, w)
	for _, tenant := range []string{"fjordlog.example", "lumen.example"} {
		p.makeLink(tenant)
		s.Settle()
		s.Tap("Back")
	}
	says(t, s, "Asked for by link", "fjordlog.example", "lumen.example")
	w.MoveConsent("link-lumen.example", func(c *models.PendingConsent) {
		c.State, c.Text = models.ConsentAccepted, "Accepted and proved."
	})
	w.MoveConsent("link-fjordlog.example", func(c *models.PendingConsent) {
		c.State, c.Text = models.ConsentFailed, "Declined."
		c.Explanation = &models.Explanation{Code: "AADSTS65004", Title: "The approval was cancelled.", Next: "Explain what it is for."}
	})
	p.Changed()
	s.Settle()
	says(t, s, "accepted", "failed", "Send again", "What to do")
	s.Tap("Scan now")
	if len(s.Scans) != 1 {
		t.Errorf("scans %q", s.Scans)
	}
	s.Tap("Send again")
	s.Settle()
	if orders := w.Orders(); orders[len(orders)-1] != "consent link fjordlog.example" {
		t.Errorf("orders %q", orders)
	}
	s.Tap("Back")
	s.Settle()
	s.Tap("Cancel")
	s.Settle()
	if !slices.Contains(w.Orders(), "cancel link link-fjordlog.example") || s.Says("fjordlog.example") {
		t.Errorf("orders %q", w.Orders())
	}
}

func TestWithoutARegistrationTheWayThereIsShown(t *testing.T) {
	s, _ := show(t, &pagetest.World{Unregistered: true})
	if s.Says("Open consent page") {
		t.Error("a consent is offered without a registration")
	}
	s.Tap("Make the registration")
	if s.Last() != (page.Route{Page: page.Onboarding, Filter: "registration"}) {
		t.Errorf("routes %v", s.Routes)
	}
}

func TestAnEmptyFormSaysWhatIsMissingAndAsksNobody(t *testing.T) {
	w := &pagetest.World{}
	s, _ := show(t, w)
	s.Tap("Enter the values")
	s.TapLow("Connect")
	s.Settle()
	says(t, s, "Enter the tenant's id", "Enter the application", "Enter the client secret")
	if len(w.Orders()) != 0 {
		t.Errorf("asked Microsoft: %q", w.Orders())
	}
}

func TestPastedValuesAreJudgedAtOnceTypedOnesWhenTheFieldIsLeft(t *testing.T) {
	s, p := show(t, &pagetest.World{})
	p.toOwn()
	p.own.credential.SetSecret(pagetest.ClientID)
	says(t, s, "This is the ID of the secret, not its value.")
	p.own.credential.SetSecret(secret)
	if s.Says("This is the ID of the secret") {
		t.Error("a right secret is still called wrong")
	}
	for _, r := range "ab" {
		p.own.client.Input.TypedRune(r)
	}
	if p.own.client.Error() != "" {
		t.Error("somebody is corrected in mid-word")
	}
	p.own.client.Input.FocusLost()
	says(t, s, "The client ID is missing or mistyped.")
}

func TestAnOwnRegistrationConnectsAndForgetsTheSecret(t *testing.T) {
	w := &pagetest.World{}
	s, p := show(t, w)
	p.toOwn()
	fillIn(p)
	p.own.connect()
	s.Settle()
	if !slices.Contains(w.Orders(), "connect contoso.com "+pagetest.ClientID+" secret") {
		t.Fatalf("orders %q", w.Orders())
	}
	says(t, s, "Harbour Dental is connected")
	var r models.ConnectRequest
	if p.own.credential.Into(&r); r.Secret != "" {
		t.Error("the secret is still there after it was used")
	}
}

func TestARefusalStaysInTheFormWithCauseAndNextStep(t *testing.T) {
	w := &pagetest.World{ConnectErr: &models.Failure{Explanation: *pagetest.SecretExpired()}}
	s, p := show(t, w)
	p.toOwn()
	fillIn(p)
	p.own.connect()
	s.Settle()
	says(t, s, "The client secret has expired.", "Make a new secret")
	s.Tap("Copy details")
	if !strings.Contains(s.Copied, "AADSTS7000222") || strings.Contains(s.Copied, secret) {
		t.Errorf("copied %q", s.Copied)
	}
	w.ConnectErr = nil
	p.own.connect()
	s.Settle()
	says(t, s, "is connected")
}

func TestACertificateMadeHereIsSavedAndUsed(t *testing.T) {
	w := &pagetest.World{}
	s, p := show(t, w)
	p.toOwn()
	fillIn(p)
	p.own.credential.Choose(form.KindMade)
	p.own.connect()
	says(t, s, "Make the certificate first")
	s.Tap("Make certificate")
	s.Settle()
	says(t, s, "3F2A9C0D", "Valid until 20 Nov 2027")
	s.Env.Window.Resize(fyne.NewSize(1280, 1400)) // all of the form in view
	s.Tap("Save public part")
	if string(s.Files["msp-license-tracker.cer"]) != "PUBLIC" {
		t.Errorf("saved %q", s.Files)
	}
	p.own.connect()
	s.Settle()
	if !slices.Contains(w.Orders(), "connect contoso.com "+pagetest.ClientID+" certificate") {
		t.Errorf("orders %q", w.Orders())
	}
}

func TestACertificateFileTakesThePlaceOfTheSecret(t *testing.T) {
	w := &pagetest.World{}
	s, p := show(t, w)
	p.toOwn()
	fillIn(p)
	p.own.credential.Choose(form.KindFile)
	p.own.connect()
	s.Settle()
	if !s.Says("Choose the certificate file") || len(w.Orders()) != 0 {
		t.Errorf("orders %q", w.Orders())
	}
	s.FileName, s.File = "northlight.pfx", []byte("PFX")
	s.Tap("Choose file")
	says(t, s, "northlight.pfx", "Password of the file")
	p.own.connect()
	s.Settle()
	if !slices.Contains(w.Orders(), "connect contoso.com "+pagetest.ClientID+" certificate") {
		t.Errorf("orders %q", w.Orders())
	}
}

func TestACustomCloudNeedsItsAddresses(t *testing.T) {
	w := &pagetest.World{}
	s, p := show(t, w)
	p.toOwn()
	says(t, s, "Demo cloud") // offered first
	fillIn(p)
	p.own.clouds.Choose(form.Custom)
	p.own.connect()
	s.Settle()
	if !s.Says("begins with https://") || len(w.Orders()) != 0 {
		t.Errorf("orders %q", w.Orders())
	}
}

func TestLeavingForgetsWhatWasTyped(t *testing.T) {
	_, p := show(t, &pagetest.World{})
	fillIn(p)
	p.Leave()
	var r models.ConnectRequest
	if p.own.credential.Into(&r); r.Secret != "" {
		t.Error("the secret stays in the form")
	}
}

func TestReconnectingTakesOverWhatIsKnownButTheSecret(t *testing.T) {
	s, p := show(t, &pagetest.World{})
	id := pagetest.Rows()[3].Tenant.ID
	p.Open(page.For(page.Connect, id))
	s.Settle()
	if p.view != viewOwn || p.own.tenant.Value() != id || p.own.client.Value() != pagetest.ClientID {
		t.Errorf("prefilled %q, %q", p.own.tenant.Value(), p.own.client.Value())
	}
}

func TestTheFlowWorksByKeyboard(t *testing.T) {
	w := &pagetest.World{}
	s, p := show(t, w)
	p.choice.tenant.SetValue("contoso.com")
	s.Env.Window.Canvas().Focus(p.choice.tenant.Input)
	s.Press(fyne.KeyReturn) // Enter in the field opens the page
	if !s.Says("said yes") {
		t.Fatalf("orders %q", w.Orders())
	}
	s.FocusText("Start first scan")
	s.Press(fyne.KeyReturn)
	if len(s.Scans) != 1 {
		t.Error("Enter on the button does not start the scan")
	}
}
