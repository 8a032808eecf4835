// Package onboarding leads a fresh workspace from company details to the first
// scanned client: company, app registration, first client, first scan. Where
// one is comes from what is stored, so one can leave at any step and go on
// later; nothing is asked twice.
package onboarding

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/models/portfolio"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/form"
	"msp-license-tracker/ui/page/frame"
	"msp-license-tracker/ui/page/rail"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/card"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/text"
)

// Settings keep the owner's details; saving checks them.
type Settings interface {
	Workspace(ctx context.Context) (models.Workspace, error)
	SaveWorkspace(ctx context.Context, w models.Workspace) error
}

// Reader answers which tenants there are.
type Reader interface {
	Tenants(ctx context.Context, scope portfolio.Scope) ([]portfolio.TenantRow, error)
}

// Registrar makes and adopts the MSP's own registration.
type Registrar interface {
	Plan(req models.RegistrationRequest) models.RegistrationPlan
	Register(ctx context.Context, req models.RegistrationRequest, open func(url string) error, show func(models.DeviceCode)) (models.Registration, error)
	Adopt(ctx context.Context, req models.ConnectRequest) (models.Registration, error)
	Current(ctx context.Context) (models.Registration, bool, error)
	ManualSteps(conn models.Connection) []models.GuideStep
	CheckPasted(field models.PastedField, value string) *models.Explanation
	CheckIDs(ctx context.Context, conn models.Connection, tenantID, clientID string) *models.Explanation
}

// Shell is what the page asks of the window.
type Shell interface {
	form.Files
	// OpenLink opens an https address in the browser; any goroutine may call it.
	OpenLink(address string) error
	ScanTenant(tenantID string)
}

// World is everything the page asks.
type World struct {
	Settings     Settings
	Reader       Reader
	Registrar    Registrar
	Certificates form.Certificates
	Shell        Shell
	Clouds       []form.Cloud
	// Client makes the page that connects a client; scanned is told when its
	// first scan was asked for.
	Client func(scanned func(tenantID string)) page.Page
}

// The steps, by their place in the rail, and the route's filter that opens
// each.
const (
	stepCompany = iota
	stepRegistration
	stepClient
	stepScan
	steps
)

var filters = [steps]string{"company", "registration", "client", "scan"}

// standing is what is stored of the first steps.
type standing struct {
	workspace    models.Workspace
	registration models.Registration
	registered   bool
	rows         []portfolio.TenantRow
}

// done says which steps need nothing more.
func (s *standing) done() (out [steps]bool) {
	out[stepCompany] = s.workspace.Company != ""
	out[stepRegistration] = s.registered
	for i := range s.rows {
		out[stepClient] = true
		if !s.rows[i].LastScan.IsZero() {
			out[stepScan] = true
		}
	}
	return out
}

// first is the step to go on with: a connected client needs no registration.
func (s *standing) first() int {
	done := s.done()
	if done[stepClient] {
		return stepScan
	}
	for i, ok := range done {
		if !ok {
			return i
		}
	}
	return stepScan
}

// Page is the onboarding page.
type Page struct {
	env    page.Env
	world  World
	loader *page.Loader
	frame  *frame.Frame
	rail   *rail.Rail

	content *fyne.Container
	visible bool
	chosen  bool // the step was chosen by route, rail or a button
	at      int
	data    standing
	entered page.Page // the client step while it is on show, else nil

	company  *company
	register *register
	client   page.Page
	scan     *scan
}

// New builds the page; it loads when opened.
func New(env page.Env, w World) *Page {
	p := &Page{env: env, world: w, loader: page.NewLoader(env.Runner), content: container.NewStack()}
	p.rail = rail.New(p.goTo, lang.L("Your company"), lang.L("App registration"), lang.L("First client"), lang.L("First scan"))
	p.company, p.register, p.scan = newCompany(p), newRegister(p), newScan(p)
	p.client = w.Client(func(tenantID string) { p.scan.tenantID = tenantID; p.goTo(stepScan) })
	left := card.New(place.Column(4*theme.Pad, p.rail, place.Inset(theme.Pad, place.Row(0)),
		text.Small(lang.L("You can stop here and go on later. Nothing is sent anywhere but to Microsoft.")).Wrapped(),
		place.Row(0, button.Link(lang.L("Skip for now"), p.finish))))
	side := page.Edges(nil, nil, nil, place.Width(theme.Gap, place.Row(0)), place.Width(260, left))
	p.frame = frame.New(page.Edges(nil, nil, side, nil, card.Flush(p.content)))
	return p
}

