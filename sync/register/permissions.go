package register

import (
	"context"
	"net/url"
	"slices"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/connect"
)

// graphService is the client id of Microsoft Graph, the same everywhere.
const graphService = "00000003-0000-0000-c000-000000000000"

// roleIDs are the ids of the application permissions, the same in all tenants.
// They are read from the tenant; the table is for when it does not list them.
var roleIDs = map[string]string{
	"Organization.Read.All":      "498476ce-e0fe-48b0-b801-37ba7e2685c6",
	"User.Read.All":              "df021288-bdef-4463-88db-98f22de89214",
	"LicenseAssignment.Read.All": "e2f98668-2877-4f38-a2f4-8202e0717aa1",
	"GroupMember.Read.All":       "98830695-27a2-44f7-8c18-0c3ebc9698f6",
	"AuditLog.Read.All":          "b0afded3-3588-46d8-8b3d-9842eff778da",
	"Reports.Read.All":           "230c1aed-a721-4c5d-9cb4-a90514e508ef",
	"ReportSettings.Read.All":    "ee353f83-55ef-4b78-82da-555bfa2b4b95",
	"SecurityEvents.Read.All":    "bf394140-e372-4bf9-a898-299cfc7564e5",
}

// role is one application permission as this tenant knows it.
type role struct{ name, id string }

// graphRoles is Microsoft Graph in one tenant: its object there, and those of
// our permissions that this cloud offers.
type graphRoles struct {
	resource string
	roles    []role
}

func (g graphRoles) names() []string {
	var out []string
	for _, r := range g.roles {
		out = append(out, r.name)
	}
	return out
}

// graphRoles reads the ids of the permissions from the tenant. One that a
// national cloud does not have is left out.
func (d directory) graphRoles(ctx context.Context) (graphRoles, error) {
	var sp struct {
		ID    string `json:"id"`
		Roles []struct {
			ID      string   `json:"id"`
			Value   string   `json:"value"`
			Members []string `json:"allowedMemberTypes"`
		} `json:"appRoles"`
	}
	path := "/servicePrincipals(appId='" + graphService + "')?$select=" + url.QueryEscape("id,appRoles")
	if err := d.get(ctx, "read Microsoft Graph's permissions", path, &sp); err != nil {
		return graphRoles{}, err
	}
	offered := map[string]string{}
	for _, r := range sp.Roles {
		if len(r.Members) == 0 || slices.Contains(r.Members, "Application") {
			offered[r.Value] = r.ID
		}
	}
	if len(offered) == 0 {
		offered = roleIDs
	}
	g := graphRoles{resource: sp.ID}
	for _, p := range wanted() {
		if id := offered[p.Name]; id != "" {
			g.roles = append(g.roles, role{p.Name, id})
		}
	}
	return g, nil
}

// wanted are the permissions the scans use.
func wanted() []models.PermissionCheck { return connect.Permissions(nil) }
