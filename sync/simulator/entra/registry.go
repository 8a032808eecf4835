package entra

import (
	"crypto/rsa"
	"crypto/x509"
	"slices"
	"sync"
	"time"

	"msp-license-tracker/sync/simulator/world"
)

// Permissions are the application permissions every registration of the
// simulated cloud asks for.
var Permissions = []string{
	"User.Read.All", "Organization.Read.All", "LicenseAssignment.Read.All", "GroupMember.Read.All",
	"AuditLog.Read.All", "Reports.Read.All", "ReportSettings.Read.All", "SecurityEvents.Read.All",
}

// App is one application registration.
type App struct {
	ID, Name    string
	Home        string // tenant id; "" = multitenant, at home with the MSP
	Secret      string
	SecretEnds  time.Time // zero = does not end
	Permissions []string
	certs       []*x509.Certificate
}

// Registry holds registrations and what administrators consented to. Safe
// for concurrent use.
type Registry struct {
	mu     sync.Mutex
	seed   int64
	apps   map[string]*App
	grants map[string][]string // app id | tenant id → permissions
}

// NewRegistry makes one registration per tenant, already consented to (save
// what its story denies), and one shared registration nobody consented to.
func NewRegistry(w *world.World) (*Registry, *App) {
	r := &Registry{seed: w.Options.Seed, apps: map[string]*App{}, grants: map[string][]string{}}
	for _, t := range w.Tenants {
		app := &App{ID: t.ClientID, Name: "License Tracker", Home: t.ID, Secret: t.Secret, Permissions: Permissions}
		r.apps[app.ID] = app
		r.Consent(app.ID, t)
	}
	shared := &App{
		ID: world.ID(r.seed, "shared app"), Name: "License Tracker (MSP)",
		Secret: "shr8Q~" + world.ID(r.seed, "shared secret"), Permissions: Permissions,
	}
	r.apps[shared.ID] = shared
	return r, shared
}

// App finds a registration by client id.
func (r *Registry) App(id string) (App, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	a := r.apps[id]
	if a == nil {
		return App{}, false
	}
	return *a, true
}

// AddCertificate lets a certificate prove a registration; "" = all of them.
func (r *Registry) AddCertificate(appID string, cert *x509.Certificate) {
	if _, ok := cert.PublicKey.(*rsa.PublicKey); !ok {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for id, a := range r.apps {
		if appID == "" || id == appID {
			a.certs = append(slices.Clip(a.certs), cert)
		}
	}
}

// ExpireSecret sets the end of a registration's secret.
func (r *Registry) ExpireSecret(appID string, at time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if a := r.apps[appID]; a != nil {
		a.SecretEnds = at
	}
}

// Consent grants a registration its permissions in a tenant.
func (r *Registry) Consent(appID string, t *world.Tenant) {
	r.mu.Lock()
	defer r.mu.Unlock()
	a := r.apps[appID]
	if a == nil {
		return
	}
	granted := []string{}
	for _, p := range a.Permissions {
		if !slices.Contains(t.Denied, p) {
			granted = append(granted, p)
		}
	}
	r.grants[appID+"|"+t.ID] = granted
}

// Revoke takes the enterprise application out of a tenant.
func (r *Registry) Revoke(appID, tenantID string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.grants, appID+"|"+tenantID)
}

// Granted is what a registration may do in a tenant; ok is false when the
// tenant has no enterprise application for it.
func (r *Registry) Granted(appID, tenantID string) (permissions []string, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	p, ok := r.grants[appID+"|"+tenantID]
	return p, ok
}

// PrincipalID is the object id of the enterprise application in a tenant.
func (r *Registry) PrincipalID(appID, tenantID string) string {
	return world.ID(r.seed, "principal", appID, tenantID)
}