// Content implements page.Page.
func (p *Page) Content() fyne.CanvasObject { return p.frame.Object() }

// Open implements page.Page: the route's filter names a step, without one it is
// the first that is not done.
func (p *Page) Open(r page.Route) {
	p.visible, p.chosen = true, false
	for i, f := range filters {
		if r.Filter == f {
			p.at, p.chosen = i, true
		}
	}
	p.load()
}

// Leave implements page.Page: what is under way is given up.
func (p *Page) Leave() {
	p.visible = false
	p.loader.Stop()
	p.register.leave()
	p.leaveClient()
}

func (p *Page) leaveClient() {
	if p.entered != nil {
		p.entered.Leave()
		p.entered = nil
	}
}

// Changed implements page.Page.
func (p *Page) Changed() {
	if !p.visible {
		return
	}
	p.load()
	if p.entered != nil {
		p.entered.Changed()
	}
}

// Told implements page.Teller.
func (p *Page) Told(s string) {
	p.register.told(s)
	if t, ok := p.entered.(page.Teller); ok {
		t.Told(s)
	}
}

// Scanning implements page.Watcher.
func (p *Page) Scanning(s string, share float64, active bool) { p.scan.scanning(s, share, active) }

func (p *Page) load() {
	p.frame.Loading()
	page.Load(p.loader, p.read, p.show)
}

func (p *Page) read(ctx context.Context) (s standing, err error) {
	if s.workspace, err = p.world.Settings.Workspace(ctx); err != nil {
		return s, err
	}
	if s.registration, s.registered, err = p.world.Registrar.Current(ctx); err != nil {
		return s, err
	}
	s.rows, err = p.world.Reader.Tenants(ctx, portfolio.Scope{})
	return s, err
}

func (p *Page) show(s standing, err error) {
	if err != nil {
		p.frame.Failed(lang.L("The first steps cannot be shown."), err, p.load, p.env.Copy)
		return
	}
	p.data = s
	if !p.chosen {
		p.at, p.chosen = s.first(), true
	}
	p.company.fill(s.workspace)
	p.register.fill()
	p.scan.fill()
	p.arrange()
	p.frame.Full()
}

// goTo shows a step; what is typed in another stays there.
func (p *Page) goTo(step int) {
	p.at, p.chosen = step, true
	p.arrange()
	p.load()
}

// arrange shows the present step and marks the rail.
func (p *Page) arrange() {
	done := p.data.done()
	states := make([]rail.State, steps)
	for i := range states {
		switch {
		case i == p.at:
			states[i] = rail.Here
		case done[i]:
			states[i] = rail.Done
		case i != stepScan || done[stepClient]:
			states[i] = rail.Open
		}
	}
	p.rail.Mark(states...)
	if p.at != stepClient {
		p.leaveClient()
	}
	var o fyne.CanvasObject
	switch p.at {
	case stepCompany:
		o = p.company.object
	case stepRegistration:
		o = p.register.object
	case stepClient:
		o = p.client.Content()
		if p.entered == nil {
			p.entered = p.client
			p.client.Open(page.Route{Page: page.Connect})
		}
	default:
		o = p.scan.object
	}
	if len(p.content.Objects) != 1 || p.content.Objects[0] != o {
		p.content.Objects = []fyne.CanvasObject{o}
		p.content.Refresh()
	}
}

// save changes the workspace in the background, then does what follows.
func (p *Page) save(change func(*models.Workspace), then func()) {
	p.env.Runner.Go(func(ctx context.Context) {
		ws, err := p.world.Settings.Workspace(ctx)
		if err == nil {
			change(&ws)
			err = p.world.Settings.SaveWorkspace(ctx, ws)
		}
		p.env.Runner.Post(func() {
			if err != nil {
				p.env.Fail(lang.L("This was not saved."), err)
				return
			}
			then()
		})
	})
}

// finish ends the first steps, done or not; they can be opened again from the
// settings.
func (p *Page) finish() {
	p.save(func(w *models.Workspace) { w.Onboarded = true }, func() { p.env.Navigate(page.Route{Page: page.Dashboard}) })
}
