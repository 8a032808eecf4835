package registry

import (
	"slices"
	"strings"
	"time"
)

// Assign grants one application role.
func (r *Registry) Assign(tenant, principalID, resourceID, roleID string) (Assignment, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	p, service := r.byObject(tenant, principalID), r.byObject(tenant, resourceID)
	if p == nil || service == nil || !r.known(p.settling) {
		return Assignment{}, ErrNotFound
	}
	if RoleName(service.AppID, roleID) == "" {
		return Assignment{}, ErrBadRequest
	}
	for _, x := range r.assignments {
		if x.PrincipalID == p.ID && x.ResourceID == service.ID && strings.EqualFold(x.RoleID, roleID) {
			return Assignment{}, ErrDuplicate
		}
	}
	return *r.assign(p, service.ID, roleID, r.o.Replication), nil
}

func (r *Registry) assign(p *Principal, resourceID, roleID string, delay time.Duration) *Assignment {
	x := &Assignment{ID: r.id("assignment"), PrincipalID: p.ID, ResourceID: resourceID, RoleID: strings.ToLower(roleID), Tenant: p.Tenant,
		Created: r.o.Now().UTC().Truncate(time.Second), settling: r.now().Add(delay)}
	r.assignments = append(r.assignments, x)
	return x
}

func (r *Registry) byObject(tenant, id string) *Principal {
	for _, app := range []string{GraphApp, PartnerCenterApp} {
		if p := r.principal(app, tenant); strings.EqualFold(p.ID, id) {
			return p
		}
	}
	for _, p := range r.principals {
		if p.Tenant == tenant && strings.EqualFold(p.ID, id) {
			return p
		}
	}
	return nil
}

// Assignments are the roles granted to a principal.
func (r *Registry) Assignments(principalID string) []*Assignment {
	r.mu.Lock()
	defer r.mu.Unlock()
	var out []*Assignment
	for _, x := range r.assignments {
		if x.PrincipalID == principalID {
			c := *x
			out = append(out, &c)
		}
	}
	return out
}

// Unassign takes a role away again.
func (r *Registry) Unassign(principalID, id string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	before := len(r.assignments)
	r.assignments = slices.DeleteFunc(r.assignments, func(x *Assignment) bool { return x.PrincipalID == principalID && x.ID == id })
	if len(r.assignments) == before {
		return ErrNotFound
	}
	return nil
}
