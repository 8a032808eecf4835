package registry

import (
	"slices"
	"strings"
	"time"

	"msp-license-tracker/sync/simulator/world"
)

// Consent is an administrator's approval for the whole tenant: the enterprise
// application appears with every permission of the list, save what the
// tenant's story denies. What an earlier approval granted and the list no
// longer names is taken away.
func (r *Registry) Consent(appID string, t *world.Tenant) {
	r.consent(appID, t, r.o.Propagation)
}

func (r *Registry) consent(appID string, t *world.Tenant, delay time.Duration) {
	r.mu.Lock()
	defer r.mu.Unlock()
	a := r.find(appID)
	if a == nil {
		return
	}
	p := r.join(a.ID, t.ID, delay)
	for service := range services {
		r.replaceRoles(p, service, without(a.Roles(service), t.Denied), delay)
		r.replaceScopes(p, service, without(a.Scopes(service), t.Denied), delay)
	}
}

// ConsentScopes approves delegated scopes by name, for one user or ("") for
// everybody; scopes consented to before stay.
func (r *Registry) ConsentScopes(appID, tenant, userID, service string, scopes []string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	p := r.join(appID, tenant, r.o.Propagation)
	r.addScopes(p, r.PrincipalID(service, tenant), userID, scopes, r.o.Propagation)
}

func without(list, denied []string) []string {
	return slices.DeleteFunc(list, func(s string) bool { return slices.Contains(denied, s) })
}

// replaceRoles makes the roles of a principal exactly these; those that stay
// keep working without a pause.
func (r *Registry) replaceRoles(p *Principal, service string, roles []string, delay time.Duration) {
	resource := r.PrincipalID(service, p.Tenant)
	held := map[string]bool{}
	r.assignments = slices.DeleteFunc(r.assignments, func(x *Assignment) bool {
		if x.PrincipalID != p.ID || x.ResourceID != resource {
			return false
		}
		name := RoleName(service, x.RoleID)
		held[name] = slices.Contains(roles, name)
		return !held[name]
	})
	for _, name := range roles {
		if known, ok := named(service, name); ok && !held[name] {
			r.assign(p, resource, known.RoleID, delay)
		}
	}
}

func (r *Registry) replaceScopes(p *Principal, service string, scopes []string, delay time.Duration) {
	resource := r.PrincipalID(service, p.Tenant)
	r.grants = slices.DeleteFunc(r.grants, func(g *Grant) bool {
		return g.ClientID == p.ID && g.ResourceID == resource && g.UserID == "" && !sameSet(g.Scopes, scopes)
	})
	r.addScopes(p, resource, "", scopes, delay)
}

func sameSet(a, b []string) bool {
	a, b = slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))
	return slices.Equal(a, b)
}

func (r *Registry) addScopes(p *Principal, resource, userID string, scopes []string, delay time.Duration) {
	if len(scopes) == 0 {
		return
	}
	for _, g := range r.grants {
		if g.ClientID != p.ID || g.ResourceID != resource || g.UserID != userID {
			continue
		}
		all := slices.Compact(slices.Sorted(slices.Values(slices.Concat(g.Scopes, scopes))))
		if len(all) > len(g.Scopes) {
			g.Scopes, g.settling = all, r.now().Add(delay)
		}
		return
	}
	r.grants = append(r.grants, &Grant{ID: strings.ReplaceAll(r.id("grant"), "-", "")[:27], ClientID: p.ID, ResourceID: resource, UserID: userID,
		Scopes: slices.Clone(scopes), Tenant: p.Tenant, settling: r.now().Add(delay)})
}

// Grants lists the consents to delegated scopes in a tenant.
func (r *Registry) Grants(tenant string) []*Grant {
	r.mu.Lock()
	defer r.mu.Unlock()
	var out []*Grant
	for _, g := range r.grants {
		if g.Tenant == tenant {
			c := *g
			c.Scopes = slices.Clone(g.Scopes)
			out = append(out, &c)
		}
	}
	return out
}

// AddGrant is a consent written by a client instead of a person.
func (r *Registry) AddGrant(tenant string, g Grant) (Grant, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	p, service := r.byObject(tenant, g.ClientID), r.byObject(tenant, g.ResourceID)
	if p == nil || service == nil || !r.known(p.settling) {
		return Grant{}, ErrNotFound
	}
	for _, old := range r.grants {
		if old.ClientID == p.ID && old.ResourceID == service.ID && old.UserID == g.UserID {
			return Grant{}, ErrDuplicate
		}
	}
	r.addScopes(p, service.ID, g.UserID, g.Scopes, r.o.Replication)
	return *r.grants[len(r.grants)-1], nil
}

// ChangeGrant replaces the scopes of a consent; none at all ends it.
func (r *Registry) ChangeGrant(tenant, id string, scopes []string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	for i, g := range r.grants {
		if g.Tenant != tenant || g.ID != id {
			continue
		}
		if g.Scopes = scopes; len(scopes) == 0 {
			r.grants = slices.Delete(r.grants, i, i+1)
		}
		return nil
	}
	return ErrNotFound
}

// Consented are the scopes everybody in a tenant may use, whether or not they
// are known everywhere yet.
func (r *Registry) Consented(appID, tenant, service string) []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	p := r.principal(appID, tenant)
	if p == nil {
		return nil
	}
	resource := r.PrincipalID(service, tenant)
	var out []string
	for _, g := range r.grants {
		if g.ClientID == p.ID && g.ResourceID == resource && g.UserID == "" {
			out = append(out, g.Scopes...)
		}
	}
	return out
}
