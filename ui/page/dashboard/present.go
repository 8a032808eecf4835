package dashboard

import (
	"fmt"
	"slices"
	"time"

	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models/money"
	"msp-license-tracker/models/portfolio"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/stat"
	"msp-license-tracker/ui/widget/text"
)

// figure is what one stat card shows and where it leads.
type figure struct {
	label string
	value string
	note  []text.Span
	to    page.Route
}

func quiet(s string) text.Span { return stat.Note(s, theme.Neutral) }

// figures of the first row, in the order of the page.
func figures(d *portfolio.Dashboard, at page.Route, now time.Time) []figure {
	return []figure{spend(d, at), leakage(d, at), seats(d, at), inactive(d, at), renewal(d, at, now)}
}

func spend(d *portfolio.Dashboard, at page.Route) figure {
	note := page.Plural(d.SeatsOwned, "paid seat", "paid seats") + " " + lang.L("in") + " " + page.Plural(d.Tenants, "tenant", "tenants")
	return figure{lang.L("Monthly spend"), d.Spend.FormatWhole(), []text.Span{quiet(note)}, at.To(page.Licences, "")}
}

func leakage(d *portfolio.Dashboard, at page.Route) figure {
	note := []text.Span{}
	if d.LeakageBefore != nil {
		note = append(note, change(d.Leakage, *d.LeakageBefore)...)
	}
	rest := fmt.Sprintf("%s %s · %s %s", page.Percent(d.LeakagePercent), lang.L("of spend"), d.LeakageYearly.FormatWhole(), lang.L("a year"))
	return figure{lang.L("Leakage per month"), d.Leakage.FormatWhole(), append(note, quiet(rest)), at.To(page.Leakage, "")}
}

// change tells growth or decline since a month ago, with an arrow beside the colour.
func change(nowIs, before money.Amount) []text.Span {
	diff := nowIs.Sub(before)
	switch {
	case diff.IsZero():
		return nil
	case diff.Value.IsNegative():
		down := money.Amount{Value: diff.Value.Neg(), Currency: diff.Currency}
		return []text.Span{stat.Note("▼ "+down.FormatWhole(), theme.Positive), quiet(" " + lang.L("in a month") + " · ")}
	default:
		return []text.Span{stat.Note("▲ "+diff.FormatWhole(), theme.Severe), quiet(" " + lang.L("in a month") + " · ")}
	}
}

func seats(d *portfolio.Dashboard, at page.Route) figure {
	note := fmt.Sprintf("%s %s · %s %s", page.Count(d.SeatsAssigned), lang.L("assigned"), page.Count(d.SeatsFree), lang.L("free"))
	if over := d.SeatsFree - (d.SeatsOwned - d.SeatsAssigned); over > 0 {
		note += " · " + page.Count(over) + " " + lang.L("over-assigned")
	}
	return figure{lang.L("Seats owned"), page.Count(d.SeatsOwned), []text.Span{quiet(note)}, at.To(page.Licences, "")}
}

func inactive(d *portfolio.Dashboard, at page.Route) figure {
	note := fmt.Sprintf("%s %s · %s %s · %s %s", page.Count(d.BlockedUsers), lang.L("blocked"), page.Count(d.NeverUsed), lang.L("never used"),
		page.Count(d.OverThreshold), lang.L("over the threshold"))
	return figure{lang.L("Inactive licensed users"), page.Count(d.InactiveUsers), []text.Span{quiet(note)}, at.To(page.Inactive, "")}
}

func renewal(d *portfolio.Dashboard, at page.Route, now time.Time) figure {
	f := figure{label: lang.L("Next renewal"), value: page.None, note: []text.Span{quiet(lang.L("no renewal date is known"))}, to: at.To(page.Licences, "")}
	for _, r := range d.Renewals {
		if r.Date.Before(now.Truncate(24 * time.Hour)) {
			continue
		}
		note := r.TenantName
		if r.FreeSeats > 0 {
			note += " · " + page.Plural(r.FreeSeats, "seat can be cut", "seats can be cut")
		}
		f.value, f.note, f.to = page.ShortDate(r.Date, now), []text.Span{quiet(note)}, page.For(page.Tenant, r.TenantID)
		return f
	}
	return f
}

// historyTitle says how long the line is.
func historyTitle(d *portfolio.Dashboard) string {
	if len(d.History) < 2 {
		return lang.L("Leakage over time")
	}
	first, last := d.History[0].At, d.History[len(d.History)-1].At
	if months := int(last.Sub(first).Hours()/24/30.4 + 0.5); months >= 2 {
		return fmt.Sprintf("%s %s", lang.L("Leakage over"), page.Plural(months+1, "month", "months"))
	}
	return lang.L("Leakage over time")
}

// notes say what the sums leave out, each with the route to its rows.
type note struct {
	text string
	link string
	to   page.Route
}

func notes(d *portfolio.Dashboard, at page.Route) []note {
	var out []note
	if d.HiddenUsers > 0 {
		out = append(out, note{page.Plural(d.HiddenTenants, "tenant with names concealed or no Entra P1", "tenants with names concealed or no Entra P1") + ":",
			page.Plural(d.HiddenUsers, "user not counted", "users not counted"), at.To(page.Leakage, page.FilterHidden)})
	}
	if d.UnpricedSKUs > 0 {
		out = append(out, note{lang.L("Left out of every sum") + ":",
			page.Plural(d.UnpricedSKUs, "product without a price", "products without a price"), at.To(page.Leakage, page.FilterUnpriced)})
	}
	return out
}

// when says when an action's money can be taken: now, or at the renewal.
func when(a *portfolio.Action, now time.Time) string {
	if a.When.IsZero() {
		return lang.L("now")
	}
	return page.ShortDate(a.When, now)
}

// causesWithMoney leaves out the causes nothing was found for, most money first.
func causesWithMoney(d *portfolio.Dashboard) []portfolio.CauseMoney {
	out := slices.DeleteFunc(slices.Clone(d.ByCause), func(c portfolio.CauseMoney) bool { return c.Seats == 0 })
	slices.SortStableFunc(out, func(a, b portfolio.CauseMoney) int { return b.Monthly.Value.Cmp(a.Monthly.Value) })
	return out
}
