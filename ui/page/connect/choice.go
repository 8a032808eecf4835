package connect

import (
	"errors"
	"regexp"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/form"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/card"
	"msp-license-tracker/ui/widget/field"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/text"
)

var (
	guid   = regexp.MustCompile(`^\{?[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\}?$`)
	domain = regexp.MustCompile(`^([a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?\.)+[a-zA-Z]{2,}$`)
)

// checkTenant wants a directory id or one of its domains.
func checkTenant(s string) error {
	s = strings.TrimSpace(s)
	if guid.MatchString(s) || domain.MatchString(s) {
		return nil
	}
	return errors.New(lang.L("Enter the tenant's id or one of its domains, such as contoso.com."))
}

// choice shows the three ways to a tenant, and the links that were sent.
type choice struct {
	page *Page

	tenant *field.Field
	ready  *fyne.Container // of the shared registration, once there is one
	first  *fyne.Container // until then
	asked  *fyne.Container // whichever of both
	shared *fyne.Container // all of that way
	list   *pendingList
	root   *fyne.Container
}

func newChoice(p *Page) *choice {
	c := &choice{page: p, list: newPendingList(p)}
	c.tenant = field.New(lang.L("Client's domain"), "contoso.com").WithHint(lang.L("A domain or tenant id. May be empty if you open the page here."))
	c.tenant.Input.OnSubmitted = func(string) { c.openHere() }
	c.ready = place.Column(3*theme.Pad, c.tenant,
		place.Wrap(2*theme.Pad, button.Primary(lang.L("Open consent page"), c.openHere).WithTrailingIcon(theme.IconExternal),
			button.Secondary(lang.L("Send a link"), c.sendLink).WithIcon(theme.IconMail)))
	c.first = place.Column(3*theme.Pad, text.Muted(lang.L("This needs an app registration of your own, made once in about three minutes.")).Wrapped(),
		place.Row(0, button.Primary(lang.L("Make the registration"), func() { p.env.Navigate(page.Route{Page: page.Onboarding, Filter: "registration"}) })))
	c.ready.Hide()
	c.asked = place.Column(0, c.ready, c.first)
	c.shared = place.Shares(2*theme.Gap, 560, []float32{1, 1.15}, way(theme.IconShield, lang.L("With the customer's approval"),
		lang.L("The customer's administrator approves your app registration once. No password or secret changes hands.")), c.asked)
	own := card.New(way(theme.IconKey, lang.L("With a registration of that tenant"), lang.L("An app registration inside the client's tenant, with its client id and a secret or certificate."),
		place.Row(0, button.Secondary(lang.L("Enter the values"), p.toOwn))))
	partner := card.New(way(theme.IconUsers, lang.L("Through your partner sign-in"), lang.L("Customers you look after in Partner Center (GDAP): sign in once and connect them from a list."),
		place.Row(0, button.Secondary(lang.L("Show my customers"), func() { p.env.Navigate(page.Route{Page: page.Partner}) }))))
	c.root = form.Narrow(1.4*form.Width, place.Column(theme.Gap, place.Column(theme.Pad, text.Heading(lang.L("Connect a client's tenant")),
		text.Muted(lang.L("The program only reads. It asks Microsoft for a token, looks at what it really allows, and stores nothing until that worked.")).Wrapped()),
		card.New(c.shared), place.Grid(250, theme.Gap, own, partner), c.list.root))
	return c
}

func way(icon theme.Icon, title, sentence string, below ...fyne.CanvasObject) fyne.CanvasObject {
	body := place.Column(3*theme.Pad, place.Row(2*theme.Pad, theme.IconImage(icon, theme.Accent, 22)),
		text.Strong(title).Sized(14).Wrapped(), text.Muted(sentence).Wrapped())
	for _, o := range below {
		body.Add(o)
	}
	return body
}

// fill shows what is known of the registration and the links.
func (c *choice) fill() {
	form.Visible(c.ready, c.page.registered)
	form.Visible(c.first, !c.page.registered)
	c.list.fill()
	form.Settle(c.asked, c.shared, c.root, c.page.content)
	c.page.settle()
}

func (c *choice) tick() { c.list.fill() }

// openHere opens the consent page in the browser of this computer.
func (c *choice) openHere() {
	tenant := strings.TrimSpace(c.tenant.Value())
	if tenant != "" {
		if err := checkTenant(tenant); err != nil {
			c.tenant.SetError(err.Error())
			return
		}
	}
	c.tenant.SetError("")
	c.page.ask(tenant, false)
}

// sendLink makes a link for the customer's own administrator.
func (c *choice) sendLink() {
	tenant := strings.TrimSpace(c.tenant.Value())
	if err := checkTenant(tenant); err != nil {
		c.tenant.SetError(lang.L("Enter the client's domain: without it nobody could notice the approval."))
		return
	}
	c.tenant.SetError("")
	c.page.makeLink(tenant)
}
