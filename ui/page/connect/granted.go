package connect

import (
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/banner"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/factlist"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/text"
)

func (p *Page) showForm() {
	p.steps.mark(0)
	p.right.SetContent(container.NewVScroll(place.Inset(4*theme.Pad, container.NewHBox(place.Width(formWidth, p.fields.body)))))
}

// missing counts what was not granted: what a scan cannot do without, and the rest.
func missing(checks []models.PermissionCheck) (required, optional int) {
	for _, c := range checks {
		switch {
		case c.Granted:
		case c.Required:
			required++
		default:
			optional++
		}
	}
	return required, optional
}

// showGranted lists every permission, green or not, and offers the first scan.
func (p *Page) showGranted() {
	p.steps.mark(1)
	name := page.TenantName(p.done.tenant)
	facts := make([]factlist.Fact, 0, len(p.done.checks))
	for _, c := range p.done.checks {
		f := factlist.Fact{Label: c.Name, Value: lang.L("granted"), Note: lang.L(c.Unlocks), Tone: theme.Positive}
		if !c.Granted {
			f.Value, f.Note, f.Tone = lang.L("not granted"), lang.L(c.Unlocks)+". "+lang.L(c.How), theme.Caution
			if c.Required {
				f.Tone = theme.Severe
			}
		}
		facts = append(facts, f)
	}
	body := place.Column(3*theme.Pad, text.Heading(name+" "+lang.L("is connected")),
		text.Muted(lang.L("We asked Microsoft for a token of that tenant and looked at what it really allows:")).Wrapped(), factlist.New(facts...))
	required, optional := missing(p.done.checks)
	switch {
	case required > 0:
		body.Add(banner.New(theme.Severe, page.Plural(required, "permission the scan cannot do without is missing.", "permissions the scan cannot do without are missing.")))
	case optional > 0:
		body.Add(banner.New(theme.Caution, page.Plural(optional, "permission is missing.", "permissions are missing.")+" "+lang.L("The scan works without; what it cannot see will read “cannot tell”, never a guess.")))
	}
	start := button.Primary(lang.L("Start first scan"), p.firstScan)
	again := button.Secondary(lang.L("Connect another"), func() { p.done = nil; p.showForm() })
	body.Add(place.Row(2*theme.Pad, start, again))
	p.right.SetContent(container.NewVScroll(place.Inset(4*theme.Pad, body)))
}

func (p *Page) firstScan() {
	id := p.done.tenant.ID
	p.shell.ScanTenant(id)
	p.env.Navigate(page.For(page.Tenant, id))
}
