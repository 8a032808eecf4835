package simulator

import "testing"

func TestObjectsOfTheDirectoryFitMicrosoftsSchema(t *testing.T) {
	types := loadSchema(t)
	s := start(t, Options{Quotas: QuotasOff})
	c := signedIn(t, s, GraphTools, Person{}, "Application.ReadWrite.All", "AppRoleAssignment.ReadWrite.All", "Directory.Read.All",
		"DelegatedAdminRelationship.Read.All", "DelegatedPermissionGrant.ReadWrite.All")
	cert, _ := certificate(t)
	body := registration("Contract", usersReadAll)
	body["keyCredentials"] = []any{keyCredential(cert)}
	app := c.must("POST", "/v1.0/applications", body)
	path := "/v1.0/applications/" + app["id"].(string)
	types.check(t, "created", "application", app)
	types.check(t, "addPassword", "passwordCredential", c.must("POST", path+"/addPassword", map[string]any{}))
	sp := c.must("POST", "/v1.0/servicePrincipals", map[string]any{"appId": app["appId"]})
	types.check(t, "created", "servicePrincipal", sp)
	graph := c.get("/v1.0/servicePrincipals(appId='" + graphApp + "')")
	types.check(t, "Graph", "servicePrincipal", graph)
	under := "/v1.0/servicePrincipals/" + sp["id"].(string)
	types.check(t, "assigned", "appRoleAssignment", c.must("POST", under+"/appRoleAssignments",
		map[string]any{"principalId": sp["id"], "resourceId": graph["id"], "appRoleId": usersReadAll}))
	types.check(t, "granted", "oAuth2PermissionGrant", c.must("POST", "/v1.0/oauth2PermissionGrants",
		map[string]any{"clientId": sp["id"], "consentType": "AllPrincipals", "resourceId": graph["id"], "scope": "User.Read.All"}))
	types.check(t, "me", "user", c.get("/v1.0/me"))
	for list, typ := range map[string]string{
		"/v1.0/applications":                                                  "application",
		"/v1.0/applications?$select=id,keyCredentials":                        "application",
		"/v1.0/servicePrincipals":                                             "servicePrincipal",
		under + "/appRoleAssignments":                                         "appRoleAssignment",
		"/v1.0/oauth2PermissionGrants":                                        "oAuth2PermissionGrant",
		"/v1.0/contracts?$top=999":                                            "contract",
		"/v1.0/tenantRelationships/delegatedAdminCustomers":                   "delegatedAdminCustomer",
		"/v1.0/tenantRelationships/delegatedAdminRelationships":               "delegatedAdminRelationship",
		"/v1.0/organization":                                                  "organization",
		"/v1.0/applications?$filter=appId eq '" + app["appId"].(string) + "'": "application",
	} {
		items, _ := c.get(list)["value"].([]any)
		if len(items) == 0 {
			t.Errorf("%s: no items", list)
		}
		for _, item := range items {
			types.check(t, list, typ, item.(map[string]any))
		}
	}
}
