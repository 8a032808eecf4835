package connect

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/form"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/busy"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/field"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/text"
)

// own is the form of a registration inside the client's tenant.
type own struct {
	page *Page

	tenant, client *field.Field
	credential     *form.Credential
	clouds         *form.Clouds
	send           *button.Button
	bar            *busy.Bar
	problem        *fyne.Container
	root           *fyne.Container
}

func newOwn(p *Page) *own {
	o := &own{page: p, problem: place.Column(0)}
	judge := p.world.Registrar.CheckPasted
	o.tenant = form.Pasted(field.New(lang.L("Tenant"), "contoso.com"), models.PastedTenantID, judge, lang.L("Enter the tenant's id or one of its domains, such as contoso.com.")).
		WithHint(lang.L("The directory (tenant) id or one of its domains."))
	o.client = form.Pasted(field.New(lang.L("Application (client) id"), "00000000-0000-0000-0000-000000000000"), models.PastedClientID, judge,
		lang.L("Enter the application (client) id of the app registration: 32 digits with hyphens."))
	o.credential = form.NewCredential(p.env, p.world.Shell, p.world.Certificates, judge)
	o.credential.OnChange = o.settle
	o.clouds = form.NewClouds(p.world.Clouds, o.settle)
	o.send = button.Primary(lang.L("Connect"), o.connect)
	o.bar = busy.New(o.cancel)
	o.root = form.Narrow(form.Width, place.Column(3*theme.Pad, text.Heading(lang.L("With a registration of that tenant")),
		text.Muted(needed(p.world.Registrar.Plan(models.RegistrationRequest{}).Permissions)).Wrapped(),
		o.problem, o.clouds.Object(), place.Shares(theme.Gap, 480, []float32{1, 1}, o.tenant, o.client), o.credential.Object(),
		place.Row(2*theme.Pad, o.send, button.Secondary(lang.L("Back"), p.toChoice), place.Width(300, o.bar))))
	return o
}

// settle makes room after a field said something or a part was shown.
func (o *own) settle() { form.Settle(o.root, o.page.content) }

// needed says what the registration must have.
func needed(permissions []models.PermissionCheck) string {
	names := make([]string, len(permissions))
	for i, p := range permissions {
		names[i] = p.Name
	}
	return lang.L("Needed in the client's tenant: an app registration with a secret or certificate and these application permissions, admin consent given:") + " " + strings.Join(names, ", ") + "."
}

// prefill takes over what is known of a tenant to reconnect; its secret is not.
func (o *own) prefill(t models.Tenant) {
	o.tenant.SetValue(t.ID)
	o.client.SetValue(t.Connection.ClientID)
	o.clouds.Show(t.Connection)
	if t.Connection.Credential == models.CertificateCredential {
		o.credential.Choose(form.KindFile)
	}
}

func (o *own) connect() {
	tenant, client, cloud, credential := o.tenant.Valid(), o.client.Valid(), o.clouds.Valid(), o.credential.Valid()
	o.settle()
	if !tenant || !client || !cloud || !credential {
		return
	}
	req := models.ConnectRequest{TenantID: strings.TrimSpace(o.tenant.Value())}
	req.Connection = models.Connection{Kind: models.OwnRegistration, ClientID: strings.ToLower(strings.TrimSpace(o.client.Value()))}
	o.clouds.Into(&req.Connection)
	o.credential.Into(&req)
	o.say()
	o.send.Disable()
	o.bar.Set(lang.L("Asking Microsoft…"), busy.Unknown)
	page.Load(o.page.loader, func(ctx context.Context) (granted, error) {
		t, checks, err := o.page.world.Connector.Connect(ctx, req)
		return granted{t, checks, false}, err
	}, func(g granted, err error) {
		o.rest()
		if err != nil {
			o.say(form.Trouble(lang.L("Connect"), models.Explain(err), o.page.env.Copy))
			return
		}
		o.forget()
		o.page.showGranted(g)
	})
}

// say shows a failure above the fields, or takes it away.
func (o *own) say(objects ...fyne.CanvasObject) {
	o.problem.Objects = objects
	o.settle()
}

func (o *own) told(s string) {
	if o.send.Disabled() {
		o.bar.Set(s, busy.Unknown)
	}
}

func (o *own) cancel() {
	o.page.loader.Stop()
	o.rest()
}

func (o *own) rest() {
	o.bar.Done()
	o.send.Enable()
	o.settle()
}

func (o *own) forget() {
	o.rest()
	o.say()
	o.credential.Forget()
}
