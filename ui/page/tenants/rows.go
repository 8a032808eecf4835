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

// choices count the tenants per health; levels nobody has are left out.
func choices(rows []portfolio.TenantRow) []choice {
	out := []choice{{"", lang.L("All"), len(rows), ""}}
	for _, level := range []portfolio.Level{portfolio.Critical, portfolio.Warning, portfolio.Healthy} {
		n := 0
		for i := range rows {
			if rows[i].Health.Level == level {
				n++
			}
		}
		if n > 0 {
			out = append(out, choice{string(level), page.HealthName(level), n, level})
		}
	}
	return out
}

// inHealth keeps the tenants of a health level; "" keeps all.
func inHealth(health string) func(portfolio.TenantRow) bool {
	if health == "" {
		return nil
	}
	return func(r portfolio.TenantRow) bool { return string(r.Health.Level) == health }
}

// rank orders health from bad to good.
func rank(l portfolio.Level) int {
	switch l {
	case portfolio.Critical:
		return 0
	case portfolio.Warning:
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
	return page.Percent(float64(int(r.SecureScore + 0.5)))
}

// customer of a tenant, or that there is none.
func customer(r *portfolio.TenantRow) string {
	if r.Customer == "" {
		return page.None
	}
	return r.Customer
}
