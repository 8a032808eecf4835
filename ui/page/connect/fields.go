package connect

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page/frame"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/banner"
	"msp-license-tracker/ui/widget/busy"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/field"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/selectbox"
	"msp-license-tracker/ui/widget/text"
)

// The two ways to reach a tenant.
const (
	wayOwn     = "own"
	wayConsent = "consent"
)

// formWidth keeps lines readable on wide windows.
const formWidth float32 = 560

func (p *Page) buildForm() {
	f := &p.fields
	f.way = selectbox.New("", p.chooseWay,
		selectbox.Option{ID: wayOwn, Text: lang.L("With an app registration of that tenant")},
		selectbox.Option{ID: wayConsent, Text: lang.L("With our registration, approved by the customer's administrator")})
	f.way.Select(wayOwn)
	f.tenant = field.New(lang.L("Tenant"), "contoso.com").Validate(p.checkTenant).WithHint(lang.L("The directory (tenant) id or one of its domains."))
	f.clientID = field.New(lang.L("Application (client) id"), "00000000-0000-0000-0000-000000000000").Validate(checkClientID)
	f.credential = selectbox.New("", p.chooseCredential,
		selectbox.Option{ID: string(models.SecretCredential), Text: lang.L("Client secret")},
		selectbox.Option{ID: string(models.CertificateCredential), Text: lang.L("Certificate file")})
	f.credential.Select(string(models.SecretCredential))
	f.secret = field.Secret(lang.L("Client secret"), "").Validate(checkSecret).WithHint(lang.L("The column “Value”. It goes to this computer's keyring and nowhere else."))
	f.certificate = button.Secondary(lang.L("Choose file…"), p.pickCertificate).WithIcon(theme.IconKey)
	f.certField = field.Of(lang.L("Certificate with private key (.pfx or .pem)"), place.Row(0, f.certificate))
	f.password = field.Secret(lang.L("Password of the file, if it has one"), "")
	p.buildCloud()
	f.send = button.Primary("", p.send)
	f.busy = busy.New(p.cancel)
	f.busy.Done()
	f.problem = place.Column(2 * theme.Pad)
	f.wayField, f.credentialField, f.cloud2 = field.Of(lang.L("How is the tenant reached?"), f.way), field.Of(lang.L("Proof of identity"), f.credential), field.Of(lang.L("Cloud"), f.cloud)
	f.body = place.Column(3*theme.Pad, text.Heading(lang.L("Connect a client's tenant")),
		text.Muted(lang.L("The program only reads. It asks Microsoft for a token, looks at what the token really allows, and stores nothing until that worked.")).Wrapped(),
		f.problem, f.wayField, f.tenant, f.clientID, f.credentialField, f.secret, f.certField, f.password, f.cloud2, f.custom,
		place.Row(2*theme.Pad, f.send, place.Width(300, f.busy)))
	p.adapt()
}

func (p *Page) buildCloud() {
	f := &p.fields
	options := make([]selectbox.Option, 0, len(p.clouds))
	for _, c := range p.clouds {
		options = append(options, selectbox.Option{ID: c.Name, Text: lang.L(c.Label)})
	}
	f.cloud = selectbox.New("", func(id string) { p.form.cloud = id; p.adapt() }, options...)
	f.cloud.Select(p.clouds[0].Name)
	f.login = field.New(lang.L("Login address"), "https://login.example.com").Validate(checkURL)
	f.graph = field.New(lang.L("Graph address"), "https://graph.example.com").Validate(checkURL)
	f.ca = field.New(lang.L("CA file"), "/path/to/ca.pem").WithHint(lang.L("Only if its certificate is not known to this computer."))
	f.custom = place.Column(3*theme.Pad, f.login, f.graph, f.ca)
}

// prefill takes over what is known of a tenant to reconnect; its secret is not.
func (p *Page) prefill(id string) {
	f := &p.fields
	f.tenant.SetValue(id)
	t, known := p.shell.Tenant(id)
	if !known {
		return
	}
	c := t.Connection
	f.clientID.SetValue(c.ClientID)
	f.login.SetValue(c.LoginURL)
	f.graph.SetValue(c.GraphURL)
	f.ca.SetValue(c.CAFile)
	p.form.byConsent = c.Kind == models.SharedRegistration
	f.way.Select(map[bool]string{true: wayConsent, false: wayOwn}[p.form.byConsent])
	if c.Credential != "" {
		p.form.kind = c.Credential
		f.credential.Select(string(c.Credential))
	}
	if c.Cloud != "" {
		p.form.cloud = c.Cloud
		f.cloud.Select(c.Cloud)
	}
	p.adapt()
}

