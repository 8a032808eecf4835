package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"msp-license-tracker/models"
	"msp-license-tracker/models/event"
	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/portfolio"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/pagetest"
	"msp-license-tracker/ui/widget/keys"
)

func TestEveryNumberOfTheDashboardLeadsToItsRows(t *testing.T) {
	r := newRig(t, full())
	for label, want := range map[string]page.Route{
		"Monthly spend":           {Page: page.Licences},
		"Leakage per month":       {Page: page.Leakage},
		"Inactive licensed users": {Page: page.Inactive},
		"46 users not counted":    {Page: page.Leakage, Filter: page.FilterHidden},
		"1 product without":       {Page: page.Leakage, Filter: page.FilterUnpriced},
		"All findings":            {Page: page.Leakage},
	} {
		r.at(page.Route{Page: page.Dashboard})
		r.win.Resize(fyne.NewSize(1280, 1400)) // all of the page in view
		r.tap(label)
		if r.Route() != want {
			t.Errorf("%q leads to %+v, want %+v", label, r.Route(), want)
		}
	}
}

func TestEveryPageOfTheSidebarOpens(t *testing.T) {
	r := newRig(t, full())
	for _, n := range order {
		r.at(page.Route{Page: page.Dashboard})
		r.openPage(n)
		r.settle()
		if r.Route().Page != n || r.says("Reading the last scan") {
			t.Errorf("%s does not open", n)
		}
	}
}

func TestAFilterNarrowsAndEscapeClearsIt(t *testing.T) {
	r := newRig(t, full())
	r.at(page.Route{Page: page.Leakage})
	r.tap("Guest £")
	if r.Route().Filter != string(insight.GuestPaid) || !r.says("Guest: j.ito") {
		t.Fatalf("at %+v", r.Route())
	}
	r.press(fyne.KeyEscape)
	if r.Route().Filter != "" {
		t.Errorf("escape leaves %q", r.Route().Filter)
	}
	r.Back()
	r.settle()
	if r.Route().Filter != string(insight.GuestPaid) {
		t.Errorf("back leads to %+v", r.Route())
	}
}

func TestARowShowsItsProofAndTheProofCanBeCopied(t *testing.T) {
	r := newRig(t, full())
	key := firstKey(insight.NeverUsed)
	r.at(page.Route{Page: page.Leakage, Select: key})
	for _, want := range []string{"How this is worked out", "Last successful", "Price", "Before removing"} {
		if !r.says(want) {
			t.Errorf("the proof does not say %q", want)
		}
	}
	r.win.Resize(fyne.NewSize(1280, 1400))
	r.tap("Copy proof")
	copied := r.app.Clipboard().Content()
	for _, want := range []string{"Never used", "Rule:", "Scanned:", "£"} {
		if !strings.Contains(copied, want) {
			t.Errorf("the copied proof lacks %q:\n%s", want, copied)
		}
	}
}

func TestExportWritesTheRowsShown(t *testing.T) {
	r := newRig(t, full())
	r.at(page.Route{Page: page.Leakage, Filter: string(insight.Blocked)})
	r.tap("Export CSV")
	lines := strings.Split(strings.TrimSpace(r.files["leakage.csv"]), "\n")
	want := 0
	for _, res := range pagetest.Results() {
		want += res.Totals.ByCause[insight.Blocked].Seats
	}
	if len(lines) != want+1 {
		t.Errorf("%d lines for %d findings", len(lines), want)
	}
	if !r.says("Saved: leakage.csv") {
		t.Error("nobody said that the file is saved")
	}
}

func TestTheScopeNarrowsEveryPageUntilCleared(t *testing.T) {
	r := newRig(t, full())
	r.shell.top.choose("t:" + tenantID(1))
	r.settle()
	r.openPage(page.Leakage)
	r.settle()
	if r.Route().Scope.TenantID != tenantID(1) || !r.says("All causes £1,525") {
		t.Fatalf("at %+v", r.Route())
	}
	r.tap("clear")
	if r.Route().Scope != (portfolio.Scope{}) || !r.says("All causes £6,005") {
		t.Errorf("at %+v", r.Route())
	}
}

