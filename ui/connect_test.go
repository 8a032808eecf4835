package ui

import (
	"net/url"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"msp-license-tracker/models/event"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/pagetest"
)

func firstSteps(d *Deps) { d.FirstSteps = true }

func TestAFreshWorkspaceBeginsWithTheFirstSteps(t *testing.T) {
	r := newRigWith(t, empty(), firstSteps)
	if r.Route().Page != page.Onboarding || !r.says("Welcome. Who are you?") {
		t.Fatalf("at %+v", r.Route())
	}
	r.tap("Skip for now")
	if r.Route().Page != page.Dashboard || !r.says("No tenant is connected yet") {
		t.Errorf("skipping leads to %+v", r.Route())
	}
	r.world.Publish(event.WorkspaceChanged{})
	r.settle()
	if r.Route().Page != page.Dashboard {
		t.Error("the first steps come back after they were skipped")
	}
}

func TestAWorkspaceWithClientsAndTheDemoBeginWithTheDashboard(t *testing.T) {
	for name, r := range map[string]*rig{"with clients": newRigWith(t, full(), firstSteps), "demo": newRig(t, empty())} {
		if r.Route().Page != page.Dashboard {
			t.Errorf("%s begins at %+v", name, r.Route())
		}
	}
}

func TestProgressReachesThePageInView(t *testing.T) {
	r := newRig(t, full())
	r.at(page.Route{Page: page.Connect})
	r.world.Block = make(chan struct{})
	r.tap("Open consent page")
	r.queue.Until(t, "the page is open", func() bool { return r.says("Copy the link") })
	r.world.Publish(event.ConnectProgress{Text: "Approved. Microsoft is passing it on."})
	r.queue.Until(t, "the progress is shown", func() bool { return r.says("Microsoft is passing it on") })
}

func TestClosingTheWindowInMidConsentEndsTheWait(t *testing.T) {
	r := newRig(t, full())
	r.at(page.Route{Page: page.Connect})
	r.world.Block = make(chan struct{}) // nobody ever answers
	r.tap("Open consent page")
	r.queue.Until(t, "the consent is asked for", func() bool { return len(r.world.Orders()) > 0 })
	r.Close()
	r.runner.Wait() // would hang if the wait went on
	r.queue.Drain()
	if r.says("did not work") {
		t.Error("closing is shown as a failure")
	}
}

func TestLinksMoveOnWhileThePageIsInView(t *testing.T) {
	r := newRig(t, full())
	r.at(page.Route{Page: page.Connect})
	sendLinks(r)
	for _, want := range []string{"fjordlog.example", "lumen.example", "quayside.example", "waiting", "accepted", "failed", "Looking again in 0:24."} {
		if !r.says(want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	r.win.Resize(wide)
	r.tap("What to do")
	if !r.says("The approval was cancelled.") || !r.says("Send a link to their administrator") {
		t.Error("a failed link does not lead to its next step")
	}
}

func TestTheDemoCloudIsOfferedFirst(t *testing.T) {
	r := newRigWith(t, full(), func(d *Deps) { d.Clouds = []Cloud{{Name: "demo", Label: "Demo cloud"}} })
	r.at(page.Route{Page: page.Connect, Filter: "own"})
	if !r.says("Demo cloud") {
		t.Error("the demo cloud is not chosen")
	}
}

func TestAMailDraftCannotGainARecipientOrAHeader(t *testing.T) {
	subject := "Hello\r\nBcc: evil@x.example & more?cc=evil@x.example"
	address := mailto(subject, "Line one\nLine two & more\n+1 %41 ü")
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	if u.Scheme != "mailto" || u.Opaque != "" || u.Host+u.Path != "" || len(q) != 2 {
		t.Errorf("%q has more than subject and body", address)
	}
	if strings.ContainsAny(address, "\r\n +") || strings.ContainsAny(q.Get("subject"), "\r\n") {
		t.Errorf("%q is not escaped", address)
	}
	if want := "Line one\r\nLine two & more\r\n+1 %41 ü"; q.Get("body") != want {
		t.Errorf("body %q, want %q", q.Get("body"), want)
	}
}

func FuzzMailto(f *testing.F) {
	for _, s := range []string{"", "a", "a&bcc=x", "\r\nBcc: x", "%0d%0a", "ü\x00"} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, subject, body string) {
		u, err := url.Parse(mailto(subject, body))
		if err != nil {
			t.Fatal(err)
		}
		for key := range u.Query() {
			if key != "subject" && key != "body" {
				t.Errorf("a header %q was added", key)
			}
		}
	})
}

func TestALongMailGoesToTheClipboard(t *testing.T) {
	r := newRig(t, full())
	body := strings.Repeat("a long text ", 300)
	if err := r.OpenMail("Subject", body); err != nil {
		t.Fatal(err)
	}
	if len(r.opened) != 1 || strings.Contains(r.opened[0], "body=") || r.app.Clipboard().Content() != body {
		t.Errorf("opened %q", r.opened)
	}
}

func TestTheRegistrationIsMadeAndShownInTheSettings(t *testing.T) {
	r := newRig(t, &pagetest.World{Unregistered: true})
	r.at(page.Route{Page: page.Settings, Filter: "registration"})
	r.tap("Make the registration")
	if r.Route() != (page.Route{Page: page.Onboarding, Filter: "registration"}) {
		t.Fatalf("at %+v", r.Route())
	}
	r.win.Resize(wide)
	r.tap("Show the plan")
	r.tap("Sign in and create")
	r.world.Publish(event.RegistrationChanged{})
	r.settle()
	if !r.says("Your app registration is ready") {
		t.Error("what was made is not shown")
	}
	r.at(page.Route{Page: page.Settings, Filter: "registration"})
	if !r.says(pagetest.ClientID) {
		t.Error("the settings do not show the registration")
	}
}

func TestEscapeClosesWhatLiesOverTheFlow(t *testing.T) {
	r := newRig(t, full())
	r.at(page.Route{Page: page.Connect})
	r.tap("Open consent page")
	r.tap("How to fix")
	if !r.says("Add the permission to the app registration") {
		t.Fatal("how to fix is not shown")
	}
	r.press(fyne.KeyEscape)
	if r.win.Canvas().Overlays().Top() != nil {
		t.Error("escape does not close it")
	}
}
