// Package activity lists the scans: who asked, how they ended, and what every
// collector saw or why it did not, with the next step.
package activity

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/models/portfolio"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/frame"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/card"
	"msp-license-tracker/ui/widget/chip"
	"msp-license-tracker/ui/widget/chipbar"
	"msp-license-tracker/ui/widget/datatable"
	"msp-license-tracker/ui/widget/place"
)

// limit is how many scans are listed, newest first.
const limit = 500

// Reader answers how scans went.
type Reader interface {
	Scans(ctx context.Context, tenantID string, limit int) ([]models.Scan, error)
}

// Namer knows the tenants by name.
type Namer interface {
	Tenants(ctx context.Context, scope portfolio.Scope) ([]portfolio.TenantRow, error)
}

// Page is the activity page.
type Page struct {
	env    page.Env
	reader Reader
	namer  Namer
	loader *page.Loader
	frame  *frame.Frame

	route   page.Route
	visible bool
	rows    []row

	chips *chipbar.Bar
	table *datatable.Table[row]
	panel *panel
}

// New builds the page; it loads when opened.
func New(env page.Env, reader Reader, namer Namer) *Page {
	p := &Page{env: env, reader: reader, namer: namer, loader: page.NewLoader(env.Runner)}
	p.chips = chipbar.Single(p.choose)
	p.panel = newPanel(env)
	p.table = datatable.New(p.columns(), datatable.Options[row]{
		Key: func(r row) string { return r.key() }, Empty: lang.L("No scan of this kind."),
		OnSelect: p.panel.show, OnOpen: p.panel.show, Post: env.Runner.Post, Now: env.Now,
	})
	head := place.Column(3*theme.Pad, p.chips, place.Row(0))
	p.frame = frame.New(page.Edges(head, nil, nil, nil, page.Beside(card.Flush(p.table), p.panel.object())))
	return p
}

// Content implements page.Page.
func (p *Page) Content() fyne.CanvasObject { return p.frame.Object() }

// Open implements page.Page.
func (p *Page) Open(r page.Route) {
	same := p.visible && r.Scope == p.route.Scope && p.frame.State() == "full"
	p.route, p.visible = r, true
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
func (p *Page) Search(s string) { p.table.SetSearch(s) }

func (p *Page) load() {
	p.frame.Loading()
	scope := p.route.Scope
	page.Load(p.loader, func(ctx context.Context) ([]row, error) {
		tenants, err := p.namer.Tenants(ctx, scope)
		if err != nil {
			return nil, err
		}
		names := map[string]string{}
		for i := range tenants {
			names[tenants[i].Tenant.ID] = page.TenantName(tenants[i].Tenant)
		}
		scans, err := p.reader.Scans(ctx, scope.TenantID, limit)
		if err != nil {
			return nil, err
		}
		return rowsOf(scans, names), nil
	}, p.show)
}

func (p *Page) show(rows []row, err error) {
	switch {
	case err != nil:
		p.frame.Failed(lang.L("The scans cannot be shown."), err, p.load, p.env.Copy)
	case len(rows) == 0:
		p.frame.Empty(frame.NotScanned(lang.L("Every scan will be listed here with what each source gave, and why one did not."), func() { p.env.Navigate(page.Route{Page: page.Tenants}) }))
	default:
		p.rows = rows
		p.frame.Full()
		p.fill()
	}
}

func (p *Page) fill() {
	items := make([]chipbar.Item, 0, 6)
	for _, c := range choices(p.rows) {
		look := chip.Look{Label: c.label, Count: page.Count(c.count)}
		if c.id != "" {
			look.Dot = page.ScanTone(models.ScanState(c.id))
		}
		items = append(items, chipbar.Item{ID: c.id, Look: look})
	}
	p.chips.SetItems(items...)
	p.chips.Select(p.route.Filter)
	p.frame.Arrange()
	p.table.SetRows(inState(p.rows, p.route.Filter))
	if _, ok := p.table.Current(); !ok && p.table.Len() > 0 {
		p.table.SelectKey(p.table.Shown()[0].key())
	}
	if r, ok := p.table.Current(); ok {
		p.panel.show(r)
		return
	}
	p.panel.clear()
}

func (p *Page) choose(ids []string) {
	to := p.route
	to.Filter = ""
	if len(ids) > 0 {
		to.Filter = ids[0]
	}
	p.env.Navigate(to)
}

func (p *Page) columns() []datatable.Column[row] {
	return []datatable.Column[row]{
		{ID: "when", Title: lang.L("Started"), Width: 116, Text: func(r row) string { return page.Moment(r.StartedAt, p.env.Now()) }, Number: func(r row) float64 { return float64(r.StartedAt.Unix()) }},
		{ID: "tenant", Title: lang.L("Tenant"), Flex: 1.2, MinWidth: 110, Bold: true, Text: func(r row) string { return r.tenant }},
		{ID: "state", Title: lang.L("State"), Width: 104, Text: func(r row) string { return capital(page.ScanStateName(r.State)) }, Dot: func(r row) theme.Tone { return page.ScanTone(r.State) }},
		{ID: "by", Title: lang.L("Started by"), Width: 112, Muted: true, Priority: 2, Text: func(r row) string { return page.TriggerName(r.Trigger) }},
		{ID: "took", Title: lang.L("Took"), Width: 64, Align: fyne.TextAlignTrailing, Priority: 1, Text: func(r row) string { return r.took() }, Number: func(r row) float64 { return r.FinishedAt.Sub(r.StartedAt).Seconds() }},
		{ID: "result", Title: lang.L("Result"), Flex: 2, MinWidth: 120, Muted: true, Text: func(r row) string { return r.result() }},
	}
}
