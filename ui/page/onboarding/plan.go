package onboarding

import (
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page/form"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/factlist"
	"msp-license-tracker/ui/widget/field"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/selectbox"
	"msp-license-tracker/ui/widget/text"
)

// plan shows what will be made before anything is.
type plan struct {
	step *register

	name       *field.Field
	credential *selectbox.Box
	clouds     *form.Clouds
	details    *fyne.Container
	root       *fyne.Container
	buttons    *fyne.Container
}

func newPlan(r *register) *plan {
	p := &plan{step: r, details: place.Column(4 * theme.Pad)}
	p.name = field.New(lang.L("Name, as your customers will see it"), "MSP License Tracker")
	p.name.Input.OnChanged = func(string) { p.fill() }
	p.credential = selectbox.New("", func(string) { p.fill() },
		selectbox.Option{ID: string(models.CertificateCredential), Text: lang.L("Certificate (recommended)")},
		selectbox.Option{ID: string(models.SecretCredential), Text: lang.L("Client secret")})
	p.credential.Select(string(models.CertificateCredential))
	p.clouds = form.NewClouds(r.page.world.Clouds, func() { p.fill() })
	p.root = form.Narrow(1.3*form.Width, place.Column(4*theme.Pad,
		place.Column(theme.Pad, text.Heading(lang.L("This is what will be made")),
			text.Muted(lang.L("Nothing has been done yet. You sign in with an administrator of your own organization; a Global Administrator, or an Application Administrator with Privileged Role Administrator.")).Wrapped()),
		place.Shares(theme.Gap, 620, []float32{1, 1, 1}, p.name, field.Of(lang.L("Credential"), p.credential), p.clouds.Object()),
		p.details))
	p.buttons = place.Row(2*theme.Pad, button.Primary(lang.L("Sign in and create"), func() { p.start(false) }).WithTrailingIcon(theme.IconExternal),
		button.Secondary(lang.L("Use a device code"), func() { p.start(true) }), button.Link(lang.L("Back"), r.offer))
	return p
}

func (p *plan) open() {
	p.fill()
	p.step.showWith(viewPlan, p.root, p.buttons)
}

// request is what the owner chose.
func (p *plan) request() models.RegistrationRequest {
	var c models.Connection
	p.clouds.Into(&c)
	return models.RegistrationRequest{Cloud: c.Cloud, LoginURL: c.LoginURL, GraphURL: c.GraphURL, CAFile: c.CAFile,
		Name: strings.TrimSpace(p.name.Value()), Credential: models.CredentialKind(p.credential.Selected())}
}

// fill shows the plan for the present choices.
func (p *plan) fill() {
	x := p.step.page.world.Registrar.Plan(p.request())
	todo := place.Column(1.5*theme.Pad, text.Title(lang.L("What will be done")))
	for i, s := range x.Steps {
		todo.Add(text.Body(strconv.Itoa(i+1) + ".  " + lang.L(s)).Wrapped())
	}
	kind := lang.L("certificate")
	if x.Credential == models.SecretCredential {
		kind = lang.L("client secret")
	}
	facts := place.Column(1.5*theme.Pad, text.Title(lang.L("What there will be")), factlist.New(
		factlist.Fact{Label: lang.L("App registration"), Value: x.Name},
		factlist.Fact{Label: lang.L("Who may approve it"), Value: audience(x.Audience)},
		factlist.Fact{Label: lang.L("Return addresses"), Value: strings.Join(x.RedirectURIs, "\n")},
		factlist.Fact{Label: lang.L("Credential"), Value: kind, Note: fmt.Sprintf(lang.L("%d months, in the keyring"), x.CredentialMonths)},
		factlist.Fact{Label: lang.L("Asked for at sign-in"), Value: strings.Join(x.Scopes, "\n"), Note: lang.L("used once, not kept")}))
	p.details.Objects = []fyne.CanvasObject{
		place.Shares(2*theme.Gap, 620, []float32{1, 1}, todo, facts),
		place.Column(theme.Pad, text.Title(lang.L("Permissions: every one only reads")), form.Permissions(x.Permissions, nil)),
	}
	form.Settle(p.root, p.step.content)
}

func audience(value string) string {
	if value == "AzureADMultipleOrgs" {
		return lang.L("administrators of any organization")
	}
	return value
}

func (p *plan) start(code bool) {
	if !p.clouds.Valid() {
		return
	}
	req := p.request()
	req.DeviceCode = code
	p.step.run.start(req)
}
