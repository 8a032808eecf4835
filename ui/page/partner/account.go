package partner

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/frame"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/banner"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/card"
	"msp-license-tracker/ui/widget/modal"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/text"
)

const welcomeWidth float32 = 600

// welcome is the page before anybody signed in.
func (p *Page) welcome() fyne.CanvasObject {
	point := func(s string) fyne.CanvasObject {
		return text.Flow(text.Span{Text: "✓  ", Ink: theme.Good, Bold: true}, text.Span{Text: lang.L(s)})
	}
	body := place.Column(3*theme.Pad,
		place.Row(0, theme.IconImage(theme.IconTenants, theme.Accent, 28)),
		text.Heading(lang.L("Sign in to your partner tenant")),
		text.Muted(lang.L("As a Microsoft partner you sign in once; the customers who gave you an admin relationship (GDAP) are found and can be connected without a secret of their own.")).Wrapped(),
		point("Asked for: to read your directory and your admin relationships. Nothing can be changed with that."),
		point("The sign-in is kept encrypted on this computer, its key in the keyring, and can be ended here at any time."),
		point("The account needs multi-factor authentication and a place in the security groups of the relationships."),
		place.InsetXY(0, theme.Pad, place.Wrap(2*theme.Pad,
			button.Primary(lang.L("Sign in with the browser"), func() { p.signIn(true) }).WithIcon(theme.IconExternal),
			button.Secondary(lang.L("Use a code on another device"), func() { p.signIn(false) }))),
		text.Small(lang.L("No partner tenant? Customers can be connected one by one instead, by an approval in the browser or by link.")).Wrapped(),
		place.Row(0, button.Link(lang.L("Connect a tenant"), func() { p.env.Navigate(page.Route{Page: page.Connect}) })))
	return card.New(container.NewVScroll(container.NewCenter(place.Width(welcomeWidth, body))))
}

// fillAccount says who is signed in and what that allows.
func (p *Page) fillAccount() {
	a := p.data.account
	who := text.Flow(text.Span{Text: lang.L("Signed in as") + " "}, text.Span{Text: a.UserName, Bold: true},
		text.Span{Text: " · " + lang.L("since") + " " + page.Date(a.SignedInAt) + " · " + p.listed(), Ink: theme.TextMuted})
	column := place.Column(2*theme.Pad, page.Edges(nil, nil, nil, p.accountOrders(), place.InsetXY(0, 2*theme.Pad, who)))
	switch x := a.Explanation; {
	case x != nil:
		for _, o := range frame.Problem(lang.L("Partner sign-in"), *x, p.env.Copy) {
			column.Add(o)
		}
	case !a.Approves:
		column.Add(banner.New(theme.Neutral, lang.L("Customers cannot be approved from here yet. Allow it once, or send each customer a consent link.")).WithAction(lang.L("Allow…"), p.allow))
	}
	p.account.Objects = []fyne.CanvasObject{card.New(column)}
	p.account.Refresh()
	p.frame.Arrange()
}

// accountOrders are what can be done with the sign-in: a broken one is renewed.
func (p *Page) accountOrders() fyne.CanvasObject {
	first := button.Secondary(lang.L("Refresh"), p.ask).WithIcon(theme.IconRefresh)
	if p.data.account.Explanation != nil {
		first = button.Primary(lang.L("Sign in again"), func() { p.signIn(true) })
	} else if p.asker.Busy() {
		first.Disable()
	}
	return place.Row(2*theme.Pad, first, button.Secondary(lang.L("Sign out…"), p.signOut))
}

// listed says how fresh the list of customers is.
func (p *Page) listed() string {
	switch at := p.data.account.Discovered; {
	case p.asker.Busy():
		return lang.L("asking Microsoft for your customers…")
	case at.IsZero():
		return lang.L("customers not listed yet")
	default:
		return page.Plural(len(p.data.customers), "customer", "customers") + " " + lang.L("listed") + " " + page.Ago(at, p.env.Now())
	}
}

// signOut asks first, and says what stops.
func (p *Page) signOut() {
	n := 0
	for _, c := range p.data.customers {
		if c.Connected {
			n++
		}
	}
	line := func(mark string, ink fyne.ThemeColorName, s string) fyne.CanvasObject {
		return text.Flow(text.Span{Text: mark + "  ", Ink: ink, Bold: true}, text.Span{Text: s})
	}
	body := place.Column(2*theme.Pad,
		line("×", theme.Critical, page.Plural(n, "connected customer is not scanned until you sign in again.", "connected customers are not scanned until you sign in again.")),
		line("×", theme.Critical, lang.L("The sign-in and the tokens of every customer are removed from this computer.")),
		line("✓", theme.Good, lang.L("Everything scanned so far stays and can be looked at.")))
	modal.Show(p.env.Window.Canvas(), modal.Options{Title: lang.L("Sign out of the partner tenant?"), Width: 480, Content: body, Confirm: lang.L("Sign out"), Danger: true,
		OnConfirm: func() bool {
			p.stopJoining()
			page.Load(p.asker, func(ctx context.Context) (struct{}, error) { return struct{}{}, p.service.SignOut(ctx) }, func(_ struct{}, err error) {
				if err != nil {
					p.env.Fail(lang.L("Signing out did not work."), err)
				} else {
					p.env.Notify(theme.Positive, lang.L("You are signed out of the partner tenant."))
				}
				p.say()
				p.load()
			})
			return true
		}})
}
