package tenants

import (
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models/portfolio"
	"msp-license-tracker/ui/page"
)

// choice is one health chip with its number of tenants.
type choice struct {
	id, label string
	count     int
	level     portfolio.Level
}

// gone is the filter of tenants that are not scanned any more.
const gone = "disconnected"

// choices count the tenants per health, and those that are disconnected apart;
// what nobody has is left out.
func choices(rows []portfolio.TenantRow) []choice {
	out := []choice{{"", lang.L("All"), len(rows), ""}}
	for _, level := range []portfolio.Level{portfolio.Critical, portfolio.Warning, portfolio.Healthy} {
		n := 0
		for i := range rows {
			if !disconnected(&rows[i]) && rows[i].Health.Level == level {
				n++
			}
		}
		if n > 0 {
			out = append(out, choice{string(level), page.HealthName(level), n, level})
		}
	}
	n := 0
	for i := range rows {
		if disconnected(&rows[i]) {
			n++
		}
	}
	if n > 0 {
		out = append(out, choice{gone, lang.L("Disconnected"), n, ""})
	}
	return out
}

// inHealth keeps the tenants of a health level, or the disconnected ones; ""
// keeps all.
func inHealth(health string) func(portfolio.TenantRow) bool {
	switch health {
	case "":
		return nil
	case gone:
		return func(r portfolio.TenantRow) bool { return disconnected(&r) }
	}
	return func(r portfolio.TenantRow) bool { return !disconnected(&r) && string(r.Health.Level) == health }
}

// rank orders health from bad to good; what is not scanned comes last.
func rank(r *portfolio.TenantRow) int {
	switch {
	case disconnected(r):
		return 3
	case r.Health.Level == portfolio.Critical:
		return 0
	case r.Health.Level == portfolio.Warning:
		return 1
	default:
		return 2
	}
}

// score is the Secure Score for the eye.
func score(r *portfolio.TenantRow) string {
	if !r.HasScore {
		return page.None
	}
	// Cut, so that 39.6 is not shown as the 40 it misses.
	return page.Percent(float64(int(r.SecureScore)))
}

// customer of a tenant, or that there is none.
func customer(r *portfolio.TenantRow) string {
	if r.Customer == "" {
		return page.None
	}
	return r.Customer
}
