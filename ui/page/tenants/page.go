// Package tenants is the table of all tenants: their health, money and last
// scan, with the orders one can give to each.
package tenants

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models/portfolio"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/frame"
	"msp-license-tracker/ui/page/life"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/card"
	"msp-license-tracker/ui/widget/chip"
	"msp-license-tracker/ui/widget/chipbar"
	"msp-license-tracker/ui/widget/datatable"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/text"
)

// Reader answers what the table shows.
type Reader interface {
	Tenants(ctx context.Context, scope portfolio.Scope) ([]portfolio.TenantRow, error)
}

// Page is the tenants page.
type Page struct {
	env     page.Env
	reader  Reader
	actions page.TenantActions
	orders  *life.Orders
	loader  *page.Loader
	frame   *frame.Frame

	route   page.Route
	visible bool
	rows    []portfolio.TenantRow

	chips *chipbar.Bar
	count *text.Label
	table *datatable.Table[portfolio.TenantRow]
}

// New builds the page; it loads when opened.
func New(env page.Env, reader Reader, actions page.TenantActions, orders *life.Orders) *Page {
	p := &Page{env: env, reader: reader, actions: actions, orders: orders, loader: page.NewLoader(env.Runner)}
	p.chips = chipbar.Single(p.choose)
	p.count = text.Small("")
	p.table = datatable.New(p.columns(), datatable.Options[portfolio.TenantRow]{
		Key:      func(r portfolio.TenantRow) string { return r.Tenant.ID },
		TwoLines: true, SortBy: "leakage", Descending: true,
		Empty:   lang.L("No tenant matches. Clear the search or choose another health."),
		OnOpen:  func(r portfolio.TenantRow) { env.Navigate(page.For(page.Tenant, r.Tenant.ID)) },
		OnShown: p.shown, Menu: p.menu, Post: env.Runner.Post, Now: env.Now,
	})
	connect := button.Primary(lang.L("Connect tenant"), p.connect).WithIcon(theme.IconPlus)
	deleted := button.Ghost(lang.L("Deleted tenants…"), orders.Deleted)
	customers := button.Secondary(lang.L("Partner customers…"), p.customers)
	bar := page.Edges(nil, nil, nil, place.Row(2*theme.Pad, p.count, deleted, customers, connect), p.chips)
	p.frame = frame.New(page.Edges(place.Column(3*theme.Pad, bar, place.Row(0)), nil, nil, nil, card.Flush(p.table)))
	return p
}

// Content implements page.Page.
func (p *Page) Content() fyne.CanvasObject { return p.frame.Object() }

// Open implements page.Page.
func (p *Page) Open(r page.Route) {
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

// Search implements page.Searcher.
func (p *Page) Search(s string) { p.table.SetSearch(s) }

func (p *Page) load() {
	p.frame.Loading()
	scope := p.route.Scope
	page.Load(p.loader, func(ctx context.Context) ([]portfolio.TenantRow, error) {
		return p.reader.Tenants(ctx, scope)
	}, p.show)
}

func (p *Page) show(rows []portfolio.TenantRow, err error) {
	switch {
	case err != nil:
		p.frame.Failed(lang.L("The tenants cannot be shown."), err, p.load, p.env.Copy)
	case len(rows) == 0:
		e := frame.NoTenants(p.connect, "")
		e.Links = []frame.Link{{Text: lang.L("Partner customers…"), Do: p.customers}, {Text: lang.L("Deleted tenants…"), Do: p.orders.Deleted}}
		p.frame.Empty(e)
	default:
		p.rows = rows
		p.fill()
		p.frame.Full()
	}
}

func (p *Page) fill() {
	items := make([]chipbar.Item, 0, 4)
	for _, c := range choices(p.rows) {
		look := chip.Look{Label: c.label, Count: page.Count(c.count)}
		if c.level != "" {
			look.Dot = page.HealthTone(c.level)
		}
		items = append(items, chipbar.Item{ID: c.id, Look: look})
	}
	p.chips.SetItems(items...)
	p.chips.Select(p.route.Filter)
	p.frame.Arrange()
	p.table.ShowColumn("customer", slices.ContainsFunc(p.rows, func(r portfolio.TenantRow) bool { return r.Customer != "" }))
	p.table.ShowColumn("next", slices.ContainsFunc(p.rows, func(r portfolio.TenantRow) bool { return disconnected(&r) }))
	p.table.SetRows(p.rows)
	p.table.SetFilter(inHealth(p.route.Filter))
	if p.route.Select != "" {
		p.table.SelectKey(p.route.Select)
	}
}

func (p *Page) choose(ids []string) {
	to := p.route
	to.Filter, to.Select = "", ""
	if len(ids) > 0 {
		to.Filter = ids[0]
	}
	p.env.Navigate(to)
}

func (p *Page) shown(shown, all int) {
	if shown == all {
		p.count.SetText("")
		return
	}
	p.count.SetText(page.Count(shown) + " " + lang.L("of") + " " + page.Count(all))
}

func (p *Page) customers() { p.env.Navigate(page.Route{Page: page.Partner}) }

func (p *Page) connect() { p.env.Navigate(page.Route{Page: page.Connect}) }
