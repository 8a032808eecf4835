package insight

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"msp-license-tracker/models"
	"msp-license-tracker/models/money"
)

func ref[T any](v T) *T { return &v }

func TestManagedAndClassDecideWhatCounts(t *testing.T) {
	leaver := func() *office { return newOffice(person("ann", blocked)).seats(premium, 3, 1) }
	found := []string{"ann, Business Premium: blocked, sure, 22.00", "2 seats, Business Premium: unassigned, sure, 44.00"}
	tests := []struct {
		name     string
		settings []models.SKUSetting
		want     []string
	}{
		{"as delivered", nil, found},
		{"unmanaged in the workspace", []models.SKUSetting{{SKUID: premium, Managed: ref(false)}}, nil},
		{"unmanaged in this tenant", []models.SKUSetting{{TenantID: "contoso-id", SKUID: premium, Managed: ref(false)}}, nil},
		{"unmanaged elsewhere", []models.SKUSetting{{TenantID: "fabrikam-id", SKUID: premium, Managed: ref(false)}}, found},
		{"the tenant wins over the workspace", []models.SKUSetting{
			{TenantID: "contoso-id", SKUID: premium, Managed: ref(true)}, {SKUID: premium, Managed: ref(false)}}, found},
		{"field by field", []models.SKUSetting{
			{TenantID: "contoso-id", SKUID: premium, Spare: ref(1)}, {SKUID: premium, Name: ref("Premium"), Spare: ref(2)}},
			[]string{"ann, Premium: blocked, sure, 22.00", "1 seats, Premium: unassigned, sure, 22.00"}},
		{"declared donated", []models.SKUSetting{{SKUID: premium, Class: ref(models.ClassDonated)}}, nil},
		{"declared a device licence", []models.SKUSetting{{SKUID: premium, Class: ref(models.ClassDevice)}}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o := leaver()
			o.Settings = tt.settings
			says(t, o, tt.want...)
		})
	}
}

func TestUncountedProductsStayListed(t *testing.T) {
	o := newOffice(person("ann"))
	o.Settings = []models.SKUSetting{{SKUID: copilot, Managed: ref(false)}}
	rows := o.analyze().Seats
	if len(rows) != 3 {
		t.Fatalf("%d rows, want all three products", len(rows))
	}
	for _, r := range rows {
		if want := r.SKUID == premium; r.Counted != want || (r.Spend != nil) != want || (r.Leakage != nil) != want {
			t.Errorf("%s: counted %v, spend %v", r.Product, r.Counted, r.Spend)
		}
	}
}

func TestAMillionFreeSeatsMoveNoFigure(t *testing.T) {
	with, less := newOffice(person("ann", also(free))), newOffice(person("ann", also(free)))
	less.SKUs = less.SKUs[:2]
	a, b := with.analyze().Totals, less.analyze().Totals
	if a.SeatsOwned != b.SeatsOwned || a.SeatsFree != b.SeatsFree || money.Compare(a.Spend, b.Spend) != 0 || money.Compare(a.Leakage, b.Leakage) != 0 {
		t.Errorf("with %+v\nwithout %+v", a, b)
	}
}

func TestATrialCostsNothingNow(t *testing.T) {
	trial := models.Subscription{SKUID: premium, Status: "Enabled", Trial: true}
	bought := models.Subscription{SKUID: premium, Status: "Enabled"}
	ended := models.Subscription{SKUID: premium, Status: "Suspended"}
	found := "ann, Business Premium: blocked, sure, 22.00"
	tests := []struct {
		name string
		subs []models.Subscription
		want []string
	}{
		{"every live subscription is a trial", []models.Subscription{trial, trial, ended}, nil},
		{"one was bought", []models.Subscription{trial, bought}, []string{found}},
		{"none is known", nil, []string{found}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o := newOffice(person("ann", blocked))
			o.Subscriptions = tt.subs
			says(t, o, tt.want...)
		})
	}
	o := newOffice(person("ann", blocked))
	o.Subscriptions = []models.Subscription{trial}
	o.Settings = []models.SKUSetting{{SKUID: premium, Class: ref(models.ClassPaid)}}
	says(t, o, found) // the owner knows better
}

func own(scope money.Scope, tenant, amount string, change ...func(*money.Price)) money.Price {
	p := money.Price{Scope: scope, TenantID: tenant, SKUID: premium, Amount: decimal.RequireFromString(amount), Currency: "USD", Frequency: money.Monthly}
	for _, c := range change {
		c(&p)
	}
	return p
}

