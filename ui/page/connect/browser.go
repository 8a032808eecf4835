package connect

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/form"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/busy"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/text"
)

// answerTime is how long one consent page can be answered.
const answerTime = 15 * time.Minute

// browser waits for the answer of a consent page opened on this computer.
type browser struct {
	page *Page

	tenant string // asked for, "" = the tenant of whoever signs in
	link   string
	began  time.Time

	head, help, left *text.Label
	bar              *busy.Bar
	copy             *button.Button
	root             *fyne.Container
}

func newBrowser(p *Page) *browser {
	b := &browser{page: p, head: text.Heading(lang.L("Waiting for the approval")), help: text.Muted("").Wrapped(), left: text.Small("").Wrapped()}
	b.bar = busy.New(b.cancel)
	b.copy = button.Link(lang.L("Copy the link"), func() { p.env.Copy(b.link) }).WithIcon(theme.IconCopy)
	b.root = form.Narrow(form.Width, place.Column(3*theme.Pad, b.head, b.help, b.bar, b.left, place.Row(0, b.copy)))
	return b
}

// ask opens the consent page and waits. With private, the link is copied for a
// private window instead of being opened.
func (p *Page) ask(tenant string, private bool) {
	b := p.browser
	b.tenant, b.link, b.began = tenant, "", p.env.Now()
	b.help.SetText(lang.L("Sign in as an administrator of the customer: Global Administrator or Privileged Role Administrator. Leave this page open; the answer comes back by itself."))
	if private {
		b.help.SetText(lang.L("The link is on the clipboard. Paste it into a private window, so that no other account answers, and sign in as an administrator of this customer."))
	}
	b.bar.Set(lang.L("Opening the consent page…"), 0)
	b.copy.Hide()
	b.tick()
	p.show(viewBrowser, b.root)
	req := models.ConsentRequest{TenantID: tenant, Connection: p.registration.Connection()}
	open := func(link string) error {
		p.env.Runner.Post(func() { b.opened(link, private) })
		if private {
			return nil
		}
		return p.world.Shell.OpenLink(link)
	}
	page.Load(p.loader, func(ctx context.Context) (granted, error) {
		t, checks, err := p.world.Connector.Consent(ctx, req, open)
		return granted{t, checks, true}, err
	}, func(g granted, err error) {
		if err != nil {
			p.failed(models.Explain(err), tenant)
			return
		}
		p.showGranted(g)
	})
}

func (b *browser) opened(link string, private bool) {
	b.link = link
	b.copy.Show()
	b.told(lang.L("Waiting for the approval in the browser."))
	if private {
		b.page.env.Copy(link)
	}
	b.root.Refresh()
}

// told shows how far it is.
func (b *browser) told(s string) { b.bar.Set(s, b.share()) }

func (b *browser) share() float64 {
	return min(1, max(0, float64(b.page.env.Now().Sub(b.began))/float64(answerTime)))
}

// tick counts down.
func (b *browser) tick() {
	if b.page.view == viewBrowser {
		b.bar.Set(b.bar.Label(), b.share())
	}
	b.left.SetText(lang.L("This page can be answered for another") + " " + page.Countdown(b.began.Add(answerTime).Sub(b.page.env.Now())) + ".")
}

func (b *browser) cancel() {
	b.page.loader.Stop()
	b.page.toChoice()
}
