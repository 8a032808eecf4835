package page

import "msp-license-tracker/models/portfolio"

// Name of a page.
type Name string

// The pages of the window.
const (
	Dashboard  Name = "dashboard"
	Tenants    Name = "tenants"
	Tenant     Name = "tenant" // one tenant: the route's scope names it
	Leakage    Name = "leakage"
	Inactive   Name = "inactive"
	Licences   Name = "licences"
	Users      Name = "users"
	Activity   Name = "activity"
	Settings   Name = "settings"
	Connect    Name = "connect"
	Onboarding Name = "onboarding"
	Partner    Name = "partner"
)

// Route is a place in the window as a value: back, forward, links and "open at
// start" are all the same thing. Equal routes show the same rows.
type Route struct {
	Page   Name
	Scope  portfolio.Scope // tenant or customer every page is narrowed to
	Filter string          // the page's own filter, e.g. a cause or a health level; "" = all
	Select string          // key of the row to select, "" = none
}

// To makes a route to another page that keeps the scope.
func (r Route) To(n Name, filter string) Route {
	return Route{Page: n, Scope: r.Scope, Filter: filter}
}

// For makes the route of a page narrowed to one tenant.
func For(n Name, tenantID string) Route {
	return Route{Page: n, Scope: portfolio.Scope{TenantID: tenantID}}
}

// Filters of the Leakage page besides the causes themselves.
const (
	FilterHidden   = "cannot-tell" // users nobody can judge
	FilterUnpriced = "unpriced"    // products without a price
)
