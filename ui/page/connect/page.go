// Package connect is the guided way to connect a tenant: what is needed, the
// form or the admin consent in the browser, what the tenant really granted,
// and the first scan.
package connect

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/busy"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/card"
	"msp-license-tracker/ui/widget/field"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/selectbox"
)

// Connector proves a credential and stores the tenant.
type Connector interface {
	Connect(ctx context.Context, req models.ConnectRequest) (models.Tenant, []models.PermissionCheck, error)
	Consent(ctx context.Context, req models.ConsentRequest, open func(url string) error) (models.Tenant, []models.PermissionCheck, error)
}

// Shell is what the page asks of the window.
type Shell interface {
	// Pick asks for a file and reads it.
	Pick(extensions []string, done func(name string, content []byte))
	// OpenLink opens an https address in the browser.
	OpenLink(address string) error
	ScanTenant(tenantID string)
	// Tenant finds a tenant that is connected already.
	Tenant(id string) (models.Tenant, bool)
}

// granted is a connected tenant with what it allows.
type granted struct {
	tenant models.Tenant
	checks []models.PermissionCheck
}

// Page is the connect page.
type Page struct {
	env       page.Env
	connector Connector
	shell     Shell
	loader    *page.Loader

	clouds []Cloud
	form   form
	fields fields
	steps  *steps
	right  *card.Card
	root   fyne.CanvasObject
	done   *granted
}

// fields are the controls of the form.
type fields struct {
	way                               *selectbox.Box
	tenant, clientID, secret          *field.Field
	credential                        *selectbox.Box
	certificate                       *button.Button
	certField                         *field.Field
	password                          *field.Field
	cloud                             *selectbox.Box
	login, graph, ca                  *field.Field
	custom                            *fyne.Container
	send                              *button.Button
	busy                              *busy.Bar
	problem                           *fyne.Container
	body                              fyne.CanvasObject
	wayField, credentialField, cloud2 *field.Field
}

// New builds the page; extra clouds are offered before Microsoft's own.
func New(env page.Env, connector Connector, shell Shell, extra ...Cloud) *Page {
	p := &Page{env: env, connector: connector, shell: shell, loader: page.NewLoader(env.Runner)}
	p.clouds = slices.Concat(extra, clouds)
	p.form = form{kind: models.SecretCredential, cloud: p.clouds[0].Name}
	p.steps = newSteps()
	p.right = card.New(place.Column(0))
	p.buildForm()
	left := page.Edges(nil, nil, nil, place.Width(theme.Gap, place.Row(0)), place.Width(260, card.New(p.steps.object())))
	p.root = place.Inset(theme.Margin, page.Edges(nil, nil, left, nil, p.right))
	p.showForm()
	return p
}

// Content implements page.Page.
func (p *Page) Content() fyne.CanvasObject { return p.root }

// Open implements page.Page: a route with a tenant reconnects it.
func (p *Page) Open(r page.Route) {
	if p.done != nil {
		p.done = nil
		p.showForm()
	}
	if r.Scope.TenantID != "" {
		p.prefill(r.Scope.TenantID)
	}
}

// Leave implements page.Page: what is under way is given up, typed secrets are
// forgotten.
func (p *Page) Leave() {
	p.cancel()
	p.forget()
}

// Changed implements page.Page; nothing here depends on stored data.
func (p *Page) Changed() {}

// send checks the form and asks Microsoft.
func (p *Page) send() {
	p.read()
	if !p.valid() {
		return
	}
	p.working(true)
	connect, consent, byConsent := p.form.connectRequest(), p.form.consentRequest(), p.form.byConsent
	page.Load(p.loader, func(ctx context.Context) (granted, error) {
		var g granted
		var err error
		if byConsent {
			g.tenant, g.checks, err = p.connector.Consent(ctx, consent, p.shell.OpenLink)
		} else {
			g.tenant, g.checks, err = p.connector.Connect(ctx, connect)
		}
		return g, err
	}, p.answered)
}

func (p *Page) answered(g granted, err error) {
	p.working(false)
	if err != nil {
		p.showProblem(models.Explain(err))
		return
	}
	p.forget()
	p.done = &g
	p.showGranted()
}

func (p *Page) cancel() {
	p.loader.Stop()
	p.working(false)
}

// forget empties what nobody may read twice.
func (p *Page) forget() {
	p.form.secret, p.form.cert, p.form.password, p.form.certFile = "", "", "", ""
	p.fields.secret.SetValue("")
	p.fields.password.SetValue("")
	p.fields.certificate.SetText(lang.L("Choose file…"))
}
