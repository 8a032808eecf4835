package insight

import (
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"msp-license-tracker/models"
	"msp-license-tracker/models/money"
)

// Reasons why a paid SKU has no amount.
const (
	noPrice = "No price is known for this product; enter one in the price book."
	noRate  = "The price is in another currency and no exchange rate was entered."
)

// resolved is what the owner and the bundled lists say about one SKU.
type resolved struct {
	product models.Product
	managed bool
	spare   int
	chosen  bool // the class is the owner's choice, not a default
}

// ruling indexes the settings of one tenant so that each SKU is one lookup.
type ruling struct {
	policy   *Policy
	settings map[string][]models.SKUSetting // workspace row first, tenant row last
}

func newRuling(tenantID string, p *Policy) ruling {
	r := ruling{policy: p, settings: map[string][]models.SKUSetting{}}
	for _, scope := range []string{"", tenantID} {
		for _, s := range p.Settings {
			if s.TenantID == scope {
				r.settings[s.SKUID] = append(r.settings[s.SKUID], s)
			}
		}
	}
	return r
}

// resolve answers field by field: tenant over workspace over bundled default.
func (r ruling) resolve(sku *models.SKU) resolved {
	product, known := models.Product{SKUID: sku.ID, PartNumber: sku.PartNumber, Class: models.ClassPaid}, false
	if r.policy.Catalog != nil {
		product, known = r.policy.Catalog.Product(sku.ID, sku.PartNumber)
	}
	if sku.PartNumber != "" {
		product.PartNumber = sku.PartNumber
	}
	out := resolved{product: product, managed: true}
	if !(known && product.Listed) && strings.EqualFold(sku.AppliesTo, "Company") {
		// Nobody can be assigned such a SKU, so its units are no seats: without
		// a list that knows better it is capacity, not paid.
		out.product.Class = models.ClassCapacity
	}
	for _, s := range r.settings[sku.ID] {
		out.apply(s)
	}
	if out.product.Name == "" {
		out.product.Name = firstText(out.product.PartNumber, sku.ID)
	}
	return out
}

func (r *resolved) apply(s models.SKUSetting) {
	if s.Name != nil && *s.Name != "" {
		r.product.Name = *s.Name
	}
	if s.Class != nil {
		r.product.Class, r.chosen = *s.Class, true
	}
	if s.Managed != nil {
		r.managed = *s.Managed
	}
	if s.Spare != nil && s.TenantID != "" {
		r.spare = max(0, *s.Spare)
	}
}

// cost of one seat in the reporting currency, with the working for the proof.
type cost struct {
	price *money.Price // nil when unpriced
	rate  *Rate        // nil when no conversion was needed
	unit  money.UnitCost
	why   string // why there is no amount, "" when there is one
}

func (r ruling) cost(tenantID string, sku *models.SKU, day time.Time) cost {
	if r.policy.Prices == nil {
		return cost{why: noPrice}
	}
	price, ok := r.policy.Prices.Price(tenantID, sku.ID, sku.PartNumber, day)
	if !ok {
		return cost{why: noPrice}
	}
	c := cost{price: &price, unit: price.UnitCost()}
	if price.Currency == r.policy.Currency {
		return c
	}
	rate, value, ok := rateOn(r.policy.Rates, price.Currency, r.policy.Currency, day)
	if !ok {
		return cost{price: &price, why: noRate}
	}
	c.rate, c.unit = &rate, c.unit.In(r.policy.Currency, value)
	return c
}

// rateOn finds the newest rate entered for the day or before it, else the
// oldest one after it: an owner who enters a rate today means older scans too.
func rateOn(rates []Rate, from, to string, day time.Time) (best Rate, value decimal.Decimal, ok bool) {
	for _, r := range rates {
		if r.From != from || r.To != to {
			continue
		}
		v, err := money.Decimal(r.Value)
		if err != nil || v.Sign() <= 0 {
			continue
		}
		if !ok || betterRate(r, best, day) || r.Date.Equal(best.Date) && v.Cmp(value) > 0 {
			best, value, ok = r, v, true
		}
	}
	return best, value, ok
}

func betterRate(a, b Rate, day time.Time) bool {
	aPast, bPast := !a.Date.After(day), !b.Date.After(day)
	if aPast != bPast {
		return aPast
	}
	if aPast {
		return a.Date.After(b.Date)
	}
	return a.Date.Before(b.Date)
}

// Convert re-expresses a rounded amount in another currency, for figures that
// were recorded under an older reporting currency. ok is false without a rate.
func Convert(a money.Amount, to string, rates []Rate, day time.Time) (converted money.Amount, ok bool) {
	if a.Currency == to || a.Currency == "" {
		return money.Amount{Value: a.Value, Currency: to}, true
	}
	_, value, ok := rateOn(rates, a.Currency, to, day)
	if !ok {
		return money.Amount{}, false
	}
	month := money.Price{Amount: a.Value, Currency: a.Currency, Frequency: money.Monthly}
	return month.UnitCost().In(to, value).Monthly(1), true
}

func firstText(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}
