package ui

import (
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/activity"
	"msp-license-tracker/ui/page/connect"
	"msp-license-tracker/ui/page/dashboard"
	"msp-license-tracker/ui/page/inactive"
	"msp-license-tracker/ui/page/leakage"
	"msp-license-tracker/ui/page/licences"
	"msp-license-tracker/ui/page/settings"
	"msp-license-tracker/ui/page/tenant"
	"msp-license-tracker/ui/page/tenants"
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
		return tenants.New(w.env, d.Portfolio, w)
	case page.Tenant:
		return tenant.New(w.env, d.Portfolio, d.Records, w)
	case page.Leakage:
		return leakage.New(w.env, d.Portfolio, w)
	case page.Inactive:
		return inactive.New(w.env, d.Portfolio)
	case page.Licences:
		return licences.New(w.env, d.Portfolio)
	case page.Activity:
		return activity.New(w.env, d.Records, d.Portfolio)
	case page.Settings:
		return settings.New(w.env, d.Settings, d.Portfolio, w, d.ListPrice, d.DataDir)
	case page.Connect:
		return connect.New(w.env, d.Connector, w, d.Clouds...)
	default:
		return dashboard.New(w.env, d.Portfolio, d.Demo)
	}
}