func TestTheSearchBoxJumps(t *testing.T) {
	r := newRig(t, full())
	r.shell.search.focus()
	for _, c := range "quays" {
		r.win.Canvas().Focused().TypedRune(c)
	}
	r.queue.Until(t, "the places are offered", func() bool { return len(r.shell.search.found) > 0 })
	r.press(fyne.KeyReturn)
	if r.Route() != page.For(page.Tenant, tenantID(10)) {
		t.Errorf("at %+v", r.Route())
	}
}

func TestATapBesideTheOfferedPlacesClosesThem(t *testing.T) {
	r := newRig(t, full())
	r.at(page.Route{Page: page.Tenants})
	r.shell.search.changed("quays")
	if !r.says("Quayside Group · customer") {
		t.Fatal("no place is offered")
	}
	test.TapCanvas(r.win.Canvas(), fyne.NewPos(400, 600))
	if r.says("Quayside Group · customer") || r.Route().Page != page.Tenants {
		t.Errorf("the places stay, at %+v", r.Route())
	}
	r.shell.search.changed("quays")
	r.tapLast("Quayside Hotels")
	if r.Route() != page.For(page.Tenant, tenantID(10)) {
		t.Errorf("at %+v", r.Route())
	}
}

func TestScanNowStartsShowsProgressAndCanBeCancelled(t *testing.T) {
	w := full()
	r := newRig(t, w)
	w.Block = make(chan struct{})
	r.tap("Scan now")
	r.queue.Until(t, "the scan begins", func() bool { return len(w.Orders()) > 0 })
	r.ordered("scan all")
	w.Publish(event.ScanProgress{Progress: models.Progress{TenantID: tenantID(1), TenantName: "Fjord Logistics", Collector: models.CollectUsers, Rows: 900, Done: 3, Total: 10}})
	r.queue.Until(t, "the progress is shown", func() bool { return r.says("Fjord Logistics · Users") })
	r.tap("Cancel")
	r.ordered("cancel ")
	w.Publish(event.ScanEnded{TenantID: tenantID(1), State: models.ScanCancelled})
	r.queue.Until(t, "the button is back", func() bool { return r.shell.top.scan.Visible() })
	close(w.Block)
}

func TestAScanThatRunsAlreadyIsShownAtStart(t *testing.T) {
	w := full()
	w.SetRunning(models.Progress{TenantID: tenantID(0), TenantName: "Harbour Dental", Collector: models.CollectSKUs, Done: 1, Total: 10})
	r := newRig(t, w)
	if !r.says("Harbour Dental · Licence products") {
		t.Error("a running scan is not shown")
	}
}

func TestShortcutsOpenPagesAndRestUnderAModal(t *testing.T) {
	r := newRig(t, full())
	press := func(key fyne.KeyName, mod fyne.KeyModifier) page.Name {
		for _, b := range r.bindings() {
			if b.key == key && b.mod == mod {
				keys.WhenClear(r.win.Canvas(), b.do)(nil)
			}
		}
		r.settle()
		return r.Route().Page
	}
	if at := press(fyne.Key3, fyne.KeyModifierShortcutDefault); at != page.Leakage {
		t.Fatalf("Ctrl+3 leads to %s", at)
	}
	if at := press(fyne.KeyLeft, fyne.KeyModifierAlt); at != page.Dashboard {
		t.Errorf("Alt+Left leads to %s", at)
	}
	if at := press(fyne.KeyRight, fyne.KeyModifierAlt); at != page.Leakage {
		t.Errorf("Alt+Right leads to %s", at)
	}
	r.Disconnect(tenantID(0), "Harbour Dental")
	if at := press(fyne.Key1, fyne.KeyModifierShortcutDefault); at != page.Leakage {
		t.Error("a shortcut works under a modal")
	}
}

