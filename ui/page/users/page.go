// Package users lists every account of one tenant or of all with what is known
// of it, and says beside the table whether its licences can be taken away and
// which of their services it uses.
package users

import (
	"bytes"
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/models/portfolio"
	"msp-license-tracker/models/roster"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/frame"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/card"
	"msp-license-tracker/ui/widget/chipbar"
	"msp-license-tracker/ui/widget/datatable"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/selectbox"
	"msp-license-tracker/ui/widget/text"
)

// Reader answers who is there and what removing a licence would take.
type Reader interface {
	Roster(ctx context.Context, scope portfolio.Scope) ([]roster.Row, error)
	LicenseGroups(ctx context.Context, scope portfolio.Scope) (map[string]string, error)
	SafeToRemove(ctx context.Context, tenantID, userID string) (roster.Card, error)
}

// Records say how the sources of a tenant were read.
type Records interface {
	Outcomes(ctx context.Context, tenantID string) ([]models.Outcome, error)
}

// Saver asks the owner where to save a file and writes it there.
type Saver interface {
	Save(name string, content []byte)
}

// answer is one load of the page.
type answer struct {
	rows   []row
	facets facets
}

// Page is the users page.
type Page struct {
	env     page.Env
	reader  Reader
	records Records
	saver   Saver
	loader  *page.Loader
	cards   *page.Loader
	frame   *frame.Frame

	route   page.Route
	visible bool
	search  string
	data    answer
	want    string // key of the row to select once it is on show
	told    row    // whose card the panel shows

	fields []field
	chosen []string // ids of the columns on show
	own    bool     // the owner chose them
	turn   int      // which of them are on show where not all fit

	chips   *chipbar.Bar
	sku     *selectbox.Box
	group   *selectbox.Box
	service *selectbox.Box
	count   *text.Label
	table   *datatable.Table[row]
	fit     *fit
	pager   *pager
	panel   *panel
}

// New builds the page; it loads when opened.
func New(env page.Env, reader Reader, records Records, saver Saver) *Page {
	p := &Page{env: env, reader: reader, records: records, saver: saver, loader: page.NewLoader(env.Runner), cards: page.NewLoader(env.Runner), fields: fields()}
	p.chips = chipbar.Multi(func(on []string) { p.narrow(func(v *view) { v.marks = on }) })
	p.sku = selectbox.New(lang.L("All licences"), func(id string) { p.narrow(func(v *view) { v.sku = chosenID(id) }) })
	p.group = selectbox.New(lang.L("All groups"), func(id string) { p.narrow(func(v *view) { v.group = chosenID(id) }) })
	p.service = selectbox.New(lang.L("All services"), func(id string) { p.narrow(func(v *view) { *v = v.withService(chosenID(id)) }) })
	p.count = text.Small("")
	p.table = datatable.New(columns(p.fields), datatable.Options[row]{
		Key: key, TwoLines: true, Empty: lang.L("No account matches. Clear the search or a filter."),
		OnSelect: p.open, OnOpen: p.open, OnShown: p.shown, Menu: p.menu, Now: env.Now,
		// No Post: columns change while a table that works in the background
		// reads them, and its index for searching is not used here.
	})
	p.panel = newPanel(env.Copy, p.openTenant)
	p.fit, p.pager = &fit{changed: p.spread}, newPager(p.leaf)
	p.setChosen(p.standard())
	first := page.Edges(nil, nil, nil, place.Row(2*theme.Pad, p.count,
		button.Secondary(lang.L("Columns"), p.chooseColumns).WithIcon(theme.IconColumns),
		button.Secondary(lang.L("Export CSV"), p.exportCSV).WithIcon(theme.IconDownload)), p.chips)
	second := place.Row(2*theme.Pad, place.Width(220, p.sku), place.Width(220, p.group), place.Width(220, p.service), place.Spacer(), p.pager.root)
	p.frame = frame.New(page.Edges(place.Column(2*theme.Pad, first, second, place.Row(0)), nil, nil, nil,
		page.Beside(card.Flush(container.New(p.fit, p.table)), p.panel.card)))
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

// Search implements page.Searcher: names and addresses, not every cell.
func (p *Page) Search(s string) {
	p.search = s
	p.filter()
}

func (p *Page) load() {
	p.frame.Loading()
	scope := p.route.Scope
	page.Load(p.loader, func(ctx context.Context) (answer, error) {
		all, err := p.reader.Roster(ctx, scope)
		if err != nil {
			return answer{}, err
		}
		groups, err := p.reader.LicenseGroups(ctx, scope)
		a := answer{rows: make([]row, len(all)), facets: facetsOf(all, groups)}
		for i := range all {
			a.rows[i] = &all[i]
		}
		return a, err
	}, p.show)
}

func (p *Page) show(a answer, err error) {
	switch {
	case err != nil:
		p.frame.Failed(lang.L("The users cannot be shown."), err, p.load, p.env.Copy)
	case len(a.rows) == 0:
		p.frame.Empty(frame.NotScanned(lang.L("Every account with its licences, its activity and what removing it would take will be listed here."), func() { p.env.Navigate(page.Route{Page: page.Tenants}) }))
	default:
		p.data = a
		p.frame.Full()
		p.table.SetRows(a.rows)
		if !p.own {
			p.setChosen(p.standard())
		}
		p.fill()
	}
}

// open shows the card of an account.
func (p *Page) open(r row) {
	p.told = r
	p.panel.wait(r)
	type both struct {
		card roster.Card
		from sources
	}
	page.Load(p.cards, func(ctx context.Context) (b both, err error) {
		if b.card, err = p.reader.SafeToRemove(ctx, r.TenantID, r.UserID); err != nil {
			return b, err
		}
		outcomes, err := p.records.Outcomes(ctx, r.TenantID)
		b.from = sources{}
		for _, o := range outcomes {
			b.from[o.Collector] = o
		}
		return b, err
	}, func(b both, err error) {
		if err != nil {
			p.panel.fail(r, err, func() { p.open(r) })
			return
		}
		d := explain(&b.card, b.from)
		p.panel.show(r.TenantID, &d)
	})
}

func (p *Page) openTenant(id string) { p.env.Navigate(page.For(page.Tenant, id)) }

func (p *Page) menu(r row) []*fyne.MenuItem {
	return []*fyne.MenuItem{
		fyne.NewMenuItem(lang.L("Copy user principal name"), func() { p.env.Copy(r.UPN) }),
		fyne.NewMenuItem(lang.L("Open tenant"), func() { p.openTenant(r.TenantID) }),
		fyne.NewMenuItem(lang.L("Show the tenant's leakage"), func() { p.env.Navigate(page.For(page.Leakage, r.TenantID)) }),
	}
}

func (p *Page) shown(shown, all int) {
	if shown == all {
		p.count.SetText(page.Plural(all, "user", "users"))
	} else {
		p.count.SetText(page.Count(shown) + " " + lang.L("of") + " " + page.Plural(all, "user", "users"))
	}
	p.frame.Arrange()
	p.selectRow()
}

func (p *Page) exportCSV() {
	var b bytes.Buffer
	if err := writeCSV(&b, p.shownFields(), p.table.Shown()); err != nil {
		p.env.Fail(lang.L("The list could not be written."), err)
		return
	}
	p.saver.Save("users.csv", b.Bytes())
}

func key(r row) string { return r.TenantID + "|" + r.UserID }
