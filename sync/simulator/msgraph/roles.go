package msgraph

import (
	"slices"

	"msp-license-tracker/sync/simulator/quota"
	"msp-license-tracker/sync/simulator/world"
)

// Delegated calls are held against the directory roles of the person too: the
// smaller of what application and person may do decides.

// Roles that open a part of Graph to a person.
var (
	directoryRoles = []string{world.GlobalReader, world.DirectoryReaders, world.LicenseAdmin, world.AppAdmin, world.CloudAppAdmin, world.PrivilegedAdmin}
	auditRoles     = []string{world.GlobalReader, world.ReportsReader, world.SecurityReader}
	securityRoles  = []string{world.GlobalReader, world.SecurityReader}
	reportRoles    = []string{world.ReportsReader, world.GlobalReader, world.UsageSummaryReader}
	detailRoles    = []string{world.ReportsReader}
)

// hasRole says whether the person holds one of the roles; an application that
// acts for itself is not asked for roles.
func (c *call) hasRole(any ...string) bool {
	return c.claims.IDType == "app" || world.HasRole(c.claims.WIDs, any...)
}

// foreign says whether the person belongs to another tenant: a partner.
func (c *call) foreign() bool { return c.tenant.User(c.claims.OID) == nil }

// roleAllows checks the person behind a delegated call.
func (s *Service) roleAllows(c *call) *problem {
	if c.claims.IDType == "app" {
		return nil
	}
	switch {
	case c.route.refuse == refuseReports && !c.hasRole(reportRoles...):
		return reportDenied
	case c.route.refuse == refuseAudit && !c.hasRole(auditRoles...):
		return denied
	case c.route.service == quota.Security && !c.hasRole(securityRoles...):
		return denied
	case slices.Contains(c.route.groups, "partner") && !s.partnerPerson(c):
		return denied
	case c.route.service == quota.Directory && c.foreign() && !c.hasRole(directoryRoles...):
		return denied
	}
	return nil
}

// partnerPerson says whether the person may see the MSP's customers.
func (s *Service) partnerPerson(c *call) bool {
	return c.tenant != s.o.World.Home || s.o.World.AdminAgent(c.tenant.User(c.claims.OID)) || c.hasRole(world.GlobalReader)
}

// namesHidden says whether reports conceal names from this person: without
// Reports Reader only totals are for them, and no identifiable user.
func (c *call) namesHidden() bool { return !c.hasRole(detailRoles...) }

// ownsApp says whether the person may change a registration: the one who
// made it, or somebody with a role for it.
func (c *call) ownsApp(owner string) bool {
	return c.hasRole(world.AppAdmin, world.CloudAppAdmin) || owner != "" && owner == c.claims.OID
}

// me is GET /me.
func (s *Service) me(c *call) *problem {
	if c.claims.IDType == "app" {
		return badRequest("/me request is only valid with delegated authentication flow.")
	}
	u := c.tenant.User(c.claims.OID)
	if u == nil {
		return notFound(c.claims.OID)
	}
	return users.one(c, u)
}
