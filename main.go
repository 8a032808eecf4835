// Command msp-license-tracker shows where Microsoft 365 licence money leaks.
// Without a command it opens the window; see ui/headless for the commands.
//
// This file chooses the cloud and the keyring, wires the packages and runs one
// face. It is the only place that sees concrete types of every layer.
package main

import (
	"context"
	"errors"
	"log/slog"
	"math/rand/v2"
	"net/url"
	"os"
	"os/signal"
	"path/filepath"
	"sync"
	"syscall"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"msp-license-tracker/assets"
	"msp-license-tracker/models"
	"msp-license-tracker/models/datadir"
	"msp-license-tracker/models/event"
	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/money"
	"msp-license-tracker/models/portfolio"
	"msp-license-tracker/models/store"
	"msp-license-tracker/models/workspace"
	"msp-license-tracker/reports"
	"msp-license-tracker/sync/auth"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/connect"
	"msp-license-tracker/sync/demo"
	"msp-license-tracker/sync/graph"
	"msp-license-tracker/sync/partner"
	"msp-license-tracker/sync/register"
	"msp-license-tracker/sync/scan"
	"msp-license-tracker/sync/schedule"
	"msp-license-tracker/sync/sealed"
	"msp-license-tracker/sync/simulator"
	"msp-license-tracker/sync/transport"
	"msp-license-tracker/sync/vault"
	"msp-license-tracker/ui"
	"msp-license-tracker/ui/headless"
)

const (
	version    = "0.1.0"
	appID      = "com.msplicensetracker.desktop"
	demoMonths = 6
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := headless.Run(ctx, headless.Program{
		Version:  version,
		Open:     openSession,
		OpenDemo: openDemoSession,
		Window:   openWindow,
		Simulate: simulator.Serve,
		In:       os.Stdin, Out: os.Stdout, Err: os.Stderr,
	}, os.Args[1:])
	stop()
	os.Exit(code)
}

// outside is what differs between real life and the demo.
type outside struct {
	clouds *cloud.Directory
	vault  vault.Vault
	now    func() time.Time
}

func reality() outside {
	return outside{cloud.NewDirectory(), vault.Keyring(datadir.Name), time.Now}
}

// house is an opened data folder with everything built on it.
type house struct {
	folder       datadir.Folder
	log          *slog.Logger
	store        *store.Store
	hub          *event.Hub
	catalog      *assets.SKUCatalog
	list         portfolio.PriceList
	portfolio    *portfolio.Portfolio
	workspace    *workspace.Workspace
	engine       *scan.Engine
	connector    *connect.Service
	registrar    *register.Service
	partner      *partner.Service
	maker        *reports.Maker
	renewBudgets func()         // of requests, when the demo's clock was moved
	closers      []func() error // run in reverse order
}

// open builds the house from the ground up; on failure what stood is taken down.
func open(ctx context.Context, dir string, access headless.Access, o outside) (h *house, err error) {
	h = &house{}
	defer func() {
		if err != nil {
			err = errors.Join(err, h.close())
		}
	}()
	if err := h.openFolder(ctx, dir, access, o); err != nil {
		return h, err
	}
	if h.catalog, err = assets.Catalog(); err != nil {
		return h, err
	}
	prices, err := assets.ListPrices()
	if err != nil {
		return h, err
	}
	h.list = portfolio.PriceList(prices)
	h.hub = event.NewHub()
	h.closers = append(h.closers, func() error { h.hub.Close(); return nil })
	h.portfolio = portfolio.New(h.store, h.catalog, h.list, portfolio.WithClock(o.now))
	h.workspace = workspace.New(h.store, o.vault, h.publish)
	h.maker = reports.NewMaker(h.portfolio, h.store)
	h.openCloud(o)
	return h, nil
}

func (h *house) openFolder(ctx context.Context, dir string, access headless.Access, o outside) (err error) {
	if h.folder, err = datadir.Open(dir); err != nil {
		return err
	}
	if access == headless.Writes {
		lock, err := h.folder.Lock()
		if err != nil {
			return err
		}
		h.closers = append(h.closers, lock.Unlock)
	}
	file, err := h.folder.LogFile()
	if err != nil {
		return err
	}
	h.closers = append(h.closers, file.Close)
	h.log = slog.New(slog.NewTextHandler(file, nil))
	h.store, err = store.Open(ctx, h.folder.Root(), store.Options{Backups: h.folder.Backups(), Log: h.log, Now: o.now})
	if err != nil {
		return err
	}
	h.closers = append(h.closers, h.store.Close)
	return nil
}

