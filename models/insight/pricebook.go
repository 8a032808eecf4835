package insight

import (
	"strings"
	"time"

	"msp-license-tracker/models/money"
)

// PriceList holds the bundled list prices by SKU id.
type PriceList map[string]money.Price

// NewPriceBook looks prices up in the owner's own prices, tenant before
// workspace, then in the list. It keeps the slices; do not change them later.
func NewPriceBook(own []money.Price, list PriceList) PriceBook {
	b := &book{own: map[string][]money.Price{}, list: list}
	for _, p := range own {
		b.own[p.SKUID] = append(b.own[p.SKUID], p)
	}
	return b
}

type book struct {
	own  map[string][]money.Price
	list PriceList
}

// Price implements PriceBook. A list price holds on every day: its Effective
// date says when it was documented or observed, and an older scan is better
// priced with it than not at all.
func (b *book) Price(tenantID, skuID, _ string, day time.Time) (money.Price, bool) {
	own := b.own[skuID]
	if p, ok := newest(own, money.TenantPrice, tenantID, day); ok {
		return p, true
	}
	if p, ok := newest(own, money.WorkspacePrice, "", day); ok {
		return p, true
	}
	p, ok := b.list[skuID]
	return p, ok
}

// newest price of a scope in force on a day: the one that took effect last.
func newest(prices []money.Price, scope money.Scope, tenantID string, day time.Time) (best money.Price, ok bool) {
	for _, p := range prices {
		if p.Scope != scope || p.TenantID != tenantID || !p.HoldsOn(day) {
			continue
		}
		if !ok || laterPrice(p, best) {
			best, ok = p, true
		}
	}
	return best, ok
}

// laterPrice breaks ties by content so that row order never decides a price.
func laterPrice(a, b money.Price) bool {
	if !a.Effective.Equal(b.Effective) {
		return a.Effective.After(b.Effective)
	}
	if c := a.Amount.Cmp(b.Amount); c != 0 {
		return c > 0
	}
	if c := strings.Compare(a.Currency, b.Currency); c != 0 {
		return c < 0
	}
	return a.Frequency < b.Frequency
}
