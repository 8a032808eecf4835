package money

import (
	"slices"
	"strings"
)

// currency is how an ISO 4217 currency is written and how small it gets.
type currency struct {
	symbol string
	minor  int32 // decimals of the minor unit
}

var currencies = map[string]currency{
	"AED": {"AED", 2}, "AUD": {"A$", 2}, "BGN": {"лв", 2}, "BHD": {"BHD", 3},
	"BRL": {"R$", 2}, "CAD": {"CA$", 2}, "CHF": {"CHF", 2}, "CLP": {"CLP", 0},
	"CNY": {"CN¥", 2}, "CZK": {"Kč", 2}, "DKK": {"kr", 2}, "EUR": {"€", 2},
	"GBP": {"£", 2}, "HKD": {"HK$", 2}, "HUF": {"Ft", 2}, "ILS": {"₪", 2},
	"INR": {"₹", 2}, "ISK": {"ISK", 0}, "JOD": {"JOD", 3}, "JPY": {"¥", 0},
	"KRW": {"₩", 0}, "KWD": {"KWD", 3}, "MXN": {"MX$", 2}, "NOK": {"kr", 2},
	"NZD": {"NZ$", 2}, "OMR": {"OMR", 3}, "PLN": {"zł", 2}, "RON": {"lei", 2},
	"SAR": {"SAR", 2}, "SEK": {"kr", 2}, "SGD": {"S$", 2}, "THB": {"฿", 2},
	"TND": {"TND", 3}, "TRY": {"₺", 2}, "TWD": {"NT$", 2}, "USD": {"$", 2},
	"VND": {"₫", 0}, "ZAR": {"R", 2},
}

// Currencies lists the known currency codes in alphabetical order.
func Currencies() []string {
	codes := make([]string, 0, len(currencies))
	for code := range currencies {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	return codes
}

// IsCurrency reports whether a text has the form of a currency code.
func IsCurrency(code string) bool {
	return len(code) == 3 && strings.Trim(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// minorUnits of an unknown currency are two, as with most.
func minorUnits(code string) int32 {
	if c, ok := currencies[code]; ok {
		return c.minor
	}
	return 2
}
