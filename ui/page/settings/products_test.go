package settings

import (
	"testing"

	"msp-license-tracker/models"
	"msp-license-tracker/models/money"
	"msp-license-tracker/ui/page/pagetest"

	"github.com/shopspring/decimal"
)

func TestEverySKUHasOneRowWithItsPriceAndClass(t *testing.T) {
	w := &pagetest.World{}
	results := pagetest.Results()
	off, donated := false, models.ClassDonated
	sku := results[0].Seats[0].SKUID
	settings := []models.SKUSetting{{SKUID: sku, Managed: &off, Class: &donated}, {TenantID: "x", SKUID: results[0].Seats[1].SKUID, Managed: &off}}
	prices := []money.Price{{Scope: money.WorkspacePrice, SKUID: sku, Amount: decimal.RequireFromString("19.5"), Currency: "GBP", Frequency: money.Monthly}}
	seen := map[string]product{}
	for _, p := range productsOf(results, settings, prices, w.ListPrice, pagetest.Now) {
		if _, twice := seen[p.skuID]; twice {
			t.Errorf("%s has two rows", p.name)
		}
		seen[p.skuID] = p
	}
	p := seen[sku]
	if p.managed || p.class != models.ClassDonated || p.own == nil || priceText(p.own) != "£19.50" || priceText(p.list) != "£22.00" {
		t.Errorf("%+v", p)
	}
	if !seen[results[0].Seats[1].SKUID].managed {
		t.Error("a tenant's own row must not decide for the workspace")
	}
}

func TestPricesAreReadExactly(t *testing.T) {
	for in, want := range map[string]string{"22.50": "22.5", " 22,50 ": "22.5", "0": "0", "0.0833": "0.0833"} {
		if d, err := parsePrice(in); err != nil || d.String() != want {
			t.Errorf("%q reads %v, %v", in, d, err)
		}
	}
	for _, in := range []string{"", "free", "-1", "1.23456", "1,234.50"} {
		if d, err := parsePrice(in); err == nil {
			t.Errorf("%q was taken for %v", in, d)
		}
	}
}

func FuzzParsePrice(f *testing.F) {
	for _, s := range []string{"", "1", "1,5", "-3", "1e9", "99999999999999999999"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if d, err := parsePrice(s); err == nil && (d.IsNegative() || d.Exponent() < -4) {
			t.Errorf("%q was taken for %v", s, d)
		}
	})
}
