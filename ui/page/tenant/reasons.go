package tenant

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/models/portfolio"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/coverage"
	"msp-license-tracker/ui/page/guide"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/text"
)

// reason is one mark of the tenant's health with its next step, as a button
// where the program can act.
func (p *Page) reason(r portfolio.HealthReason) fyne.CanvasObject {
	line := text.Body("").WithSpans(
		text.Span{Text: "● ", Ink: page.HealthTone(r.Level).Ink()},
		text.Span{Text: lang.L(r.What) + " ", Bold: true},
		text.Span{Text: lang.L(r.Next), Ink: theme.TextMuted}).Wrapped()
	label, do := p.step(r.Step)
	if do == nil {
		return line
	}
	return page.Edges(nil, nil, nil, button.Secondary(label, do), place.InsetXY(0, 2*theme.Pad, line))
}

// step is what the program can do about a reason; nil where it can do nothing.
func (p *Page) step(s portfolio.Step) (label string, do func()) {
	t, at := p.data.row.Tenant, p.route
	switch s {
	case portfolio.StepReconnect:
		return lang.L("Reconnect…"), p.reconnect
	case portfolio.StepCredential:
		return p.renew(t)
	case portfolio.StepPermissions:
		return lang.L("How to grant…"), func() { p.allowed.Guide(p.denied()) }
	case portfolio.StepNames:
		return lang.L("Show the cure…"), func() { guide.Show(p.env, p.tools.Open, guide.Names(t)) }
	case portfolio.StepSources:
		return lang.L("See the scan"), func() { p.env.Navigate(at.To(page.Activity, "")) }
	case portfolio.StepLeakage:
		return lang.L("Open leakage"), func() { p.env.Navigate(at.To(page.Leakage, "")) }
	case portfolio.StepSeats:
		return lang.L("Open licences"), func() { p.env.Navigate(at.To(page.Licences, "")) }
	case portfolio.StepScan:
		if t.State == models.TenantConnected {
			return lang.L("Scan again"), func() { p.actions.ScanTenant(t.ID) }
		}
	}
	return "", nil
}

// renew is how the tenant gets a new credential: its own one here, the shared
// one for all customers in Settings.
func (p *Page) renew(t models.Tenant) (label string, do func()) {
	switch t.Connection.Kind {
	case models.SharedRegistration:
		return lang.L("Open Settings"), func() { p.env.Navigate(page.Route{Page: page.Settings, Filter: "registration"}) }
	case models.PartnerConnection:
		return lang.L("Partner customers…"), func() { p.env.Navigate(page.Route{Page: page.Partner}) }
	default:
		return lang.L("New credential…"), func() { p.tools.Life.NewCredential(t) }
	}
}

// denied names the permissions the last scan lacked.
func (p *Page) denied() []string {
	var out []string
	for _, o := range p.data.outcomes {
		if name := coverage.Missing(o, nil); name != "" {
			out = append(out, name)
		}
	}
	return out
}
