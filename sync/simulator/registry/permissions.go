package registry

import (
	_ "embed"
	"strings"
)

// Applications that stand for a service.
const (
	GraphApp         = "00000003-0000-0000-c000-000000000000"
	PartnerCenterApp = "fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd"

	impersonation = "1cebfa2a-fb4d-419e-b5f9-839b4383e05a" // scope id of Partner Center's user_impersonation
)

// Permission is one entry of a service's list: as an application role, as a
// delegated scope, or both.
type Permission struct {
	Name      string
	RoleID    string // "" = no application role
	ScopeID   string // "" = no delegated scope
	AdminOnly bool   // only an administrator may consent to the scope
}

//go:embed permissions.tsv
var permissionTable string

// services are the permissions of each service by its application id.
var services = map[string][]Permission{
	GraphApp:         parsePermissions(permissionTable),
	PartnerCenterApp: {{Name: "user_impersonation", ScopeID: impersonation, AdminOnly: true}},
}

func parsePermissions(table string) []Permission {
	var out []Permission
	for line := range strings.Lines(table) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if len(f) == 4 && !strings.HasPrefix(line, "#") {
			out = append(out, Permission{f[0], strings.TrimPrefix(f[1], "-"), strings.TrimPrefix(f[2], "-"), f[3] == "admin"})
		}
	}
	return out
}

// Permissions lists what a service offers; nil for an unknown service.
func Permissions(service string) []Permission { return services[service] }

// RoleName is the name of an application role; "" when unknown.
func RoleName(service, id string) string {
	for _, p := range services[service] {
		if p.RoleID != "" && strings.EqualFold(p.RoleID, id) {
			return p.Name
		}
	}
	return ""
}

// ScopeName is the name of a delegated scope; "" when unknown.
func ScopeName(service, id string) string {
	for _, p := range services[service] {
		if p.ScopeID != "" && strings.EqualFold(p.ScopeID, id) {
			return p.Name
		}
	}
	return ""
}

// named finds a permission of a service by its name.
func named(service, name string) (Permission, bool) {
	for _, p := range services[service] {
		if strings.EqualFold(p.Name, name) {
			return p, true
		}
	}
	return Permission{}, false
}

// KnownScope says whether a service has a delegated scope of that name.
func KnownScope(service, name string) bool {
	p, ok := named(service, name)
	return ok && p.ScopeID != ""
}

// NeedsAdmin says whether only an administrator may consent to a scope.
func NeedsAdmin(service, name string) bool {
	p, ok := named(service, name)
	return !ok || p.AdminOnly
}

// Minimal reports whether a scope comes with every sign-in and needs no grant.
func Minimal(name string) bool {
	switch name {
	case "openid", "profile", "email", "offline_access":
		return true
	}
	return false
}
