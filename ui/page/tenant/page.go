// Package tenant is the page of one tenant: health with its reasons and next
// steps, figures, seats per product, what every source saw, renewals, what the
// tenant allows, and how it is reached.
package tenant

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/portfolio"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/frame"
	"msp-license-tracker/ui/page/guide"
	"msp-license-tracker/ui/page/life"
	"msp-license-tracker/ui/page/permissions"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/place"
)

// Reader answers figures and findings.
type Reader interface {
	Tenants(ctx context.Context, scope portfolio.Scope) ([]portfolio.TenantRow, error)
	Result(ctx context.Context, tenantID string) (insight.Result, error)
}

// Records answers what the scans saw.
type Records interface {
	Outcomes(ctx context.Context, tenantID string) ([]models.Outcome, error)
	Snapshot(ctx context.Context, tenantID string) (insight.Snapshot, error)
}

// Tools are what the page gives its orders to beyond scans and reports.
type Tools struct {
	Checker permissions.Checker
	Life    *life.Orders
	Open    guide.Opener
	Portal  func(models.Connection) string // may be nil
}

// answer is one load of the page.
type answer struct {
	row      portfolio.TenantRow
	known    bool // the tenant exists
	scanned  bool
	result   insight.Result
	outcomes []models.Outcome
	snapshot insight.Snapshot
}

// Page is the tenant page.
type Page struct {
	env     page.Env
	reader  Reader
	records Records
	actions page.TenantActions
	tools   Tools
	allowed *permissions.Card
	loader  *page.Loader
	frame   *frame.Frame
	body    *fyne.Container
	sources *fyne.Container // what the last scan saw

	route   page.Route
	visible bool
	data    answer
}

// New builds the page; it loads when opened.
func New(env page.Env, reader Reader, records Records, actions page.TenantActions, tools Tools) *Page {
	p := &Page{env: env, reader: reader, records: records, actions: actions, tools: tools, loader: page.NewLoader(env.Runner)}
	p.allowed = permissions.New(env, tools.Checker, tools.Open, tools.Portal, p.showSources)
	p.sources = place.Column(0)
	p.body = place.Column(theme.Gap)
	p.frame = frame.Bare(page.Scrolled(p.body))
	return p
}

// Content implements page.Page.
func (p *Page) Content() fyne.CanvasObject { return p.frame.Object() }

// Open implements page.Page.
func (p *Page) Open(r page.Route) {
	if r.Scope != p.route.Scope {
		p.frame.Reset()
	}
	p.route, p.visible = r, true
	p.load()
}

// Leave implements page.Page.
func (p *Page) Leave() {
	p.visible = false
	p.allowed.Leave()
}

// Changed implements page.Page.
func (p *Page) Changed() {
	if p.visible {
		p.load()
	}
}

func (p *Page) load() {
	p.frame.Loading()
	id := p.route.Scope.TenantID
	page.Load(p.loader, func(ctx context.Context) (answer, error) { return p.read(ctx, id) }, p.show)
}

func (p *Page) read(ctx context.Context, id string) (answer, error) {
	rows, err := p.reader.Tenants(ctx, portfolio.Scope{TenantID: id})
	if err != nil || len(rows) == 0 {
		return answer{}, err
	}
	a := answer{row: rows[0], known: true}
	if a.outcomes, err = p.records.Outcomes(ctx, id); err != nil {
		return answer{}, err
	}
	a.result, err = p.reader.Result(ctx, id)
	if errors.Is(err, models.ErrNotFound) {
		return a, nil
	}
	if err != nil {
		return answer{}, err
	}
	a.scanned = true
	a.snapshot, err = p.records.Snapshot(ctx, id)
	return a, err
}

func (p *Page) show(a answer, err error) {
	switch {
	case err != nil:
		p.frame.Failed(lang.L("The tenant cannot be shown."), err, p.load, p.env.Copy)
	case !a.known:
		p.frame.Empty(frame.Empty{Icon: theme.IconTenants, Title: lang.L("This tenant is not here any more"), Text: lang.L("It was deleted, or the link is old."),
			Button: lang.L("Go to tenants"), Do: func() { p.env.Navigate(page.Route{Page: page.Tenants}) }})
	default:
		p.data = a
		p.allowed.Show(a.row.Tenant)
		p.body.Objects = p.sections()
		p.body.Refresh()
		p.frame.Full()
	}
}
