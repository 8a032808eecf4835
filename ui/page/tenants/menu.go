package tenants

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/models/portfolio"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/life"
)

// menu holds every order a row can be given, from looking to removing.
func (p *Page) menu(r portfolio.TenantRow) []*fyne.MenuItem {
	t := r.Tenant
	id, name := t.ID, page.TenantName(t)
	connected := t.State == models.TenantConnected
	items := []*fyne.MenuItem{
		fyne.NewMenuItem(lang.L("Open tenant"), func() { p.env.Navigate(page.For(page.Tenant, id)) }),
		fyne.NewMenuItem(lang.L("Show its leakage"), func() { p.env.Navigate(page.For(page.Leakage, id)) }),
	}
	if connected {
		items = append(items, fyne.NewMenuItem(lang.L("Scan now"), func() { p.actions.ScanTenant(id) }))
	}
	items = append(items, fyne.NewMenuItem(lang.L("Client PDF…"), func() { p.actions.ClientPDF(id, name) }),
		fyne.NewMenuItem(lang.L("Copy tenant id"), func() { p.env.Copy(id) }),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(lang.L("Reconnect…"), func() { p.reconnect(r) }))
	if connected && t.Connection.Kind == models.OwnRegistration {
		items = append(items, fyne.NewMenuItem(lang.L("New credential…"), func() { p.orders.NewCredential(t) }))
	}
	if connected {
		items = append(items, fyne.NewMenuItem(lang.L("Disconnect…"), func() { p.actions.Disconnect(id, name) }))
	}
	return append(items, fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(lang.L("Delete…"), func() { p.orders.Delete(t) }),
		fyne.NewMenuItem(lang.L("Purge…"), func() { p.orders.Purge(t) }))
}

func (p *Page) reconnect(r portfolio.TenantRow) { p.env.Navigate(life.Reconnect(r.Tenant)) }
