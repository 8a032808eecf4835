//go:build ci

package main

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"msp-license-tracker/models"
	"msp-license-tracker/models/portfolio"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/simulator"
	"msp-license-tracker/sync/vault"
	"msp-license-tracker/ui"
	"msp-license-tracker/ui/headless"
	"msp-license-tracker/ui/page/pagetest"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/uitest"
)

// desk is the whole program with its window on a simulated cloud, and a person
// who agrees to everything in the browser.
type desk struct {
	*house
	t      *testing.T
	window *ui.Window
	queue  *uitest.Queue
	sim    *simulator.Simulator
	person simulator.Person
	open   func(address string) error // what the browser does with a page
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	sim, err := simulator.Start(t.Context(), simulator.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = sim.Close() })
	h, err := open(t.Context(), t.TempDir(), headless.Writes, outside{cloud.NewDirectory(sim.Cloud()), vault.Memory(), time.Now})
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{house: h, t: t, queue: uitest.NewQueue(), sim: sim}
	app := uitest.App(t, theme.Light)
	deps := h.windowDeps(t.Context(), app)
	deps.Post, deps.Scanner = d.queue.Post, h.engine
	d.open = func(address string) error { return sim.Browser(d.person).Open(address) }
	deps.Open = func(address string) error { return d.open(address) }
	deps.Clouds = []ui.Cloud{{Name: sim.Cloud().Name, Label: "Demo cloud"}}
	d.window = ui.New(app, deps)
	d.window.Fyne().Resize(fyne.NewSize(1400, 1500))
	d.window.Show()
	t.Cleanup(d.close)
	return d
}

// close ends the window as its owner would, then the house.
func (d *desk) close() {
	d.window.Close()
	d.window.Wait()
	d.queue.Drain()
	if err := d.house.close(); err != nil {
		d.t.Error(err)
	}
}

func (d *desk) says(text string) bool {
	return len(pagetest.Texts(d.window.Fyne().Canvas(), text)) > 0
}

func (d *desk) until(text string) {
	d.t.Helper()
	d.queue.Until(d.t, "the window says "+text, func() bool { return d.says(text) })
}

func (d *desk) tap(text string) {
	d.t.Helper()
	d.until(text)
	for range 2 { // wrapped texts find their height from one layout to the next
		d.window.Fyne().Content().Refresh()
	}
	found := pagetest.Texts(d.window.Fyne().Canvas(), text)
	p := found[0]
	for _, f := range found { // a button rather than a sentence that names it
		if f.Text.Text == text {
			p = f
		}
	}
	test.TapCanvas(d.window.Fyne().Canvas(), p.At.AddXY(4, p.Text.Size().Height/2))
	d.queue.Drain()
}

func (d *desk) write(label, value string) {
	d.t.Helper()
	pagetest.Write(d.t, d.window.Fyne().Canvas(), label, value)
}

// register leads through the first two steps.
func (d *desk) register() {
	d.t.Helper()
	d.until("Welcome. Who are you?")
	d.write("Company", "Northlight IT")
	d.tap("Save and go on")
	d.tap("Show the plan")
	d.tap("Sign in and create")
	d.until("Your app registration is ready")
	d.tap("Go on to the first client")
	d.until("Client's domain")
}

// TestFromTheFirstStartToAScannedClient drives the window through registering
// at the login service, a customer's approval and the first scan.
func TestFromTheFirstStartToAScannedClient(t *testing.T) {
	d := newDesk(t)
	d.register()
	d.write("Client's domain", d.sim.Tenants()[0].Domain)
	d.tap("Open consent page")
	d.until("said yes")
	d.tap("Start first scan")
	d.until("has been scanned")
	d.tap("Go to the dashboard")
	d.until("Leakage by cause")

	rows, err := d.portfolio.Tenants(t.Context(), portfolio.Scope{})
	if err != nil || len(rows) != 1 || rows[0].Tenant.Connection.Kind != models.SharedRegistration || rows[0].LastScan.IsZero() {
		t.Fatalf("%+v, %v", rows, err)
	}
	ws, err := d.workspace.Workspace(t.Context())
	if err != nil || !ws.Onboarded || !strings.HasPrefix(ws.Company, "Northlight") {
		t.Errorf("%+v, %v", ws, err)
	}
}

func TestADeclinedApprovalIsExplainedAndAskedForAgain(t *testing.T) {
	d := newDesk(t)
	d.register()
	d.person = simulator.Person{Does: simulator.Cancel}
	d.write("Client's domain", d.sim.Tenants()[0].Domain)
	d.tap("Open consent page")
	d.until("The approval was cancelled.")
	if tenants, err := d.store.Tenants(t.Context()); err != nil || len(tenants) != 0 {
		t.Errorf("a declined approval left %d tenants, %v", len(tenants), err)
	}
	d.person = simulator.Person{}
	d.tap("Try again")
	d.until("said yes")
}

func TestALinkIsMadeForTheCustomersOwnAdministrator(t *testing.T) {
	d := newDesk(t)
	d.register()
	for _, tenant := range d.sim.Tenants()[:2] { // two at once
		d.write("Client's domain", tenant.Domain)
		d.tap("Send a link")
		d.until("Send this to " + tenant.Domain)
		d.tap("Back")
	}
	d.until("Asked for by link")
	if n := len(d.connector.Pending()); n != 2 {
		t.Fatalf("%d links are looked after", n)
	}
	d.tap("Cancel")
	d.queue.Until(t, "one is given up", func() bool { return len(d.connector.Pending()) == 1 })
}

func TestARegistrationIsMadeWithACodeOnAnotherDevice(t *testing.T) {
	d := newDesk(t)
	d.tap("Later")
	d.tap("Show the plan")
	d.tap("Use a device code")
	d.until("The code works for another")
	d.tap("Copy code")
	code := fyne.CurrentApp().Clipboard().Content()
	d.open = func(page string) error { return d.sim.Browser(d.person).EnterCode(page, code) }
	d.tap(strings.TrimPrefix(d.sim.Cloud().LoginURL, "https://"))
	d.until("Your app registration is ready")
}

func TestARegistrationMadeByHandIsProvedBeforeItIsTakenOver(t *testing.T) {
	d := newDesk(t)
	client, secret := d.sim.SharedApp()
	home := d.sim.Tenants()[0].ID
	d.tap("Later")
	d.tap("Show the steps")
	d.write("Directory (tenant) id", home)
	d.write("Application (client) id", client)
	d.write("Client secret", "abc8Q~this-is-not-the-secret-at-all")
	d.tap("Check")
	d.until("Microsoft refused the client secret.")
	approve := models.ConsentRequest{TenantID: home, Connection: models.Connection{ClientID: client, Cloud: d.sim.Cloud().Name}, Secret: models.Sensitive(secret)}
	if _, _, err := d.connector.Consent(t.Context(), approve, d.open); err != nil {
		t.Fatal(err)
	}
	d.write("Client secret", secret)
	d.tap("Check")
	d.until("Your app registration is ready")
}

func TestClosingTheWindowWhileTheConsentPageIsOpenEndsEverything(t *testing.T) {
	d := newDesk(t)
	d.register()
	d.person = simulator.Person{Does: simulator.Abandon}
	d.write("Client's domain", d.sim.Tenants()[0].Domain)
	d.tap("Open consent page")
	d.until("Copy the link")
	d.window.Close()
	d.window.Wait() // would hang if the return address were still waited on
	if tenants, err := d.store.Tenants(t.Context()); err != nil || len(tenants) != 0 {
		t.Errorf("%d tenants, %v", len(tenants), err)
	}
}
