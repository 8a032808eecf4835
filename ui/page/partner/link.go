package partner

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/modal"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/text"
)

// showLink offers the way without Partner Center: the customer's own
// administrator opens a link and approves.
func (p *Page) showLink(r row) {
	p.env.Runner.Go(func(ctx context.Context) {
		link, err := p.service.ConsentLink(ctx, r.TenantID)
		p.env.Runner.Post(func() {
			if err != nil {
				p.env.Fail(lang.L("There is no consent link."), err)
				return
			}
			p.offerLink(r, link)
		})
	})
}

func (p *Page) offerLink(r row, link string) {
	letter := func() { p.env.Copy(mail(r.name(), link)) }
	body := place.Column(3*theme.Pad,
		text.Muted(lang.L("Send this link to an administrator of the customer. It opens Microsoft's own approval page and only works for that tenant. Once it is approved, connect the customer here.")).Wrapped(),
		text.Body(link).Ink(theme.Accent).Wrapped(),
		place.Wrap(2*theme.Pad,
			button.Secondary(lang.L("Copy the link"), func() { p.env.Copy(link) }).WithIcon(theme.IconCopy),
			button.Secondary(lang.L("Copy as a mail"), letter).WithIcon(theme.IconMail)))
	if r.connected() {
		modal.Show(p.env.Window.Canvas(), modal.Options{Title: lang.L("Consent link for") + " " + r.name(), Content: body, Width: 560, Cancel: lang.L("Close")})
		return
	}
	modal.Show(p.env.Window.Canvas(), modal.Options{Title: lang.L("Consent link for") + " " + r.name(), Content: body, Width: 560, Cancel: lang.L("Close"),
		Confirm: lang.L("It is approved: connect"), OnConfirm: func() bool { p.joinAll([]row{r}); return true }})
}

// mail is a letter to the customer's administrator.
func mail(customer, link string) string {
	return "To the administrator of " + customer + ":\n\nto show you which Microsoft 365 licences are used and which can be saved, our program needs your approval once. It only reads. Please open this link with an administrator account, look at the permissions and accept:\n\n" + link + "\n\nThe approval can be withdrawn at any time under Enterprise applications in the Microsoft Entra admin center.\n"
}

// approval is the page where a customer approves a relationship that was asked
// for, "" while there is none.
func approval(r *row) string {
	if r.RelationshipID == "" || !pending(r) {
		return ""
	}
	return "https://admin.microsoft.com/AdminPortal/Home#/partners/invitation/granularAdminRelationships/" + r.RelationshipID
}
