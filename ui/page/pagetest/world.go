package pagetest

import (
	"context"
	"io"
	"slices"
	"sync"
	"time"

	"github.com/shopspring/decimal"

	"msp-license-tracker/models"
	"msp-license-tracker/models/event"
	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/money"
	"msp-license-tracker/models/portfolio"
)

// World answers every interface of the window from the pictures' data. Its
// fields may be set before use; its methods are safe for concurrent use.
type World struct {
	Empty bool  // a fresh workspace: nothing connected, nothing scanned
	Err   error // every question fails with it

	// Unregistered: the MSP has no app registration yet.
	Unregistered bool

	// ConnectErr refuses a connection; Block, when set, holds scans and consent
	// until it is closed or their context ends.
	ConnectErr error
	Block      chan struct{}
	// OnOrder is called after each order, on the goroutine that gave it.
	OnOrder func()

	mu        sync.Mutex
	orders    []string
	workspace *models.Workspace
	settings  []models.SKUSetting
	prices    []money.Price
	listeners map[int]func(event.Event)
	running   []models.Progress

	registration *models.Registration
	pending      []models.PendingConsent
}

// Orders are what the window told the world to do, in order: "scan all".
func (w *World) Orders() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.orders)
}

func (w *World) order(s string) {
	w.mu.Lock()
	w.orders = append(w.orders, s)
	w.mu.Unlock()
	if w.OnOrder != nil {
		w.OnOrder()
	}
}

// Tenants implements portfolio questions.
func (w *World) Tenants(_ context.Context, s portfolio.Scope) ([]portfolio.TenantRow, error) {
	if w.Err != nil || w.Empty {
		return nil, w.Err
	}
	return slices.DeleteFunc(Rows(), func(r portfolio.TenantRow) bool { return !inScope(r, s) }), nil
}

// Dashboard implements portfolio questions.
func (w *World) Dashboard(_ context.Context, s portfolio.Scope) (portfolio.Dashboard, error) {
	if w.Err != nil || w.Empty {
		return portfolio.Dashboard{Currency: currency}, w.Err
	}
	return Dashboard(s), nil
}

// Results implements portfolio questions.
func (w *World) Results(_ context.Context, s portfolio.Scope) ([]insight.Result, error) {
	if w.Err != nil || w.Empty {
		return nil, w.Err
	}
	var out []insight.Result
	for i, row := range Rows() {
		if inScope(row, s) {
			out = append(out, result(i))
		}
	}
	return out, nil
}

// Result implements portfolio questions.
func (w *World) Result(ctx context.Context, tenantID string) (insight.Result, error) {
	all, err := w.Results(ctx, portfolio.Scope{TenantID: tenantID})
	if err != nil {
		return insight.Result{}, err
	}
	if len(all) == 0 {
		return insight.Result{}, models.ErrNotFound
	}
	return all[0], nil
}

// Scan implements scanning; it ends when Block does.
func (w *World) Scan(ctx context.Context, tenantID string, _ models.ScanTrigger) error {
	w.order("scan " + tenantID)
	return w.wait(ctx)
}

// ScanAll implements scanning.
func (w *World) ScanAll(ctx context.Context, _ models.ScanTrigger) error {
	w.order("scan all")
	return w.wait(ctx)
}

func (w *World) wait(ctx context.Context) error {
	if w.Block == nil {
		return nil
	}
	select {
	case <-w.Block:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Cancel implements scanning.
func (w *World) Cancel(tenantID string) { w.order("cancel " + tenantID) }

// Running implements scanning.
func (w *World) Running() []models.Progress {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.running)
}

// SetRunning says which scans run now.
func (w *World) SetRunning(p ...models.Progress) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.running = p
}

// Disconnect implements tenant changes.
func (w *World) Disconnect(_ context.Context, tenantID string) error {
	w.order("disconnect " + tenantID)
	return w.Err
}

// Client implements reports: a few bytes that are no PDF.
func (w *World) Client(_ context.Context, s portfolio.Scope, out io.Writer) error {
	w.order("client pdf " + s.TenantID + s.CustomerID)
	if w.Err != nil {
		return w.Err
	}
	_, err := io.WriteString(out, "%PDF-")
	return err
}

// Subscribe implements events.
func (w *World) Subscribe(f func(event.Event)) (cancel func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.listeners == nil {
		w.listeners = map[int]func(event.Event){}
	}
	n := len(w.listeners)
	w.listeners[n] = f
	return func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		delete(w.listeners, n)
	}
}

// Publish sends an event to whoever subscribed.
func (w *World) Publish(e event.Event) {
	w.mu.Lock()
	var all []func(event.Event)
	for _, f := range w.listeners {
		all = append(all, f)
	}
	w.mu.Unlock()
	for _, f := range all {
		f(e)
	}
}

// ListPrice is the bundled price of the pictures.
func (w *World) ListPrice(skuID, _ string, _ time.Time) (money.Price, bool) {
	for _, p := range []product{businessPremium, businessBasic, m365E3, visio, powerBI, copilot} {
		if p.sku == skuID {
			return money.Price{Scope: money.ListPrice, SKUID: skuID, Amount: decimal.RequireFromString(p.price), Currency: currency,
				Frequency: money.Monthly, Source: "Microsoft list price"}, true
		}
	}
	return money.Price{}, false
}
