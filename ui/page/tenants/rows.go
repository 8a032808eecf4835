package tenants

import (
	"slices"
	"strings"

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

// filter keeps the tenants of a health level whose name, domain, customer or
// tag holds the search text.
func filter(rows []portfolio.TenantRow, health, search string) []portfolio.TenantRow {
	needle := strings.ToLower(strings.TrimSpace(search))
	return slices.DeleteFunc(slices.Clone(rows), func(r portfolio.TenantRow) bool {
		return (health != "" && string(r.Health.Level) != health) || !matches(&r, needle)
	})
}

func matches(r *portfolio.TenantRow, needle string) bool {
	if needle == "" {
		return true
	}
	texts := append([]string{r.Tenant.Name, r.Tenant.Domain, r.Customer, r.Tenant.ID}, r.Tenant.Tags...)
	return slices.ContainsFunc(texts, func(s string) bool { return strings.Contains(strings.ToLower(s), needle) })
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
