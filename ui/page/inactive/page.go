// Package inactive lists the licensed users nobody has seen at work: blocked,
// never used, and inactive beyond the threshold, each with licences, money and
// the proof.
package inactive

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

// answer is one load of the page.
type answer struct {
	users  []user
	sums   map[string]tally // by cause
	hidden int              // licensed users nobody can judge
	any    bool
}

// Page is the inactive users page.
type Page struct {
	env    page.Env
	reader Reader
	loader *page.Loader
	frame  *frame.Frame

	route   page.Route
	visible bool
	data    answer

	chips *chipbar.Bar
	count *text.Label
	table *datatable.Table[user]
	panel *finding.Panel
}

// New builds the page; it loads when opened.
func New(env page.Env, reader Reader) *Page {
	p := &Page{env: env, reader: reader, loader: page.NewLoader(env.Runner)}
	p.chips = chipbar.Single(p.choose)
	p.count = text.Small("")
	p.table = datatable.New(columns(), datatable.Options[user]{
		Key: func(u user) string { return u.key() }, TwoLines: true,
		Empty:    lang.L("Nobody here: every licensed user that can be judged has been at work."),
		OnSelect: func(u user) { p.panel.Show(u.findings...) }, OnOpen: func(u user) { p.panel.Show(u.findings...) },
		OnShown: func(shown, _ int) { p.count.SetText(page.Plural(shown, "user", "users")) },
		Menu:    p.menu, Post: env.Runner.Post, Now: env.Now,
	})
	p.panel = finding.NewPanel(env.Now, env.Copy, p.openTenant, lang.L("Choose a person: the licences, the money and every raw date behind it are shown here."))
	head := place.Column(3*theme.Pad, page.Edges(nil, nil, nil, container.NewCenter(p.count), p.chips), place.Row(0))
	p.frame = frame.New(page.Edges(head, nil, nil, nil, page.Beside(card.Flush(p.table), p.panel.Object())))
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
	page.Load(p.loader, func(ctx context.Context) (answer, error) {
		results, err := p.reader.Results(ctx, scope)
		a := answer{users: usersOf(results), any: len(results) > 0}
		a.sums = tallies(a.users)
		for i := range results {
			a.hidden += results[i].Totals.HiddenUsers
		}
		return a, err
	}, p.show)
}

func (p *Page) show(a answer, err error) {
	switch {
	case err != nil:
		p.frame.Failed(lang.L("The users cannot be shown."), err, p.load, p.env.Copy)
	case !a.any:
		p.frame.Empty(frame.NotScanned(lang.L("Blocked, never used and inactive users with their licences will be listed here."), func() { p.env.Navigate(page.Route{Page: page.Tenants}) }))
	default:
		p.data = a
		p.frame.Full()
		p.fill()
	}
}

func (p *Page) fill() {
	items := []chipbar.Item{{ID: "", Look: chip.Look{Label: lang.L("All"), Count: p.data.sums[""].text()}}}
	for _, c := range causes {
		items = append(items, chipbar.Item{ID: string(c), Look: chip.Look{Label: page.CauseName(c), Count: p.data.sums[string(c)].text()}})
	}
	if p.data.hidden > 0 {
		items = append(items, chipbar.Item{ID: page.FilterHidden, Look: chip.Look{Label: lang.L("Cannot tell"), Count: page.Count(p.data.hidden)}})
	}
	p.chips.SetItems(items...)
	p.chips.Select(p.route.Filter)
	p.frame.Arrange()
	p.table.SetRows(ofCause(p.data.users, p.route.Filter))
	if p.route.Select != "" {
		p.table.SelectKey(p.route.Select)
	}
	if _, ok := p.table.Current(); !ok && p.table.Len() > 0 {
		p.table.SelectKey(p.table.Shown()[0].key())
	}
	if u, ok := p.table.Current(); ok {
		p.panel.Show(u.findings...)
		return
	}
	p.panel.Clear()
}

// choose narrows to a cause; users nobody can judge are listed under Leakage.
func (p *Page) choose(ids []string) {
	to := p.route
	to.Filter, to.Select = "", ""
	if len(ids) > 0 {
		to.Filter = ids[0]
	}
	if to.Filter == page.FilterHidden {
		to.Page = page.Leakage
	}
	p.env.Navigate(to)
}

func (p *Page) openTenant(id string) { p.env.Navigate(page.For(page.Tenant, id)) }

func (p *Page) menu(u user) []*fyne.MenuItem {
	return []*fyne.MenuItem{
		fyne.NewMenuItem(lang.L("Copy proof"), func() {
			s := ""
			for i := range u.findings {
				s += finding.Explain(u.findings[i], p.env.Now()).Text() + "\n"
			}
			p.env.Copy(s)
		}),
		fyne.NewMenuItem(lang.L("Copy user principal name"), func() { p.env.Copy(u.upn) }),
		fyne.NewMenuItem(lang.L("Open tenant"), func() { p.openTenant(u.tenantID) }),
	}
}

func columns() []datatable.Column[user] {
	return []datatable.Column[user]{
		{ID: "who", Title: lang.L("Who"), Flex: 1.7, MinWidth: 150, Bold: true, Text: func(u user) string { return u.name }, Sub: func(u user) string { return u.upn }},
		{ID: "tenant", Title: lang.L("Tenant"), Flex: 1, MinWidth: 100, Priority: 2, Text: func(u user) string { return u.tenant }},
		{ID: "licences", Title: lang.L("Licences"), Flex: 1.3, MinWidth: 120, Text: func(u user) string { return u.licences() }},
		{ID: "state", Title: lang.L("State"), Width: 96, Text: func(u user) string { return page.CauseShort(u.cause) }},
		{ID: "certainty", Title: lang.L("Certainty"), Width: 88, Priority: 3, Text: func(u user) string { return string(u.certainty) },
			Badge: func(u user) (string, theme.Tone) {
				return lang.L(string(u.certainty)), page.CertaintyTone(u.certainty)
			}},
		{ID: "away", Title: lang.L("Away for"), Width: 84, Align: fyne.TextAlignTrailing, Text: func(u user) string { return u.away() },
			Number: func(u user) float64 { return awayNumber(&u) }},
		{ID: "money", Title: lang.L("Per month"), Width: 96, Align: fyne.TextAlignTrailing, Bold: true, Text: func(u user) string { return u.amount() },
			Number: func(u user) float64 { return u.monthly.Value.InexactFloat64() }},
	}
}

// awayNumber puts users never seen beyond everyone else.
func awayNumber(u *user) float64 {
	if u.findings[0].LastUse.IsZero() {
		return 1e6
	}
	return float64(u.days)
}
