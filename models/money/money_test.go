package money

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

func dec(text string) decimal.Decimal { return decimal.RequireFromString(text) }

func TestSeatsAreMultipliedBeforeTheOneRounding(t *testing.T) {
	tests := []struct {
		name          string
		amount        string
		currency      string
		paid          Frequency
		seats         int
		month, yearly string
	}{
		{"a monthly price", "22.00", "USD", Monthly, 3, "66.00", "792.00"},
		{"an annual price: a twelfth each month", "100.00", "USD", Annual, 1, "8.33", "100.00"},
		{"three seats of it are not three rounded twelfths", "100.00", "USD", Annual, 3, "25.00", "300.00"},
		{"a three-year price", "1000.00", "EUR", ThreeYear, 7, "194.44", "2333.33"},
		{"a tie goes to the even neighbour, down", "0.125", "USD", Monthly, 1, "0.12", "1.50"},
		{"a tie goes to the even neighbour, up", "0.135", "USD", Monthly, 1, "0.14", "1.62"},
		{"just above a tie goes up", "0.12500001", "USD", Monthly, 1, "0.13", "1.50"},
		{"yen have no minor unit", "1250.5", "JPY", Monthly, 1, "1250", "15006"},
		{"dinars have three", "1.2345", "KWD", Monthly, 1, "1.234", "14.814"},
		{"a price without frequency is monthly", "5", "USD", "", 2, "10.00", "120.00"},
		{"no seats cost nothing", "5", "USD", Monthly, 0, "0.00", "0.00"},
		{"a million seats", "0.01", "USD", Monthly, 1_000_000, "10000.00", "120000.00"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := Price{Amount: dec(tt.amount), Currency: tt.currency, Frequency: tt.paid}
			if got := p.Monthly(tt.seats); got.String() != tt.month || got.Currency != tt.currency {
				t.Errorf("monthly %s %s, want %s", got, got.Currency, tt.month)
			}
			if got := p.Yearly(tt.seats).String(); got != tt.yearly {
				t.Errorf("yearly %s, want %s", got, tt.yearly)
			}
		})
	}
}

func TestConversionIsExactUntilTheEnd(t *testing.T) {
	p := Price{Amount: dec("100"), Currency: "USD", Frequency: Annual}
	cost := p.UnitCost().In("GBP", dec("0.785"))
	if got := cost.Monthly(12); got.String() != "78.50" || got.Currency != "GBP" {
		t.Errorf("12 seats cost %s %s a month, want 78.50 GBP: 8.33 must not be rounded first", got, got.Currency)
	}
	if got := cost.In("JPY", dec("190")).Yearly(1).String(); got != "14915" {
		t.Errorf("two conversions give %s, want 14915", got)
	}
	var nothing UnitCost
	if got := nothing.In("EUR", dec("2")).Monthly(9); !got.IsZero() || got.Currency != "EUR" {
		t.Errorf("nothing converted is %s %s", got, got.Currency)
	}
}

func TestAmountsAddOnlyInOneCurrency(t *testing.T) {
	usd, eur := Amount{dec("1.10"), "USD"}, Amount{dec("2"), "EUR"}
	if got := usd.Add(usd).Sub(Amount{dec("0.20"), "USD"}); got.String() != "2.00" {
		t.Errorf("1.10 + 1.10 - 0.20 = %s", got)
	}
	if got := (Amount{}).Add(usd); got.Currency != "USD" || got.String() != "1.10" {
		t.Errorf("no money + 1.10 = %s %s", got, got.Currency)
	}
	if got := usd.Add(Amount{}); got.Currency != "USD" {
		t.Errorf("adding no money lost the currency: %q", got.Currency)
	}
	if _, err := Sum(usd, eur); !errors.Is(err, ErrMixedCurrencies) {
		t.Errorf("USD + EUR: %v", err)
	}
	if _, err := Sum(Amount{Value: dec("1")}, usd); !errors.Is(err, ErrMixedCurrencies) {
		t.Errorf("money of no currency + USD: %v", err)
	}
	if got, err := Sum(); err != nil || !got.IsZero() {
		t.Errorf("sum of nothing: %v, %v", got, err)
	}
	defer func() {
		if recover() == nil {
			t.Error("Add mixed two currencies")
		}
	}()
	usd.Add(eur)
}

func TestAmountsCompareByCurrencyThenValue(t *testing.T) {
	a, b, e := Amount{dec("1"), "USD"}, Amount{dec("2"), "USD"}, Amount{dec("9"), "EUR"}
	if Compare(a, b) != -1 || Compare(b, a) != 1 || Compare(a, a) != 0 || Compare(e, a) != -1 || Compare(a, e) != 1 {
		t.Error("order is wrong")
	}
	if got := a.PercentOf(Amount{dec("8"), "USD"}); got != 12.5 {
		t.Errorf("1 of 8 is %v %%", got)
	}
	if got := a.PercentOf(Zero("USD")); got != 0 {
		t.Errorf("part of nothing is %v %%", got)
	}
}

