package workspace

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"msp-license-tracker/models/event"
	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/money"
)

// Bounds of what may be entered as a price or a rate. They keep sums exact and
// catch a slipped key; no licence and no currency comes near.
var (
	maxAmount   = decimal.New(1, 9)
	maxDecimals = int32(12)
)

// Prices lists the owner's prices.
func (w *Workspace) Prices(ctx context.Context) ([]money.Price, error) { return w.store.Prices(ctx) }

// SavePrice adds a price, or replaces the one of the same owner, SKU and first
// day. Without a scope the price is the tenant's when it names one, else the
// workspace's. Dates count as days.
func (w *Workspace) SavePrice(ctx context.Context, p money.Price) error {
	if err := checkPrice(&p); err != nil {
		return err
	}
	if err := w.store.SavePrice(ctx, p); err != nil {
		return unknownTenant(p.TenantID, err)
	}
	w.publish(event.FiguresChanged{TenantID: p.TenantID})
	return nil
}

// DeletePrice removes the price of the same owner, SKU and first day.
func (w *Workspace) DeletePrice(ctx context.Context, p money.Price) error {
	if err := firstOf(checkSKU(p.SKUID), checkScope(&p)); err != nil {
		return err
	}
	p.Effective = day(p.Effective)
	if err := w.store.DeletePrice(ctx, p); err != nil {
		return unknownTenant(p.TenantID, err)
	}
	w.publish(event.FiguresChanged{TenantID: p.TenantID})
	return nil
}

// SaveRate adds an exchange rate, or replaces the one of the same currencies
// and day.
func (w *Workspace) SaveRate(ctx context.Context, r insight.Rate) error {
	if err := checkRate(&r); err != nil {
		return err
	}
	if err := w.store.SaveRate(ctx, r); err != nil {
		return err
	}
	w.publish(event.FiguresChanged{})
	return nil
}

func checkPrice(p *money.Price) error {
	p.Currency = strings.ToUpper(strings.TrimSpace(p.Currency))
	p.Effective, p.Expires = day(p.Effective), day(p.Expires)
	if p.Frequency == "" {
		p.Frequency = money.Monthly
	}
	if strings.TrimSpace(p.Source) == "" {
		p.Source = "entered by the owner"
	}
	return firstOf(
		checkSKU(p.SKUID), checkScope(p), checkAmount(p.Amount), checkCurrency(p.Currency), checkFrequency(p.Frequency),
		checkPeriod(p.Effective, p.Expires), tidyLine("commitment term", &p.Term), tidyLine("source", &p.Source),
	)
}

func checkScope(p *money.Price) error {
	if p.Scope == "" {
		p.Scope = money.WorkspacePrice
		if p.TenantID != "" {
			p.Scope = money.TenantPrice
		}
	}
	switch {
	case p.Scope == money.WorkspacePrice && p.TenantID == "", p.Scope == money.TenantPrice && p.TenantID != "":
		return nil
	case p.Scope == money.ListPrice:
		return invalid("scope", "List prices cannot be changed.", "They come with the program.", "Enter a price of your own; it is used instead.")
	}
	return invalid("scope", "It is not clear whose price this is.", "A price belongs to one tenant or to the whole workspace.", "Choose one of them.")
}

func checkAmount(a decimal.Decimal) error {
	switch {
	case a.IsNegative():
		return invalid("amount", "A price cannot be negative.", "The amount entered is below zero.", "Enter 0 or more.")
	case a.GreaterThan(maxAmount) || -a.Exponent() > maxDecimals:
		return invalid("amount", "This amount cannot be a price.", "It is above a thousand million, or has more than 12 decimals.", "Check the amount.")
	}
	return nil
}

func checkFrequency(f money.Frequency) error {
	if !slices.Contains([]money.Frequency{money.Monthly, money.Annual, money.ThreeYear}, f) {
		return invalid("frequency", "This payment frequency does not exist.", "A price is paid monthly, annually or every three years.", "Choose one of these.")
	}
	return nil
}

func checkPeriod(from, until time.Time) error {
	if !from.IsZero() && !until.IsZero() && !until.After(from) {
		return invalid("dates", "The price would never hold.", "Its last day is before its first.", "Choose a later end, or none.")
	}
	return nil
}

func checkRate(r *insight.Rate) error {
	r.From, r.To = strings.ToUpper(strings.TrimSpace(r.From)), strings.ToUpper(strings.TrimSpace(r.To))
	r.Value, r.Date = strings.TrimSpace(r.Value), day(r.Date)
	if err := firstOf(checkCurrency(r.From), checkCurrency(r.To)); err != nil {
		return err
	}
	value, err := decimal.NewFromString(r.Value)
	switch {
	case r.From == r.To:
		return invalid("rate", "Both currencies are the same.", "A rate leads from one currency to another.", "Choose two currencies.")
	case err != nil || !value.IsPositive() || value.GreaterThan(maxAmount) || -value.Exponent() > maxDecimals:
		return invalid("rate", "This is not an exchange rate.", "A rate is a number above zero, with a point and at most 12 decimals.", "Enter a number such as 1.0842.")
	case r.Date.IsZero():
		return invalid("rate", "The rate has no date.", "Reports say of which day a rate is.", "Enter the day of the rate.")
	}
	return nil
}

// day drops the time of day.
func day(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}
