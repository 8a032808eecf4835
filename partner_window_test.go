//go:build ci

package main

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"msp-license-tracker/models"
	"msp-license-tracker/models/portfolio"
	"msp-license-tracker/models/workspace"
	"msp-license-tracker/ui/page"
)

// signIn registers the program and signs the technician in to the partner
// tenant, with approvals through Partner Center.
func (d *desk) signIn() {
	d.t.Helper()
	d.register()
	d.person.Account = d.sim.Home().Technician
	d.person.Everyone = true
	d.window.Navigate(page.Route{Page: page.Partner})
	d.tap("Sign in with the browser")
	d.until("Signed in as")
	d.until("customers listed")
}

// TestCustomersOfThePartnerTenantAreConnectedAndScanned goes from the sign-in
// to figures, for one customer alone and for two at once.
func TestCustomersOfThePartnerTenantAreConnectedAndScanned(t *testing.T) {
	d := newDesk(t)
	d.signIn()
	d.tap("Allow…")
	d.until("Customers can be approved from here now.")
	all, err := d.partner.Known(t.Context())
	if err != nil || len(all) < 39 {
		t.Fatalf("%d customers, %v", len(all), err)
	}
	var usable []models.PartnerCustomer
	for _, c := range all {
		if c.Usable && len(c.Missing) == 0 && len(c.Gaps) == 0 {
			usable = append(usable, c)
		}
	}
	if len(usable) < 2 {
		t.Fatalf("only %d customers lack nothing", len(usable))
	}
	d.window.Navigate(page.Route{Page: page.Partner, Select: usable[0].TenantID})
	d.until("Nothing is missing")
	d.tap("Connect")
	d.until("is connected.")
	d.tap("Scan now")
	d.until("has been scanned.")
	rows, err := d.portfolio.Tenants(t.Context(), portfolio.Scope{TenantID: usable[0].TenantID})
	if err != nil || len(rows) != 1 || rows[0].LicensedUsers == 0 || rows[0].Tenant.Connection.Kind != models.PartnerConnection {
		t.Fatalf("%+v, %v", rows, err)
	}
	d.window.Navigate(page.For(page.Tenant, usable[0].TenantID))
	d.until("Everything is granted")
}

// TestATenantIsDisconnectedDeletedAndPurgedFromItsPage goes the whole way out.
func TestATenantIsDisconnectedDeletedAndPurgedFromItsPage(t *testing.T) {
	d := newDesk(t)
	d.signIn()
	d.tap("Allow…")
	d.until("Customers can be approved from here now.")
	all, err := d.partner.Known(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(all, func(c models.PartnerCustomer) bool { return c.Usable && len(c.Gaps) == 0 })
	id := all[i].TenantID
	d.window.Navigate(page.Route{Page: page.Partner, Select: id})
	d.until("Nothing is missing")
	d.tap("Connect")
	d.until("is connected.")
	tenant, err := d.store.Tenant(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	d.window.Navigate(page.For(page.Tenant, id))
	d.tap("Disconnect…")
	d.tap("Disconnect")
	d.until("is disconnected. Its data stays.")
	d.tap("Delete…")
	d.tap("Delete")
	d.until("This tenant is not here any more")
	d.window.Navigate(page.Route{Page: page.Tenants})
	d.tap("Deleted tenants…")
	d.tap("Purge…")
	name := workspace.PurgeName(tenant)
	d.write("Type the tenant's name to confirm: "+name, name)
	d.tap("Purge for good")
	d.until("and all its data are removed.")
	left, err := d.store.EveryTenant(t.Context())
	if err != nil || slices.ContainsFunc(left, func(t models.Tenant) bool { return t.ID == id }) {
		t.Errorf("%d tenants are left, %v", len(left), err)
	}
}

// TestACustomerNobodyHasAccessToSaysWhyAndWhatToDo reads the explanation where
// the customer is chosen.
func TestACustomerNobodyHasAccessToSaysWhyAndWhatToDo(t *testing.T) {
	d := newDesk(t)
	d.signIn()
	all, err := d.partner.Known(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range all {
		if !c.Usable {
			d.window.Navigate(page.Route{Page: page.Partner, Select: c.TenantID})
			d.until("What is missing, and what to do")
			d.tap("Connect")
			d.until("Whose move")
			return
		}
	}
	t.Fatal("every customer can be reached")
}

// TestSigningInToThePartnerTenantWithACode needs no browser here.
func TestSigningInToThePartnerTenantWithACode(t *testing.T) {
	d := newDesk(t)
	d.register()
	d.person.Account = d.sim.Home().Technician
	d.person.Everyone = true
	d.window.Navigate(page.Route{Page: page.Partner})
	d.window.Fyne().Resize(fyne.NewSize(1400, 900))
	d.tap("Use a code on another device")
	d.until("The code is valid for")
	d.tap("Copy the code")
	code := fyne.CurrentApp().Clipboard().Content()
	d.open = func(page string) error { return d.sim.Browser(d.person).EnterCode(page, code) }
	d.tap("Open the page")
	d.until("Signed in as")
	d.tap("Sign out…")
	d.tap("Sign out")
	d.until("Sign in to your partner tenant")
}
