package registry

import (
	"crypto/rsa"
	"crypto/x509"
	"slices"
	"time"
)

// App is one application registration.
type App struct {
	ID       string // client id, "appId" in Graph
	ObjectID string
	Name     string
	Owner    string // object id of the person who made it; "" = nobody
	Home     string // tenant of the registration; "" = Microsoft's own
	Audience string // AzureADMyOrg or AzureADMultipleOrgs
	Web      []string
	Public   []string // redirect URIs of desktop applications
	Fallback bool     // public client flows are allowed
	Required []Required
	Verified bool // the publisher is verified
	Created  time.Time

	// Preauthorized are Graph scopes Microsoft's own applications have without
	// anybody's consent; they may ask for no others.
	Preauthorized []string

	Passwords []Password
	Keys      []Key

	shown    []Required // what the consent page still showed before the last change
	changed  time.Time  // of Required
	settling time.Time  // known to every server from here
}

// Audiences of a registration.
const (
	SingleTenant = "AzureADMyOrg"
	MultiTenant  = "AzureADMultipleOrgs"
)

// Required is one service of the permission list.
type Required struct {
	Service string   `json:"resourceAppId"`
	Access  []Access `json:"resourceAccess"`
}

// Access is one entry of the permission list: Type is "Role" or "Scope".
type Access struct {
	ID   string `json:"id"`
	Type string `json:"type"`
}

// Password is a client secret.
type Password struct {
	KeyID, Name, Hint string
	Start, End        time.Time // End zero = does not end
	secret            string
	settling          time.Time
}

// Key is a certificate.
type Key struct {
	KeyID, Name, CustomID string // CustomID is base64
	Start, End            time.Time
	Cert                  *x509.Certificate
	settling              time.Time
}

// FirstParty says whether the application is Microsoft's own.
func (a App) FirstParty() bool { return a.Home == "" }

// Multi says whether other tenants than its own can use the application.
func (a App) Multi() bool { return a.Audience == MultiTenant }

// Roles are the application roles of the permission list, by name.
func (a App) Roles(service string) []string {
	return a.access(service, "Role", RoleName)
}

// Scopes are the delegated scopes of the permission list, by name.
func (a App) Scopes(service string) []string {
	return a.access(service, "Scope", ScopeName)
}

func (a App) access(service, kind string, name func(service, id string) string) []string {
	var out []string
	for _, r := range a.Required {
		if r.Service != service {
			continue
		}
		for _, x := range r.Access {
			if n := name(service, x.ID); x.Type == kind && n != "" {
				out = append(out, n)
			}
		}
	}
	return out
}

// copy keeps callers from sharing slices with the registry.
func (a *App) copy() App {
	c := *a
	c.Web, c.Public = slices.Clone(a.Web), slices.Clone(a.Public)
	c.Required, c.Passwords, c.Keys = slices.Clone(a.Required), slices.Clone(a.Passwords), slices.Clone(a.Keys)
	return c
}

// usable says whether a certificate can prove an application: RSA keys only.
func usable(c *x509.Certificate) bool {
	_, ok := c.PublicKey.(*rsa.PublicKey)
	return ok
}
