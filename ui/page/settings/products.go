package settings

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"
	"github.com/shopspring/decimal"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/money"
	"msp-license-tracker/ui/page"
)

// product is one SKU of the workspace with what the owner may decide about it.
type product struct {
	skuID, partNumber, name string
	class                   models.SKUClass
	managed                 bool
	owned, tenants          int
	list                    *money.Price // Microsoft's list price, nil when none is known
	own                     *money.Price // the owner's price for the whole workspace
}

// lister finds a list price on a day.
type lister func(skuID, partNumber string, day time.Time) (money.Price, bool)

// productsOf gathers the SKUs of all tenants, one row each, by name.
func productsOf(results []insight.Result, settings []models.SKUSetting, prices []money.Price, list lister, day time.Time) []product {
	byID := map[string]*product{}
	for i := range results {
		for _, s := range results[i].Seats {
			p := byID[s.SKUID]
			if p == nil {
				p = &product{skuID: s.SKUID, partNumber: s.PartNumber, name: page.ProductName(s.Product, s.PartNumber), class: s.Class, managed: true}
				byID[s.SKUID] = p
			}
			p.owned += s.Owned
			p.tenants++
		}
	}
	decide(byID, settings)
	for _, p := range byID {
		p.price(prices, list, day)
	}
	out := make([]product, 0, len(byID))
	for _, p := range byID {
		out = append(out, *p)
	}
	slices.SortFunc(out, func(a, b product) int {
		return cmp.Or(cmp.Compare(strings.ToLower(a.name), strings.ToLower(b.name)), cmp.Compare(a.skuID, b.skuID))
	})
	return out
}

// decide applies the owner's rows for the whole workspace.
func decide(byID map[string]*product, settings []models.SKUSetting) {
	for _, s := range settings {
		p := byID[s.SKUID]
		if p == nil || s.TenantID != "" {
			continue
		}
		if s.Class != nil {
			p.class = *s.Class
		}
		if s.Managed != nil {
			p.managed = *s.Managed
		}
		if s.Name != nil && *s.Name != "" {
			p.name = *s.Name
		}
	}
}

func (p *product) price(prices []money.Price, list lister, day time.Time) {
	for i := range prices {
		if x := prices[i]; x.Scope == money.WorkspacePrice && x.SKUID == p.skuID && x.HoldsOn(day) {
			p.own = &x
		}
	}
	if list == nil {
		return
	}
	if l, ok := list(p.skuID, p.partNumber, day); ok {
		p.list = &l
	}
}

func priceText(p *money.Price) string {
	if p == nil {
		return page.None
	}
	text := money.Amount{Value: p.Amount, Currency: p.Currency}.Format()
	switch p.Frequency {
	case money.Annual:
		return text + " " + lang.L("a year")
	case money.ThreeYear:
		return text + " " + lang.L("for three years")
	default:
		return text
	}
}

// effective is the price that enters the sums, in words, and whether there is one.
func (p *product) counted() string {
	switch {
	case !p.managed:
		return lang.L("not managed")
	case p.class != models.ClassPaid:
		return page.ClassName(p.class)
	case p.own == nil && p.list == nil:
		return lang.L("unpriced")
	default:
		return lang.L("counted")
	}
}

// parsePrice reads what the owner typed: an exact decimal, not negative.
func parsePrice(text string) (decimal.Decimal, error) {
	text = strings.ReplaceAll(strings.TrimSpace(text), ",", ".")
	d, err := decimal.NewFromString(text)
	switch {
	case text == "" || err != nil:
		return decimal.Decimal{}, errors.New(lang.L("Enter an amount such as 22.50."))
	case d.IsNegative():
		return decimal.Decimal{}, errors.New(lang.L("A price cannot be negative."))
	case d.Exponent() < -4:
		return decimal.Decimal{}, fmt.Errorf("%s", lang.L("At most four digits after the point."))
	default:
		return d, nil
	}
}
