package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/models/event"
	"msp-license-tracker/models/portfolio"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/toast"
)

// Window is the one window of the program.
type Window struct {
	deps   Deps
	app    fyne.App
	win    fyne.Window
	runner *page.Runner
	env    page.Env

	router  router
	pages   map[page.Name]page.Page
	current page.Page

	// what the shell itself shows
	loader    *page.Loader
	workspace models.Workspace
	rows      []portfolio.TenantRow // all tenants, whatever the scope
	scanning  scanning
	shell     *shell
	toasts    *toast.Overlay

	unsubscribe func()
	fresh       *page.Coalescer // figures or tenants changed
	moving      *page.Coalescer // scans progressed
	inbox       inbox

	// save and pick ask for a file; tests answer themselves.
	save func(name string, done func(*target, error))
	pick func(extensions []string, done func(name string, content []byte, err error))

	welcomed bool // the first steps were offered, or not needed
	closing  bool
}

// New builds the window and begins to listen; nothing is loaded before Show.
// It must run on the UI goroutine, before or after the application runs.
func New(app fyne.App, deps Deps) *Window {
	w := &Window{deps: deps, app: app, pages: map[page.Name]page.Page{}, workspace: models.DefaultWorkspace()}
	w.applyTheme()
	w.win = app.NewWindow("MSP License Tracker")
	w.win.SetMaster()
	w.runner = page.NewRunner(w.base(), deps.Post)
	w.loader = page.NewLoader(w.runner)
	w.save, w.pick = w.saveDialog, w.pickDialog
	w.env = page.Env{Window: w.win, Runner: w.runner, Now: deps.Now, Navigate: w.Navigate, Notify: w.notify, Fail: w.fail, Copy: w.copy}
	w.build()
	w.listen()
	w.addShortcuts()
	w.win.SetCloseIntercept(w.Close)
	w.win.Resize(w.rememberedSize())
	w.win.CenterOnScreen()
	return w
}

func (w *Window) base() context.Context { return w.deps.Context }

// Fyne is the window itself, for tests and pictures.
func (w *Window) Fyne() fyne.Window { return w.win }

// Show opens the window at the dashboard and starts loading.
func (w *Window) Show() {
	w.refreshShell()
	for _, p := range w.deps.Scanner.Running() {
		w.scanning.progress(p)
	}
	w.shell.showScanning(&w.scanning)
	w.Navigate(page.Route{Page: page.Dashboard})
	w.win.Show()
}

// Run shows the window and blocks until the application has quit.
func (w *Window) Run() {
	w.Show()
	w.app.Run()
}

// Close ends the window in this order: stop listening, cancel all work, wait
// for it, then quit. It returns at once; the wait happens in the background.
func (w *Window) Close() {
	if w.closing {
		return
	}
	w.closing = true
	w.rememberSize()
	w.unsubscribe()
	w.fresh.Close()
	w.moving.Close()
	w.shell.search.stop()
	w.runner.Cancel()
	go func() {
		w.runner.Wait()
		w.deps.Post(w.app.Quit)
	}()
}

// Wait blocks until all work of a closed window has ended.
func (w *Window) Wait() { w.runner.Wait() }

// Navigate goes to a route. A page without a scope of its own keeps the
// present one only when the route says so.
func (w *Window) Navigate(to page.Route) {
	if to.Page == page.Tenant && to.Scope.TenantID == "" {
		to.Page = page.Tenants
	}
	if !w.router.visit(to) && w.current != nil {
		return
	}
	w.open()
}

// Back and Forward walk the places the window was at.
func (w *Window) Back() {
	if _, ok := w.router.back(); ok {
		w.open()
	}
}

// Forward undoes Back.
func (w *Window) Forward() {
	if _, ok := w.router.forward(); ok {
		w.open()
	}
}

// Route is the present place.
func (w *Window) Route() page.Route { return w.router.now }

func (w *Window) open() {
	to := w.router.now
	p := w.page(to.Page)
	if p != w.current {
		if w.current != nil {
			w.current.Leave()
		}
		w.current = p
		w.shell.search.reset()
	}
	w.shell.show(p.Content(), to)
	p.Open(to)
	w.watch()
}

