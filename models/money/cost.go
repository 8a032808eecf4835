package money

import (
	"math/big"

	"github.com/shopspring/decimal"
)

// UnitCost is the exact yearly cost of one seat in one currency, before any
// rounding. The zero UnitCost costs nothing. It is immutable.
type UnitCost struct {
	year     *big.Rat
	currency string
}

// UnitCost of one seat. It is a fraction, not a decimal: a third of a
// three-year payment has no last digit.
func (p Price) UnitCost() UnitCost {
	year := new(big.Rat).Mul(p.Amount.Rat(), big.NewRat(12, p.Frequency.months()))
	return UnitCost{year: year, currency: p.Currency}
}

// In converts the cost: one unit of its currency buys rate units of another.
// Nothing is rounded.
func (c UnitCost) In(currency string, rate decimal.Decimal) UnitCost {
	if c.year == nil {
		return UnitCost{currency: currency}
	}
	return UnitCost{year: new(big.Rat).Mul(c.year, rate.Rat()), currency: currency}
}

// Monthly cost of seats, rounded once, half-even, to the minor unit.
func (c UnitCost) Monthly(seats int) Amount { return c.rounded(big.NewRat(int64(seats), 12)) }

// Yearly cost of seats, rounded once. It is not twelve rounded months.
func (c UnitCost) Yearly(seats int) Amount { return c.rounded(big.NewRat(int64(seats), 1)) }

// Monthly cost of seats at this price, in the price's own currency.
func (p Price) Monthly(seats int) Amount { return p.UnitCost().Monthly(seats) }

// Yearly cost of seats at this price, in the price's own currency.
func (p Price) Yearly(seats int) Amount { return p.UnitCost().Yearly(seats) }

func (c UnitCost) rounded(times *big.Rat) Amount {
	if c.year == nil {
		return Zero(c.currency)
	}
	minor := minorUnits(c.currency)
	exact := times.Mul(times, c.year)
	return Amount{Value: halfEven(exact, minor), Currency: c.currency}
}

// halfEven rounds to a number of decimals; a tie goes to the even neighbour.
func halfEven(exact *big.Rat, decimals int32) decimal.Decimal {
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(decimals)), nil)
	num := new(big.Int).Mul(exact.Num(), scale)
	den := exact.Denom()
	quotient, rest := new(big.Int).QuoRem(num, den, new(big.Int))
	twice := new(big.Int).Lsh(new(big.Int).Abs(rest), 1)
	tie := twice.Cmp(den)
	if tie > 0 || tie == 0 && quotient.Bit(0) == 1 {
		quotient.Add(quotient, big.NewInt(int64(num.Sign())))
	}
	return decimal.NewFromBigInt(quotient, -decimals)
}
