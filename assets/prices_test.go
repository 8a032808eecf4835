package assets

import (
	"testing"

	"msp-license-tracker/models"
	"msp-license-tracker/models/money"
)

func TestListPricesAreUSDollarsPerSeatAndMonth(t *testing.T) {
	prices, err := ListPrices()
	if err != nil {
		t.Fatal(err)
	}
	if len(prices) < 98 {
		t.Errorf("%d prices, the file holds 98 that are not zero", len(prices))
	}
	for id, p := range prices {
		product, known := mustCatalog(t).Product(id, "")
		switch {
		case !known || product.Class == models.ClassFree || product.Class == models.ClassTrial:
			t.Errorf("%s: a price for %+v", id, product)
		case p.SKUID != id || p.Scope != money.ListPrice || p.Currency != "USD" || p.Frequency != money.Monthly:
			t.Errorf("%s: %+v", id, p)
		case !p.Amount.IsPositive() || p.Term == "" || p.Source == "":
			t.Errorf("%s: nothing to prove it with: %+v", id, p)
		}
	}
}

func TestListPriceOfKnownProducts(t *testing.T) {
	prices, err := ListPrices()
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ part, want, effective string }{
		{"ENTERPRISEPACK", "26", "2026-07-01"},
		{"Microsoft_365_Copilot", "30", "2023-11-01"},
		{"DESKLESSPACK", "4", "0001-01-01"}, // not documented
		{"CDS_DB_CAPACITY", "40", "2026-05-05"},
	}
	for _, tt := range tests {
		p, _ := mustCatalog(t).Product("", tt.part)
		price := prices[p.SKUID]
		if price.Amount.String() != tt.want || price.Effective.Format("2006-01-02") != tt.effective {
			t.Errorf("%s costs %s from %s, want %s from %s", tt.part, price.Amount, price.Effective.Format("2006-01-02"), tt.want, tt.effective)
		}
	}
}

func TestTheCallerOwnsThePriceMap(t *testing.T) {
	mine, _ := ListPrices()
	clear(mine)
	if again, _ := ListPrices(); len(again) == 0 {
		t.Error("a caller emptied the list for everybody")
	}
}
