// Package connect brings a client's tenant in: by the shared registration with
// the customer's approval, here in the browser or by a link, by a registration
// of the tenant's own, or through the partner sign-in. It ends with what the
// tenant really allows, and the first scan.
package connect

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/form"
	"msp-license-tracker/ui/page/rail"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/card"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/text"
)

// Connector proves a credential or an approval and stores the tenant.
type Connector interface {
	Connect(ctx context.Context, req models.ConnectRequest) (models.Tenant, []models.PermissionCheck, error)
	Consent(ctx context.Context, req models.ConsentRequest, open func(url string) error) (models.Tenant, []models.PermissionCheck, error)
}

// Registrar knows the shared registration and judges pasted values.
type Registrar interface {
	Current(ctx context.Context) (models.Registration, bool, error)
	Plan(req models.RegistrationRequest) models.RegistrationPlan
	CheckPasted(field models.PastedField, value string) *models.Explanation
}

// Consents asks for approvals by link and notices them.
type Consents interface {
	ConsentLink(ctx context.Context, tenant string) (models.PendingConsent, error)
	Pending() []models.PendingConsent
	CancelPending(id string)
}

// Shell is what the page asks of the window.
type Shell interface {
	form.Files
	// OpenLink opens an https address in the browser.
	OpenLink(address string) error
	// OpenMail opens a draft in the mail program.
	OpenMail(subject, body string) error
	ScanTenant(tenantID string)
	// Tenant finds a tenant that is connected already.
	Tenant(id string) (models.Tenant, bool)
}

// World is everything the page asks.
type World struct {
	Connector    Connector
	Registrar    Registrar
	Consents     Consents
	Certificates form.Certificates
	Shell        Shell
	Clouds       []Cloud
	// Scanned is told that the owner asked for the first scan of a tenant; nil
	// leads to that tenant. With it, the page is one step of a longer flow and
	// shows no steps of its own.
	Scanned func(tenantID string)
}

// Cloud is one choice of where a tenant lives.
type Cloud = form.Cloud

// FilterOwn is the route's filter that opens the form of an own registration.
const FilterOwn = "own"

// Page is the connect page.
type Page struct {
	env    page.Env
	world  World
	loader *page.Loader // what is asked of Microsoft now
	state  *page.Loader // the registration and the pending consents
	ticker *page.Ticker

	rail    *rail.Rail
	content *fyne.Container
	root    fyne.CanvasObject
	view    string
	visible bool

	registration models.Registration
	registered   bool
	pending      []models.PendingConsent

	choice  *choice
	own     *own
	browser *browser
	link    *linkView
	done    *granted
}

// The views of the page.
const (
	viewChoice  = "choice"
	viewBrowser = "browser"
	viewLink    = "link"
	viewOwn     = "own"
	viewFailed  = "failed"
	viewGranted = "granted"
)

// New builds the page.
func New(env page.Env, w World) *Page {
	p := &Page{env: env, world: w, loader: page.NewLoader(env.Runner), state: page.NewLoader(env.Runner), content: container.NewStack()}
	p.ticker = page.NewTicker(env.Runner, p.tick)
	p.rail = rail.New(nil, lang.L("Connect"), lang.L("Permission check"), lang.L("First scan"))
	p.choice, p.own, p.browser, p.link = newChoice(p), newOwn(p), newBrowser(p), newLinkView(p)
	p.root = p.content
	if w.Scanned == nil {
		left := card.New(place.Column(4*theme.Pad, p.rail,
			text.Small(lang.L("You can stop here and go on later. Nothing is sent anywhere but to Microsoft.")).Wrapped()))
		side := page.Edges(nil, nil, nil, place.Width(theme.Gap, place.Row(0)), place.Width(260, left))
		p.root = place.Inset(theme.Margin, page.Edges(nil, nil, side, nil, card.Flush(p.content)))
	}
	p.toChoice()
	return p
}

// Content implements page.Page.
func (p *Page) Content() fyne.CanvasObject { return p.root }

// Open implements page.Page: a route with a tenant reconnects it.
func (p *Page) Open(r page.Route) {
	p.visible = true
	p.done = nil
	switch t, known := p.world.Shell.Tenant(r.Scope.TenantID); {
	case r.Scope.TenantID != "" && known:
		p.reconnect(t)
	case r.Filter == FilterOwn:
		p.toOwn()
	default:
		p.toChoice()
	}
	p.load()
}

// reconnect takes over what is known of a tenant; its secret is not.
func (p *Page) reconnect(t models.Tenant) {
	p.choice.tenant.SetValue(page.Domain(t))
	if t.Connection.Kind == models.OwnRegistration || t.Connection.Kind == "" {
		p.own.prefill(t)
		p.toOwn()
		return
	}
	p.toChoice()
}

// Leave implements page.Page: what is under way is given up, typed secrets are
// forgotten. Links that were sent go on being looked after.
func (p *Page) Leave() {
	p.visible = false
	p.loader.Stop()
	p.state.Stop()
	p.ticker.Stop()
	p.own.forget()
}

// Changed implements page.Page: the registration or a pending consent moved on.
func (p *Page) Changed() {
	if p.visible {
		p.load()
	}
}

// Told implements page.Teller.
func (p *Page) Told(s string) {
	switch p.view {
	case viewBrowser:
		p.browser.told(s)
	case viewOwn:
		p.own.told(s)
	}
}

// state of the shared registration and the links that were sent.
type standing struct {
	registration models.Registration
	registered   bool
	pending      []models.PendingConsent
}

func (p *Page) load() {
	page.Load(p.state, func(ctx context.Context) (standing, error) {
		r, ok, err := p.world.Registrar.Current(ctx)
		return standing{r, ok, p.world.Consents.Pending()}, err
	}, func(s standing, err error) {
		if err != nil {
			p.env.Fail(lang.L("The app registration cannot be read."), err)
			return
		}
		p.registration, p.registered, p.pending = s.registration, s.registered, s.pending
		p.choice.fill()
		p.link.fill()
	})
}

// tick moves the countdowns on.
func (p *Page) tick() {
	p.browser.tick()
	p.choice.tick()
	p.link.fill()
}

// show puts a view into the page and marks the step one is at.
func (p *Page) show(view string, o fyne.CanvasObject) {
	p.view = view
	states := []rail.State{rail.Here, rail.Ahead, rail.Ahead}
	if view == viewGranted {
		states = []rail.State{rail.Done, rail.Here, rail.Ahead}
	}
	p.rail.Mark(states...)
	p.content.Objects = []fyne.CanvasObject{page.Scrolled(o)}
	p.content.Refresh()
	p.settle()
}

// settle lets the ticker run only while something is counted down.
func (p *Page) settle() {
	if p.visible && (p.view == viewBrowser || waiting(p.pending) > 0) {
		p.ticker.Start()
	} else {
		p.ticker.Stop()
	}
}

func (p *Page) toChoice() {
	p.show(viewChoice, p.choice.root)
	p.choice.fill()
}

func (p *Page) toOwn() { p.show(viewOwn, p.own.root) }
