package onboarding

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/connect"
	"msp-license-tracker/ui/page/pagetest"
	"msp-license-tracker/ui/page/rail"
)

func build(t *testing.T, w *pagetest.World) (*pagetest.Stage, *Page) {
	t.Helper()
	s := pagetest.NewStage(t)
	w.OnOrder = func() { s.Queue.Post(func() {}) }
	return s, New(s.Env, World{Settings: w, Reader: w, Registrar: w, Certificates: w, Shell: s,
		Client: func(scanned func(string)) page.Page {
			return connect.New(s.Env, connect.World{Connector: w, Registrar: w, Consents: w, Certificates: w, Shell: s, Scanned: scanned})
		}})
}

func show(t *testing.T, w *pagetest.World, filter string) (*pagetest.Stage, *Page) {
	t.Helper()
	s, p := build(t, w)
	s.Show(p, page.Route{Page: page.Onboarding, Filter: filter})
	s.Resize(1280, 1500) // all of every step in view
	return s, p
}

func says(t *testing.T, s *pagetest.Stage, texts ...string) {
	t.Helper()
	for _, want := range texts {
		if !strings.Contains(s.Reads(), want) {
			t.Errorf("the page does not say %q", want)
		}
	}
}

func TestFromNothingToTheFirstFigures(t *testing.T) {
	w := &pagetest.World{Empty: true}
	s, p := show(t, w, "")
	says(t, s, "Welcome. Who are you?")
	s.Write("Company", "Northlight IT")
	s.Tap("Save and go on")
	s.Settle()
	if ws, _ := w.Workspace(context.Background()); ws.Company != "Northlight IT" || ws.Onboarded {
		t.Fatalf("saved %q, onboarded %v", ws.Company, ws.Onboarded)
	}
	s.Tap("Show the plan")
	says(t, s, "This is what will be made", "Application.ReadWrite.All", "http://localhost/consent", "Reports.Read.All", "12 months", "used once, not kept")
	if slices.Contains(w.Orders(), "register certificate") {
		t.Fatal("something was made before it was agreed to")
	}
	s.Tap("Sign in and create")
	s.Settle()
	says(t, s, "Your app registration is ready", pagetest.ClientID, "until 18 Nov 2027")
	s.Tap("Go on to the first client")
	s.Settle()
	s.Tap("Open consent page")
	s.Settle()
	says(t, s, "Harbour Dental said yes")
	w.Empty = false // the client is there now
	s.Tap("Start first scan")
	s.Settle()
	if len(s.Scans) != 1 || p.at != stepScan {
		t.Fatalf("scans %q, at step %d", s.Scans, p.at)
	}
	says(t, s, "Harbour Dental has been scanned", "Licensed users", "Leakage per month")
	s.Tap("Go to the dashboard")
	s.Settle()
	if ws, _ := w.Workspace(context.Background()); !ws.Onboarded || s.Last().Page != page.Dashboard {
		t.Errorf("onboarded %v, routes %v", ws.Onboarded, s.Routes)
	}
}

func TestLeavingAndComingBackGoesOnWhereOneWas(t *testing.T) {
	w := &pagetest.World{Empty: true}
	s, p := show(t, w, "")
	s.Write("Company", "Half a na")
	p.Leave()
	p.Open(page.Route{Page: page.Onboarding})
	s.Settle()
	says(t, s, "Welcome. Who are you?")
	s.Tap("Save and go on")
	s.Settle()
	p.Leave()
	// another start of the program: nothing but what is stored
	s2, p2 := show(t, w, "")
	if p2.at != stepRegistration || p2.rail.State(stepCompany) != rail.Done {
		t.Fatalf("at step %d", p2.at)
	}
	w.SetRegistration(pagetest.Registered())
	p2.Leave()
	p2.Open(page.Route{Page: page.Onboarding})
	s2.Settle()
	if p2.at != stepClient {
		t.Errorf("at step %d", p2.at)
	}
}

func TestSkippingEndsTheFirstSteps(t *testing.T) {
	w := &pagetest.World{Empty: true}
	s, _ := show(t, w, "")
	s.Tap("Skip for now")
	s.Settle()
	if ws, _ := w.Workspace(context.Background()); !ws.Onboarded || s.Last() != (page.Route{Page: page.Dashboard}) {
		t.Errorf("onboarded %v, routes %v", ws.Onboarded, s.Routes)
	}
}

func TestAFailedRegistrationSaysWhyAndGoesOnSafely(t *testing.T) {
	w := &pagetest.World{Empty: true, ConnectErr: &models.Failure{Explanation: models.Explanation{Code: "registration-role", Title: "This account may not make app registrations.",
		Cause: "It lacks a role.", Next: "Sign in with another account.", Whose: models.PartyMSP}}}
	s, _ := show(t, w, "registration")
	s.Tap("Show the plan")
	s.Tap("Sign in and create")
	s.Settle()
	says(t, s, "This account may not make", "Sign in with another account.", "nothing is made twice", "Use a device code", "Make it by hand")
	w.ConnectErr = nil
	s.Tap("Try again")
	s.Settle()
	says(t, s, "Your app registration is ready")
	if got := w.Orders(); len(got) != 2 || got[0] != got[1] {
		t.Errorf("orders %q", got)
	}
}

