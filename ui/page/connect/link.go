package connect

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/form"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/card"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/text"
)

// linkView shows a link for the customer's own administrator with a ready mail.
type linkView struct {
	page *Page
	id   string

	state *text.Label
	body  *fyne.Container
	root  *fyne.Container
}

func newLinkView(p *Page) *linkView {
	v := &linkView{page: p, state: text.Small("").Wrapped(), body: place.Column(4 * theme.Pad)}
	v.root = form.Narrow(form.Width, v.body)
	return v
}

// makeLink asks for a link and shows it.
func (p *Page) makeLink(tenant string) {
	page.Load(p.loader, func(ctx context.Context) (models.PendingConsent, error) {
		return p.world.Consents.ConsentLink(ctx, tenant)
	}, func(c models.PendingConsent, err error) {
		if err != nil {
			p.failed(models.Explain(err), tenant)
			return
		}
		p.pending = upsert(p.pending, c)
		p.showLink(c)
	})
}

func upsert(list []models.PendingConsent, c models.PendingConsent) []models.PendingConsent {
	for i := range list {
		if list[i].ID == c.ID {
			list[i] = c
			return list
		}
	}
	return append(list, c)
}

func (p *Page) showLink(c models.PendingConsent) {
	v := p.link
	v.id = c.ID
	copyText := p.env.Copy
	mail := place.Column(2*theme.Pad, text.Strong(c.MailSubject).Wrapped(), text.Body(c.MailBody).Wrapped())
	v.body.Objects = []fyne.CanvasObject{
		place.Column(theme.Pad, text.Heading(lang.L("Send this to")+" "+consentName(c)),
			text.Muted(lang.L("Their administrator opens the link, signs in and accepts. The approval is noticed by itself, also when this program is restarted meanwhile.")).Wrapped()),
		place.Wrap(2*theme.Pad, button.Primary(lang.L("Open mail program"), func() { v.mail(c) }).WithIcon(theme.IconMail),
			button.Secondary(lang.L("Copy mail"), func() { copyText(c.MailSubject + "\n\n" + c.MailBody) }).WithIcon(theme.IconCopy),
			button.Secondary(lang.L("Copy link"), func() { copyText(c.Link) }).WithIcon(theme.IconLink)),
		card.Titled(lang.L("The mail"), nil, mail),
		v.state,
		place.Row(2*theme.Pad, button.Secondary(lang.L("Back"), p.toChoice).WithIcon(theme.IconChevronLeft)),
	}
	v.fill()
	p.show(viewLink, v.root)
}

func (v *linkView) mail(c models.PendingConsent) {
	if err := v.page.world.Shell.OpenMail(c.MailSubject, c.MailBody); err != nil {
		v.page.env.Fail(lang.L("The mail program cannot be opened."), err)
	}
}

// fill says where the shown link stands.
func (v *linkView) fill() {
	for _, c := range v.page.pending {
		if c.ID == v.id {
			v.state.SetText(standingOf(c, v.page.env.Now()))
		}
	}
	if v.page.view == viewLink {
		v.body.Refresh()
	}
}