func from(at time.Time) func(*money.Price) { return func(p *money.Price) { p.Effective = at } }
func till(at time.Time) func(*money.Price) { return func(p *money.Price) { p.Expires = at } }

func TestPricesAreLookedUpNarrowestFirst(t *testing.T) {
	tests := []struct {
		name string
		own  []money.Price
		want string
	}{
		{"the list", nil, "22.00"},
		{"the workspace's before the list", []money.Price{own(money.WorkspacePrice, "", "20")}, "20.00"},
		{"the tenant's before the workspace's", []money.Price{own(money.WorkspacePrice, "", "20"), own(money.TenantPrice, "contoso-id", "18.5")}, "18.50"},
		{"another tenant's is none of ours", []money.Price{own(money.TenantPrice, "fabrikam-id", "1")}, "22.00"},
		{"not yet in force", []money.Price{own(money.TenantPrice, "contoso-id", "18", from(scanTime.Add(time.Hour)))}, "22.00"},
		{"no longer in force", []money.Price{own(money.TenantPrice, "contoso-id", "18", till(scanTime))}, "22.00"},
		{"the one that took effect last", []money.Price{
			own(money.WorkspacePrice, "", "21", from(ago(10))), own(money.WorkspacePrice, "", "20", from(ago(400)))}, "21.00"},
		{"an annual payment", []money.Price{own(money.TenantPrice, "contoso-id", "250", func(p *money.Price) { p.Frequency = money.Annual })}, "20.83"},
		{"a price of zero is a price", []money.Price{own(money.TenantPrice, "contoso-id", "0")}, "0.00"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o := newOffice(person("ann", blocked))
			o.Prices = NewPriceBook(tt.own, listPrices)
			says(t, o, "ann, Business Premium: blocked, sure, "+tt.want)
		})
	}
}

func TestAListPriceHoldsForOlderScansToo(t *testing.T) {
	observed := usd("22.00")
	observed.Effective = scanTime.Add(24 * time.Hour)
	o := newOffice(person("ann", blocked))
	o.Prices = NewPriceBook(nil, PriceList{premium: observed})
	says(t, o, "ann, Business Premium: blocked, sure, 22.00")
}

func TestAnotherCurrencyNeedsARate(t *testing.T) {
	o := newOffice(person("ann", blocked)).seats(premium, 13, 1)
	o.Currency = "GBP"
	says(t, o, "ann, Business Premium: blocked, sure, no amount", "12 seats, Business Premium: unassigned, sure, no amount", "Business Premium: unpriced")
	if u := o.analyze().Unpriced[0]; u.Reason != noRate {
		t.Errorf("reason %q", u.Reason)
	}
	o.Rates = []Rate{
		{From: "USD", To: "GBP", Value: "0.70", Date: ago(500)},
		{From: "USD", To: "GBP", Value: "0.7853", Date: ago(3)},
		{From: "USD", To: "GBP", Value: "0.90", Date: ago(-1)}, // after the scan
		{From: "USD", To: "EUR", Value: "5", Date: ago(1)},
		{From: "USD", To: "GBP", Value: "nonsense", Date: ago(1)},
	}
	// 22 × 0.7853 = 17.2766; twelve of them 207.3192: rounded once each.
	says(t, o, "ann, Business Premium: blocked, sure, 17.28", "12 seats, Business Premium: unassigned, sure, 207.32")
	if rate := o.analyze().Findings[0].Proof.Rate; rate == nil || rate.Value != "0.7853" {
		t.Errorf("the proof does not hold the rate: %+v", rate)
	}
	o.Rates = o.Rates[2:3]
	says(t, o, "ann, Business Premium: blocked, sure, 19.80", "12 seats, Business Premium: unassigned, sure, 237.60")
}

func TestConvertRecordedAmounts(t *testing.T) {
	rates := []Rate{{From: "USD", To: "EUR", Value: "0.9", Date: ago(1)}}
	if got, ok := Convert(money.Amount{Value: decimal.NewFromInt(10), Currency: "USD"}, "EUR", rates, scanTime); !ok || got.String() != "9.00" || got.Currency != "EUR" {
		t.Errorf("%v, %v", got, ok)
	}
	if _, ok := Convert(money.Amount{Value: decimal.NewFromInt(10), Currency: "GBP"}, "EUR", rates, scanTime); ok {
		t.Error("converted without a rate")
	}
	if got, ok := Convert(money.Amount{}, "EUR", nil, scanTime); !ok || got.Currency != "EUR" {
		t.Errorf("nothing became %v, %v", got, ok)
	}
}
