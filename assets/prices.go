package assets

import (
	"fmt"
	"maps"
	"sync"
	"time"

	"github.com/shopspring/decimal"

	"msp-license-tracker/models"
	"msp-license-tracker/models/money"
)

// ListPrices holds the bundled list prices by SKU id: US dollars per seat and
// month, for the commitment in Term. SKUs that cost nothing are not in it, so
// that one an owner declares paid is unpriced and not silently free. Effective
// is the day the price was documented or observed, where that is known; use it
// as proof, not as a limit. The map is the caller's own.
func ListPrices() (map[string]money.Price, error) {
	prices, err := listPrices()
	return maps.Clone(prices), err
}

var listPrices = sync.OnceValues(loadListPrices)

func loadListPrices() (map[string]money.Price, error) {
	skus, err := Catalog()
	if err != nil {
		return nil, err
	}
	prices := map[string]money.Price{}
	wanted := []string{"part_number", "usd_per_user_month", "kind", "term", "valid_from", "source", "confidence"}
	err = readData("list_prices.csv", wanted, func(r row) error {
		price, err := listPrice(r)
		if err != nil {
			return err
		}
		if !price.Amount.IsPositive() {
			return nil
		}
		ids := skus.ids(r.get("part_number"))
		if len(ids) == 0 {
			return fmt.Errorf("part number %q is not in the catalogue", r.get("part_number"))
		}
		for _, id := range ids {
			price.SKUID = id
			prices[id] = price
		}
		return nil
	})
	return prices, err
}

func listPrice(r row) (money.Price, error) {
	amount, err := decimal.NewFromString(r.get("usd_per_user_month"))
	if err != nil || amount.IsNegative() {
		return money.Price{}, fmt.Errorf("price %q is no amount", r.get("usd_per_user_month"))
	}
	free := models.SKUClass(r.get("kind")) == models.ClassFree || models.SKUClass(r.get("kind")) == models.ClassTrial
	if free && !amount.IsZero() {
		return money.Price{}, fmt.Errorf("%s costs nothing and has a price", r.get("part_number"))
	}
	p := money.Price{
		Scope: money.ListPrice, Amount: amount, Currency: "USD", Frequency: money.Monthly,
		Term: r.get("term"), Source: source(r),
	}
	if day := r.get("valid_from"); day != "" {
		if p.Effective, err = time.Parse(time.DateOnly, day); err != nil {
			return money.Price{}, fmt.Errorf("valid_from %q is no day", day)
		}
	}
	return p, nil
}

func source(r row) string {
	text := "US list price. " + r.get("source")
	if c := r.get("confidence"); c != "" {
		text += " (confidence: " + c + ")"
	}
	return text
}