func (w *Window) listen() {
	w.fresh = page.NewCoalescer(page.Quiet, func() { w.runner.Post(w.onFresh) })
	w.moving = page.NewCoalescer(page.Quiet, func() { w.runner.Post(w.onMoving) })
	w.unsubscribe = w.deps.Events.Subscribe(w.onEvent)
}

// onEvent runs on the publisher's goroutine: it only notes and triggers.
func (w *Window) onEvent(e event.Event) {
	switch e := e.(type) {
	case event.ScanProgress:
		w.inbox.progress(e.Progress)
		w.moving.Trigger()
	case event.ScanEnded:
		w.inbox.end(e.TenantID)
		w.moving.Trigger()
		w.fresh.Trigger()
	case event.ConnectProgress:
		w.runner.Post(func() { w.tell(e.Text) })
	default:
		w.fresh.Trigger()
	}
}

// tell hands on how far a connection is.
func (w *Window) tell(s string) {
	if t, ok := w.current.(page.Teller); ok {
		t.Told(s)
	}
}

func (w *Window) onMoving() {
	w.inbox.deliver(&w.scanning)
	w.shell.showScanning(&w.scanning)
	w.watch()
}

// watch tells the page in view of the scans that run.
func (w *Window) watch() {
	if p, ok := w.current.(page.Watcher); ok {
		p.Scanning(w.scanning.text(), w.scanning.share(), w.scanning.active())
	}
}

func (w *Window) onFresh() {
	w.refreshShell()
	if w.current != nil {
		w.current.Changed()
	}
}

// shellData is what the shell itself shows.
type shellData struct {
	workspace models.Workspace
	rows      []portfolio.TenantRow
}

func (w *Window) refreshShell() {
	page.Load(w.loader, func(ctx context.Context) (shellData, error) {
		ws, err := w.deps.Settings.Workspace(ctx)
		if err != nil {
			return shellData{}, err
		}
		rows, err := w.deps.Portfolio.Tenants(ctx, portfolio.Scope{})
		return shellData{ws, rows}, err
	}, func(d shellData, err error) {
		if err != nil {
			// The page in view shows the failure with its cause.
			return
		}
		themed := d.workspace.BrandColor != w.workspace.BrandColor || d.workspace.Theme != w.workspace.Theme
		w.workspace, w.rows = d.workspace, d.rows
		if themed {
			w.applyTheme()
		}
		w.shell.showData(d, w.deps.Now())
		w.welcome()
	})
}

// welcome opens the first steps once at the start of a fresh workspace, unless
// the owner has already gone elsewhere.
func (w *Window) welcome() {
	if w.welcomed {
		return
	}
	w.welcomed = true
	fresh := !w.workspace.Onboarded && len(w.rows) == 0
	if w.deps.FirstSteps && fresh && w.router.now == (page.Route{Page: page.Dashboard}) {
		w.router.replace(page.Route{Page: page.Onboarding})
		w.open()
	}
}

func (w *Window) applyTheme() {
	w.app.Settings().SetTheme(theme.New(w.workspace.BrandColor, theme.Mode(w.workspace.Theme)))
}

// Size of the window when none is remembered.
const (
	startWidth, startHeight = 1360, 860
	widthKey, heightKey     = "window.width", "window.height"
)

func (w *Window) rememberedSize() fyne.Size {
	p := w.app.Preferences()
	width, height := p.FloatWithFallback(widthKey, startWidth), p.FloatWithFallback(heightKey, startHeight)
	return fyne.NewSize(float32(max(900, width)), float32(max(600, height)))
}

func (w *Window) rememberSize() {
	size := w.win.Canvas().Size()
	w.app.Preferences().SetFloat(widthKey, float64(size.Width))
	w.app.Preferences().SetFloat(heightKey, float64(size.Height))
}

func pageTitle(n page.Name) string {
	titles := map[page.Name]string{page.Dashboard: "Dashboard", page.Tenants: "Tenants", page.Tenant: "Tenant", page.Leakage: "Leakage",
		page.Inactive: "Inactive users", page.Licences: "Licences", page.Users: "Users", page.Activity: "Activity", page.Settings: "Settings", page.Connect: "Connect a tenant", page.Partner: "Partner customers",
		page.Onboarding: "Welcome"}
	return lang.L(titles[n])
}
