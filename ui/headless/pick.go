package headless

import (
	"context"
	"fmt"
	"strings"

	"msp-license-tracker/models"
	"msp-license-tracker/models/portfolio"
)

// pick finds the tenants a --tenant flag means: an id, a domain or a name; ""
// means all.
func pick(ctx context.Context, p Portfolio, wanted string) ([]portfolio.TenantRow, error) {
	rows, err := p.Tenants(ctx, portfolio.Scope{})
	if err != nil || wanted == "" {
		return rows, err
	}
	for _, r := range rows {
		if strings.EqualFold(r.Tenant.ID, wanted) || strings.EqualFold(r.Tenant.Domain, wanted) || strings.EqualFold(r.Tenant.Name, wanted) {
			return []portfolio.TenantRow{r}, nil
		}
	}
	return nil, unknownTenant(wanted)
}

// scopeOf turns a --tenant flag into a scope.
func scopeOf(ctx context.Context, p Portfolio, wanted string) (portfolio.Scope, error) {
	if wanted == "" {
		return portfolio.Scope{}, nil
	}
	rows, err := pick(ctx, p, wanted)
	if err != nil {
		return portfolio.Scope{}, err
	}
	return portfolio.Scope{TenantID: rows[0].Tenant.ID}, nil
}

// unknownTenant is a --tenant value that fits none.
type unknownTenant string

func (u unknownTenant) Error() string { return fmt.Sprintf("no tenant %q here", string(u)) }

func (u unknownTenant) Explain() models.Explanation {
	return models.Explanation{
		Code:  "unknown-tenant",
		Title: fmt.Sprintf("No connected tenant is called %q.", string(u)),
		Cause: "The value is neither the id, the domain nor the name of a tenant in this data folder.",
		Next:  "Run the summary command to see the tenants, or connect this one first.",
		Whose: models.PartyUser,
	}
}
