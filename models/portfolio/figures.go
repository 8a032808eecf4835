package portfolio

import (
	"context"
	"fmt"
	"slices"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/money"
)

// Figures are the history rows of a snapshot at scan time, one per counted
// SKU, in the tenant's reporting currency. The store knows the scan's id.
func (p *Portfolio) Figures(ctx context.Context, s insight.Snapshot) ([]models.Figure, error) {
	set, err := p.load(ctx)
	if err != nil {
		return nil, err
	}
	tenants, err := p.src.Tenants(ctx)
	if err != nil {
		return nil, fmt.Errorf("read tenants: %w", err)
	}
	tenant := models.Tenant{ID: s.TenantID}
	if i := slices.IndexFunc(tenants, func(t models.Tenant) bool { return t.ID == s.TenantID }); i >= 0 {
		tenant = tenants[i]
	}
	r := insight.Analyze(s, set.policy(&tenant, p.catalog, set.currencyOf(tenant.CustomerID)))
	return figures(&r), nil
}

func figures(r *insight.Result) []models.Figure {
	held := map[string]int{}
	for i := range r.Findings {
		if f := &r.Findings[i]; f.Cause != insight.Unassigned {
			held[f.SKUID] += f.Seats
		}
	}
	var all []models.Figure
	for i := range r.Seats {
		row := &r.Seats[i]
		if !row.Counted {
			continue
		}
		all = append(all, models.Figure{
			TenantID: r.TenantID, SKUID: row.SKUID, At: r.ScannedAt,
			Owned: row.Owned, Assigned: row.Assigned, Suspended: row.Suspended, Spare: row.Spare,
			Currency: r.Currency, Spend: decimalText(row.Spend), Leakage: decimalText(row.Leakage),
			Inactive: held[row.SKUID],
		})
	}
	return all
}

func decimalText(a *money.Amount) string {
	if a == nil {
		return ""
	}
	return a.String()
}