// openCloud builds the way to Microsoft: requests, tokens, connecting, scanning.
func (h *house) openCloud(o outside) {
	pool := transport.NewPool(h.log)
	h.closers = append(h.closers, func() error { pool.Close(); return nil })
	h.renewBudgets = pool.Renew
	session := sealed.New(filepath.Join(h.folder.Root(), "partner.sealed"), "partner sign-in", o.vault)
	tokens := auth.Kinds{App: auth.New(o.clouds, pool, o.vault), Person: auth.NewDelegated(o.clouds, pool, session)}
	h.connector = connect.New(connect.Deps{
		Clouds: o.clouds, Clients: pool, Vault: o.vault, Tokens: tokens, Store: h.store, Links: h.store,
		Publish: h.publish, Now: o.now, Sender: h.sender,
	})
	h.registrar = register.New(register.Deps{
		Clouds: o.clouds, Clients: pool, Vault: o.vault, Store: h.store, Prover: h.connector, Publish: h.publish, Now: o.now,
	})
	h.partner = partner.New(partner.Deps{
		Clouds: o.clouds, Clients: pool, Person: tokens.Person, Registrations: h.registrar, Tenants: h.store,
		Records: h.store, Publish: h.publish, Now: o.now,
	})
	h.engine = scan.New(scan.Deps{
		Tenants: h.store, Store: h.partner.Explained(h.store), Publish: h.publish, Now: o.now, Figures: h.portfolio.Figures,
		Clients: func(t models.Tenant) (*graph.Client, cloud.Cloud, error) {
			c, err := o.clouds.Of(t.Connection)
			if err != nil {
				return nil, c, err
			}
			return graph.New(c.GraphURL, h.partner.Explaining(pool.ForTenant(c, tokens, t), t)), c, nil
		},
	})
	h.workspace.StopScansWith(h.engine.Cancel)
}

// sender is the name under a mail to a customer.
func (h *house) sender(ctx context.Context) string {
	w, err := h.store.Workspace(ctx)
	if err != nil {
		return ""
	}
	return w.Company
}

// Check asks what a tenant's token allows, whatever way the tenant is reached.
func (h *house) Check(ctx context.Context, tenantID string) ([]models.PermissionCheck, error) {
	t, err := h.store.Tenant(ctx, tenantID)
	if err != nil {
		return nil, err
	}
	if t.Connection.Kind == models.PartnerConnection {
		return h.partner.Check(ctx, tenantID)
	}
	return h.connector.Check(ctx, tenantID)
}

// life is what ends a tenant and renews what proves us to it.
type life struct {
	*workspace.Workspace
	credentials *connect.Service
}

// RotateCredential hands the order on.
func (l life) RotateCredential(ctx context.Context, tenantID string, r models.ConnectRequest) (models.Tenant, []models.PermissionCheck, error) {
	return l.credentials.RotateCredential(ctx, tenantID, r)
}

// publish forgets figures that may differ before anybody is told.
func (h *house) publish(e event.Event) {
	switch e := e.(type) {
	case event.FiguresChanged:
		h.portfolio.Invalidate(e.TenantID)
	case event.TenantsChanged, event.WorkspaceChanged:
		h.portfolio.Invalidate("")
	}
	h.hub.Publish(e)
}

func (h *house) close() error {
	var errs []error
	for i := len(h.closers) - 1; i >= 0; i-- {
		errs = append(errs, h.closers[i]())
	}
	h.closers = nil
	return errors.Join(errs...)
}

// session is the house as the commands see it.
func (h *house) session() *headless.Session {
	return &headless.Session{
		Portfolio: h.portfolio, Scanner: h.engine, Connector: h.connector, Reporter: h.maker, Scans: h.store,
		Progress: func(f func(models.Progress)) func() {
			return h.hub.Subscribe(func(e event.Event) {
				if p, ok := e.(event.ScanProgress); ok {
					f(p.Progress)
				}
			})
		},
		Close: h.close,
	}
}

func openSession(ctx context.Context, dir string, access headless.Access) (*headless.Session, error) {
	h, err := open(ctx, dir, access, reality())
	if err != nil {
		return nil, err
	}
	return h.session(), nil
}

func openDemoSession(ctx context.Context) (*headless.Session, error) {
	h, d, err := openDemo(ctx)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(d.Connect(ctx, h.connector), d.Furnish(ctx, h.workspace)); err != nil {
		return nil, errors.Join(err, h.close())
	}
	return h.session(), nil
}