// checkTenant lets the tenant open where the administrator's sign-in names it.
func (p *Page) checkTenant(s string) error {
	if p.form.byConsent && strings.TrimSpace(s) == "" {
		return nil
	}
	return checkTenant(s)
}

func (p *Page) chooseWay(id string) {
	p.form.byConsent = id == wayConsent
	p.adapt()
}

func (p *Page) chooseCredential(id string) {
	p.form.kind = models.CredentialKind(id)
	p.adapt()
}

// adapt shows the fields that belong to the choices made.
func (p *Page) adapt() {
	f := &p.fields
	certificate := p.form.kind == models.CertificateCredential
	visible(f.secret, !certificate)
	visible(f.certField, certificate)
	visible(f.password, certificate && needsPassword(p.form.certFile))
	visible(f.custom, p.form.cloud == customCloud)
	if p.form.byConsent {
		f.send.SetText(lang.L("Open consent in the browser"))
		f.tenant.WithHint(lang.L("May be left empty: then it is the tenant of whoever signs in."))
	} else {
		f.send.SetText(lang.L("Connect"))
		f.tenant.WithHint(lang.L("The directory (tenant) id or one of its domains."))
	}
	p.steps.way(p.form.byConsent)
	f.body.Refresh()
}

func visible(o fyne.CanvasObject, on bool) {
	if on {
		o.Show()
	} else {
		o.Hide()
	}
}

// read takes over what stands in the fields.
func (p *Page) read() {
	f := &p.fields
	p.form.tenant, p.form.clientID = f.tenant.Value(), f.clientID.Value()
	p.form.secret, p.form.password = models.Sensitive(f.secret.Value()), models.Sensitive(f.password.Value())
	p.form.loginURL, p.form.graphURL, p.form.caFile = f.login.Value(), f.graph.Value(), f.ca.Value()
}

// valid marks every field that is wrong.
func (p *Page) valid() bool {
	f := &p.fields
	ok := f.tenant.Valid()
	ok = f.clientID.Valid() && ok
	if p.form.kind == models.SecretCredential {
		ok = f.secret.Valid() && ok
	} else if err := p.form.checkCredential(); err != nil {
		f.certField.SetError(err.Error())
		ok = false
	}
	if p.form.cloud == customCloud {
		ok = f.login.Valid() && ok
		ok = f.graph.Valid() && ok
	}
	f.body.Refresh()
	return ok && p.form.check() == nil
}

func (p *Page) pickCertificate() {
	p.shell.Pick([]string{".pfx", ".p12", ".pem", ".crt", ".cer"}, func(name string, content []byte) {
		p.form.certFile, p.form.cert = name, models.Sensitive(content)
		p.fields.certificate.SetText(name)
		p.fields.certField.SetError("")
		p.adapt()
	})
}

// working shows that Microsoft is asked, with a way to stop.
func (p *Page) working(on bool) {
	f := &p.fields
	if !on {
		f.busy.Done()
		f.send.Enable()
		return
	}
	f.problem.Objects = nil
	f.problem.Refresh()
	f.send.Disable()
	label := lang.L("Asking Microsoft…")
	if p.form.byConsent {
		label = lang.L("Waiting for the consent in the browser…")
	}
	f.busy.Set(label, busy.Unknown)
	f.busy.Show()
	f.body.Refresh()
}

// showProblem says in the form what Microsoft refused, and what to do.
func (p *Page) showProblem(x models.Explanation) {
	details := button.Link(lang.L("Copy details"), func() { p.env.Copy(frame.Details(lang.L("Connect"), x)) })
	p.fields.problem.Objects = []fyne.CanvasObject{
		banner.New(theme.Severe, lang.L(x.Title)+" "+lang.L(x.Cause)),
		text.Flow(text.Span{Text: lang.L("What to do") + ": ", Bold: true}, text.Span{Text: lang.L(x.Next)}),
		place.Row(0, details),
	}
	p.fields.problem.Refresh()
	p.fields.body.Refresh()
}
