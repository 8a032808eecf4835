package registry

import (
	"slices"
	"strings"
	"time"

	"msp-license-tracker/sync/simulator/world"
)

// Principal is the enterprise application of an app in a tenant.
type Principal struct {
	ID, AppID, Tenant string
	Disabled          bool
	Created           time.Time
	settling          time.Time
}

// Assignment grants one application role to a principal.
type Assignment struct {
	ID, PrincipalID, ResourceID, RoleID string
	Tenant                              string
	Created                             time.Time
	settling                            time.Time
}

// Grant is consent to delegated scopes: for everybody in the tenant, or for
// one user.
type Grant struct {
	ID, ClientID, ResourceID string // object ids of principals
	UserID                   string // "" = everybody
	Scopes                   []string
	Tenant                   string
	settling                 time.Time
}

// PrincipalID is the object id a service or an application has in a tenant.
// It is stable, so that scripts of tests can be repeated.
func (r *Registry) PrincipalID(appID, tenant string) string {
	return world.ID(r.o.World.Options.Seed, "principal", strings.ToLower(appID), tenant)
}

// principal finds the enterprise application; the lock is held. Services of
// Microsoft are in every tenant.
func (r *Registry) principal(appID, tenant string) *Principal {
	for _, p := range r.principals {
		if p.Tenant == tenant && strings.EqualFold(p.AppID, appID) {
			return p
		}
	}
	if services[appID] != nil {
		return &Principal{ID: r.PrincipalID(appID, tenant), AppID: appID, Tenant: tenant}
	}
	return nil
}

// Present finds the enterprise application of an app in a tenant, once it is
// known everywhere.
func (r *Registry) Present(appID, tenant string) (Principal, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	p := r.principal(appID, tenant)
	if p == nil || !r.known(p.settling) {
		return Principal{}, false
	}
	return *p, true
}

// PrincipalByID finds one by object id or by client id.
func (r *Registry) PrincipalByID(tenant, key string) (Principal, bool) {
	for _, p := range r.Principals(tenant) {
		if strings.EqualFold(p.ID, key) || strings.EqualFold(p.AppID, key) {
			return *p, true
		}
	}
	return Principal{}, false
}

// Principals lists the enterprise applications of a tenant, Microsoft's first.
func (r *Registry) Principals(tenant string) []*Principal {
	r.mu.Lock()
	defer r.mu.Unlock()
	var out []*Principal
	for _, app := range []string{GraphApp, PartnerCenterApp} {
		out = append(out, r.principal(app, tenant))
	}
	for _, p := range r.principals {
		if p.Tenant == tenant && r.known(p.settling) {
			c := *p
			out = append(out, &c)
		}
	}
	return out
}

// CreatePrincipal adds the enterprise application of an app to a tenant.
func (r *Registry) CreatePrincipal(tenant, appID string) (Principal, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	a := r.find(appID)
	if a == nil || !r.known(a.settling) || a.Home != tenant && !a.Multi() && !a.FirstParty() {
		return Principal{}, ErrNoBacking
	}
	if p := r.principal(a.ID, tenant); p != nil {
		return Principal{}, ErrDuplicate
	}
	return *r.join(a.ID, tenant, r.o.Replication), nil
}

// join makes sure that an app has its enterprise application.
func (r *Registry) join(appID, tenant string, delay time.Duration) *Principal {
	if p := r.principal(appID, tenant); p != nil {
		return p
	}
	p := &Principal{ID: r.PrincipalID(appID, tenant), AppID: appID, Tenant: tenant,
		Created: r.o.Now().UTC().Truncate(time.Second), settling: r.now().Add(delay)}
	r.principals = append(r.principals, p)
	return p
}

// Disable switches sign-in with an enterprise application off or on.
func (r *Registry) Disable(appID, tenant string, off bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if p := r.principal(appID, tenant); p != nil {
		p.Disabled = off
	}
}

// Revoke takes the enterprise application out of a tenant.
func (r *Registry) Revoke(appID, tenant string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if p := r.principal(appID, tenant); p != nil && services[appID] == nil {
		r.drop(p)
	}
}

func (r *Registry) drop(p *Principal) {
	r.principals = slices.DeleteFunc(r.principals, func(x *Principal) bool { return x == p })
	r.assignments = slices.DeleteFunc(r.assignments, func(x *Assignment) bool { return x.PrincipalID == p.ID })
	r.grants = slices.DeleteFunc(r.grants, func(x *Grant) bool { return x.ClientID == p.ID })
}

// Roles are the application roles an app holds in a tenant.
func (r *Registry) Roles(appID, tenant, service string) []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	p := r.principal(appID, tenant)
	if p == nil {
		return nil
	}
	resource := r.PrincipalID(service, tenant)
	var out []string
	for _, x := range r.assignments {
		if x.PrincipalID == p.ID && x.ResourceID == resource && r.known(x.settling) {
			out = append(out, RoleName(service, x.RoleID))
		}
	}
	return out
}

// Scopes are the delegated scopes an app has for a user of a tenant.
func (r *Registry) Scopes(appID, tenant, userID, service string) []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	p := r.principal(appID, tenant)
	if p == nil {
		return nil
	}
	resource := r.PrincipalID(service, tenant)
	var out []string
	for _, g := range r.grants {
		if g.ClientID == p.ID && g.ResourceID == resource && (g.UserID == "" || g.UserID == userID) && r.known(g.settling) {
			out = append(out, g.Scopes...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
