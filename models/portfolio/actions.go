package portfolio

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/money"
)

// Actions turns findings with money into things to do, one per tenant, cause
// and SKU, most money first. now decides whether a renewal is still ahead.
func Actions(results []insight.Result, now time.Time) []Action {
	var all []Action
	for i := range results {
		all = append(all, tenantActions(&results[i], now)...)
	}
	slices.SortStableFunc(all, func(a, b Action) int { return money.Compare(b.Monthly, a.Monthly) })
	return all
}

func tenantActions(r *insight.Result, now time.Time) []Action {
	type group struct {
		cause insight.Cause
		sku   string
	}
	at := map[group]int{}
	var all []Action
	for i := range r.Findings {
		f := &r.Findings[i]
		if f.Monthly == nil || f.Monthly.IsZero() {
			continue
		}
		key := group{f.Cause, f.SKUID}
		n, ok := at[key]
		if !ok {
			n = len(all)
			at[key] = n
			all = append(all, Action{
				TenantID: r.TenantID, TenantName: r.TenantName, Cause: f.Cause,
				SKUID: f.SKUID, Product: f.Product, Certainty: insight.Sure,
			})
		}
		all[n].add(f)
	}
	for i := range all {
		all[i].Text = actionText(&all[i])
		if all[i].Cause == insight.Unassigned {
			all[i].When = renewalAhead(r, all[i].SKUID, now)
		}
	}
	return all
}

func (a *Action) add(f *insight.Finding) {
	a.Seats += f.Seats
	a.Monthly, a.Yearly = a.Monthly.Add(*f.Monthly), a.Yearly.Add(*f.Yearly)
	if f.Certainty != insight.Sure {
		a.Certainty = f.Certainty
	}
}

// renewalAhead: unassigned seats can be cut at the next renewal; the zero time
// where none is known or it has passed.
func renewalAhead(r *insight.Result, skuID string, now time.Time) time.Time {
	for i := range r.Seats {
		if row := &r.Seats[i]; row.SKUID == skuID && row.Renewal.After(now) {
			return row.Renewal
		}
	}
	return time.Time{}
}

// holders names who loses the licence, for one and for many.
var holders = map[insight.Cause][2]string{
	insight.SharedMailbox: {"shared mailbox", "shared mailboxes"},
	insight.Blocked:       {"blocked account", "blocked accounts"},
	insight.NeverUsed:     {"never used account", "never used accounts"},
	insight.Inactive:      {"inactive account", "inactive accounts"},
	insight.GuestPaid:     {"guest", "guests"},
}

func actionText(a *Action) string {
	if a.Cause == insight.Unassigned {
		return fmt.Sprintf("Cut %d free %s %s", a.Seats, shortName(a.Product), plural(a.Seats, "seat", "seats"))
	}
	of := holders[a.Cause]
	return fmt.Sprintf("Take %s off %d %s", shortName(a.Product), a.Seats, plural(a.Seats, of[0], of[1]))
}

// shortName drops the brand where the rest stands alone: "Business Premium".
// "E3" would not: there is a Microsoft 365 E3 and an Office 365 E3.
func shortName(product string) string {
	if short, _ := strings.CutPrefix(product, "Microsoft 365 "); strings.HasPrefix(short, "Business ") {
		return short
	}
	return product
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}
