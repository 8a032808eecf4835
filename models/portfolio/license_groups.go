package portfolio

import (
	"context"
	"errors"
	"fmt"

	"msp-license-tracker/models"
	"msp-license-tracker/models/roster"
)

// LicenseGroups names the groups that give licences in a scope, by id. A group
// that was not read is not among them.
func (p *Portfolio) LicenseGroups(ctx context.Context, scope Scope) (map[string]string, error) {
	tenants, err := p.scoped(ctx, scope)
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	nobody := []string{}
	for i := range tenants {
		err := p.src.Roster(ctx, tenants[i].ID, nobody, func(seen roster.Tenant) {
			for _, g := range seen.Groups {
				names[g.ID] = g.Name
			}
		}, func(*roster.Person) {})
		if err != nil && !errors.Is(err, models.ErrNotFound) {
			return nil, fmt.Errorf("read licence groups of tenant %s: %w", tenants[i].ID, err)
		}
	}
	return names, nil
}
