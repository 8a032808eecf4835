// Package settings is where the owner says who they are and what counts:
// company and branding, currency and thresholds, products and prices.
package settings

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/money"
	"msp-license-tracker/models/portfolio"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/form"
	"msp-license-tracker/ui/page/frame"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/chip"
	"msp-license-tracker/ui/widget/chipbar"
	"msp-license-tracker/ui/widget/place"
)

// Store keeps the owner's words; saving checks them.
type Store interface {
	Workspace(ctx context.Context) (models.Workspace, error)
	SaveWorkspace(ctx context.Context, w models.Workspace) error
	SKUSettings(ctx context.Context) ([]models.SKUSetting, error)
	SaveSKUSetting(ctx context.Context, s models.SKUSetting) error
	Prices(ctx context.Context) ([]money.Price, error)
	SavePrice(ctx context.Context, p money.Price) error
	DeletePrice(ctx context.Context, p money.Price) error
}

// Reader answers which products there are.
type Reader interface {
	Results(ctx context.Context, scope portfolio.Scope) ([]insight.Result, error)
}

// Registrar keeps the MSP's own registration.
type Registrar interface {
	Current(ctx context.Context) (models.Registration, bool, error)
	Rotate(ctx context.Context, open func(url string) error, show func(models.DeviceCode)) (models.Registration, error)
}

// Shell is what the page asks of the window.
type Shell interface {
	// Pick asks for a file and reads it.
	Pick(extensions []string, done func(name string, content []byte))
	// OpenLink opens an https address in the browser.
	OpenLink(address string) error
}

// World is everything the page asks.
type World struct {
	Store     Store
	Reader    Reader
	Registrar Registrar
	Shell     Shell
	List      Lister // may be nil
	Clouds    []form.Cloud
	DataDir   string
}

// Lister finds the bundled list price of a product on a day.
type Lister func(skuID, partNumber string, day time.Time) (money.Price, bool)

// The parts of the page, by the route's filter.
const (
	partCompany  = ""
	partDefaults = "defaults"
	partPrices   = "prices"
	partRegister = "registration"
	partApp      = "app"
)

// answer is one load of the page.
type answer struct {
	workspace    models.Workspace
	products     []product
	registration models.Registration
	registered   bool
}

// Page is the settings page.
type Page struct {
	env    page.Env
	store  Store
	reader Reader
	shell  Shell
	list   Lister
	world  World
	loader *page.Loader
	frame  *frame.Frame

	route   page.Route
	visible bool
	data    answer

	chips    *chipbar.Bar
	content  *fyne.Container
	company  *company
	defaults *defaults
	register *register
	prices   *prices
	app      fyne.CanvasObject
}

// New builds the page; it loads when opened.
func New(env page.Env, w World) *Page {
	p := &Page{env: env, world: w, store: w.Store, reader: w.Reader, shell: w.Shell, list: w.List, loader: page.NewLoader(env.Runner)}
	p.chips = chipbar.Single(p.choose,
		chipbar.Item{ID: partCompany, Look: chip.Look{Label: lang.L("Company and branding")}},
		chipbar.Item{ID: partDefaults, Look: chip.Look{Label: lang.L("Currency and thresholds")}},
		chipbar.Item{ID: partPrices, Look: chip.Look{Label: lang.L("Products and prices")}},
		chipbar.Item{ID: partRegister, Look: chip.Look{Label: lang.L("App registration")}},
		chipbar.Item{ID: partApp, Look: chip.Look{Label: lang.L("This program")}})
	p.company, p.defaults, p.prices, p.register = newCompany(p), newDefaults(p), newPrices(p), newRegister(p)
	p.app = p.program()
	p.content = container.NewStack()
	head := place.InsetXY(theme.Margin, 0, place.Column(0, place.Width(1, place.InsetXY(0, theme.Margin/2, place.Row(0))), p.chips))
	p.frame = frame.Bare(page.Edges(head, nil, nil, nil, p.content))
	return p
}

// Content implements page.Page.
func (p *Page) Content() fyne.CanvasObject { return p.frame.Object() }

// Open implements page.Page.
func (p *Page) Open(r page.Route) {
	same := p.visible && p.frame.State() == "full"
	p.route, p.visible = r, true
	if same {
		p.arrange()
		return
	}
	p.load()
}

// Leave implements page.Page.
func (p *Page) Leave() {
	p.visible = false
	p.register.leave()
}

// Changed implements page.Page. What is being typed is not overwritten: only
// the products load afresh.
func (p *Page) Changed() {
	if p.visible {
		p.load()
	}
}

// Search implements page.Searcher.
func (p *Page) Search(s string) { p.prices.table.SetSearch(s) }

func (p *Page) load() {
	p.frame.Loading()
	page.Load(p.loader, p.read, p.show)
}

func (p *Page) read(ctx context.Context) (answer, error) {
	ws, err := p.store.Workspace(ctx)
	if err != nil {
		return answer{}, err
	}
	settings, err := p.store.SKUSettings(ctx)
	if err != nil {
		return answer{}, err
	}
	own, err := p.store.Prices(ctx)
	if err != nil {
		return answer{}, err
	}
	results, err := p.reader.Results(ctx, portfolio.Scope{})
	if err != nil {
		return answer{}, err
	}
	r, registered, err := p.world.Registrar.Current(ctx)
	if err != nil {
		return answer{}, err
	}
	return answer{ws, productsOf(results, settings, own, lister(p.list), p.env.Now()), r, registered}, nil
}

func (p *Page) show(a answer, err error) {
	if err != nil {
		p.frame.Failed(lang.L("The settings cannot be shown."), err, p.load, p.env.Copy)
		return
	}
	p.data = a
	p.company.form.Fill(a.workspace)
	p.defaults.fill(a.workspace)
	p.prices.fill(a.products, p.route.Select)
	p.register.fill(a)
	p.arrange()
	p.frame.Full()
}

// arrange shows the part the route names.
func (p *Page) arrange() {
	p.chips.Select(p.route.Filter)
	var o fyne.CanvasObject
	switch p.route.Filter {
	case partDefaults:
		o = p.defaults.object
	case partPrices:
		o = p.prices.object
	case partRegister:
		o = p.register.object
	case partApp:
		o = p.app
	default:
		o = p.company.object
	}
	p.content.Objects = []fyne.CanvasObject{o}
	p.content.Refresh()
}

func (p *Page) choose(ids []string) {
	to := page.Route{Page: page.Settings}
	if len(ids) > 0 {
		to.Filter = ids[0]
	}
	p.env.Navigate(to)
}

// save stores a change to the workspace and tells how it went.
func (p *Page) save(change func(*models.Workspace)) {
	ws := p.data.workspace
	change(&ws)
	p.order(lang.L("The settings were not saved."), lang.L("Saved"), func(ctx context.Context) error { return p.store.SaveWorkspace(ctx, ws) })
}

// order runs one change in the background, then loads the page afresh.
func (p *Page) order(failure, success string, do func(context.Context) error) {
	p.env.Runner.Go(func(ctx context.Context) {
		err := do(ctx)
		p.env.Runner.Post(func() {
			if err != nil {
				p.env.Fail(failure, err)
				return
			}
			p.env.Notify(theme.Positive, success)
			p.company.form.Clean()
			p.defaults.clean()
			p.Changed()
		})
	})
}
