package ui

import (
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/activity"
	"msp-license-tracker/ui/page/connect"
	"msp-license-tracker/ui/page/dashboard"
	"msp-license-tracker/ui/page/inactive"
	"msp-license-tracker/ui/page/leakage"
	"msp-license-tracker/ui/page/licences"
	"msp-license-tracker/ui/page/life"
	"msp-license-tracker/ui/page/onboarding"
	"msp-license-tracker/ui/page/partner"
	"msp-license-tracker/ui/page/settings"
	"msp-license-tracker/ui/page/tenant"
	"msp-license-tracker/ui/page/tenants"
	"msp-license-tracker/ui/page/users"
)

// page builds a page at its first visit and keeps it.
func (w *Window) page(n page.Name) page.Page {
	if p, ok := w.pages[n]; ok {
		return p
	}
	p := w.newPage(n)
	w.pages[n] = p
	return p
}

func (w *Window) newPage(n page.Name) page.Page {
	d := &w.deps
	switch n {
	case page.Tenants:
		return tenants.New(w.env, d.Portfolio, w, w.life())
	case page.Tenant:
		return tenant.New(w.env, d.Portfolio, d.Records, w, tenant.Tools{Checker: d.Permissions, Life: w.life(), Open: w.OpenLink, Portal: d.Portal})
	case page.Leakage:
		return leakage.New(w.env, d.Portfolio, w)
	case page.Inactive:
		return inactive.New(w.env, d.Portfolio)
	case page.Licences:
		return licences.New(w.env, d.Portfolio)
	case page.Users:
		return users.New(w.env, d.Portfolio, d.Records, w)
	case page.Activity:
		return activity.New(w.env, d.Records, d.Portfolio)
	case page.Settings:
		return settings.New(w.env, settings.World{Store: d.Settings, Reader: d.Portfolio, Registrar: d.Registrar, Shell: w, List: d.ListPrice, Clouds: d.Clouds, DataDir: d.DataDir})
	case page.Partner:
		return partner.New(w.env, d.Partner, w)
	case page.Connect:
		return connect.New(w.env, w.connecting(nil))
	case page.Onboarding:
		return onboarding.New(w.env, onboarding.World{
			Settings: d.Settings, Reader: d.Portfolio, Registrar: d.Registrar, Certificates: d.Certificates, Shell: w, Clouds: d.Clouds,
			Client: func(scanned func(string)) page.Page { return connect.New(w.env, w.connecting(scanned)) },
		})
	default:
		return dashboard.New(w.env, d.Portfolio, d.Demo)
	}
}

// life are the questions before a tenant is deleted, purged or re-keyed.
func (w *Window) life() *life.Orders {
	return life.New(w.env, w.deps.TenantLife, w.deps.TenantLife, w)
}

// connecting is what connecting a client needs; scanned is told of the first
// scan where connecting is a step of the first steps.
func (w *Window) connecting(scanned func(tenantID string)) connect.World {
	d := &w.deps
	return connect.World{Connector: d.Connector, Registrar: d.Registrar, Consents: d.Consents, Certificates: d.Certificates, Shell: w, Clouds: d.Clouds, Scanned: scanned}
}
