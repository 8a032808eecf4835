package partner

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/pagetest"
)

// shell is the stage with the orders only this page gives.
type shell struct{ *pagetest.Stage }

func (s shell) ScanNow() { s.ScanTenant("all") }

func show(t *testing.T, w *pagetest.Partner, at page.Route) (*pagetest.Stage, *Page) {
	t.Helper()
	s := pagetest.NewStage(t)
	w.OnOrder = func() { s.Queue.Post(func() {}) } // wakes a test that waits for it
	p := New(s.Env, w, shell{s})
	at.Page = page.Partner
	s.Show(p, at)
	return s, p
}

func id(i int) string { return pagetest.PartnerCustomers()[i].TenantID }

// until runs what is posted until a text is on screen: work may be under way.
func until(t *testing.T, s *pagetest.Stage, text string) {
	t.Helper()
	s.Queue.Until(t, text+" is on screen", func() bool { return s.Says(text) })
}

func TestSigningInByBrowserListsTheCustomers(t *testing.T) {
	w := &pagetest.Partner{SignedOut: true}
	s, p := show(t, w, page.Route{})
	if !s.Says("Sign in to your partner tenant") {
		t.Fatal("nobody is asked to sign in")
	}
	s.Tap("Sign in with the browser")
	s.Settle()
	if len(s.Links) != 1 || s.Asks() || p.table.Len() != 40 || !s.Says("sam@northlight.example") {
		t.Errorf("opened %q, %d customers", s.Links, p.table.Len())
	}
}

func TestACodeIsShownLargeWithItsTimeAndCanBeCopied(t *testing.T) {
	w := &pagetest.Partner{SignedOut: true, Block: make(chan struct{})}
	s, _ := show(t, w, page.Route{})
	s.Tap("Use a code on another device")
	until(t, s, "HX7K-P2QD")
	if !s.Says("valid for 14:32") || !s.Says("microsoft.com/devicelogin") {
		t.Error(s.Reads())
	}
	s.Tap("Copy the code")
	s.Tap("Open the page")
	if s.Copied != "HX7K-P2QD" || !slices.Equal(s.Links, []string{pagetest.PartnerCode.URL}) {
		t.Errorf("copied %q, opened %q", s.Copied, s.Links)
	}
	close(w.Block)
	until(t, s, "sam@northlight.example")
	s.Settle()
	if s.Asks() {
		t.Error("the dialog stays after the sign-in")
	}
}

func TestTheBrowserThatNeverReturnsCanBeChangedForACode(t *testing.T) {
	w := &pagetest.Partner{SignedOut: true, Block: make(chan struct{})}
	s, _ := show(t, w, page.Route{})
	s.Tap("Sign in with the browser")
	s.Queue.Until(t, "the browser is asked", func() bool { return len(w.Orders()) == 1 })
	s.Tap("Use a code on another device")
	until(t, s, "HX7K-P2QD")
	s.Key(fyne.KeyEscape)
	if s.Asks() || !s.Says("Sign in to your partner tenant") {
		t.Error("Escape does not give the sign-in up")
	}
	if !slices.Equal(w.Orders(), []string{"sign in by browser", "sign in by code"}) {
		t.Errorf("orders %q", w.Orders())
	}
}

func TestARefusedSignInSaysWhyAndOffersBothWays(t *testing.T) {
	w := &pagetest.Partner{SignedOut: true, SignInErr: &models.Failure{Explanation: *pagetest.SecretExpired()}}
	s, _ := show(t, w, page.Route{})
	s.Tap("Sign in with the browser")
	s.Settle()
	for _, want := range []string{"The client secret has expired.", "Make a new secret", "Whose move", "Try the browser"} {
		if !s.Says(want) {
			t.Errorf("the dialog does not say %q", want)
		}
	}
	s.Tap("Copy details")
	if !strings.Contains(s.Copied, "AADSTS7000222") {
		t.Errorf("copied %q", s.Copied)
	}
	w.SignInErr = nil
	s.Tap("Try the browser")
	s.Settle()
	if s.Asks() || !s.Says("sam@northlight.example") {
		t.Error("trying again does not help")
	}
}

func TestSigningOutSaysWhatStopsAndAsksFirst(t *testing.T) {
	w := &pagetest.Partner{}
	s, _ := show(t, w, page.Route{})
	s.Tap("Sign out…")
	if !s.Says("connected customers are not scanned until you sign in again.") || !s.Says("Everything scanned so far stays") {
		t.Error(s.Reads())
	}
	s.Key(fyne.KeyReturn) // the keyboard starts on the safe button
	if slices.Contains(w.Orders(), "sign out") || s.Asks() {
		t.Fatalf("orders %q", w.Orders())
	}
	s.Tap("Sign out…")
	s.Tap("Sign out")
	s.Settle()
	if !slices.Contains(w.Orders(), "sign out") || !s.Says("Sign in to your partner tenant") {
		t.Errorf("orders %q", w.Orders())
	}
}

func TestABrokenSignInSaysWhyAndIsRenewedHere(t *testing.T) {
	w := &pagetest.Partner{Broken: pagetest.SecretExpired()}
	s, _ := show(t, w, page.Route{})
	if !s.Says("The client secret has expired.") || slices.Contains(w.Orders(), "list customers") {
		t.Errorf("orders %q", w.Orders())
	}
	s.Tap("Sign in again")
	s.Settle()
	if s.Says("The client secret has expired.") {
		t.Error("the trouble stays after the sign-in")
	}
}

