package reports

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/money"
)

// facts are the results of all tenants of a report, added up once.
type facts struct {
	in       ClientInput
	currency string
	newest   time.Time // newest scan
	spend    money.Amount
	leak     money.Amount
	leakYear money.Amount
	byCause  map[insight.Cause]insight.CauseTotal
	seats    map[string]*insight.SeatRow // by tenant and SKU
	silent   map[insight.Cause]int       // seats found without an amount
	owned    int
	assigned int
	free     int
	users    int
	hidden   int
	unpriced int
}

// gather adds up the tenants. Sums only add what insight rounded.
func gather(in ClientInput) (*facts, error) {
	if len(in.Results) == 0 {
		return nil, &models.Failure{Err: models.ErrNotFound, Explanation: models.Explanation{
			Code: "report-no-scan", Whose: models.PartyMSP,
			Title: "There is nothing to report yet.",
			Cause: "None of the tenants has been scanned.",
			Next:  "Scan the tenant, then make the report again.",
		}}
	}
	f := &facts{
		in: in, currency: in.Results[0].Currency,
		byCause: map[insight.Cause]insight.CauseTotal{}, silent: map[insight.Cause]int{},
		seats: map[string]*insight.SeatRow{},
	}
	for i := range in.Results {
		if err := f.add(&in.Results[i]); err != nil {
			return nil, err
		}
	}
	return f, nil
}

func (f *facts) add(r *insight.Result) error {
	if r.Currency != f.currency {
		return &models.Failure{Err: money.ErrMixedCurrencies, Explanation: models.Explanation{
			Code: "report-currencies", Whose: models.PartyMSP,
			Title: "One report cannot add up different currencies.",
			Cause: fmt.Sprintf("%s is in %s, another tenant in %s.", r.TenantName, r.Currency, f.currency),
			Next:  "Make one report per customer, or give the customers the same currency.",
		}}
	}
	t := &r.Totals
	sums := []struct {
		to *money.Amount
		by money.Amount
	}{{&f.spend, t.Spend}, {&f.leak, t.Leakage}, {&f.leakYear, t.LeakageYearly}}
	for _, s := range sums {
		if err := addTo(s.to, s.by); err != nil {
			return fmt.Errorf("tenant %s: %w", r.TenantID, err)
		}
	}
	for cause, by := range t.ByCause {
		sum := f.byCause[cause]
		if err := errors.Join(addTo(&sum.Monthly, by.Monthly), addTo(&sum.Yearly, by.Yearly)); err != nil {
			return fmt.Errorf("tenant %s, cause %s: %w", r.TenantID, cause, err)
		}
		sum.Seats, sum.Users = sum.Seats+by.Seats, sum.Users+by.Users
		f.byCause[cause] = sum
	}
	for i := range r.Findings {
		if r.Findings[i].Monthly == nil {
			f.silent[r.Findings[i].Cause] += r.Findings[i].Seats
		}
	}
	for i := range r.Seats {
		f.seats[r.TenantID+"|"+r.Seats[i].SKUID] = &r.Seats[i]
	}
	f.owned, f.assigned, f.free = f.owned+t.SeatsOwned, f.assigned+t.SeatsAssigned, f.free+t.SeatsFree
	f.users, f.hidden, f.unpriced = f.users+t.LicensedUsers, f.hidden+t.HiddenUsers, f.unpriced+t.UnpricedSKUs
	if r.ScannedAt.After(f.newest) {
		f.newest = r.ScannedAt
	}
	return nil
}

func addTo(sum *money.Amount, by money.Amount) error {
	total, err := money.Sum(*sum, by)
	if err == nil {
		*sum = total
	}
	return err
}

// causes that found something, in order of precedence.
func (f *facts) causes() []insight.Cause {
	var some []insight.Cause
	for _, c := range insight.Causes {
		if f.byCause[c].Seats > 0 {
			some = append(some, c)
		}
	}
	return some
}

// seatsFound counts the seats of all causes, each once.
func (f *facts) seatsFound() int {
	n := 0
	for _, c := range f.byCause {
		n += c.Seats
	}
	return n
}

// priced reports whether there is any money to speak of.
func (f *facts) priced() bool { return !f.spend.IsZero() }

// several tenants are told apart by name.
func (f *facts) several() bool { return len(f.in.Results) > 1 }

func (f *facts) period() string { return f.newest.UTC().Format("January 2006") }

// of are the findings of one cause, most money first over all tenants.
func (f *facts) of(cause insight.Cause) []*insight.Finding {
	var some []*insight.Finding
	for i := range f.in.Results {
		for j := range f.in.Results[i].Findings {
			if fd := &f.in.Results[i].Findings[j]; fd.Cause == cause {
				some = append(some, fd)
			}
		}
	}
	slices.SortStableFunc(some, func(a, b *insight.Finding) int { return compareMoney(b.Monthly, a.Monthly) })
	return some
}

// compareMoney puts no amount below every amount.
func compareMoney(a, b *money.Amount) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return -1
	case b == nil:
		return 1
	}
	return a.Value.Cmp(b.Value)
}

// renewal is when a product of a tenant can next be reduced; zero = unknown
// or already past at the time of the scan.
func (f *facts) renewal(tenantID, skuID string) time.Time {
	s := f.seats[tenantID+"|"+skuID]
	if s == nil || !s.Renewal.After(f.newest) {
		return time.Time{}
	}
	return s.Renewal
}

// renewals of the findings of a cause, earliest first, each date once.
func (f *facts) renewals(of []*insight.Finding) (dates []time.Time, unknown bool) {
	for _, fd := range of {
		at := f.renewal(fd.TenantID, fd.SKUID)
		if at.IsZero() {
			unknown = true
			continue
		}
		dates = append(dates, at.UTC().Truncate(24*time.Hour))
	}
	slices.SortFunc(dates, func(a, b time.Time) int { return cmp.Compare(a.Unix(), b.Unix()) })
	return slices.Compact(dates), unknown
}
