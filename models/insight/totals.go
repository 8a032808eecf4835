package insight

import "msp-license-tracker/models/money"

// tally adds up one tenant. Amounts were rounded before they get here, so
// every total is the plain sum of the rows below it.
type tally struct {
	sum   Totals
	users int // accounts holding a counted seat
}

func newTally(currency string) *tally {
	zero := money.Zero(currency)
	t := &tally{sum: Totals{
		Spend: zero, SpendYearly: zero, Leakage: zero, LeakageYearly: zero,
		ByCause: make(map[Cause]CauseTotal, len(Causes)),
	}}
	for _, c := range Causes {
		t.sum.ByCause[c] = CauseTotal{Monthly: zero, Yearly: zero}
	}
	return t
}

// addUser counts an account once per cause, and once as inactive.
func (t *tally) addUser(findings []Finding) {
	inactive := false
	for i := range findings {
		c := findings[i].Cause
		inactive = inactive || c == Blocked || c == NeverUsed || c == Inactive
		if !holdsCause(findings[:i], c) {
			of := t.sum.ByCause[c]
			of.Users++
			t.sum.ByCause[c] = of
		}
	}
	if inactive {
		t.sum.InactiveUsers++
	}
}

func holdsCause(findings []Finding, c Cause) bool {
	for i := range findings {
		if findings[i].Cause == c {
			return true
		}
	}
	return false
}

// paid counts the findings of one SKU and cause that share one seat amount.
type paid struct {
	sku   string
	cause Cause
}

// addFindings sums seats and money. Findings of one SKU and cause share one
// rounded amount: amount × count is their exact sum, in one multiplication.
func (t *tally) addFindings(findings []Finding, products map[string]*product) {
	counts := map[paid]int{}
	for i := range findings {
		f := &findings[i]
		p := products[f.SKUID]
		p.found++
		of := t.sum.ByCause[f.Cause]
		of.Seats += f.Seats
		t.sum.ByCause[f.Cause] = of
		switch {
		case f.Monthly == nil:
		case f.Cause == Unassigned:
			t.addMoney(p, f.Cause, *f.Monthly, *f.Yearly)
		default:
			counts[paid{f.SKUID, f.Cause}]++
		}
	}
	for of, n := range counts {
		p := products[of.sku]
		t.addMoney(p, of.cause, p.seatMonth.Times(n), p.seatYear.Times(n))
	}
}

func (t *tally) addMoney(p *product, c Cause, month, year money.Amount) {
	of := t.sum.ByCause[c]
	of.Monthly, of.Yearly = of.Monthly.Add(month), of.Yearly.Add(year)
	t.sum.ByCause[c] = of
	t.sum.Leakage, t.sum.LeakageYearly = t.sum.Leakage.Add(month), t.sum.LeakageYearly.Add(year)
	leak := month
	if p.row.Leakage != nil {
		leak = leak.Add(*p.row.Leakage)
	}
	p.row.Leakage = &leak
}

func (t *tally) addProducts(products []*product) {
	for _, p := range products {
		r := &p.row
		if !r.Counted {
			continue
		}
		t.sum.SeatsOwned += r.Owned
		t.sum.SeatsAssigned += r.Assigned
		t.sum.SeatsFree += max(0, r.Free)
		if r.Spend != nil {
			t.sum.Spend, t.sum.SpendYearly = t.sum.Spend.Add(*r.Spend), t.sum.SpendYearly.Add(*r.SpendYearly)
		}
		if isUnpriced(p) {
			t.sum.UnpricedSKUs++
		}
	}
}

func (t *tally) totals(hidden int) Totals {
	t.sum.LicensedUsers, t.sum.HiddenUsers = t.users, hidden
	return t.sum
}

// isUnpriced: a counted SKU with seats or findings that no sum holds.
func isUnpriced(p *product) bool {
	return p.row.Counted && !p.priced() && (p.row.Owned > 0 || p.row.Assigned > 0 || p.found > 0)
}

func unpriced(products []*product) []Unpriced {
	var all []Unpriced
	for _, p := range products {
		if isUnpriced(p) {
			all = append(all, Unpriced{
				TenantID: p.row.TenantID, SKUID: p.row.SKUID, PartNumber: p.row.PartNumber, Product: p.row.Product,
				Owned: p.row.Owned, Findings: p.found, Reason: p.cost.why,
			})
		}
	}
	return all
}

func seatRows(products []*product) []SeatRow {
	rows := make([]SeatRow, len(products))
	for i, p := range products {
		if p.row.Counted && p.priced() && p.row.Leakage == nil {
			none := money.Zero(p.seatMonth.Currency)
			p.row.Leakage = &none
		}
		rows[i] = p.row
	}
	return rows
}
