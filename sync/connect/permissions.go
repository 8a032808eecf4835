package connect

import (
	"slices"

	"msp-license-tracker/models"
)

// permission is one application permission of Microsoft Graph, what it is for,
// and which wider ones include it.
type permission struct {
	name     string
	required bool
	unlocks  string
	widerToo []string
}

// needed is everything the scans use. It only reads.
var needed = []permission{
	{"Organization.Read.All", true, "Company name, domains and purchased licences.", []string{"Directory.Read.All"}},
	{"User.Read.All", true, "Users with their licences, the base of every figure.", []string{"Directory.Read.All", "User.ReadWrite.All"}},
	{"LicenseAssignment.Read.All", false, "Subscriptions with their state and renewal dates.", []string{"Directory.Read.All", "Organization.Read.All"}},
	{"GroupMember.Read.All", false, "Licences that come through groups.", []string{"Directory.Read.All", "Group.Read.All"}},
	{"AuditLog.Read.All", false, "Last sign-in of each user, where the tenant has Entra ID P1.", nil},
	{"Reports.Read.All", false, "Usage of Exchange, Teams, OneDrive and the other services, and mailbox types.", nil},
	{"ReportSettings.Read.All", false, "Whether names are hidden in the usage reports.", []string{"ReportSettings.ReadWrite.All"}},
	{"SecurityEvents.Read.All", false, "The tenant's Secure Score.", []string{"SecurityEvents.ReadWrite.All"}},
}

const howToGrant = "Add it to the registration as an application permission, then let the customer's administrator consent again."

// Permissions says of every permission the scans use whether these roles of a
// token grant it.
func Permissions(roles []string) []models.PermissionCheck {
	out := make([]models.PermissionCheck, 0, len(needed))
	for _, p := range needed {
		check := models.PermissionCheck{Name: p.name, Granted: p.granted(roles), Required: p.required, Unlocks: p.unlocks}
		if !check.Granted {
			check.How = howToGrant
		}
		out = append(out, check)
	}
	return out
}

func (p permission) granted(roles []string) bool {
	if slices.Contains(roles, p.name) {
		return true
	}
	return slices.ContainsFunc(p.widerToo, func(wider string) bool { return slices.Contains(roles, wider) })
}

// missing lists the permissions these roles lack.
func missing(roles []string, requiredOnly bool) []string {
	var out []string
	for _, p := range needed {
		if !p.granted(roles) && (p.required || !requiredOnly) {
			out = append(out, p.name)
		}
	}
	return out
}
