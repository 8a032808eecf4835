package scan

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"msp-license-tracker/models"
)

// tenantsAtOnce bounds how many tenants a ScanAll reads at the same time. Graph
// counts its quotas per tenant, so the bound is memory and the owner's line.
const tenantsAtOnce = 4

// Engine runs scans. It is safe for use from many goroutines.
type Engine struct {
	deps Deps

	mu   sync.Mutex
	runs map[string]*run // by tenant id
	alls map[*context.CancelFunc]struct{}
}

// New makes an engine.
func New(deps Deps) *Engine {
	return &Engine{deps: deps, runs: make(map[string]*run), alls: make(map[*context.CancelFunc]struct{})}
}

// Scan reads one tenant now and returns when its last word is stored. A tenant
// that is being scanned, is disconnected or unknown is refused with an
// Explainer. A scan in which some collectors failed is no error.
func (e *Engine) Scan(ctx context.Context, tenantID string, trigger models.ScanTrigger) error {
	tenant, err := e.deps.Tenants.Tenant(ctx, tenantID)
	if err != nil {
		return unknownTenant(tenantID, err)
	}
	if tenant.State != models.TenantConnected {
		return disconnected(tenant)
	}
	ctx, r, err := e.begin(ctx, tenant)
	if err != nil {
		return err
	}
	defer e.end(r)
	return r.scan(ctx, trigger)
}

// ScanAll scans every connected tenant, a few at a time. One tenant's failure
// does not stop the others; the failures come back joined. Tenants that are
// being scanned already are left to that scan.
func (e *Engine) ScanAll(ctx context.Context, trigger models.ScanTrigger) error {
	tenants, err := e.deps.Tenants.Tenants(ctx)
	if err != nil {
		return err
	}
	ctx, forget := e.cancellable(ctx)
	defer forget()
	failures := make([]error, len(tenants))
	var group errgroup.Group
	group.SetLimit(tenantsAtOnce)
	for i, t := range tenants {
		if t.State != models.TenantConnected {
			continue
		}
		group.Go(func() error {
			if ctx.Err() != nil {
				return nil // the caller stopped; said once below
			}
			if err := e.Scan(ctx, t.ID, trigger); !errors.Is(err, ErrRunning) {
				failures[i] = err
			}
			return nil
		})
	}
	_ = group.Wait() // the functions above keep their errors themselves
	if ctx.Err() != nil {
		failures = append(failures, cancelled(ctx))
	}
	return errors.Join(failures...)
}

// cancellable lets Cancel reach a ScanAll between two of its tenants.
func (e *Engine) cancellable(ctx context.Context) (_ context.Context, forget func()) {
	ctx, cancel := context.WithCancel(ctx)
	e.mu.Lock()
	defer e.mu.Unlock()
	e.alls[&cancel] = struct{}{}
	return ctx, func() {
		cancel()
		e.mu.Lock()
		defer e.mu.Unlock()
		delete(e.alls, &cancel)
	}
}

// Cancel ends the running scan of a tenant; with "" of every tenant, and of
// those a ScanAll has not come to yet. It does not wait; the scan's own call
// returns as soon as its requests have stopped.
func (e *Engine) Cancel(tenantID string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if tenantID == "" {
		for cancel := range e.alls {
			(*cancel)()
		}
	}
	for id, r := range e.runs {
		if tenantID == "" || tenantID == id {
			r.cancel()
		}
	}
}

// Running tells how far each running scan is, ordered by tenant name.
func (e *Engine) Running() []models.Progress {
	e.mu.Lock()
	defer e.mu.Unlock()
	list := make([]models.Progress, 0, len(e.runs))
	for _, r := range e.runs {
		list = append(list, r.current())
	}
	slices.SortFunc(list, func(a, b models.Progress) int {
		return strings.Compare(a.TenantName+a.TenantID, b.TenantName+b.TenantID)
	})
	return list
}

// begin takes the tenant for one scan.
func (e *Engine) begin(ctx context.Context, tenant models.Tenant) (context.Context, *run, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.runs[tenant.ID] != nil {
		return nil, nil, alreadyRunning(tenant)
	}
	ctx, cancel := context.WithCancel(ctx)
	r := newRun(e.deps, tenant, cancel)
	e.runs[tenant.ID] = r
	return ctx, r, nil
}

func (e *Engine) end(r *run) {
	r.cancel()
	e.mu.Lock()
	defer e.mu.Unlock()
	delete(e.runs, r.tenant.ID)
}
