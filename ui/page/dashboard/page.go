// Package dashboard is the first page: every figure of the scope, each leading
// to the rows behind it.
package dashboard

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models/portfolio"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/frame"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/card"
	"msp-license-tracker/ui/widget/chart"
	"msp-license-tracker/ui/widget/datatable"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/stat"
	"msp-license-tracker/ui/widget/text"
)

// Reader answers the figures of a scope.
type Reader interface {
	Dashboard(ctx context.Context, scope portfolio.Scope) (portfolio.Dashboard, error)
}

// Page is the dashboard.
type Page struct {
	env    page.Env
	reader Reader
	demo   string
	loader *page.Loader
	frame  *frame.Frame

	route   page.Route
	visible bool
	data    portfolio.Dashboard

	stats    []*stat.Stat
	figures  []figure
	bars     *chart.Chart
	line     *chart.Chart
	lineCard *card.Card
	stack    *chart.Chart
	notes    *fyne.Container
	first    *datatable.Table[portfolio.Action]
}

// New builds the page; it loads when opened. demo is how the demo cloud is
// started, for a workspace without tenants.
func New(env page.Env, reader Reader, demo string) *Page {
	p := &Page{env: env, reader: reader, demo: demo, loader: page.NewLoader(env.Runner)}
	cards := make([]fyne.CanvasObject, 5)
	p.stats = make([]*stat.Stat, len(cards))
	for i := range cards {
		p.stats[i] = stat.New("", func() { p.follow(i) })
		cards[i] = p.stats[i]
	}
	p.bars = chart.New(320, 150, func(id string) { env.Navigate(page.For(page.Tenant, id)) })
	p.line = chart.New(200, 150, nil)
	p.stack = chart.New(200, 120, func(id string) { env.Navigate(p.route.To(page.Leakage, id)) })
	p.notes = place.Column(theme.Pad)
	p.lineCard = card.Titled(lang.L("Leakage over time"), nil, p.line)
	p.first = p.doFirst()

	bars := card.Titled(lang.L("Spend and leakage by tenant"), button.Link(lang.L("All tenants"), func() { p.to(page.Tenants, "") }), p.bars)
	todo := card.TitledFlush(lang.L("Do first"), button.Link(lang.L("All findings"), func() { p.to(page.Leakage, "") }), p.first)
	causes := card.Titled(lang.L("Leakage by cause"), nil, place.Column(3*theme.Pad, p.stack, p.notes))
	p.frame = frame.Bare(page.Scrolled(place.Column(theme.Gap,
		place.Grid(170, theme.Gap, cards...),
		place.Shares(theme.Gap, 760, []float32{2.05, 1}, bars, p.lineCard),
		place.Shares(theme.Gap, 760, []float32{2.05, 1}, todo, causes))))
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

func (p *Page) to(n page.Name, filter string) { p.env.Navigate(p.route.To(n, filter)) }

func (p *Page) follow(i int) {
	if i < len(p.figures) {
		p.env.Navigate(p.figures[i].to)
	}
}

func (p *Page) load() {
	p.frame.Loading()
	scope := p.route.Scope
	page.Load(p.loader, func(ctx context.Context) (portfolio.Dashboard, error) {
		return p.reader.Dashboard(ctx, scope)
	}, p.show)
}

func (p *Page) show(d portfolio.Dashboard, err error) {
	switch {
	case err != nil:
		p.frame.Failed(lang.L("The dashboard cannot be shown."), err, p.load, p.env.Copy)
	case d.Tenants == 0:
		p.frame.Empty(frame.NoTenants(func() { p.env.Navigate(page.Route{Page: page.Connect}) }, p.demo))
	default:
		p.data = d
		p.fill(p.env.Now())
		p.frame.Full()
	}
}

func (p *Page) fill(now time.Time) {
	p.figures = figures(&p.data, p.route, now)
	for i, f := range p.figures {
		p.stats[i].SetLabel(f.label)
		p.stats[i].Set(f.value, f.note...)
	}
	p.fillCharts()
	p.first.SetRows(p.data.DoFirst)
	p.notes.Objects = nil
	for _, n := range notes(&p.data, p.route) {
		p.notes.Add(p.note(n))
	}
	p.notes.Refresh()
}

// note is a sentence with a link to the rows it speaks of.
func (p *Page) note(n note) fyne.CanvasObject {
	link := button.Link(n.link, func() { p.env.Navigate(n.to) })
	return container.NewVBox(text.Small(n.text).Wrapped(), place.Row(0, link))
}

func (p *Page) doFirst() *datatable.Table[portfolio.Action] {
	type a = portfolio.Action
	open := func(x a) {
		p.env.Navigate(page.Route{Page: page.Leakage, Scope: portfolio.Scope{TenantID: x.TenantID}, Filter: string(x.Cause)})
	}
	return datatable.New([]datatable.Column[a]{
		{ID: "tenant", Title: lang.L("Tenant"), Flex: 1, MinWidth: 110, Bold: true, Text: func(x a) string { return x.TenantName }},
		{ID: "action", Title: lang.L("Action"), Flex: 2.2, MinWidth: 180, Text: func(x a) string { return lang.L(x.Text) }},
		{ID: "certainty", Title: lang.L("Certainty"), Width: 80, Priority: 1, Text: func(x a) string { return string(x.Certainty) },
			Badge: func(x a) (string, theme.Tone) {
				return lang.L(string(x.Certainty)), page.CertaintyTone(x.Certainty)
			}},
		{ID: "when", Title: lang.L("When"), Width: 106, Muted: true, Priority: 2, Text: func(x a) string { return when(&x, p.env.Now()) }},
		{ID: "money", Title: lang.L("Per month"), Width: 88, Align: fyne.TextAlignTrailing, Bold: true,
			Text: func(x a) string { return x.Monthly.FormatWhole() }, Number: func(x a) float64 { return x.Monthly.Value.InexactFloat64() }},
	}, datatable.Options[a]{Empty: lang.L("Nothing to do: no seat leaks money."), OnOpen: open, OnSelect: open, Now: p.env.Now})
}
