package insight

import (
	"time"

	"msp-license-tracker/models/money"
)

// Doc is the machine-readable answer of decision 14. Amounts are decimal
// strings; an amount that does not exist is null, as is an unknown date.
type Doc struct {
	Findings   []FindingDoc  `json:"findings"`
	CannotTell []UnseenDoc   `json:"cannotTell"`
	Unpriced   []UnpricedDoc `json:"unpriced"`
	Totals     TotalsDoc     `json:"totals"`
}

// FindingDoc is one finding with its money and its proof.
type FindingDoc struct {
	Finding
	Monthly      *money.Amount `json:"monthlyAmount"`
	Yearly       *money.Amount `json:"yearlyAmount"`
	Currency     *string       `json:"currency"`
	LastActivity *time.Time    `json:"lastActivity"`
	Days         *int          `json:"daysSinceActivity"`
	Proof        ProofDoc      `json:"proof"`
}

// ProofDoc is the working of one amount.
type ProofDoc struct {
	Rule      string    `json:"rule"`
	Threshold int       `json:"thresholdDays,omitempty"`
	Price     *PriceDoc `json:"price"`
	Facts     []FactDoc `json:"facts"`
	Caveats   []string  `json:"caveats"`
	ScannedAt time.Time `json:"scannedAt"`
}

// PriceDoc is the price row used, with the exchange rate when it needed one.
type PriceDoc struct {
	Scope     money.Scope     `json:"scope"`
	Amount    string          `json:"amount"` // per seat and payment, exact
	Currency  string          `json:"currency"`
	Frequency money.Frequency `json:"frequency"`
	Term      string          `json:"term"`
	Effective *string         `json:"effective"` // day
	Source    string          `json:"source"`
	Rate      *RateDoc        `json:"rate,omitempty"`
}

// RateDoc is an exchange rate the owner entered.
type RateDoc struct {
	From  string  `json:"from"`
	To    string  `json:"to"`
	Value string  `json:"value"`
	Date  *string `json:"date"`
}

// FactDoc is one raw value with its source.
type FactDoc struct {
	Name     string     `json:"name"`
	Label    string     `json:"label"`
	Value    string     `json:"value"` // "" = unknown
	Source   string     `json:"source"`
	DataDate *time.Time `json:"dataDate"`
}

// UnseenDoc is a user nobody can judge.
type UnseenDoc struct {
	TenantName string    `json:"tenantName"`
	Certainty  Certainty `json:"certainty"`
	Unseen
}

// UnpricedDoc is a SKU left out of the sums.
type UnpricedDoc struct {
	TenantName string `json:"tenantName"`
	Unpriced
}

// Document is the answer for any number of tenants. Results in several
// currencies have no common sum: the totals' amounts are then null and each
// tenant's own totals stand.
func Document(results ...Result) Doc {
	d := Doc{Findings: []FindingDoc{}, CannotTell: []UnseenDoc{}, Unpriced: []UnpricedDoc{}}
	for i := range results {
		r := &results[i]
		for j := range r.Findings {
			d.Findings = append(d.Findings, findingDoc(&r.Findings[j]))
		}
		for _, u := range r.Hidden {
			d.CannotTell = append(d.CannotTell, UnseenDoc{TenantName: r.TenantName, Certainty: CannotTell, Unseen: u})
		}
		for _, u := range r.Unpriced {
			d.Unpriced = append(d.Unpriced, UnpricedDoc{TenantName: r.TenantName, Unpriced: u})
		}
	}
	d.Totals = totalsDoc(results)
	return d
}

func findingDoc(f *Finding) FindingDoc {
	d := FindingDoc{Finding: *f, Monthly: f.Monthly, Yearly: f.Yearly, LastActivity: instant(f.LastUse), Proof: proofDoc(&f.Proof)}
	if f.Monthly != nil {
		d.Currency = &f.Monthly.Currency
	}
	if d.LastActivity != nil {
		d.Days = &f.Days
	}
	return d
}

func proofDoc(p *Proof) ProofDoc {
	d := ProofDoc{
		Rule: p.Rule, Threshold: p.Threshold, ScannedAt: p.ScannedAt,
		Facts: make([]FactDoc, len(p.Facts)), Caveats: append([]string{}, p.Caveats...),
	}
	for i, f := range p.Facts {
		d.Facts[i] = FactDoc{Name: f.Name, Label: f.Label, Value: f.Value, Source: f.Source, DataDate: instant(f.DataDate)}
	}
	if p.Price != nil {
		d.Price = priceDoc(p.Price, p.Rate)
	}
	return d
}

func priceDoc(p *money.Price, rate *Rate) *PriceDoc {
	d := &PriceDoc{
		Scope: p.Scope, Amount: p.Amount.String(), Currency: p.Currency, Frequency: p.Frequency,
		Term: p.Term, Effective: dayDoc(p.Effective), Source: p.Source,
	}
	if rate != nil {
		d.Rate = &RateDoc{From: rate.From, To: rate.To, Value: rate.Value, Date: dayDoc(rate.Date)}
	}
	return d
}

func instant(at time.Time) *time.Time {
	if at.IsZero() {
		return nil
	}
	at = at.UTC()
	return &at
}

func dayDoc(at time.Time) *string {
	if at.IsZero() {
		return nil
	}
	day := calendarDay(at)
	return &day
}