func TestFiltersAndSearchNarrowFortyCustomers(t *testing.T) {
	s, p := show(t, &pagetest.Partner{}, page.Route{})
	if p.table.Len() != 40 {
		t.Fatalf("%d customers", p.table.Len())
	}
	for label, filter := range map[string]string{"Not connected 29": "open", "Connected 11": "connected", "Needs attention 7": "attention", "Ending soon 1": "ending"} {
		s.TapFirst(label)
		if got := s.Last(); got.Filter != filter {
			t.Errorf("%q asks for %+v", label, got)
		}
	}
	p.Open(page.Route{Page: page.Partner, Filter: "attention"})
	s.Settle()
	if p.table.Len() != 7 || !s.Says("7 of 40") {
		t.Errorf("%d need attention", p.table.Len())
	}
	p.Open(page.Route{Page: page.Partner})
	p.Search("heron")
	s.Settle()
	if p.table.Len() != 5 {
		t.Errorf("%d found", p.table.Len())
	}
}

func TestEveryGapStandsWithItsNextStep(t *testing.T) {
	s, p := show(t, &pagetest.Partner{}, page.Route{Select: id(3)})
	if !strings.Contains(s.Reads(), "Add the role Reports Reader") || !s.Says("Approved, held by") {
		t.Error(s.Reads())
	}
	p.Open(page.Route{Page: page.Partner, Select: id(9)})
	s.Settle()
	s.Tap("Copy approval link")
	if !strings.HasSuffix(s.Copied, "/granularAdminRelationships/rel-9") {
		t.Errorf("copied %q", s.Copied)
	}
}

func TestOneCustomerIsConnectedAndScanned(t *testing.T) {
	w := &pagetest.Partner{}
	s, _ := show(t, w, page.Route{Select: id(1)})
	s.TapOnly("Connect")
	s.Settle()
	if !slices.Contains(w.Orders(), "connect "+id(1)) || !s.Says("Alder Builders is connected.") {
		t.Fatalf("orders %q", w.Orders())
	}
	s.TapFirst("Scan now")
	if !slices.Equal(s.Scans, []string{id(1)}) {
		t.Errorf("scans %q", s.Scans)
	}
}

func TestManyAreConnectedOneByOneAndFailuresSayWhy(t *testing.T) {
	w := &pagetest.Partner{Refuse: map[string]error{id(2): pagetest.NotApproved()}}
	s, p := show(t, w, page.Route{})
	p.table.Focus()
	for range 3 { // ticks 1, 2 and 3
		s.Key(fyne.KeyDown)
		s.Key(fyne.KeySpace)
	}
	if !s.Says("Connect 3 customers") {
		t.Fatalf("%d ticked\n%s", len(p.table.Selected()), s.Reads())
	}
	s.Tap("Connect 3 customers")
	s.Settle()
	if got := w.Orders(); !slices.Equal(got, []string{"connect " + id(1), "connect " + id(2), "connect " + id(3)}) {
		t.Errorf("orders %q", got)
	}
	if !s.Says("2 customers are connected, 1 customer could not be connected") || !s.Says("Failed") {
		t.Error(s.Reads())
	}
	s.Tap("Show them")
	p.Open(s.Last())
	s.Settle()
	for _, want := range []string{"not authorized", "Try again", "Whose move"} {
		if !s.Says(want) {
			t.Errorf("the panel does not say %q", want)
		}
	}
	delete(w.Refuse, id(2))
	s.Tap("Try again")
	s.Settle()
	if !s.Says("Alder Clinic is connected.") {
		t.Error(s.Reads())
	}
}

func TestConnectingShowsItsProgressAndCanBeStopped(t *testing.T) {
	w := &pagetest.Partner{Block: make(chan struct{})}
	s, p := show(t, w, page.Route{})
	p.joinAll(rowsOf(pagetest.PartnerCustomers()[1:4], nil))
	s.Queue.Until(t, "the first begins", func() bool { return len(w.Orders()) == 1 })
	p.Told("The approval is spreading, 2:40 left.")
	if !s.Says("Connecting 1 of 3 · Alder Builders · The approval is spreading") || !s.Says("Waiting") {
		t.Error(s.Reads())
	}
	s.Tap("Cancel")
	s.Settle()
	if s.Says("Connecting") || !s.Says("Stopped.") || len(w.Orders()) != 1 {
		t.Errorf("orders %q\n%s", w.Orders(), s.Reads())
	}
}

func TestTheConsentLinkCanBeCopiedAndMailed(t *testing.T) {
	w := &pagetest.Partner{}
	s, _ := show(t, w, page.Route{Select: id(1)})
	s.Tap("Consent link…")
	s.Settle()
	s.Tap("Copy the link")
	if !strings.Contains(s.Copied, id(1)+"/adminconsent") {
		t.Errorf("copied %q", s.Copied)
	}
	s.Tap("Copy as a mail")
	if !strings.Contains(s.Copied, "administrator of Alder Builders") || !strings.Contains(s.Copied, "/adminconsent") {
		t.Errorf("copied %q", s.Copied)
	}
	s.Tap("It is approved: connect")
	s.Settle()
	if !slices.Contains(w.Orders(), "connect "+id(1)) {
		t.Errorf("orders %q", w.Orders())
	}
}

func TestAListThatCannotBeReadKeepsTheLastOne(t *testing.T) {
	w := &pagetest.Partner{ListErr: pagetest.Offline()}
	s, p := show(t, w, page.Route{})
	s.Tap("Refresh")
	s.Settle()
	if p.table.Len() != 40 || !s.Says("The last scan cannot be read.") {
		t.Errorf("%d customers\n%s", p.table.Len(), s.Reads())
	}
}

func TestApprovalsThroughPartnerCenterAreAllowedOnce(t *testing.T) {
	w := &pagetest.Partner{}
	s, _ := show(t, w, page.Route{})
	s.Tap("Allow…")
	s.Settle()
	if !slices.Contains(w.Orders(), "allow approvals") || s.Asks() {
		t.Errorf("orders %q", w.Orders())
	}
}
