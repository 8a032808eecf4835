// Package licences is the seat account of every product in every tenant:
// owned, assigned, free, price, spend and leakage.
package licences

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/portfolio"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/frame"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/card"
	"msp-license-tracker/ui/widget/chip"
	"msp-license-tracker/ui/widget/chipbar"
	"msp-license-tracker/ui/widget/datatable"
	"msp-license-tracker/ui/widget/place"
)

// Reader answers what the rules found.
type Reader interface {
	Results(ctx context.Context, scope portfolio.Scope) ([]insight.Result, error)
}

// row is one product of one tenant.
type row struct {
	insight.SeatRow
	tenant string
}

// Page is the licences page.
type Page struct {
	env    page.Env
	reader Reader
	loader *page.Loader
	frame  *frame.Frame

	route   page.Route
	visible bool
	rows    []row

	chips *chipbar.Bar
	table *datatable.Table[row]
}

// New builds the page; it loads when opened.
func New(env page.Env, reader Reader) *Page {
	p := &Page{env: env, reader: reader, loader: page.NewLoader(env.Runner)}
	p.chips = chipbar.Single(p.choose)
	p.table = datatable.New(columns(), datatable.Options[row]{
		Key: func(r row) string { return r.TenantID + "|" + r.SKUID }, TwoLines: true, SortBy: "spend", Descending: true,
		Empty: lang.L("No product of this kind."), Menu: p.menu, Post: env.Runner.Post, Now: env.Now,
		OnOpen: func(r row) { env.Navigate(page.For(page.Tenant, r.TenantID)) },
	})
	prices := button.Secondary(lang.L("Prices and products…"), func() { env.Navigate(page.Route{Page: page.Settings, Filter: "prices"}) })
	head := place.Column(3*theme.Pad, page.Edges(nil, nil, nil, prices, p.chips), place.Row(0))
	p.frame = frame.New(page.Edges(head, nil, nil, nil, card.Flush(p.table)))
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
	page.Load(p.loader, func(ctx context.Context) ([]row, error) {
		results, err := p.reader.Results(ctx, scope)
		return rowsOf(results), err
	}, p.show)
}

func rowsOf(results []insight.Result) []row {
	var out []row
	for i := range results {
		for _, s := range results[i].Seats {
			out = append(out, row{s, results[i].TenantName})
		}
	}
	return out
}

func (p *Page) show(rows []row, err error) {
	switch {
	case err != nil:
		p.frame.Failed(lang.L("The licences cannot be shown."), err, p.load, p.env.Copy)
	case len(rows) == 0:
		p.frame.Empty(frame.NotScanned(lang.L("Every product of every tenant will be listed here with its seats and what they cost."), func() { p.env.Navigate(page.Route{Page: page.Tenants}) }))
	default:
		p.rows = rows
		p.fill()
		p.frame.Full()
	}
}

// kind is one chip: a part of the rows.
type kind struct {
	id, label string
	keep      func(row) bool
}

func kinds() []kind {
	return []kind{
		{"", lang.L("Counted"), func(r row) bool { return r.Counted }},
		{"free-seats", lang.L("With free seats"), func(r row) bool { return r.Counted && r.Free > 0 }},
		{"over", lang.L("Over-assigned"), func(r row) bool { return r.OverAssigned() }},
		{page.FilterUnpriced, lang.L("Unpriced"), func(r row) bool { return r.Counted && r.Price == nil }},
		{"uncounted", lang.L("In no sum"), func(r row) bool { return !r.Counted }},
	}
}

func (p *Page) fill() {
	var items []chipbar.Item
	keep := kinds()[0].keep
	for _, k := range kinds() {
		n := 0
		for _, r := range p.rows {
			if k.keep(r) {
				n++
			}
		}
		if k.id == p.route.Filter {
			keep = k.keep
		}
		if n > 0 || k.id == "" || k.id == p.route.Filter {
			items = append(items, chipbar.Item{ID: k.id, Look: chip.Look{Label: k.label, Count: page.Count(n)}})
		}
	}
	p.chips.SetItems(items...)
	p.chips.Select(p.route.Filter)
	p.frame.Arrange()
	p.table.SetRows(p.rows)
	p.table.SetFilter(keep)
}

func (p *Page) choose(ids []string) {
	to := p.route
	to.Filter = ""
	if len(ids) > 0 {
		to.Filter = ids[0]
	}
	p.env.Navigate(to)
}

func (p *Page) menu(r row) []*fyne.MenuItem {
	return []*fyne.MenuItem{
		fyne.NewMenuItem(lang.L("Open tenant"), func() { p.env.Navigate(page.For(page.Tenant, r.TenantID)) }),
		fyne.NewMenuItem(lang.L("Show its leakage"), func() { p.env.Navigate(page.For(page.Leakage, r.TenantID)) }),
		fyne.NewMenuItem(lang.L("Price and class…"), func() {
			p.env.Navigate(page.Route{Page: page.Settings, Filter: "prices", Select: r.SKUID})
		}),
		fyne.NewMenuItem(lang.L("Copy part number"), func() { p.env.Copy(r.PartNumber) }),
	}
}

// why says why a product is in no sum, or its part number.
func why(r row) string {
	switch {
	case !r.Managed:
		return r.PartNumber + " · " + lang.L("not managed, in no sum")
	case r.Class != models.ClassPaid:
		return r.PartNumber + " · " + page.ClassName(r.Class) + ", " + lang.L("in no sum")
	case r.Price == nil:
		return r.PartNumber + " · " + lang.L("no price, in no sum")
	default:
		return r.PartNumber
	}
}