func TestADeviceCodeIsShownBigAndProgressIsTold(t *testing.T) {
	w := &pagetest.World{Empty: true, Block: make(chan struct{})}
	s, p := build(t, w)
	w.Block = nil
	s.Show(p, page.Route{Page: page.Onboarding, Filter: "registration"})
	s.Resize(1280, 1500)
	s.Tap("Show the plan")
	w.Block = make(chan struct{})
	s.Tap("Use a device code")
	s.Queue.Until(t, "the code is shown", func() bool { return s.Says("FJW4 QKZ9") })
	says(t, s, "microsoft.com/devicelogin", "another 14:32")
	s.Tap("Copy code")
	s.Tap("microsoft.com/devicelogin")
	if s.Copied != "FJW4 QKZ9" || !slices.Contains(s.Links, "https://microsoft.com/devicelogin") {
		t.Errorf("copied %q, opened %q", s.Copied, s.Links)
	}
	for _, said := range []string{"Making the app registration.", "Waiting for Microsoft. 5s of up to 2m0s.", "Waiting for Microsoft. 10s of up to 2m0s."} {
		p.Told(said)
	}
	says(t, s, "Making the app registration.", "10s of up to")
	if s.Says("5s of up to") {
		t.Error("every count is a line of its own")
	}
	s.Tap("Cancel")
	s.Settle()
	says(t, s, "This is what will be made")
}

func TestClosingTheWindowEndsTheSignIn(t *testing.T) {
	w := &pagetest.World{Empty: true}
	s, _ := show(t, w, "registration")
	s.Tap("Show the plan")
	w.Block = make(chan struct{})
	s.Tap("Sign in and create")
	s.Queue.Until(t, "the sign-in is asked for", func() bool { return len(w.Orders()) > 0 })
	s.Env.Runner.Cancel()
	s.Env.Runner.Wait() // would hang if it did not end
	s.Queue.Drain()
	if s.Says("is not finished") {
		t.Error("closing is shown as a failure")
	}
}

func TestByHandEveryValueIsCheckedAsItIsPasted(t *testing.T) {
	w := &pagetest.World{Empty: true}
	s, p := show(t, w, "registration")
	s.Tap("Show the steps")
	says(t, s, "1. Open the app registrations", "Redirect URI (Web):", "http://localhost/consent", "Copy all")
	s.Tap("Copy all")
	if !strings.Contains(s.Copied, "Reports.Read.All\n") {
		t.Errorf("copied %q", s.Copied)
	}
	s.Tap("Open this page of the portal")
	if len(s.Links) != 1 || !strings.HasPrefix(s.Links[0], "https://entra.microsoft.com/") {
		t.Errorf("opened %q", s.Links)
	}
	h := p.register.hand
	h.credential.SetSecret(pagetest.ClientID)
	says(t, s, "This is the ID of the secret, not its value.")
	h.client.SetValue("my application")
	says(t, s, "The client ID is missing or mistyped.")
	h.client.SetValue("9d2f6f0a-3c52-4c0b-8c1d-5a55a1f1e001")
	h.tenant.SetValue(pagetest.ClientID) // the login service knows no such tenant
	s.Settle()
	says(t, s, "Client ID and tenant ID are swapped.")
	h.client.SetValue(pagetest.ClientID)
	h.tenant.SetValue("9d2f6f0a-3c52-4c0b-8c1d-5a55a1f1e001")
	h.credential.SetSecret("abc8Q~not-a-real-secret")
	s.TapLow("Check")
	s.Settle()
	says(t, s, "Your app registration is ready")
	if !slices.Contains(w.Orders(), "adopt 9d2f6f0a-3c52-4c0b-8c1d-5a55a1f1e001 "+pagetest.ClientID+" secret") {
		t.Errorf("orders %q", w.Orders())
	}
}

func TestTheStepsLeadIntoThePortalOfTheChosenCloud(t *testing.T) {
	s, p := show(t, &pagetest.World{Empty: true}, "registration")
	s.Tap("Show the steps")
	p.register.hand.clouds.Choose("usgov")
	s.Settle()
	s.Tap("Open this page of the portal")
	if len(s.Links) != 1 || !strings.HasPrefix(s.Links[0], "https://portal.azure.us/") {
		t.Errorf("opened %q", s.Links)
	}
}

func TestAFirstScanThatFailsIsSaidAndCanBeRepeated(t *testing.T) {
	w := &pagetest.World{}
	s, p := show(t, w, "scan")
	p.scan.tenantID = pagetest.Rows()[5].Tenant.ID
	p.scan.fill()
	says(t, s, "The first scan did not end well", "The client secret has expired", "Make a new secret")
	s.Tap("Scan again")
	p.Scanning("Oak Lane Clinic · Users and their licences", 0.4, true)
	says(t, s, "Reading Oak Lane Clinic", "Users and their licences")
	if len(s.Scans) != 1 {
		t.Errorf("scans %q", s.Scans)
	}
}

func TestTheRailWorksByKeyboard(t *testing.T) {
	s, p := show(t, &pagetest.World{Empty: true}, "company")
	for range 60 {
		s.Tab()
		s.Press(fyne.KeySpace)
		if p.at != stepCompany {
			break
		}
	}
	if p.at == stepCompany {
		t.Error("no step can be reached without a mouse")
	}
	if p.rail.State(stepScan) != rail.Ahead {
		t.Error("the scan is offered before there is a client")
	}
}

func TestAFailureToReadIsShownWithARetry(t *testing.T) {
	w := &pagetest.World{Err: pagetest.Offline()}
	s, _ := show(t, w, "")
	says(t, s, "The first steps cannot be shown.")
	w.Err, w.Empty = nil, true
	s.Tap("Try again")
	s.Settle()
	says(t, s, "Welcome. Who are you?")
}
