package portfolio

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/money"
)

// horizon is how far back history is shown.
const horizon = 180 * 24 * time.Hour

// dayFigure is one tenant's sums at its last scan of one day (UTC).
type dayFigure struct {
	day, at        time.Time
	scan           int64
	spend, leakage money.Amount
}

// History of a scope, one point for each day with a scan, oldest first. A
// tenant not scanned that day counts with its figures of the scan before.
func (p *Portfolio) History(ctx context.Context, scope Scope) ([]HistoryPoint, error) {
	v, err := p.view(ctx, scope)
	if err != nil {
		return nil, err
	}
	lines, err := p.lines(ctx, v)
	if err != nil {
		return nil, err
	}
	return sumLines(lines, v.currency), nil
}

// lines are the histories of a view's tenants in its currency. Figures that
// were recorded in another one and have no exchange rate are left out.
func (p *Portfolio) lines(ctx context.Context, v *view) (map[string][]dayFigure, error) {
	known, missing, begun := p.heldDays(v.tenants)
	if len(missing) > 0 {
		rows, err := p.src.Figures(ctx, missing, p.now().Add(-horizon))
		if err != nil {
			return nil, fmt.Errorf("read history: %w", err)
		}
		fresh := byTenant(rows)
		p.mu.Lock()
		for _, id := range missing {
			known[id] = fresh[id]
			if begun == p.changes {
				p.days[id] = fresh[id]
			}
		}
		p.mu.Unlock()
	}
	for id, line := range known {
		known[id] = inCurrency(line, v.currency, v.settings.rates)
	}
	return known, nil
}

func (p *Portfolio) heldDays(tenants []models.Tenant) (known map[string][]dayFigure, missing []string, begun uint64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	known = make(map[string][]dayFigure, len(tenants))
	for i := range tenants {
		if line, ok := p.days[tenants[i].ID]; ok {
			known[tenants[i].ID] = line
		} else {
			missing = append(missing, tenants[i].ID)
		}
	}
	return known, missing, p.changes
}

// byTenant sums the SKU rows of each scan and keeps the last scan of each day.
func byTenant(rows []models.Figure) map[string][]dayFigure {
	slices.SortFunc(rows, func(a, b models.Figure) int {
		if c := strings.Compare(a.TenantID, b.TenantID); c != 0 {
			return c
		}
		if c := a.At.Compare(b.At); c != 0 {
			return c
		}
		return int(a.ScanID - b.ScanID)
	})
	lines := map[string][]dayFigure{}
	for i := range rows {
		lines[rows[i].TenantID] = addRow(lines[rows[i].TenantID], &rows[i])
	}
	return lines
}

func addRow(line []dayFigure, f *models.Figure) []dayFigure {
	day := f.At.UTC().Truncate(24 * time.Hour)
	next := dayFigure{
		day: day, at: f.At, scan: f.ScanID,
		spend: recorded(f.Spend, f.Currency), leakage: recorded(f.Leakage, f.Currency),
	}
	if len(line) == 0 || !line[len(line)-1].day.Equal(day) {
		return append(line, next)
	}
	last := &line[len(line)-1]
	if last.scan != f.ScanID || !last.at.Equal(f.At) || last.spend.Currency != f.Currency {
		*last = next // a later scan of the same day
		return line
	}
	last.spend, last.leakage = last.spend.Add(next.spend), last.leakage.Add(next.leakage)
	return line
}

// recorded reads a stored amount; "" is an unpriced SKU and adds nothing.
func recorded(text, currency string) money.Amount {
	a, err := money.Of(text, currency)
	if err != nil {
		return money.Zero(currency)
	}
	return a
}

func inCurrency(line []dayFigure, currency string, rates []insight.Rate) []dayFigure {
	out := make([]dayFigure, 0, len(line))
	for _, d := range line {
		spend, ok := insight.Convert(d.spend, currency, rates, d.day)
		leakage, also := insight.Convert(d.leakage, currency, rates, d.day)
		if ok && also {
			d.spend, d.leakage = spend, leakage
			out = append(out, d)
		}
	}
	return out
}

// sumLines walks all days; each tenant stands with its newest figure so far.
func sumLines(lines map[string][]dayFigure, currency string) []HistoryPoint {
	changes := map[time.Time][]change{}
	for id, line := range lines {
		for _, d := range line {
			changes[d.day] = append(changes[d.day], change{id, d})
		}
	}
	days := make([]time.Time, 0, len(changes))
	for day := range changes {
		days = append(days, day)
	}
	slices.SortFunc(days, time.Time.Compare)
	sum := HistoryPoint{Spend: money.Zero(currency), Leakage: money.Zero(currency)}
	standing := map[string]dayFigure{}
	points := make([]HistoryPoint, 0, len(days))
	for _, day := range days {
		for _, c := range changes[day] {
			before := standing[c.tenant]
			sum.Spend = sum.Spend.Add(c.figure.spend).Sub(before.spend)
			sum.Leakage = sum.Leakage.Add(c.figure.leakage).Sub(before.leakage)
			standing[c.tenant] = c.figure
		}
		sum.At = day
		points = append(points, sum)
	}
	return points
}

// change is a tenant's new figure on a day.
type change struct {
	tenant string
	figure dayFigure
}
