package msgraph

import "msp-license-tracker/sync/simulator/quota"

const get, patch, post = "GET", "PATCH", "POST"

// Permissions that open an endpoint, least first.
var (
	readUsers    = []string{"User.Read.All", "Directory.Read.All", "User.ReadWrite.All", "Directory.ReadWrite.All"}
	readOrg      = []string{"Organization.Read.All", "User.Read.All", "Directory.Read.All", "Organization.ReadWrite.All"}
	readSKUs     = []string{"LicenseAssignment.Read.All", "Organization.Read.All", "Directory.Read.All", "Organization.ReadWrite.All"}
	readDeals    = []string{"Organization.Read.All", "Directory.Read.All", "Organization.ReadWrite.All"}
	readLicences = []string{"LicenseAssignment.Read.All", "User.Read.All", "Directory.Read.All"}
	readScores   = []string{"SecurityEvents.Read.All", "SecurityEvents.ReadWrite.All"}
	readReports  = []string{"Reports.Read.All"}
	readSettings = []string{"ReportSettings.Read.All", "ReportSettings.ReadWrite.All"}
	setSettings  = []string{"ReportSettings.ReadWrite.All"}
	readAudit    = []string{"AuditLog.Read.All"}
	readPartner  = []string{"DelegatedAdminRelationship.Read.All", "DelegatedAdminRelationship.ReadWrite.All"}
	readTenants  = []string{"CrossTenantInformation.ReadBasic.All"}
	readDir      = []string{"Directory.Read.All"}
	readGroups   = []string{"GroupMember.Read.All", "Group.ReadBasic.All", "Group.Read.All", "Directory.Read.All"}
)

// routes are the endpoints, built once because they hold methods.
var routes []route

func init() {
	dir := quota.Directory
	routes = []route{
		{name: "organization", method: get, pattern: "organization", any: readOrg, service: dir, serve: (*Service).organization},
		{name: "organization", method: get, pattern: "organization/*", any: readOrg, service: dir, serve: (*Service).organizationByID},
		{name: "users", method: get, pattern: "users", any: readUsers, service: dir, units: 2, serve: (*Service).users},
		{name: "user-count", method: get, pattern: "users/$count", any: readUsers, service: dir, units: 2, serve: (*Service).userCount},
		{name: "users-delta", method: get, pattern: "users/delta", any: readUsers, service: dir, units: 2, serve: (*Service).delta},
		{name: "user", method: get, pattern: "users/*", any: readUsers, service: dir, units: 1, serve: (*Service).user},
		{name: "license-details", method: get, pattern: "users/*/licenseDetails", any: readLicences, service: dir, units: 2, serve: (*Service).licenseDetails},
		{name: "deleted-users", method: get, pattern: "directory/deletedItems/user", any: readUsers, service: dir, serve: (*Service).bin},
		{name: "skus", method: get, pattern: "subscribedSkus", any: readSKUs, service: dir, units: 3, serve: (*Service).subscribedSkus},
		{name: "skus", method: get, pattern: "subscribedSkus/*", any: readSKUs, service: dir, units: 3, serve: (*Service).subscribedSku},
		{name: "subscriptions", method: get, pattern: "directory/subscriptions", any: readDeals, service: dir, serve: (*Service).companySubscriptions},
		{name: "subscriptions", method: get, pattern: "directory/subscriptions/*", any: readDeals, service: dir, serve: (*Service).companySubscription},
		{name: "secure-scores", method: get, pattern: "security/secureScores", any: readScores, service: quota.Security, serve: (*Service).secureScores},
		{name: "report-settings", method: get, pattern: "admin/reportSettings", any: readSettings, refuse: refuseReports, service: quota.Unlimited, serve: (*Service).reportSettings},
		{name: "report-settings", method: patch, pattern: "admin/reportSettings", any: setSettings, refuse: refuseReports, service: quota.Unlimited, serve: (*Service).setReportSettings},
	}
	routes = append(routes, wider()...)
	routes = append(routes, appRoutes()...)
	for _, r := range reports {
		routes = append(routes, route{
			name: r.name, groups: []string{"reports"}, method: get, pattern: "reports/" + r.name, any: readReports,
			refuse: refuseReports, service: quota.UsageCSV,
			serve: func(s *Service, c *call) *problem { return s.usage(c, r) },
		})
	}
}

// reports are the usage reports by function name.
var reports = byName(activeUsers, mailboxes, emailActivity, oneDrive, oneDriveActivity, sharePoint,
	yammer, teams, skype, m365Apps, activations)

func byName(all ...*report) map[string]*report {
	m := map[string]*report{}
	for _, r := range all {
		m[r.name] = r
	}
	return m
}

// wider are the endpoints beyond the first scan.
func wider() []route {
	dir, audit := quota.Directory, quota.AuditReports
	all := []route{
		{name: "batch", method: post, pattern: "$batch", service: quota.Unlimited, serve: (*Service).batch},
		{name: "registration", method: get, pattern: "reports/authenticationMethods/userRegistrationDetails", any: readAudit, refuse: refuseAudit, service: audit, serve: (*Service).registrationDetails},
		{name: "sign-ins", method: get, pattern: "auditLogs/signIns", any: readAudit, refuse: refuseAudit, service: audit, serve: (*Service).signIns},
		{name: "groups", method: get, pattern: "groups", any: readGroups, service: dir, serve: (*Service).groupList},
		{name: "group", method: get, pattern: "groups/*", any: readGroups, service: dir, serve: (*Service).groupByID},
		{name: "group-members", method: get, pattern: "groups/*/members", any: readGroups, service: dir, units: 3, serve: (*Service).groupMembers},
		{name: "group-errors", method: get, pattern: "groups/*/membersWithLicenseErrors", any: readGroups, service: dir, units: 3, serve: (*Service).groupBroken},
	}
	all = append(all, partnerRoutes()...)
	for _, under := range []string{"copilot/reports/", "reports/"} {
		for name, serve := range map[string]func(*Service, *call) *problem{
			"getMicrosoft365CopilotUsageUserDetail":  (*Service).copilotUsage,
			"getMicrosoft365CopilotUserCountSummary": (*Service).copilotSummary,
			"getMicrosoft365CopilotUserCountTrend":   (*Service).copilotTrend,
		} {
			all = append(all, route{name: name, groups: []string{"reports", "copilot"}, method: get, pattern: under + name, any: readReports,
				refuse: refuseReports, service: quota.UsageCSV, beta: under == "reports/", serve: serve})
		}
	}
	return all
}
