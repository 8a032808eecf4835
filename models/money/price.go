package money

import (
	"time"

	"github.com/shopspring/decimal"
)

// Frequency is how often a price is paid.
type Frequency string

const (
	Monthly   Frequency = "monthly"
	Annual    Frequency = "annual"
	ThreeYear Frequency = "three-year"
)

// months covered by one payment.
func (f Frequency) months() int64 {
	switch f {
	case Annual:
		return 12
	case ThreeYear:
		return 36
	default:
		return 1
	}
}

// Scope says whose price it is, narrowest first.
type Scope string

const (
	TenantPrice    Scope = "tenant"
	WorkspacePrice Scope = "workspace"
	ListPrice      Scope = "list"
)

// Price is what one seat of a SKU costs.
type Price struct {
	Scope     Scope
	TenantID  string // only for TenantPrice
	SKUID     string
	Amount    decimal.Decimal // per seat and payment
	Currency  string          // ISO 4217
	Frequency Frequency
	Term      string    // commitment, e.g. "annual commitment"
	Effective time.Time // first day it holds; zero = always
	Expires   time.Time // first day it no longer holds; zero = open
	Source    string    // where it comes from, for the proof
}

// HoldsOn reports whether the price is in force on a day.
func (p Price) HoldsOn(day time.Time) bool {
	if !p.Effective.IsZero() && day.Before(p.Effective) {
		return false
	}
	return p.Expires.IsZero() || day.Before(p.Expires)
}
