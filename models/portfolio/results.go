package portfolio

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
)

// Results of all scanned tenants of a scope, by tenant name, all in the
// scope's reporting currency. They are shared: do not change them.
func (p *Portfolio) Results(ctx context.Context, scope Scope) ([]insight.Result, error) {
	v, err := p.view(ctx, scope)
	if err != nil {
		return nil, err
	}
	return v.results(), nil
}

// Result of one tenant in its customer's currency. It fails with
// models.ErrNotFound when the tenant is unknown, deleted or never scanned.
func (p *Portfolio) Result(ctx context.Context, tenantID string) (insight.Result, error) {
	results, err := p.Results(ctx, Scope{TenantID: tenantID})
	if err != nil {
		return insight.Result{}, err
	}
	if tenantID == "" || len(results) != 1 {
		return insight.Result{}, fmt.Errorf("result of tenant %q: %w", tenantID, models.ErrNotFound)
	}
	return results[0], nil
}

// view is a scope with everything known of its tenants.
type view struct {
	settings *settings
	currency string
	tenants  []models.Tenant // by name, deleted ones left out
	judged   map[string]*judged
}

func (v *view) results() []insight.Result {
	all := make([]insight.Result, 0, len(v.judged))
	for i := range v.tenants {
		if j := v.judged[v.tenants[i].ID]; j != nil {
			all = append(all, j.result)
		}
	}
	return all
}

func (p *Portfolio) view(ctx context.Context, scope Scope) (*view, error) {
	tenants, err := p.scoped(ctx, scope)
	if err != nil {
		return nil, err
	}
	s, err := p.load(ctx)
	if err != nil {
		return nil, err
	}
	v := &view{settings: s, tenants: tenants, currency: s.currency(scope, tenants)}
	v.judged, err = p.judge(ctx, v)
	return v, err
}

// scoped lists the tenants of a scope, those deleted never.
func (p *Portfolio) scoped(ctx context.Context, scope Scope) ([]models.Tenant, error) {
	all, err := p.src.Tenants(ctx)
	if err != nil {
		return nil, fmt.Errorf("read tenants: %w", err)
	}
	var in []models.Tenant
	for _, t := range all {
		if t.State != models.TenantDeleted &&
			(scope.TenantID == "" || t.ID == scope.TenantID) &&
			(scope.CustomerID == "" || t.CustomerID == scope.CustomerID) {
			in = append(in, t)
		}
	}
	slices.SortFunc(in, func(a, b models.Tenant) int {
		if c := strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)); c != 0 {
			return c
		}
		return strings.Compare(a.ID, b.ID)
	})
	return in, nil
}

// judge finds or computes the tenants of a view. Callers take turns, so that
// pages that ask at once share one computation.
func (p *Portfolio) judge(ctx context.Context, v *view) (map[string]*judged, error) {
	select {
	case p.turn <- struct{}{}:
		defer func() { <-p.turn }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	known, missing, begun := p.held(v)
	fresh := make([]*judged, len(missing))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, t := range missing {
		group.Go(func() (err error) {
			fresh[i], err = p.judgeOne(ctx, v, t)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for i, t := range missing {
		if fresh[i] == nil {
			continue
		}
		known[t.ID] = fresh[i]
		if begun == p.changes {
			p.judged[judgedKey{t.ID, v.currency}] = fresh[i]
		}
	}
	return known, nil
}

func (p *Portfolio) held(v *view) (known map[string]*judged, missing []*models.Tenant, begun uint64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	known = make(map[string]*judged, len(v.tenants))
	for i := range v.tenants {
		t := &v.tenants[i]
		if j := p.judged[judgedKey{t.ID, v.currency}]; j != nil {
			known[t.ID] = j
		} else {
			missing = append(missing, t)
		}
	}
	return known, missing, p.changes
}

// judgeOne is nil for a tenant never scanned.
func (p *Portfolio) judgeOne(ctx context.Context, v *view, t *models.Tenant) (*judged, error) {
	s, err := p.src.Snapshot(ctx, t.ID)
	if errors.Is(err, models.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read snapshot of tenant %s: %w", t.ID, err)
	}
	return &judged{
		result: insight.Analyze(s, v.settings.policy(t, p.catalog, v.currency)),
		score:  s.SecureScore, subscriptions: s.Subscriptions, outcomes: s.Outcomes,
	}, nil
}
