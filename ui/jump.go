package ui

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models/portfolio"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/theme"
)

// jump is a place the search box offers.
type jump struct {
	label string
	icon  theme.Icon
	route page.Route
}

// maxJumps is how many places are offered at once.
const maxJumps = 7

// jumps are the pages, customers and tenants whose name holds the text.
func jumps(text string, rows []portfolio.TenantRow) []jump {
	needle := strings.ToLower(strings.TrimSpace(text))
	if needle == "" {
		return nil
	}
	var out []jump
	add := func(j jump, texts ...string) {
		for _, t := range texts {
			if len(out) < maxJumps && strings.Contains(strings.ToLower(t), needle) {
				out = append(out, j)
				return
			}
		}
	}
	for i := range rows {
		t := rows[i].Tenant
		add(jump{page.TenantName(t), theme.IconTenants, page.For(page.Tenant, t.ID)}, t.Name, t.Domain)
	}
	seen := map[string]bool{}
	for i := range rows {
		r := &rows[i]
		if id := r.Tenant.CustomerID; id != "" && !seen[id] {
			seen[id] = true
			add(jump{r.Customer + " · " + lang.L("customer"), theme.IconUsers, page.Route{Page: page.Dashboard, Scope: portfolio.Scope{CustomerID: id}}}, r.Customer)
		}
	}
	for _, n := range order {
		add(jump{pageTitle(n), theme.IconChevronRight, page.Route{Page: n}}, pageTitle(n))
	}
	add(jump{pageTitle(page.Connect), theme.IconPlus, page.Route{Page: page.Connect}}, pageTitle(page.Connect))
	add(jump{lang.L("First steps"), theme.IconChevronRight, page.Route{Page: page.Onboarding}}, lang.L("First steps"))
	return out
}
