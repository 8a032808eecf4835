package portfolio

import (
	"context"
	"slices"
	"strings"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
)

// Renewals ahead of live subscriptions of counted SKUs, soonest first.
func (p *Portfolio) Renewals(ctx context.Context, scope Scope) ([]Renewal, error) {
	v, err := p.view(ctx, scope)
	if err != nil {
		return nil, err
	}
	return v.renewals(p.now()), nil
}

func (v *view) renewals(now time.Time) []Renewal {
	var all []Renewal
	for i := range v.tenants {
		if j := v.judged[v.tenants[i].ID]; j != nil {
			all = append(all, j.renewals(now)...)
		}
	}
	slices.SortStableFunc(all, func(a, b Renewal) int {
		if c := a.Date.Compare(b.Date); c != 0 {
			return c
		}
		return strings.Compare(a.Product, b.Product)
	})
	return all
}

func (j *judged) renewals(now time.Time) []Renewal {
	var all []Renewal
	for i := range j.subscriptions {
		s := &j.subscriptions[i]
		row := j.seatRow(s.SKUID)
		if row == nil || !row.Counted || !insight.Live(s) || s.NextLifecycle.Before(now) {
			continue
		}
		all = append(all, renewal(&j.result, row, s))
	}
	return all
}

func renewal(r *insight.Result, row *insight.SeatRow, s *models.Subscription) Renewal {
	return Renewal{
		TenantID: r.TenantID, TenantName: r.TenantName, SKUID: row.SKUID, Product: row.Product,
		Date: s.NextLifecycle, Seats: s.Seats, FreeSeats: min(row.Unassigned, s.Seats), Status: s.Status,
	}
}

func (j *judged) seatRow(skuID string) *insight.SeatRow {
	for i := range j.result.Seats {
		if j.result.Seats[i].SKUID == skuID {
			return &j.result.Seats[i]
		}
	}
	return nil
}
