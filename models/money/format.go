package money

import (
	"strings"
	"unicode/utf8"
)

// Locale is how amounts are written for people.
type Locale struct {
	Group       string // between thousands
	Decimal     string // before the minor units
	SymbolAfter bool   // "5,00 €" instead of "€5.00"
}

// English writes "$1,234.50".
var English = Locale{Group: ",", Decimal: "."}

// noBreak keeps number and symbol on one line.
const noBreak = "\u00a0"

// Format writes an amount for English readers: "$1,234.50".
func (a Amount) Format() string { return a.FormatIn(English) }

// FormatWhole writes it without minor units, rounded half-even: "£36,080".
func (a Amount) FormatWhole() string { return a.FormatWholeIn(English) }

// FormatIn writes an amount with the currency's minor units.
func (a Amount) FormatIn(l Locale) string { return l.write(a, minorUnits(a.Currency)) }

// FormatWholeIn writes an amount without minor units.
func (a Amount) FormatWholeIn(l Locale) string { return l.write(a, 0) }

func (l Locale) write(a Amount, decimals int32) string {
	digits := a.Value.StringFixedBank(decimals)
	digits, negative := strings.CutPrefix(digits, "-")
	whole, fraction, _ := strings.Cut(digits, ".")
	number := l.grouped(whole)
	if fraction != "" {
		number += l.Decimal + fraction
	}
	text := l.withSymbol(number, a.Currency)
	if negative && strings.Trim(digits, "0.") != "" {
		return "-" + text
	}
	return text
}

func (l Locale) grouped(whole string) string {
	var b strings.Builder
	for i, digit := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(l.Group)
		}
		b.WriteRune(digit)
	}
	return b.String()
}

// withSymbol sets letters apart from the number ("CHF 5"), signs not ("$5").
func (l Locale) withSymbol(number, code string) string {
	symbol := code
	if c, ok := currencies[code]; ok {
		symbol = c.symbol
	}
	switch {
	case symbol == "":
		return number
	case l.SymbolAfter:
		return number + noBreak + symbol
	case spaced(symbol):
		return symbol + noBreak + number
	default:
		return symbol + number
	}
}

// spaced symbols are words: they end in a letter and have at least two.
func spaced(symbol string) bool {
	last, _ := utf8.DecodeLastRuneInString(symbol)
	sign := strings.ContainsRune("$€£¥₹₩₪₺₫฿", last)
	return !sign && utf8.RuneCountInString(symbol) > 1
}
