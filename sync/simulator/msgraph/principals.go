package msgraph

import (
	"strings"

	"msp-license-tracker/sync/simulator/registry"
	"msp-license-tracker/sync/simulator/world"
)

// enterprise is a service principal with the application behind it.
type enterprise struct {
	registry.Principal
	app registry.App
}

type enterpriseProp = prop[*enterprise]

// servicePrincipals is the resource type "servicePrincipal".
var servicePrincipals = &entity[*enterprise]{
	set: "servicePrincipals", noun: "servicePrincipal", page: 100, max: 999, sort: []string{"displayName"},
	filter: map[string]string{"appId": "eq", "displayName": "eq startswith", "id": "eq"},
	props: []enterpriseProp{
		field("id", func(e *enterprise) any { return e.ID }),
		constant[*enterprise]("deletedDateTime", nil),
		field("accountEnabled", func(e *enterprise) any { return !e.Disabled }),
		field("alternativeNames", func(*enterprise) any { return noList() }),
		field("appDisplayName", func(e *enterprise) any { return e.app.Name }),
		field("appId", func(e *enterprise) any { return e.AppID }),
		field("appOwnerOrganizationId", func(e *enterprise) any {
			if e.app.Home == "" {
				return "f8cdef31-a31e-4b4a-93e4-5f571e91255a" // Microsoft's own
			}
			return e.app.Home
		}),
		constant[*enterprise]("appRoleAssignmentRequired", false),
		field("displayName", func(e *enterprise) any { return e.app.Name }),
		field("servicePrincipalNames", func(e *enterprise) any { return []string{e.AppID} }),
		constant[*enterprise]("servicePrincipalType", "Application"),
		field("signInAudience", func(e *enterprise) any { return e.app.Audience }),
		field("replyUrls", func(e *enterprise) any { return append(texts(e.app.Web), e.app.Public...) }),
		field("tags", func(*enterprise) any { return []string{"WindowsAzureActiveDirectoryIntegratedApp"} }),
		field("appRoles", func(e *enterprise) any { return appRoles(e.AppID) }),
		field("oauth2PermissionScopes", func(e *enterprise) any { return scopes(e.AppID) }),
		field("keyCredentials", func(*enterprise) any { return noList() }),
		field("passwordCredentials", func(*enterprise) any { return noList() }),
	},
}

// appRoles are the application roles a service offers.
func appRoles(service string) []any {
	out := []any{}
	for _, p := range registry.Permissions(service) {
		if p.RoleID != "" {
			out = append(out, map[string]any{"allowedMemberTypes": []string{"Application"}, "description": "Allows the app to use " + p.Name + " without a signed-in user.",
				"displayName": p.Name, "id": p.RoleID, "isEnabled": true, "origin": "Application", "value": p.Name})
		}
	}
	return out
}

// scopes are the delegated scopes a service offers.
func scopes(service string) []any {
	out := []any{}
	for _, p := range registry.Permissions(service) {
		if p.ScopeID == "" {
			continue
		}
		kind := "User"
		if p.AdminOnly {
			kind = "Admin"
		}
		text := "Allows the app to use " + p.Name + " on behalf of the signed-in user."
		out = append(out, map[string]any{"adminConsentDescription": text, "adminConsentDisplayName": p.Name, "id": p.ScopeID, "isEnabled": true,
			"type": kind, "userConsentDescription": text, "userConsentDisplayName": p.Name, "value": p.Name})
	}
	return out
}

// enterprise joins a principal with its application.
func (s *Service) enterprise(p registry.Principal) *enterprise {
	app, _ := s.o.Registry.App(p.AppID)
	switch p.AppID {
	case registry.GraphApp:
		app = registry.App{ID: p.AppID, Name: "Microsoft Graph", Audience: registry.MultiTenant}
	case registry.PartnerCenterApp:
		app = registry.App{ID: p.AppID, Name: "Microsoft Partner Center", Audience: registry.MultiTenant}
	}
	return &enterprise{p, app}
}

// principalList is GET /servicePrincipals.
func (s *Service) principalList(c *call) *problem {
	var all []*enterprise
	for _, p := range s.o.Registry.Principals(c.tenant.ID) {
		all = append(all, s.enterprise(*p))
	}
	return many(s, c, servicePrincipals, all, nil)
}

// principal finds the service principal a path names.
func (s *Service) principal(c *call) (registry.Principal, *problem) {
	key := keyOf(c.vars[0])
	p, ok := s.o.Registry.PrincipalByID(c.tenant.ID, key)
	if !ok || byAppID(c.vars[0]) != strings.EqualFold(p.AppID, key) {
		return p, notFound(key)
	}
	return p, nil
}

// principalByID is GET /servicePrincipals/{id}.
func (s *Service) principalByID(c *call) *problem {
	p, bad := s.principal(c)
	if bad != nil {
		return bad
	}
	return servicePrincipals.one(c, s.enterprise(p))
}

// createPrincipal is POST /servicePrincipals.
func (s *Service) createPrincipal(c *call) *problem {
	var body struct {
		AppID string `json:"appId"`
	}
	if c.decode(&body) != nil || body.AppID == "" {
		return badPayload
	}
	made, err := s.o.Registry.CreatePrincipal(c.tenant.ID, body.AppID)
	if err == registry.ErrDuplicate {
		p := directoryBad("The service principal cannot be created, updated, or restored because the service principal name %s is already in use.", body.AppID)
		p.status, p.code = 409, "Request_MultipleObjectsWithSameKeyValue"
		return p
	}
	if err != nil {
		return appProblem(err, body.AppID)
	}
	return servicePrincipals.created(c, s.enterprise(made), made.ID)
}

// changePrincipal is PATCH /servicePrincipals/{id}: switching sign-in off or on.
func (s *Service) changePrincipal(c *call) *problem {
	p, bad := s.principal(c)
	if bad != nil {
		return bad
	}
	var body struct {
		AccountEnabled *bool `json:"accountEnabled"`
	}
	if c.decode(&body) != nil {
		return badPayload
	}
	if body.AccountEnabled != nil {
		s.o.Registry.Disable(p.AppID, c.tenant.ID, !*body.AccountEnabled)
	}
	return c.nothing()
}

// deletePrincipal is DELETE /servicePrincipals/{id}.
func (s *Service) deletePrincipal(c *call) *problem {
	p, bad := s.principal(c)
	if bad != nil {
		return bad
	}
	s.o.Registry.Revoke(p.AppID, c.tenant.ID)
	return c.nothing()
}

// mayGrant: application roles of Graph are granted by few people only.
func (c *call) mayGrant(service string) bool {
	if service == registry.GraphApp {
		return c.hasRole(world.PrivilegedAdmin)
	}
	return c.hasRole(world.PrivilegedAdmin, world.AppAdmin, world.CloudAppAdmin)
}
