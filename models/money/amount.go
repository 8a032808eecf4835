package money

import (
	"errors"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
)

// ErrMixedCurrencies: amounts of different currencies were to be summed.
var ErrMixedCurrencies = errors.New("amounts of different currencies cannot be added")

// Amount is a rounded sum in one currency. The zero Amount is no money in no
// currency and may be added to any other.
type Amount struct {
	Value    decimal.Decimal
	Currency string
}

// Zero is no money in a currency.
func Zero(currency string) Amount { return Amount{Currency: currency} }

// Of reads an exact decimal such as "1234.50".
func Of(value, currency string) (Amount, error) {
	v, err := Decimal(value)
	return Amount{Value: v, Currency: currency}, err
}

// maxDigits on either side of the point: more is no price but a slip or an
// attempt to make the program count for hours ("1e99999999").
const maxDigits = 18

// Decimal reads an exact decimal as people and files write it, without exponent.
func Decimal(text string) (decimal.Decimal, error) {
	v, err := decimal.NewFromString(text)
	if err != nil || strings.ContainsAny(text, "eE") || len(text) > 2*maxDigits {
		return decimal.Decimal{}, fmt.Errorf("%q is no decimal number", text)
	}
	return v, nil
}

// Add returns a + b. Both must be of one currency: the caller chose them, so a
// mix is a programming error and panics. Use Sum where stored data decides.
func (a Amount) Add(b Amount) Amount {
	sum, err := a.plus(b)
	if err != nil {
		panic(err)
	}
	return sum
}

// Sub returns a − b under the same condition as Add.
func (a Amount) Sub(b Amount) Amount { return a.Add(b.Times(-1)) }

// Times returns a × n.
func (a Amount) Times(n int) Amount {
	return Amount{Value: a.Value.Mul(decimal.NewFromInt(int64(n))), Currency: a.Currency}
}

// Sum adds amounts. It fails with ErrMixedCurrencies when they are of several.
func Sum(amounts ...Amount) (Amount, error) {
	var total Amount
	for _, a := range amounts {
		var err error
		if total, err = total.plus(a); err != nil {
			return Amount{}, err
		}
	}
	return total, nil
}

func (a Amount) plus(b Amount) (Amount, error) {
	currency := a.Currency
	switch {
	case currency == "":
		if !a.Value.IsZero() && b.Currency != "" {
			return Amount{}, fmt.Errorf("%w: none and %s", ErrMixedCurrencies, b.Currency)
		}
		currency = b.Currency
	case b.Currency == "" && !b.Value.IsZero(), b.Currency != "" && b.Currency != currency:
		return Amount{}, fmt.Errorf("%w: %s and %q", ErrMixedCurrencies, a.Currency, b.Currency)
	}
	return Amount{Value: a.Value.Add(b.Value), Currency: currency}, nil
}

// Compare orders amounts: by currency, then by value. It returns -1, 0 or 1.
func Compare(a, b Amount) int {
	switch {
	case a.Currency < b.Currency:
		return -1
	case a.Currency > b.Currency:
		return 1
	}
	return a.Value.Cmp(b.Value)
}

// IsZero reports whether there is no money in it, whatever the currency.
func (a Amount) IsZero() bool { return a.Value.IsZero() }

// PercentOf is a as a percentage of whole, for screens; 0 when whole is zero.
func (a Amount) PercentOf(whole Amount) float64 {
	if whole.Value.IsZero() {
		return 0
	}
	percent, _ := a.Value.Mul(decimal.NewFromInt(100)).Div(whole.Value).Float64()
	return percent
}

// String is the plain decimal with the currency's minor units: "1234.50".
func (a Amount) String() string {
	return a.Value.StringFixedBank(minorUnits(a.Currency))
}

// MarshalText makes an amount a decimal string in JSON.
func (a Amount) MarshalText() ([]byte, error) { return []byte(a.String()), nil }
