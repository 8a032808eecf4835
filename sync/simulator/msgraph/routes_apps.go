package msgraph

import "msp-license-tracker/sync/simulator/quota"

const del = "DELETE"

// Permissions of the application side.
var (
	writeApps  = []string{"Application.ReadWrite.All", "Application.ReadWrite.OwnedBy", "Directory.AccessAsUser.All"}
	readApps   = []string{"Application.Read.All", "Application.ReadWrite.All", "Application.ReadWrite.OwnedBy", "Directory.Read.All", "Directory.AccessAsUser.All"}
	writeRoles = []string{"AppRoleAssignment.ReadWrite.All"}
	writeGrant = []string{"DelegatedPermissionGrant.ReadWrite.All", "Directory.ReadWrite.All"}
	readGrants = []string{"Directory.Read.All", "DelegatedPermissionGrant.ReadWrite.All", "Application.ReadWrite.All", "Directory.ReadWrite.All"}
	readPolicy = []string{"Policy.Read.All", "Application.ReadWrite.All"}
	readSelf   = []string{"User.Read", "User.Read.All", "Directory.Read.All", "Directory.AccessAsUser.All", "Application.ReadWrite.All"}
)

// appRoutes are the endpoints for registrations and what was granted to them.
func appRoutes() []route {
	type h = func(*Service, *call) *problem
	one := func(name, method, pattern string, any []string, serve h) route {
		return route{name: name, method: method, pattern: pattern, any: any, service: quota.Directory, units: 1, serve: serve}
	}
	const apps, sps, oauth = "applications", "servicePrincipals", "oauth2PermissionGrants"
	return []route{
		one("me", get, "me", readSelf, (*Service).me),
		one("applications", get, apps, readApps, (*Service).applicationList),
		one("applications", post, apps, writeApps, (*Service).createApplication),
		one("applications", get, apps+"/*", readApps, (*Service).application),
		one("applications", patch, apps+"/*", writeApps, (*Service).changeApplication),
		one("applications", del, apps+"/*", writeApps, (*Service).deleteApplication),
		one("add-password", post, apps+"/*/addPassword", writeApps, (*Service).addPassword),
		one("remove-password", post, apps+"/*/removePassword", writeApps, (*Service).removePassword),
		one("add-key", post, apps+"/*/addKey", nil, (*Service).addKey),
		one("remove-key", post, apps+"/*/removeKey", nil, (*Service).removeKey),
		one("service-principals", get, sps, readApps, (*Service).principalList),
		one("service-principals", post, sps, writeApps, (*Service).createPrincipal),
		one("service-principals", get, sps+"/*", readApps, (*Service).principalByID),
		one("service-principals", patch, sps+"/*", writeApps, (*Service).changePrincipal),
		one("service-principals", del, sps+"/*", writeApps, (*Service).deletePrincipal),
		one("app-roles", get, sps+"/*/appRoleAssignments", readApps, (*Service).assignmentList),
		one("app-roles", post, sps+"/*/appRoleAssignments", writeRoles, (*Service).assign),
		one("app-roles", post, sps+"/*/appRoleAssignedTo", writeRoles, (*Service).assign),
		one("app-roles", del, sps+"/*/appRoleAssignments/*", writeRoles, (*Service).unassign),
		one("permission-grants", get, oauth, readGrants, (*Service).grantList),
		one("permission-grants", post, oauth, writeGrant, (*Service).createGrant),
		one("permission-grants", patch, oauth+"/*", writeGrant, (*Service).changeGrant),
		one("permission-grants", del, oauth+"/*", writeGrant, (*Service).deleteGrant),
		one("app-policy", get, "policies/defaultAppManagementPolicy", readPolicy, (*Service).appPolicy),
	}
}
