package money

import "github.com/shopspring/decimal"

// Amount is a rounded sum in one currency. The zero Amount is no money in no
// currency and may be added to any other.
type Amount struct {
	Value    decimal.Decimal
	Currency string
}
