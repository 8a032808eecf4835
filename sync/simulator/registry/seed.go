package registry

import (
	"time"

	"msp-license-tracker/sync/simulator/world"
)

// ScanRoles are the application permissions the registrations of the start
// ask for.
var ScanRoles = []string{
	"User.Read.All", "Organization.Read.All", "LicenseAssignment.Read.All", "GroupMember.Read.All",
	"AuditLog.Read.All", "Reports.Read.All", "ReportSettings.Read.All", "SecurityEvents.Read.All",
}

// partnerScopes are what the MSP's registration asks of people who sign in.
var partnerScopes = []string{
	"User.Read.All", "Organization.Read.All", "LicenseAssignment.Read.All", "GroupMember.Read.All", "AuditLog.Read.All",
	"Reports.Read.All", "ReportSettings.Read.All", "SecurityEvents.Read.All", "Directory.Read.All",
	"DelegatedAdminRelationship.Read.All", "CrossTenantInformation.ReadBasic.All", "User.Read",
}

// Microsoft's own public clients, which are in every cloud.
const (
	GraphTools      = "14d82eec-204b-4c2f-b7e8-296a70dab67e" // Microsoft Graph Command Line Tools
	AzurePowerShell = "1950a258-227b-4e31-a9cf-717495945fc2"
	AzureCLI        = "04b07795-8ddb-461a-bbee-02f9e1bf7b46"
)

// azureScopes are the scopes the Azure clients have without a prompt.
var azureScopes = []string{"AuditLog.Read.All", "Directory.AccessAsUser.All", "Application.ReadWrite.All", "AppRoleAssignment.ReadWrite.All",
	"DelegatedPermissionGrant.ReadWrite.All", "User.Read"}

// returnAddresses are registered for desktop programs: one for consent, one
// for signing in.
var returnAddresses = []string{"http://localhost/consent", "http://localhost"}

// New makes a registry with one registration per client tenant, already
// consented to (save what its story denies), the MSP's shared registration,
// which nobody consented to, and Microsoft's public clients.
func New(o Options) (*Registry, *App, string) {
	r := &Registry{o: o, policies: map[string]Policy{}, signOuts: map[string]time.Time{}}
	seed := o.World.Options.Seed
	for _, t := range o.World.Tenants {
		r.apps = append(r.apps, &App{
			ID: t.ClientID, ObjectID: world.ID(seed, "application", t.ClientID), Name: "License Tracker", Home: t.ID,
			Audience: SingleTenant, Public: returnAddresses, Required: []Required{List(GraphApp, ScanRoles, nil)},
			Passwords: []Password{secretOf(t.Secret, seed, t.ClientID)}, Created: t.Created.At(40000),
		})
		r.consent(t.ClientID, t, 0)
	}
	home := o.World.Home
	secret := "shr8Q~" + world.ID(seed, "shared secret")
	shared := &App{
		ID: home.ClientID, ObjectID: world.ID(seed, "application", home.ClientID), Name: "License Tracker (MSP)", Home: home.ID,
		Audience: MultiTenant, Public: returnAddresses, Fallback: true, Created: home.Created.At(40000),
		Required:  []Required{List(GraphApp, ScanRoles, partnerScopes), List(PartnerCenterApp, nil, []string{"user_impersonation"})},
		Passwords: []Password{secretOf(secret, seed, home.ClientID)},
	}
	r.apps = append(r.apps, shared,
		&App{ID: GraphTools, Name: "Microsoft Graph Command Line Tools", Audience: MultiTenant, Public: []string{"http://localhost"}, Fallback: true, Verified: true},
		&App{ID: AzurePowerShell, Name: "Microsoft Azure PowerShell", Audience: MultiTenant, Public: []string{"http://localhost"}, Fallback: true, Verified: true, Preauthorized: azureScopes},
		&App{ID: AzureCLI, Name: "Microsoft Azure CLI", Audience: MultiTenant, Public: []string{"http://localhost"}, Fallback: true, Verified: true, Preauthorized: azureScopes},
	)
	return r, shared, secret
}

// List makes a permission list for one service out of names; unknown ones are
// left out.
func List(service string, roles, scopes []string) Required {
	out := Required{Service: service}
	for _, name := range roles {
		if p, ok := named(service, name); ok && p.RoleID != "" {
			out.Access = append(out.Access, Access{p.RoleID, "Role"})
		}
	}
	for _, name := range scopes {
		if p, ok := named(service, name); ok && p.ScopeID != "" {
			out.Access = append(out.Access, Access{p.ScopeID, "Scope"})
		}
	}
	return out
}
