package msgraph

import (
	"errors"
	"strings"

	"msp-license-tracker/sync/simulator/registry"
	"msp-license-tracker/sync/simulator/world"
)

// permissionGrants is the resource type "oAuth2PermissionGrant".
var permissionGrants = &entity[*registry.Grant]{
	set: "oauth2PermissionGrants", noun: "oAuth2PermissionGrant", page: 100, max: 999,
	filter: map[string]string{"clientId": "eq", "resourceId": "eq", "consentType": "eq", "principalId": "eq"},
	props: []prop[*registry.Grant]{
		field("id", func(g *registry.Grant) any { return g.ID }),
		field("clientId", func(g *registry.Grant) any { return g.ClientID }),
		field("consentType", func(g *registry.Grant) any {
			if g.UserID == "" {
				return "AllPrincipals"
			}
			return "Principal"
		}),
		field("principalId", func(g *registry.Grant) any {
			if g.UserID == "" {
				return nil
			}
			return g.UserID
		}),
		field("resourceId", func(g *registry.Grant) any { return g.ResourceID }),
		field("scope", func(g *registry.Grant) any { return strings.Join(g.Scopes, " ") }),
	},
}

// grantList is GET /oauth2PermissionGrants.
func (s *Service) grantList(c *call) *problem {
	return many(s, c, permissionGrants, s.o.Registry.Grants(c.tenant.ID), nil)
}

// createGrant is POST /oauth2PermissionGrants.
func (s *Service) createGrant(c *call) *problem {
	var body struct {
		ClientID    string  `json:"clientId"`
		ConsentType string  `json:"consentType"`
		PrincipalID *string `json:"principalId"`
		ResourceID  string  `json:"resourceId"`
		Scope       string  `json:"scope"`
	}
	if c.decode(&body) != nil || body.ClientID == "" || body.ResourceID == "" {
		return badPayload
	}
	if !c.hasRole(world.PrivilegedAdmin, world.CloudAppAdmin, world.AppAdmin) {
		return denied
	}
	g := registry.Grant{ClientID: body.ClientID, ResourceID: body.ResourceID, Scopes: strings.Fields(body.Scope)}
	if body.ConsentType == "Principal" && body.PrincipalID != nil {
		g.UserID = *body.PrincipalID
	}
	made, err := s.o.Registry.AddGrant(c.tenant.ID, g)
	if errors.Is(err, registry.ErrDuplicate) {
		return ofCode("Request_MultipleObjectsWithSameKeyValue")
	}
	if err != nil {
		return appProblem(err, body.ClientID)
	}
	return permissionGrants.created(c, &made, made.ID)
}

// changeGrant is PATCH /oauth2PermissionGrants/{id}.
func (s *Service) changeGrant(c *call) *problem {
	var body struct {
		Scope string `json:"scope"`
	}
	if c.decode(&body) != nil {
		return badPayload
	}
	return s.setGrant(c, strings.Fields(body.Scope))
}

// deleteGrant is DELETE /oauth2PermissionGrants/{id}.
func (s *Service) deleteGrant(c *call) *problem { return s.setGrant(c, nil) }

func (s *Service) setGrant(c *call, scopes []string) *problem {
	if !c.hasRole(world.PrivilegedAdmin, world.CloudAppAdmin, world.AppAdmin) {
		return denied
	}
	if err := s.o.Registry.ChangeGrant(c.tenant.ID, c.vars[0], scopes); err != nil {
		return appProblem(err, c.vars[0])
	}
	return c.nothing()
}

// appPolicy is GET /policies/defaultAppManagementPolicy.
func (s *Service) appPolicy(c *call) *problem {
	rule := s.o.Registry.PolicyOf(c.tenant.ID)
	restrictions := map[string]any{"passwordCredentials": noList(), "keyCredentials": noList()}
	if rule.NoSecrets {
		restrictions["passwordCredentials"] = []any{map[string]any{"restrictionType": "passwordAddition", "maxLifetime": nil, "restrictForAppsCreatedAfterDateTime": "2019-10-19T10:37:00Z"}}
	}
	return c.json(200, map[string]any{
		"@odata.context": c.base() + "/$metadata#policies/defaultAppManagementPolicy/$entity",
		"id":             "00000000-0000-0000-0000-000000000000", "displayName": "Default app management tenant policy",
		"description": "Default tenant policy that enforces app management restrictions.", "isEnabled": rule.NoSecrets || rule.TrustedAuthority || rule.MaxSecret > 0,
		"applicationRestrictions": restrictions, "servicePrincipalRestrictions": map[string]any{"passwordCredentials": noList(), "keyCredentials": noList()},
	})
}