func TestTheClientPDFIsSavedAndCanBeOpened(t *testing.T) {
	r := newRig(t, full())
	r.at(page.For(page.Tenant, tenantID(2)))
	r.tap("Client PDF")
	r.ordered("client pdf " + tenantID(2))
	if _, ok := r.files["Mason & Pike LLP licences.pdf"]; !ok {
		t.Fatalf("saved %v", r.files)
	}
	r.tap("Open")
	if len(r.opened) != 1 || !strings.HasSuffix(r.opened[0], ".pdf") {
		t.Errorf("opened %q", r.opened)
	}
}

func TestDisconnectAsksFirst(t *testing.T) {
	r := newRig(t, full())
	r.Disconnect(tenantID(3), "Brightwell School")
	if len(r.world.Orders()) != 0 || !r.says("Everything scanned so far stays") {
		t.Fatalf("orders %q", r.world.Orders())
	}
	r.tapLast("Disconnect")
	r.ordered("disconnect " + tenantID(3))
}

func TestAFailureSaysCauseAndNextStepAndCanBeRetried(t *testing.T) {
	r := newRig(t, failing())
	for _, want := range []string{"The last scan cannot be read.", "in use by another program", "Close the other program"} {
		if !r.says(want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	r.tap("Copy details")
	if !strings.Contains(r.app.Clipboard().Content(), "read-failed") {
		t.Error("the details lack the code")
	}
	r.world.Err = nil
	r.tap("Try again")
	if !r.says("£41,740") {
		t.Error("trying again does not help")
	}
}

func TestAFreshWorkspaceTeachesWhatToDo(t *testing.T) {
	r := newRig(t, empty())
	if !r.says("No tenant is connected yet") || !r.says("./dev demo") {
		t.Error("the first page does not teach")
	}
	r.tap("Connect a tenant")
	if r.Route().Page != page.Connect {
		t.Errorf("at %+v", r.Route())
	}
}

func TestChangedFiguresReachThePageInView(t *testing.T) {
	r := newRig(t, empty())
	r.world.Empty = false
	r.world.Publish(event.FiguresChanged{})
	r.queue.Until(t, "the figures are shown", func() bool { return r.says("£41,740") })
}

func TestClosingCancelsWorkAndWaitsForIt(t *testing.T) {
	w := full()
	r := newRig(t, w)
	w.Block = make(chan struct{})
	r.ScanNow()
	r.queue.Until(t, "the scan begins", func() bool { return len(w.Orders()) > 0 })
	r.Close()
	r.Close() // twice does no harm
	r.runner.Wait()
	r.queue.Drain()
	if r.says("did not end well") {
		t.Error("cancelling by closing is no failure")
	}
	w.Publish(event.FiguresChanged{})
}

func TestOnlyHTTPSIsOpened(t *testing.T) {
	r := newRig(t, full())
	for _, bad := range []string{"file:///etc/passwd", "javascript:1", "http://x", "calc.exe"} {
		if err := r.OpenLink(bad); err == nil {
			t.Errorf("%q was opened", bad)
		}
	}
	if err := r.OpenLink("https://login.microsoftonline.com/x"); err != nil || len(r.opened) != 1 {
		t.Errorf("%v, %q", err, r.opened)
	}
}

func TestFileNamesKeepWhatEveryFileSystemTakes(t *testing.T) {
	for in, want := range map[string]string{"Mason & Pike LLP": "Mason & Pike LLP", "../../etc/passwd": "etc-passwd", "a:b?c": "a-b-c", "": "tenant", "..": "tenant", "Zoë\x00x": "Zoë-x"} {
		if got := fileName(in); got != want {
			t.Errorf("fileName(%q) = %q, want %q", in, got, want)
		}
	}
}
