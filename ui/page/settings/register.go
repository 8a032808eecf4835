package settings

import (
	"context"
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/form"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/banner"
	"msp-license-tracker/ui/widget/busy"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/card"
	"msp-license-tracker/ui/widget/emptystate"
	"msp-license-tracker/ui/widget/factlist"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/text"
)

// soon is how long before its end a credential is worth a warning.
const soon = 30 * 24 * time.Hour

// register is the part with the MSP's own app registration.
type register struct {
	page    *Page
	loader  *page.Loader
	body    *fyne.Container
	rotate  *button.Button
	bar     *busy.Bar
	problem *fyne.Container
	inside  *fyne.Container // of the card
	object  fyne.CanvasObject
}

func newRegister(p *Page) *register {
	r := &register{page: p, loader: page.NewLoader(p.env.Runner), body: place.Column(theme.Gap), problem: place.Column(0), inside: place.Column(0)}
	r.rotate = button.Primary(lang.L("Replace the credential"), r.ask)
	r.bar = busy.New(r.cancel)
	r.object = page.Scrolled(form.Narrow(1.3*form.Width, r.body))
	return r
}

// fill shows what is registered.
func (r *register) fill(a answer) {
	r.body.Objects = []fyne.CanvasObject{r.none()}
	if a.registered {
		r.body.Objects = []fyne.CanvasObject{r.known(a.registration)}
	}
	r.body.Refresh()
}

func (r *register) again() {
	r.page.env.Navigate(page.Route{Page: page.Onboarding, Filter: "registration"})
}

func (r *register) none() fyne.CanvasObject {
	return card.New(emptystate.New(theme.IconKey, lang.L("No app registration yet"),
		lang.L("Your own app registration lets customers approve access with one click. It is made once, by itself or by hand, and only reads."),
		lang.L("Make the registration"), r.again))
}

func (r *register) known(x models.Registration) fyne.CanvasObject {
	now := r.page.env.Now()
	kind := map[models.CredentialKind]string{models.SecretCredential: lang.L("Client secret"), models.CertificateCredential: lang.L("Certificate")}[x.Credential]
	ends := factlist.Fact{Label: lang.L("Ends"), Value: lang.L("unknown"), Note: lang.L("look it up in the portal")}
	if !x.CredentialEnds.IsZero() {
		ends = factlist.Fact{Label: lang.L("Ends"), Value: page.Date(x.CredentialEnds), Note: page.Until(x.CredentialEnds, now), Tone: endTone(x.CredentialEnds, now)}
	}
	facts := factlist.New(
		factlist.Fact{Label: lang.L("Name"), Value: x.Name},
		factlist.Fact{Label: lang.L("Application (client) id"), Value: x.ClientID},
		factlist.Fact{Label: lang.L("Your tenant"), Value: x.TenantID},
		factlist.Fact{Label: lang.L("Cloud"), Value: form.CloudLabel(x.Cloud, r.page.world.Clouds)},
		factlist.Fact{Label: lang.L("Credential"), Value: kind, Note: lang.L("in this computer's keyring")}, ends,
		factlist.Fact{Label: lang.L("Made"), Value: page.Date(x.CreatedAt)},
		factlist.Fact{Label: lang.L("Last proved"), Value: page.DateTime(x.Verified), Note: page.Ago(x.Verified, now)})
	r.inside = place.Column(3*theme.Pad, text.Muted(lang.L("Customers approve this registration; its credential opens every tenant connected through it.")).Wrapped())
	if said, tone := endWarning(x, now); said != "" {
		r.inside.Add(banner.New(tone, said))
	}
	r.inside.Add(r.problem)
	r.inside.Add(facts)
	r.inside.Add(place.Wrap(2*theme.Pad, r.rotate, button.Secondary(lang.L("Register again"), r.again),
		button.Link(lang.L("Copy client id"), func() { r.page.env.Copy(x.ClientID) }).WithIcon(theme.IconCopy), place.Width(320, r.bar)))
	return card.Titled(lang.L("Your app registration"), nil, r.inside)
}

func endTone(ends, now time.Time) theme.Tone {
	switch left := ends.Sub(now); {
	case left <= 0:
		return theme.Severe
	case left < soon:
		return theme.Caution
	default:
		return theme.Neutral
	}
}

// endWarning says in time that the credential ends, or that an old one is left.
func endWarning(x models.Registration, now time.Time) (string, theme.Tone) {
	tone := endTone(x.CredentialEnds, now)
	switch {
	case x.CredentialEnds.IsZero():
	case tone == theme.Severe:
		return lang.L("The credential has ended: no tenant connected through it can be scanned. Replace it now."), tone
	case tone == theme.Caution:
		return fmt.Sprintf(lang.L("The credential ends %s. Replace it before: old and new work side by side until the new one is proved."), page.Until(x.CredentialEnds, now)), tone
	}
	if x.RetiredKeyID != "" {
		return lang.L("An older credential is still at Microsoft. Replacing the credential once more removes it."), theme.Caution
	}
	return "", theme.Neutral
}

func (r *register) ask() {
	r.say()
	r.rotate.Disable()
	r.told(lang.L("Opening the sign-in page…"))
	r.bar.Show()
	form.Settle(r.inside, r.body, r.object)
	page.Load(r.loader, func(ctx context.Context) (models.Registration, error) {
		return r.page.world.Registrar.Rotate(ctx, r.page.shell.OpenLink, func(c models.DeviceCode) {
			r.page.env.Runner.Post(func() { r.told(lang.L("Enter the code") + " " + c.UserCode + " " + lang.L("at") + " " + c.URL) })
		})
	}, func(_ models.Registration, err error) {
		r.rest()
		if err != nil {
			r.say(form.Trouble(lang.L("Replace the credential"), models.Explain(err), r.page.env.Copy,
				button.Primary(lang.L("Try again"), r.ask).WithIcon(theme.IconRefresh)))
			return
		}
		r.page.env.Notify(theme.Positive, lang.L("The new credential is proved and in the keyring."))
		r.page.Changed()
	})
}

func (r *register) told(s string) {
	if r.rotate.Disabled() {
		r.bar.Set(s, busy.Unknown)
	}
}

func (r *register) say(objects ...fyne.CanvasObject) {
	r.problem.Objects = objects
	form.Settle(r.inside, r.body, r.object)
}

func (r *register) cancel() {
	r.loader.Stop()
	r.rest()
}

func (r *register) rest() {
	r.bar.Done()
	r.rotate.Enable()
	form.Settle(r.inside, r.body, r.object)
}

func (r *register) leave() {
	r.cancel()
	r.say()
}

// Told implements page.Teller.
func (p *Page) Told(s string) { p.register.told(s) }