func TestAmountsAreDecimalStringsInJSON(t *testing.T) {
	text, err := json.Marshal(map[string]any{"a": Amount{dec("1234.5"), "USD"}, "b": (*Amount)(nil)})
	if err != nil || string(text) != `{"a":"1234.50","b":null}` {
		t.Errorf("%s, %v", text, err)
	}
}

func TestFormatForPeople(t *testing.T) {
	german := Locale{Group: ".", Decimal: ",", SymbolAfter: true}
	tests := []struct {
		value, currency    string
		full, whole, local string
	}{
		{"1234.5", "USD", "$1,234.50", "$1,234", "1.234,50\u00a0$"},
		{"36080", "GBP", "£36,080.00", "£36,080", "36.080,00\u00a0£"},
		{"-5", "EUR", "-€5.00", "-€5", "-5,00\u00a0€"},
		{"1234567", "JPY", "¥1,234,567", "¥1,234,567", "1.234.567\u00a0¥"},
		{"999.995", "CHF", "CHF\u00a01,000.00", "CHF\u00a01,000", "1.000,00\u00a0CHF"},
		{"12", "XXQ", "XXQ\u00a012.00", "XXQ\u00a012", "12,00\u00a0XXQ"},
		{"0", "", "0.00", "0", "0,00"},
		{"-0.001", "USD", "$0.00", "$0", "0,00\u00a0$"},
		{"100", "AUD", "A$100.00", "A$100", "100,00\u00a0A$"},
	}
	for _, tt := range tests {
		a := Amount{dec(tt.value), tt.currency}
		if a.Format() != tt.full || a.FormatWhole() != tt.whole || a.FormatIn(german) != tt.local {
			t.Errorf("%s %s: %q, %q, %q", tt.value, tt.currency, a.Format(), a.FormatWhole(), a.FormatIn(german))
		}
	}
}

func TestKnownCurrencies(t *testing.T) {
	for _, code := range Currencies() {
		if !IsCurrency(code) {
			t.Errorf("%q is no code", code)
		}
	}
	for _, text := range []string{"", "usd", "US", "USDX", "U$D"} {
		if IsCurrency(text) {
			t.Errorf("%q passed for a code", text)
		}
	}
}

func TestOfReadsExactDecimals(t *testing.T) {
	if a, err := Of("1234.50", "USD"); err != nil || a.String() != "1234.50" {
		t.Errorf("%s, %v", a, err)
	}
	for _, text := range []string{"", "12,5", "abc", "1e9999999999", "1e99999999", "1E2", "0.0000000000000000000000000000000000001"} {
		if _, err := Of(text, "USD"); err == nil {
			t.Errorf("%q passed for an amount", text)
		}
	}
}

// The rounding is never off by more than half a minor unit, and never depends
// on the sign.
func TestRoundingIsTheNearest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cents := rapid.Int64Range(0, 1_000_000).Draw(t, "thousandths")
		seats := rapid.IntRange(0, 100_000).Draw(t, "seats")
		freq := rapid.SampledFrom([]Frequency{Monthly, Annual, ThreeYear}).Draw(t, "frequency")
		p := Price{Amount: decimal.New(cents, -3), Currency: "USD", Frequency: freq}
		// 2 × |exact − rounded| ≤ one cent, in integers: exact = cents × seats / months / 1000.
		months := freq.months()
		rounded := p.Monthly(seats).Value.Shift(2).IntPart()
		gap := 2 * (cents*int64(seats) - rounded*10*months)
		if gap > 10*months || gap < -10*months {
			t.Fatalf("%s: %d seats give %s", p.Amount, seats, p.Monthly(seats))
		}
		negative := p
		negative.Amount = p.Amount.Neg()
		if !negative.Monthly(seats).Value.Neg().Equal(p.Monthly(seats).Value) {
			t.Fatal("a credit is rounded unlike a charge")
		}
	})
}

func FuzzDecimal(f *testing.F) {
	for _, text := range []string{"1.5", "-2", "", "1e9", "0x1", ".5", "5.", "+1", "１"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		v, err := Decimal(text)
		if err != nil {
			return
		}
		p := Price{Amount: v, Currency: "USD", Frequency: ThreeYear}
		if again, err := Decimal(v.String()); err != nil || !again.Equal(v) {
			t.Errorf("%q reads as %s, which reads as %v, %v", text, v, again, err)
		}
		_ = p.Monthly(1_000_000).Format()
	})
}
