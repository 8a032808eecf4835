// Package tenant is the page of one tenant: health with its reasons and next
// steps, figures, seats per product, what every source saw, and renewals.
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
	loader  *page.Loader
	frame   *frame.Frame
	body    *fyne.Container

	route   page.Route
	visible bool
	data    answer
}

// New builds the page; it loads when opened.
func New(env page.Env, reader Reader, records Records, actions page.TenantActions) *Page {
	p := &Page{env: env, reader: reader, records: records, actions: actions, loader: page.NewLoader(env.Runner)}
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
func (p *Page) Leave() { p.visible = false }

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
	case !a.scanned:
		p.data = a
		id := a.row.Tenant.ID
		p.frame.Empty(frame.Empty{Icon: theme.IconRefresh, Title: page.TenantName(a.row.Tenant) + " " + lang.L("has not been scanned yet"),
			Text: lang.L("The first scan reads licences, users and activity. It usually takes less than a minute."), Button: lang.L("Scan now"), Do: func() { p.actions.ScanTenant(id) }})
	default:
		p.data = a
		p.body.Objects = p.sections()
		p.body.Refresh()
		p.frame.Full()
	}
}
