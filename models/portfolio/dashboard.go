package portfolio

import (
	"context"
	"slices"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/money"
)

// firstThings is how many actions the dashboard shows.
const firstThings = 5

// month is how far back "before" lies.
const month = 30 * 24 * time.Hour

// Dashboard holds the figures of a scope in its reporting currency.
func (p *Portfolio) Dashboard(ctx context.Context, scope Scope) (Dashboard, error) {
	v, scans, err := p.viewWithScans(ctx, scope)
	if err != nil {
		return Dashboard{}, err
	}
	lines, err := p.lines(ctx, v)
	if err != nil {
		return Dashboard{}, err
	}
	now := p.now()
	d := newDashboard(v)
	for i := range v.tenants {
		t := &v.tenants[i]
		d.addState(t, scans[t.ID], v.judged[t.ID], now)
		if j := v.judged[t.ID]; j != nil {
			d.addResult(&j.result)
		}
	}
	results := v.results()
	d.LeakagePercent = d.Leakage.PercentOf(d.Spend)
	d.DoFirst = Actions(results, now)
	d.DoFirst = d.DoFirst[:min(firstThings, len(d.DoFirst))]
	d.Renewals = v.renewals(now)
	d.LeakageBefore = leakageOn(lines, results, v.currency, now.Add(-month))
	d.History = endingWith(sumLines(lines, v.currency), &d)
	slices.SortStableFunc(d.ByTenant, func(a, b TenantMoney) int { return money.Compare(b.Spend, a.Spend) })
	return d, nil
}

func newDashboard(v *view) Dashboard {
	zero := money.Zero(v.currency)
	d := Dashboard{
		Currency: v.currency, Tenants: len(v.tenants),
		Spend: zero, Leakage: zero, LeakageYearly: zero,
	}
	for _, c := range insight.Causes {
		d.ByCause = append(d.ByCause, CauseMoney{Cause: c, Monthly: zero, Yearly: zero})
	}
	return d
}

func (d *Dashboard) addState(t *models.Tenant, scans models.LastScan, j *judged, now time.Time) {
	good := scans.Good.FinishedAt
	if !good.IsZero() && now.Sub(good) <= staleAfter {
		d.UpToDate++
	}
	if good.After(d.LastScan) {
		d.LastScan = good
	}
	if examine(examined{tenant: t, scans: scans, judged: j, now: now}).Level != Healthy {
		d.Attention++
	}
}

func (d *Dashboard) addResult(r *insight.Result) {
	t := &r.Totals
	d.Spend, d.Leakage = d.Spend.Add(t.Spend), d.Leakage.Add(t.Leakage)
	d.LeakageYearly = d.LeakageYearly.Add(t.LeakageYearly)
	d.SeatsOwned += t.SeatsOwned
	d.SeatsAssigned += t.SeatsAssigned
	d.SeatsFree += t.SeatsFree
	d.LicensedUsers += t.LicensedUsers
	d.InactiveUsers += t.InactiveUsers
	d.BlockedUsers += t.ByCause[insight.Blocked].Users
	d.NeverUsed += t.ByCause[insight.NeverUsed].Users
	d.OverThreshold += t.ByCause[insight.Inactive].Users
	d.HiddenUsers += t.HiddenUsers
	if t.HiddenUsers > 0 {
		d.HiddenTenants++
	}
	d.UnpricedSKUs += t.UnpricedSKUs
	for i := range d.ByCause {
		d.ByCause[i].add(t.ByCause[d.ByCause[i].Cause])
	}
	d.ByTenant = append(d.ByTenant, TenantMoney{r.TenantID, r.TenantName, t.Spend, t.Leakage})
}

func (c *CauseMoney) add(t insight.CauseTotal) {
	c.Seats += t.Seats
	c.Users += t.Users
	c.Monthly, c.Yearly = c.Monthly.Add(t.Monthly), c.Yearly.Add(t.Yearly)
}

// leakageOn sums what was known on a day. It is nil unless every tenant that
// counts today had a figure then: growth of the portfolio is no leakage.
func leakageOn(lines map[string][]dayFigure, results []insight.Result, currency string, day time.Time) *money.Amount {
	if len(results) == 0 {
		return nil
	}
	sum := money.Zero(currency)
	for i := range results {
		line := lines[results[i].TenantID]
		n, _ := slices.BinarySearchFunc(line, day, func(d dayFigure, day time.Time) int { return d.at.Compare(day) })
		if n == 0 {
			return nil
		}
		sum = sum.Add(line[n-1].leakage)
	}
	return &sum
}

// endingWith lets the line end in the figures shown beside it: settings may
// have changed since the last scan recorded its own.
func endingWith(points []HistoryPoint, d *Dashboard) []HistoryPoint {
	if d.LastScan.IsZero() {
		return points
	}
	day := d.LastScan.UTC().Truncate(24 * time.Hour)
	now := HistoryPoint{At: day, Spend: d.Spend, Leakage: d.Leakage}
	if n := len(points); n > 0 && !points[n-1].At.Before(day) {
		now.At = points[n-1].At
		return append(points[:n-1], now)
	}
	return append(points, now)
}
