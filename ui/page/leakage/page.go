// Package leakage lists every finding with its proof, by cause and certainty,
// and apart from them what no sum can hold: users nobody can judge and
// products without a price.
package leakage

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/portfolio"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/finding"
	"msp-license-tracker/ui/page/frame"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/card"
	"msp-license-tracker/ui/widget/chip"
	"msp-license-tracker/ui/widget/chipbar"
	"msp-license-tracker/ui/widget/datatable"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/text"
)

// Reader answers what the rules found.
type Reader interface {
	Results(ctx context.Context, scope portfolio.Scope) ([]insight.Result, error)
}

// Saver asks the owner where to save a file and writes it there.
type Saver interface {
	Save(name string, content []byte)
}

// Page is the leakage page.
type Page struct {
	env    page.Env
	reader Reader
	saver  Saver
	loader *page.Loader
	frame  *frame.Frame

	route   page.Route
	visible bool
	model   *model
	view    view

	chips    *chipbar.Bar
	certain  *chipbar.Bar
	count    *text.Label
	export   *button.Button
	tables   *fyne.Container // the one table of the filter
	findings *datatable.Table[*insight.Finding]
	hidden   *datatable.Table[insight.Unseen]
	unpriced *datatable.Table[insight.Unpriced]
	panel    *finding.Panel
}

// New builds the page; it loads when opened.
func New(env page.Env, reader Reader, saver Saver) *Page {
	p := &Page{env: env, reader: reader, saver: saver, loader: page.NewLoader(env.Runner), model: newModel(nil)}
	p.chips = chipbar.Single(p.choose)
	p.certain = chipbar.Single(p.chooseCertainty,
		chipbar.Item{ID: "", Look: chip.Look{Label: lang.L("Any certainty")}},
		chipbar.Item{ID: string(insight.Sure), Look: chip.Look{Label: lang.L("Sure"), Dot: theme.Positive}},
		chipbar.Item{ID: string(insight.Likely), Look: chip.Look{Label: lang.L("Likely"), Dot: theme.Caution}})
	p.count = text.Small("")
	p.export = button.Secondary(lang.L("Export CSV"), p.exportCSV).WithIcon(theme.IconDownload)
	p.buildTables()
	p.panel = finding.NewPanel(env.Now, env.Copy, p.openTenant, lang.L("Choose a row: every amount opens down to the price, the rule and the raw dates behind it."))
	p.tables = container.NewStack(card.Flush(p.findings))
	second := place.Row(3*theme.Pad, place.Width(330, p.certain), place.Spacer(), p.count, p.export)
	head := place.Column(2*theme.Pad, p.chips, second, place.Row(0))
	p.frame = frame.New(page.Edges(head, nil, nil, nil, page.Beside(p.tables, p.panel.Object())))
	return p
}

// Content implements page.Page.
func (p *Page) Content() fyne.CanvasObject { return p.frame.Object() }

// Open implements page.Page.
func (p *Page) Open(r page.Route) {
	same := p.visible && r.Scope == p.route.Scope && p.frame.State() == "full"
	p.route, p.visible = r, true
	p.view.filter = r.Filter
	if same {
		p.fill()
		return
	}
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
func (p *Page) Search(s string) {
	p.findings.SetSearch(s)
	p.hidden.SetSearch(s)
	p.unpriced.SetSearch(s)
}

func (p *Page) load() {
	p.frame.Loading()
	scope := p.route.Scope
	page.Load(p.loader, func(ctx context.Context) (*model, error) {
		results, err := p.reader.Results(ctx, scope)
		if err != nil {
			return nil, err
		}
		return newModel(results), nil
	}, p.show)
}

func (p *Page) show(m *model, err error) {
	switch {
	case err != nil:
		p.frame.Failed(lang.L("The findings cannot be shown."), err, p.load, p.env.Copy)
	case len(m.tenants) == 0:
		p.frame.Empty(frame.NotScanned(lang.L("Every seat nobody works with will be listed here, with the money it costs and the proof."), func() { p.env.Navigate(page.Route{Page: page.Tenants}) }))
	default:
		p.model = m
		p.frame.Full()
		p.fill()
	}
}

func (p *Page) fill() {
	items := make([]chipbar.Item, 0, 9)
	for _, c := range p.model.choices(p.view.certainty) {
		items = append(items, chipbar.Item{ID: c.id, Look: chip.Look{Label: c.label, Count: c.count}})
	}
	p.chips.SetItems(items...)
	p.chips.Select(p.view.filter)
	p.frame.Arrange()
	switch p.view.filter {
	case page.FilterHidden:
		p.hidden.SetRows(p.model.hidden)
		p.put(p.hidden, false)
	case page.FilterUnpriced:
		p.unpriced.SetRows(p.model.unpriced)
		p.put(p.unpriced, false)
	default:
		p.findings.SetRows(p.model.rows(p.view))
		p.put(p.findings, true)
	}
	p.selectRow()
}

// put shows one of the tables; certainty and export belong to findings only.
func (p *Page) put(table fyne.CanvasObject, ofFindings bool) {
	p.tables.Objects = []fyne.CanvasObject{card.Flush(table)}
	p.tables.Refresh()
	if ofFindings {
		p.certain.Show()
		p.export.Enable()
	} else {
		p.certain.Hide()
		p.export.Disable()
	}
}

// selectRow shows the route's row, the row still selected, or the first.
func (p *Page) selectRow() {
	switch p.view.filter {
	case page.FilterHidden:
		if u, ok := current(p.hidden, func(u insight.Unseen) string { return u.TenantID + u.UserID }); ok {
			p.explainHidden(u)
			return
		}
	case page.FilterUnpriced:
		if u, ok := current(p.unpriced, func(u insight.Unpriced) string { return u.TenantID + u.SKUID }); ok {
			p.explainUnpriced(u)
			return
		}
	default:
		if p.route.Select != "" {
			p.findings.SelectKey(p.route.Select)
		}
		if f, ok := current(p.findings, func(f *insight.Finding) string { return f.Key() }); ok {
			p.panel.Show(f)
			return
		}
	}
	p.panel.Clear()
}

// current is the selected row of a table; with none, the first is selected.
func current[T any](t *datatable.Table[T], key func(T) string) (T, bool) {
	if _, ok := t.Current(); !ok && t.Len() > 0 {
		t.SelectKey(key(t.Shown()[0]))
	}
	return t.Current()
}

func (p *Page) choose(ids []string) {
	to := p.route
	to.Filter, to.Select = "", ""
	if len(ids) > 0 {
		to.Filter = ids[0]
	}
	p.env.Navigate(to)
}

func (p *Page) chooseCertainty(ids []string) {
	p.view.certainty = ""
	if len(ids) > 0 {
		p.view.certainty = insight.Certainty(ids[0])
	}
	p.fill()
}

func (p *Page) openTenant(id string) { p.env.Navigate(page.For(page.Tenant, id)) }
