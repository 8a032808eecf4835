// Package partner is the page of the partner tenant: the owner signs in once,
// sees every customer with what its relationship allows and lacks, and
// connects one or many.
package partner

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/frame"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/busy"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/card"
	"msp-license-tracker/ui/widget/chipbar"
	"msp-license-tracker/ui/widget/datatable"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/text"
)

// Service is everything the page asks of the world.
type Service interface {
	Person
	Customers
}

// Shell is what the page asks of the window.
type Shell interface {
	// OpenLink opens an https address in the browser; any goroutine may call it.
	OpenLink(address string) error
	ScanTenant(tenantID string)
	// ScanNow scans all tenants.
	ScanNow()
}

// stale is how old the list of customers may be when the page opens.
const stale = 12 * time.Hour

// answer is one load of the page.
type answer struct {
	account   models.PartnerAccount
	signedIn  bool
	customers []models.PartnerCustomer
}

// Page is the partner page.
type Page struct {
	env     page.Env
	service Service
	shell   Shell
	loader  *page.Loader
	asker   *page.Loader // asks Microsoft for the customers
	joiner  *page.Loader // connects customers, one after the other
	frame   *frame.Frame
	view    *fyne.Container

	route    page.Route
	visible  bool
	asked    bool // Microsoft was asked since the page was opened
	data     answer
	attempts map[string]attempt
	batch    *batch

	account *fyne.Container
	notice  *fyne.Container
	chips   *chipbar.Bar
	count   *text.Label
	join    *button.Button
	busy    *busy.Bar
	table   *datatable.Table[row]
	panel   *panel
	list    fyne.CanvasObject
}

// New builds the page; it loads when opened.
func New(env page.Env, service Service, shell Shell) *Page {
	p := &Page{env: env, service: service, shell: shell, loader: page.NewLoader(env.Runner), asker: page.NewLoader(env.Runner), joiner: page.NewLoader(env.Runner), attempts: map[string]attempt{}}
	p.account, p.notice = place.Column(0), place.Column(2*theme.Pad)
	p.chips = chipbar.Single(p.choose)
	p.count = text.Small("")
	p.join = button.Primary(lang.L("Connect selected"), p.joinSelected)
	p.busy = busy.New(p.stopJoining)
	p.busy.Done()
	p.panel = newPanel(p)
	p.table = datatable.New(p.columns(), datatable.Options[row]{
		Key: func(r row) string { return r.TenantID }, TwoLines: true, Multi: true, Empty: lang.L("No customer matches. Clear the search or choose another filter."),
		OnSelect: p.panel.show, OnOpen: p.panel.show, OnSelectionChanged: func([]row) { p.countSelected() }, OnShown: func(int, int) { p.countSelected() },
		Menu: p.menu, Post: env.Runner.Post, Now: env.Now,
	})
	bar := page.Edges(nil, nil, nil, place.Row(3*theme.Pad, p.count, p.join), p.chips)
	head := place.Column(3*theme.Pad, p.account, p.notice, bar, p.busy, place.Row(0))
	p.list = page.Edges(head, nil, nil, nil, page.Beside(card.Flush(p.table), p.panel.object()))
	p.view = container.NewStack(p.list)
	p.frame = frame.New(p.view)
	return p
}

// Content implements page.Page.
func (p *Page) Content() fyne.CanvasObject { return p.frame.Object() }

// Open implements page.Page.
func (p *Page) Open(r page.Route) {
	same := p.visible && p.frame.State() == "full"
	if !p.visible {
		p.asked = false
	}
	p.route, p.visible = r, true
	if same {
		p.fill()
		return
	}
	p.load()
}

// Leave implements page.Page: what asks Microsoft is given up, connecting goes
// on.
func (p *Page) Leave() {
	p.visible = false
	p.asker.Stop()
}

// Changed implements page.Page. It looks at what is stored only: asking for the
// customers is itself a change.
func (p *Page) Changed() {
	if p.visible {
		p.load()
	}
}

// Search implements page.Searcher.
func (p *Page) Search(s string) { p.table.SetSearch(s) }

// Told implements page.Teller: how far the connection under way is.
func (p *Page) Told(s string) {
	if p.batch != nil {
		p.batch.told = s
		p.showBatch()
	}
}

func (p *Page) load() {
	p.frame.Loading()
	page.Load(p.loader, func(ctx context.Context) (answer, error) {
		var a answer
		var err error
		if a.account, a.signedIn, err = p.service.Account(ctx); err != nil || !a.signedIn {
			return a, err
		}
		a.customers, err = p.service.Known(ctx)
		return a, err
	}, p.show)
}

func (p *Page) show(a answer, err error) {
	if err != nil {
		p.frame.Failed(lang.L("The partner customers cannot be shown."), err, p.load, p.env.Copy)
		return
	}
	p.data = a
	p.frame.Full()
	if !a.signedIn {
		p.swap(p.welcome())
		return
	}
	p.swap(p.list)
	if !p.asked && a.account.Explanation == nil && p.env.Now().Sub(a.account.Discovered) > stale {
		p.ask()
	}
	p.fill()
}

func (p *Page) swap(o fyne.CanvasObject) {
	p.view.Objects = []fyne.CanvasObject{o}
	p.view.Refresh()
}