// openDemo builds a house on the simulated cloud; closing the house ends both.
func openDemo(ctx context.Context) (*house, *demo.Demo, error) {
	d, err := demo.Start(ctx)
	if err != nil {
		return nil, nil, err
	}
	h, err := open(ctx, d.Dir, headless.Writes, outside{cloud.NewDirectory(d.Cloud()), vault.Memory(), d.Clock.Now})
	if err != nil {
		return nil, nil, errors.Join(err, d.Close())
	}
	h.closers = append([]func() error{d.Close}, h.closers...)
	return h, d, nil
}

// openWindow runs the window until it is closed.
func openWindow(ctx context.Context, isDemo bool, dir string) (err error) {
	var h *house
	var d *demo.Demo
	if isDemo {
		h, d, err = openDemo(ctx)
	} else {
		h, err = open(ctx, dir, headless.Writes, reality())
	}
	fyneApp := app.NewWithID(appID)
	if err != nil {
		ui.Refuse(fyneApp, err)
		return err
	}
	defer func() { err = errors.Join(err, h.close()) }()
	ctx, cancel := context.WithCancel(ctx)
	deps := h.windowDeps(ctx, fyneApp)
	if isDemo {
		deps.Now, deps.Open, deps.FirstSteps = d.Clock.Now, d.Opener(deps.Open), false
		deps.Clouds = []ui.Cloud{{Name: d.Cloud().Name, Label: "Demo cloud"}}
	}
	scheduler := schedule.New(schedule.Deps{
		Engine: h.engine, LastRun: h.oldestScan, Settings: schedule.Defaults(),
		Delay: rand.N(schedule.Defaults().Jitter), Now: deps.Now, Log: h.log,
	})
	deps.Scanner = scheduler
	window := ui.New(fyneApp, deps)
	var background sync.WaitGroup
	fyneApp.Lifecycle().SetOnStarted(func() {
		background.Go(func() { h.note("consents by link", h.connector.Run(ctx)) })
		if isDemo {
			background.Go(func() { h.note("demo", h.fillDemo(ctx, d)) })
		} else {
			scheduler.Start(ctx)
		}
	})
	stop := context.AfterFunc(ctx, func() { fyne.Do(window.Close) })
	window.Run()
	stop()
	cancel()
	scheduler.Close()
	background.Wait()
	return nil
}

// note logs how a background work of the window ended.
func (h *house) note(what string, err error) {
	if err != nil && !errors.Is(err, context.Canceled) {
		h.log.Error(what, "err", err)
	}
}

// fillDemo connects and scans the demo tenants as their owner would.
func (h *house) fillDemo(ctx context.Context, d *demo.Demo) error {
	if err := errors.Join(d.Connect(ctx, h.connector), d.Furnish(ctx, h.workspace)); err != nil {
		return err
	}
	if err := demo.Replay(ctx, &d.Clock, h.engine, demoMonths, h.renewBudgets); err != nil {
		return err
	}
	return h.engine.ScanAll(ctx, models.TriggerConnect)
}

// oldestScan is when the connected tenant scanned longest ago was scanned; now
// when there is no tenant, zero when one never was.
func (h *house) oldestScan(ctx context.Context) (time.Time, error) {
	tenants, err := h.store.Tenants(ctx)
	if err != nil {
		return time.Time{}, err
	}
	scans, err := h.store.LastScans(ctx)
	if err != nil {
		return time.Time{}, err
	}
	oldest := time.Now()
	for _, t := range tenants {
		if at := scans[t.ID].Good.FinishedAt; t.State == models.TenantConnected && at.Before(oldest) {
			oldest = at
		}
	}
	return oldest, nil
}

func (h *house) windowDeps(ctx context.Context, a fyne.App) ui.Deps {
	return ui.Deps{
		Portfolio: h.portfolio, Records: h.store, Settings: h.workspace, Tenants: h.workspace, Connector: h.connector,
		Registrar: h.registrar, Consents: h.connector, Certificates: h.connector, Partner: h.partner, Permissions: h,
		TenantLife: life{h.workspace, h.connector}, Reporter: h.maker, Events: h.hub,
		ListPrice: func(skuID, partNumber string, day time.Time) (money.Price, bool) {
			return insight.NewPriceBook(nil, h.list).Price("", skuID, partNumber, day)
		},
		Post: fyne.Do, Now: time.Now, Context: ctx, DataDir: h.folder.Root(), FirstSteps: true,
		Demo:   "msp-license-tracker --demo",
		Portal: h.registrar.Portal,
		Open: func(target string) error {
			u, err := url.Parse(target)
			if err != nil || (u.Scheme != "https" && u.Scheme != "mailto") {
				u = &url.URL{Scheme: "file", Path: filepath.ToSlash(target)}
			}
			return a.OpenURL(u)
		},
	}
}
