package onboarding

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/form"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/card"
	"msp-license-tracker/ui/widget/factlist"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/text"
)

// register is the step that makes the MSP's own app registration, by itself or
// by hand.
type register struct {
	page *Page

	content *fyne.Container
	view    string
	object  fyne.CanvasObject

	plan *plan
	run  *run
	hand *hand
}

// The views of the step.
const (
	viewWays    = "ways"
	viewPlan    = "plan"
	viewRun     = "run"
	viewHand    = "hand"
	viewCreated = "created"
	viewFailed  = "failed"
)

func newRegister(p *Page) *register {
	r := &register{page: p, content: container.NewStack()}
	r.plan, r.run, r.hand = newPlan(r), newRun(r), newHand(r)
	r.object = r.content
	r.toWays()
	return r
}

func (r *register) show(view string, o fyne.CanvasObject) {
	r.view = view
	r.content.Objects = []fyne.CanvasObject{page.Scrolled(o)}
	r.content.Refresh()
}

// showWith keeps buttons in view under something long.
func (r *register) showWith(view string, o, buttons fyne.CanvasObject) {
	r.show(view, o)
	foot := place.Column(0, form.Line(), place.InsetXY(theme.Margin, 3*theme.Pad, buttons))
	r.content.Objects = []fyne.CanvasObject{page.Edges(nil, foot, nil, nil, r.content.Objects[0])}
	r.content.Refresh()
}

// fill shows what is registered while nothing else is on show.
func (r *register) fill() {
	if r.view == viewWays {
		r.toWays()
	}
}

// toWays offers both ways, or shows the registration there is.
func (r *register) toWays() {
	if r.page.data.registered {
		r.showRegistration(lang.L("Your app registration"), lang.L("It is ready: customers can approve it."), viewWays)
		return
	}
	r.offer()
}

func (r *register) offer() {
	automatic := card.New(place.Column(3*theme.Pad, place.Row(0, theme.IconImage(theme.IconCopilot, theme.Accent, 22)), text.Strong(lang.L("Let the program make it")).Sized(14).Wrapped(),
		text.Muted(lang.L("You sign in once as an administrator of your own organization. You see everything that will be made before it is done. About one minute.")).Wrapped(),
		place.Row(0, button.Primary(lang.L("Show the plan"), r.plan.open))))
	hand := card.New(place.Column(3*theme.Pad, place.Row(0, theme.IconImage(theme.IconEdit, theme.Accent, 22)), text.Strong(lang.L("Make it by hand")).Sized(14).Wrapped(),
		text.Muted(lang.L("You follow numbered steps in the Entra portal and paste three values here; each is checked as you paste it. About five minutes.")).Wrapped(),
		place.Row(0, button.Secondary(lang.L("Show the steps"), r.hand.open))))
	r.show(viewWays, form.Narrow(1.3*form.Width, place.Column(4*theme.Pad,
		place.Column(theme.Pad, text.Heading(lang.L("Your app registration")),
			text.Muted(lang.L("Microsoft lets programs in through app registrations. One of your own, made once, serves all your clients: each approves it with one click, and it only reads.")).Wrapped()),
		place.Grid(280, theme.Gap, automatic, hand),
		place.Row(0, button.Link(lang.L("Not now: connect a client another way"), func() { r.page.goTo(stepClient) })))))
}

// created shows what there is after it was made.
func (r *register) created(x models.Registration) {
	r.page.data.registration, r.page.data.registered = x, true
	r.page.arrange()
	r.showRegistration(lang.L("Your app registration is ready"), lang.L("It was proved with a token of its own. This is what there is now:"), viewCreated)
}

func (r *register) showRegistration(title, sentence, view string) {
	x := r.page.data.registration
	kind := lang.L("certificate in this computer's keyring")
	if x.Credential == models.SecretCredential {
		kind = lang.L("client secret in this computer's keyring")
	}
	ends := factlist.Fact{Label: lang.L("Credential"), Value: kind}
	if !x.CredentialEnds.IsZero() {
		ends.Note = lang.L("until") + " " + page.Date(x.CredentialEnds)
	}
	facts := factlist.New(
		factlist.Fact{Label: lang.L("Name"), Value: x.Name},
		factlist.Fact{Label: lang.L("Application (client) id"), Value: x.ClientID},
		factlist.Fact{Label: lang.L("Your tenant"), Value: x.TenantID},
		factlist.Fact{Label: lang.L("Cloud"), Value: form.CloudLabel(x.Cloud, r.page.world.Clouds)}, ends)
	r.show(view, form.Narrow(form.Width, place.Column(4*theme.Pad, place.Column(theme.Pad, text.Heading(title), text.Muted(sentence).Wrapped()), facts,
		place.Wrap(2*theme.Pad, button.Primary(lang.L("Go on to the first client"), func() { r.view = viewWays; r.page.goTo(stepClient) }),
			button.Secondary(lang.L("Register again"), r.offer)))))
}

// failed shows what went wrong; again continues safely.
func (r *register) failed(x models.Explanation, actions ...*button.Button) {
	r.show(viewFailed, form.Narrow(form.Width, place.Column(4*theme.Pad, text.Heading(lang.L("The registration is not finished")),
		text.Muted(lang.L("What was made so far is remembered. Trying again continues there; nothing is made twice.")).Wrapped(),
		form.Trouble(lang.L("App registration"), x, r.page.env.Copy, actions...),
		place.Row(0, button.Link(lang.L("Back"), r.offer)))))
}

func (r *register) told(s string) {
	if r.view == viewRun {
		r.run.told(s)
	}
}

func (r *register) leave() {
	r.run.leave()
	r.hand.leave()
	if r.view == viewRun || r.view == viewCreated {
		r.view = viewWays
	}
}
