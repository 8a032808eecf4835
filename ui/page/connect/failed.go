package connect

import (
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/form"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/text"
)

// remedy is a way on after a failure.
type remedy string

const (
	reopen       remedy = "open the page again"
	openPrivate  remedy = "copy the link for a private window"
	sendLink     remedy = "let the customer's own administrator answer"
	waitFor      remedy = "wait until somebody approves"
	verify       remedy = "get the publisher verified"
	register     remedy = "make the registration"
	mendRegister remedy = "look at the registration"
)

// remedies by the code of the failure, the best first. Every other failure is
// tried again.
var remedies = map[string][]remedy{
	// declined
	"AADSTS65004": {reopen, sendLink}, "access_denied": {reopen, sendLink}, "permission_denied": {reopen, sendLink}, "consent-returned": {reopen, sendLink},
	// not an administrator
	"AADSTS90093": {sendLink, reopen}, "AADSTS90094": {sendLink, reopen},
	// somebody of another tenant answered
	"consent-wrong-tenant": {openPrivate, sendLink}, "wrong-tenant": {openPrivate, sendLink},
	// publisher not verified
	"AADSTS900941": {sendLink, verify, reopen}, "AADSTS900981": {sendLink, verify, reopen},
	// the customer lets people request an approval
	"AADSTS90095": {waitFor, reopen}, "AADSTS1000031": {sendLink, reopen},
	// nobody answered in time
	"consent-timeout": {reopen, sendLink}, "consent-replayed": {reopen, sendLink}, "consent-link-expired": {sendLink}, "consent-open-link": {reopen},
	"consent-browser": {openPrivate, sendLink},
	// nobody approved yet
	"AADSTS65001": {sendLink, reopen}, "AADSTS700016": {sendLink, reopen}, "AADSTS7000229": {sendLink, reopen},
	// our own registration
	"registration-missing": {register}, "registration-not-there": {register},
	"AADSTS7000215": {mendRegister}, "AADSTS7000222": {mendRegister}, "AADSTS700027": {mendRegister}, "AADSTS1000502": {mendRegister},
	"credential-missing": {mendRegister}, "credential-damaged": {mendRegister}, "AADSTS50011": {mendRegister}, "AADSTS50194": {mendRegister},
}

// verifyGuide is Microsoft's own page about becoming a verified publisher.
const verifyGuide = "https://learn.microsoft.com/entra/identity-platform/mark-app-as-publisher-verified"

// failed shows why a consent did not work, with the ways on.
func (p *Page) failed(x models.Explanation, tenant string) {
	ways, known := remedies[x.Code]
	if !known {
		ways = []remedy{reopen}
	}
	var actions []*button.Button
	for _, w := range ways {
		kind := button.Secondary
		if len(actions) == 0 {
			kind = button.Primary
		}
		actions = append(actions, p.remedy(kind, w, tenant))
	}
	title := lang.L("The approval did not work")
	if tenant != "" {
		title += ": " + tenant
	}
	p.show(viewFailed, form.Narrow(form.Width, place.Column(4*theme.Pad, text.Heading(title).Wrapped(),
		form.Trouble(lang.L("Consent"), x, p.env.Copy, actions...),
		place.Row(0, button.Link(lang.L("Back to the ways of connecting"), p.toChoice)))))
}

// remedy is the button of a way on; a link needs to know whose tenant it is.
func (p *Page) remedy(kind func(string, func()) *button.Button, w remedy, tenant string) *button.Button {
	switch w {
	case reopen:
		return kind(lang.L("Try again"), func() { p.ask(tenant, false) }).WithIcon(theme.IconRefresh)
	case openPrivate:
		return kind(lang.L("Copy a link for a private window"), func() { p.ask(tenant, true) }).WithIcon(theme.IconCopy)
	case sendLink, waitFor:
		label := lang.L("Send a link to their administrator")
		if w == waitFor {
			label = lang.L("Wait for the approval")
		}
		if tenant == "" {
			return kind(label, p.nameTenant)
		}
		return kind(label, func() { p.makeLink(tenant) }).WithIcon(theme.IconMail)
	case verify:
		return kind(lang.L("About verified publishers"), func() { p.openLink(verifyGuide) }).WithTrailingIcon(theme.IconExternal)
	case register:
		return kind(lang.L("Make the registration"), func() { p.env.Navigate(page.Route{Page: page.Onboarding, Filter: "registration"}) })
	default:
		return kind(lang.L("Look at the registration"), func() { p.env.Navigate(page.Route{Page: page.Settings, Filter: "registration"}) })
	}
}

// nameTenant asks for the domain a link needs.
func (p *Page) nameTenant() {
	p.toChoice()
	p.choice.tenant.SetError(lang.L("Enter the client's domain: without it nobody could notice the approval."))
	p.env.Window.Canvas().Focus(p.choice.tenant.Input)
}

func (p *Page) openLink(address string) {
	if err := p.world.Shell.OpenLink(address); err != nil {
		p.env.Fail(lang.L("The page cannot be opened."), err)
	}
}
