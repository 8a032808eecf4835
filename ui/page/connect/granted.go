package connect

import (
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/form"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/banner"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/modal"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/text"
)

// granted is a connected tenant with what it allows.
type granted struct {
	tenant     models.Tenant
	checks     []models.PermissionCheck
	byApproval bool
}

// showGranted lists every permission, granted or not, and offers the first
// scan.
func (p *Page) showGranted(g granted) {
	p.done = &g
	name := page.TenantName(g.tenant)
	head, sentence := name+" "+lang.L("is connected"), lang.L("We asked Microsoft for a token of that tenant and looked at what it really allows:")
	again := button.Secondary(lang.L("Connect another"), func() { p.done = nil; p.toChoice() })
	if g.byApproval {
		head = name + " " + lang.L("said yes")
		sentence = lang.L("Consent was accepted at") + " " + p.env.Now().Local().Format("15:04") + ". " + sentence
	}
	body := place.Column(4*theme.Pad, place.Column(theme.Pad, text.Heading(head).Wrapped(), text.Muted(sentence).Wrapped()),
		form.Permissions(g.checks, p.howToGrant))
	if said, tone := verdict(g.checks); said != "" {
		body.Add(banner.New(tone, said))
	}
	buttons := place.Row(2*theme.Pad, button.Primary(lang.L("Start first scan"), func() { p.scan(g.tenant.ID) }), again)
	if required, optional := form.Missing(g.checks); g.byApproval && required+optional > 0 {
		buttons.Add(button.Link(lang.L("Ask again for consent"), func() { p.ask(g.tenant.ID, false) }))
	}
	body.Add(buttons)
	p.show(viewGranted, form.Narrow(1.2*form.Width, body))
}

// verdict says what missing permissions mean for a scan.
func verdict(checks []models.PermissionCheck) (string, theme.Tone) {
	switch required, optional := form.Missing(checks); {
	case required > 0:
		return page.Plural(required, "permission the scan cannot do without is missing.", "permissions the scan cannot do without are missing."), theme.Severe
	case optional > 0:
		return page.Plural(optional, "permission is missing.", "permissions are missing.") + " " +
			lang.L("The scan works without; what it cannot see will read “cannot tell”, never a guess."), theme.Caution
	default:
		return "", theme.Neutral
	}
}

func (p *Page) howToGrant(c models.PermissionCheck) {
	modal.Show(p.env.Window.Canvas(), modal.Options{Title: c.Name, Width: 480, Cancel: lang.L("Close"),
		Content: place.Column(2*theme.Pad, text.Flow(text.Span{Text: lang.L("Unlocks") + ": ", Bold: true}, text.Span{Text: lang.L(c.Unlocks)}),
			text.Flow(text.Span{Text: lang.L("What to do") + ": ", Bold: true}, text.Span{Text: lang.L(c.How)}))})
}

// scan starts the first scan and leads to the tenant, or tells the flow this
// page is a step of.
func (p *Page) scan(tenantID string) {
	p.world.Shell.ScanTenant(tenantID)
	if p.world.Scanned != nil {
		p.world.Scanned(tenantID)
		return
	}
	p.env.Navigate(page.For(page.Tenant, tenantID))
}
