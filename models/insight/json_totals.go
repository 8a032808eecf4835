package insight

import "msp-license-tracker/models/money"

// TotalsDoc sums the findings above it, over all tenants and per tenant.
type TotalsDoc struct {
	SumsDoc
	Tenants []TenantTotalsDoc `json:"tenants"`
}

// TenantTotalsDoc is one tenant's share.
type TenantTotalsDoc struct {
	TenantID   string `json:"tenantId"`
	TenantName string `json:"tenantName"`
	SumsDoc
}

// SumsDoc holds the figures of a tenant or of all.
type SumsDoc struct {
	Currency       *string       `json:"currency"`
	MonthlySpend   *money.Amount `json:"monthlySpend"`
	YearlySpend    *money.Amount `json:"yearlySpend"`
	MonthlyLeakage *money.Amount `json:"monthlyLeakage"`
	YearlyLeakage  *money.Amount `json:"yearlyLeakage"`
	SeatsOwned     int           `json:"seatsOwned"`
	SeatsAssigned  int           `json:"seatsAssigned"`
	SeatsFree      int           `json:"seatsFree"`
	LicensedUsers  int           `json:"licensedUsers"`
	InactiveUsers  int           `json:"inactiveUsers"`
	CannotTell     int           `json:"cannotTell"`
	Unpriced       int           `json:"unpriced"`
	ByCause        []CauseDoc    `json:"byCause"`
}

// CauseDoc is one cause, in order of precedence; none is left out.
type CauseDoc struct {
	Cause   Cause         `json:"cause"`
	Seats   int           `json:"seats"`
	Users   int           `json:"users"`
	Monthly *money.Amount `json:"monthlyAmount"`
	Yearly  *money.Amount `json:"yearlyAmount"`
}

func totalsDoc(results []Result) TotalsDoc {
	all := make([]*Totals, len(results))
	d := TotalsDoc{Tenants: []TenantTotalsDoc{}}
	for i := range results {
		r := &results[i]
		all[i] = &r.Totals
		d.Tenants = append(d.Tenants, TenantTotalsDoc{
			TenantID: r.TenantID, TenantName: r.TenantName, SumsDoc: sumsDoc([]*Totals{&r.Totals}),
		})
	}
	d.SumsDoc = sumsDoc(all)
	return d
}

func sumsDoc(all []*Totals) SumsDoc {
	d := SumsDoc{
		MonthlySpend:   sum(all, func(t *Totals) money.Amount { return t.Spend }),
		YearlySpend:    sum(all, func(t *Totals) money.Amount { return t.SpendYearly }),
		MonthlyLeakage: sum(all, func(t *Totals) money.Amount { return t.Leakage }),
		YearlyLeakage:  sum(all, func(t *Totals) money.Amount { return t.LeakageYearly }),
	}
	if d.MonthlySpend != nil && d.MonthlySpend.Currency != "" {
		d.Currency = &d.MonthlySpend.Currency
	}
	for _, t := range all {
		d.SeatsOwned += t.SeatsOwned
		d.SeatsAssigned += t.SeatsAssigned
		d.SeatsFree += t.SeatsFree
		d.LicensedUsers += t.LicensedUsers
		d.InactiveUsers += t.InactiveUsers
		d.CannotTell += t.HiddenUsers
		d.Unpriced += t.UnpricedSKUs
	}
	for _, c := range Causes {
		d.ByCause = append(d.ByCause, causeDoc(all, c))
	}
	return d
}

func causeDoc(all []*Totals, c Cause) CauseDoc {
	d := CauseDoc{
		Cause:   c,
		Monthly: sum(all, func(t *Totals) money.Amount { return t.ByCause[c].Monthly }),
		Yearly:  sum(all, func(t *Totals) money.Amount { return t.ByCause[c].Yearly }),
	}
	for _, t := range all {
		d.Seats += t.ByCause[c].Seats
		d.Users += t.ByCause[c].Users
	}
	return d
}

// sum is nil when the amounts are of several currencies.
func sum(all []*Totals, of func(*Totals) money.Amount) *money.Amount {
	amounts := make([]money.Amount, len(all))
	for i, t := range all {
		amounts[i] = of(t)
	}
	total, err := money.Sum(amounts...)
	if err != nil {
		return nil
	}
	return &total
}
