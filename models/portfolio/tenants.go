package portfolio

import (
	"context"
	"fmt"

	"msp-license-tracker/models"
	"msp-license-tracker/models/money"
)

// Tenants lists the tenants of a scope by name, those never scanned included.
// Amounts are in the scope's reporting currency.
func (p *Portfolio) Tenants(ctx context.Context, scope Scope) ([]TenantRow, error) {
	v, scans, err := p.viewWithScans(ctx, scope)
	if err != nil {
		return nil, err
	}
	rows := make([]TenantRow, len(v.tenants))
	for i := range v.tenants {
		rows[i] = p.tenantRow(v, &v.tenants[i], scans[v.tenants[i].ID])
	}
	return rows, nil
}

func (p *Portfolio) viewWithScans(ctx context.Context, scope Scope) (*view, map[string]models.LastScan, error) {
	v, err := p.view(ctx, scope)
	if err != nil {
		return nil, nil, err
	}
	scans, err := p.src.LastScans(ctx)
	if err != nil {
		return nil, nil, fmt.Errorf("read last scans: %w", err)
	}
	return v, scans, nil
}

func (p *Portfolio) tenantRow(v *view, t *models.Tenant, scans models.LastScan) TenantRow {
	j := v.judged[t.ID]
	row := TenantRow{
		Tenant:   *t,
		Customer: v.settings.customers[t.CustomerID].Name,
		Health:   examine(examined{tenant: t, scans: scans, judged: j, now: p.now()}),
		Spend:    money.Zero(v.currency), Leakage: money.Zero(v.currency),
		LastScan: scans.Good.FinishedAt, LastState: scans.Newest.State,
	}
	if j != nil {
		sum := &j.result.Totals
		row.LicensedUsers, row.Unpriced = sum.LicensedUsers, sum.UnpricedSKUs
		row.Spend, row.Leakage = sum.Spend, sum.Leakage
		row.SecureScore, row.HasScore = j.score.Percent()
	}
	return row
}
