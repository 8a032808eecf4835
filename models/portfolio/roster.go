package portfolio

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/roster"
)

// Roster is every account of a scope, licensed or not, by tenant name and
// account id. Tenants never scanned have none. It holds about a kilobyte for
// each account; where that is too much, ask for RosterIDs and then for pages.
func (p *Portfolio) Roster(ctx context.Context, scope Scope) ([]roster.Row, error) {
	return walk(ctx, p, scope, func(b *roster.Builder, person *roster.Person) (roster.Row, bool) {
		return b.Row(person), true
	})
}

// RosterIDs names the accounts of a scope that pass a filter, in the order of
// Roster.
func (p *Portfolio) RosterIDs(ctx context.Context, scope Scope, filter roster.Filter) ([]roster.ID, error) {
	return walk(ctx, p, scope, func(b *roster.Builder, person *roster.Person) (roster.ID, bool) {
		row := b.Row(person)
		return roster.ID{TenantID: row.TenantID, UserID: row.UserID}, filter.Keep(&row)
	})
}

// RosterRows loads some accounts, in the order given. Those that are gone are
// left out.
func (p *Portfolio) RosterRows(ctx context.Context, ids []roster.ID) ([]roster.Row, error) {
	byTenant := map[string][]string{}
	for _, id := range ids {
		byTenant[id.TenantID] = append(byTenant[id.TenantID], id.UserID)
	}
	tenants, s, err := p.rosterTenants(ctx, Scope{})
	if err != nil {
		return nil, err
	}
	found := make(map[roster.ID]roster.Row, len(ids))
	for i := range tenants {
		wanted := byTenant[tenants[i].ID]
		if len(wanted) == 0 {
			continue
		}
		err := p.people(ctx, s, &tenants[i], wanted, func(b *roster.Builder, person *roster.Person) {
			row := b.Row(person)
			found[roster.ID{TenantID: row.TenantID, UserID: row.UserID}] = row
		})
		if err != nil {
			return nil, err
		}
	}
	rows := make([]roster.Row, 0, len(found))
	for _, id := range ids {
		if row, there := found[id]; there {
			rows = append(rows, row)
		}
	}
	return rows, nil
}

// SafeToRemove looks at one account. It fails with models.ErrNotFound when the
// tenant or the account is not there.
func (p *Portfolio) SafeToRemove(ctx context.Context, tenantID, userID string) (roster.Card, error) {
	var cards []roster.Card
	tenants, s, err := p.rosterTenants(ctx, Scope{TenantID: tenantID})
	if err == nil && tenantID != "" && len(tenants) == 1 {
		err = p.people(ctx, s, &tenants[0], []string{userID}, func(b *roster.Builder, person *roster.Person) {
			cards = append(cards, b.Card(person))
		})
	}
	if err != nil {
		return roster.Card{}, err
	}
	if len(cards) != 1 {
		return roster.Card{}, fmt.Errorf("account %q of tenant %q: %w", userID, tenantID, models.ErrNotFound)
	}
	return cards[0], nil
}

// Services is activity by service over a scope.
func (p *Portfolio) Services(ctx context.Context, scope Scope) (roster.Usage, error) {
	rows, err := walk(ctx, p, scope, func(b *roster.Builder, person *roster.Person) (roster.Row, bool) {
		row := b.Row(person)
		return row, row.Licensed()
	})
	if err != nil {
		return roster.Usage{}, err
	}
	return roster.UsageOf(rows), nil
}

// walk asks for something of every account of a scope, tenants side by side.
func walk[T any](ctx context.Context, p *Portfolio, scope Scope, of func(*roster.Builder, *roster.Person) (T, bool)) ([]T, error) {
	tenants, s, err := p.rosterTenants(ctx, scope)
	if err != nil {
		return nil, err
	}
	parts := make([][]T, len(tenants))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := range tenants {
		group.Go(func() error {
			return p.people(ctx, s, &tenants[i], nil, func(b *roster.Builder, person *roster.Person) {
				if v, wanted := of(b, person); wanted {
					parts[i] = append(parts[i], v)
				}
			})
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	if len(parts) == 1 {
		return parts[0], nil
	}
	return slices.Concat(parts...), nil
}

func (p *Portfolio) rosterTenants(ctx context.Context, scope Scope) ([]models.Tenant, *settings, error) {
	tenants, err := p.scoped(ctx, scope)
	if err != nil {
		return nil, nil, err
	}
	s, err := p.load(ctx)
	return tenants, s, err
}

// people walks the accounts of one tenant; one never scanned has none.
func (p *Portfolio) people(ctx context.Context, s *settings, t *models.Tenant, userIDs []string, person func(*roster.Builder, *roster.Person)) error {
	var b *roster.Builder
	policy := s.policy(t, p.catalog, s.currencyOf(t.CustomerID))
	err := p.src.Roster(ctx, t.ID, userIDs, func(seen roster.Tenant) {
		b = roster.NewBuilder(seen, roster.Rules{
			InactiveAfterDays: policy.InactiveAfterDays,
			Product:           func(sku, part string) string { return insight.ProductName(seen.ID, &policy, sku, part) },
		})
	}, func(one *roster.Person) { person(b, one) })
	if err != nil && !errors.Is(err, models.ErrNotFound) {
		return fmt.Errorf("read roster of tenant %s: %w", t.ID, err)
	}
	return nil
}
