package entra

import (
	"slices"
	"strings"

	"msp-license-tracker/sync/simulator/world"
)

// people lists accounts a page offers: the hinted one first, then an
// administrator and somebody without a role.
func (s *Service) people(only *world.Tenant, hint string, first *world.Tenant) []string {
	var all []string
	add := func(u *world.User) {
		if u != nil && !slices.ContainsFunc(all, func(n string) bool { return strings.EqualFold(n, u.UPN) }) {
			all = append(all, u.UPN)
		}
	}
	if hint != "" {
		u, _ := s.account(hint)
		add(u)
	}
	if only != nil {
		add(only.Admin())
		if only == s.World.Home {
			add(s.World.Technician())
		}
		add(only.Plain())
	}
	if only == nil || only != s.World.Home {
		for _, t := range append([]*world.Tenant{first}, s.World.Customers()...) {
			if t != nil && only == nil {
				add(t.Admin())
			}
		}
		add(s.World.Home.Admin())
		add(s.World.Technician())
		add(s.World.Bystander())
	}
	return all
}
