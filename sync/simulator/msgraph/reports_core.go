package msgraph

import "msp-license-tracker/sync/simulator/world"

// The two reports a scan cannot do without, and the e-mail activity.

var activeUsers = &report{
	name: "getOffice365ActiveUserDetail", period: true, date: true, page: 200,
	columns: []column{
		{"Report Refresh Date", "reportRefreshDate"}, {"User Principal Name", "userPrincipalName"}, {"Display Name", "displayName"},
		{"Is Deleted", "isDeleted"}, {"Deleted Date", "deletedDate"},
		{"Has Exchange License", "hasExchangeLicense"}, {"Has OneDrive License", "hasOneDriveLicense"}, {"Has SharePoint License", "hasSharePointLicense"},
		{"Has Skype For Business License", "hasSkypeForBusinessLicense"}, {"Has Yammer License", "hasYammerLicense"}, {"Has Teams License", "hasTeamsLicense"},
		{"Exchange Last Activity Date", "exchangeLastActivityDate"}, {"OneDrive Last Activity Date", "oneDriveLastActivityDate"},
		{"SharePoint Last Activity Date", "sharePointLastActivityDate"}, {"Skype For Business Last Activity Date", "skypeForBusinessLastActivityDate"},
		{"Yammer Last Activity Date", "yammerLastActivityDate"}, {"Teams Last Activity Date", "teamsLastActivityDate"},
		{"Exchange License Assign Date", "exchangeLicenseAssignDate"}, {"OneDrive License Assign Date", "oneDriveLicenseAssignDate"},
		{"SharePoint License Assign Date", "sharePointLicenseAssignDate"}, {"Skype For Business License Assign Date", "skypeForBusinessLicenseAssignDate"},
		{"Yammer License Assign Date", "yammerLicenseAssignDate"}, {"Teams License Assign Date", "teamsLicenseAssignDate"},
		{"Assigned Products", "assignedProducts"},
	},
	cases: func(v *view, u *world.User, row func(...any)) {
		if !v.listed(u) {
			return
		}
		mail := v.plan(u, "EXCHANGE_S_STANDARD", "EXCHANGE_S_ENTERPRISE", "EXCHANGE_S_DESKLESS")
		files := v.plan(u, "SHAREPOINTSTANDARD", "SHAREPOINTENTERPRISE", "SHAREPOINTDESKLESS")
		viva, teams := v.plan(u, "YAMMER_ENTERPRISE", "VIVAENGAGE_CORE"), v.plan(u, "TEAMS1")
		row(v.refresh, v.upn(u), v.name(u.Display), v.gone(u) != 0, v.gone(u), mail, files, files, false, viva, teams,
			v.last(u, world.Exchange), v.last(u, world.OneDrive), v.last(u, world.SharePoint), nil, v.last(u, world.Viva), v.last(u, world.Teams),
			assigned(u, mail), assigned(u, files), assigned(u, files), nil, assigned(u, viva), assigned(u, teams), v.products(u))
	},
}

// assigned is the day a service was licensed first.
func assigned(u *world.User, has bool) world.Day {
	if !has || len(u.Grants) == 0 {
		return 0
	}
	first := u.Grants[0].From
	for _, g := range u.Grants {
		first = min(first, g.From)
	}
	return first
}

var mailboxes = &report{
	name: "getMailboxUsageDetail", period: true, page: 200,
	columns: []column{
		{"Report Refresh Date", "reportRefreshDate"}, {"User Principal Name", "userPrincipalName"}, {"Display Name", "displayName"},
		{"Is Deleted", "isDeleted"}, {"Deleted Date", "deletedDate"}, {"Created Date", "createdDate"}, {"Last Activity Date", "lastActivityDate"},
		{"Item Count", "itemCount"}, {"Storage Used (Byte)", "storageUsedInBytes"}, {"Issue Warning Quota (Byte)", "issueWarningQuotaInBytes"},
		{"Prohibit Send Quota (Byte)", "prohibitSendQuotaInBytes"}, {"Prohibit Send/Receive Quota (Byte)", "prohibitSendReceiveQuotaInBytes"},
		{"Deleted Item Count", "deletedItemCount"}, {"Deleted Item Size (Byte)", "deletedItemSizeInBytes"}, {"Deleted Item Quota (Byte)", "deletedItemQuota"},
		{"Has Archive", "hasArchive"}, {"Recipient Type", "recipientType"}, {"Report Period", "reportPeriod"},
	},
	cases: func(v *view, u *world.User, row func(...any)) {
		if !hasMailbox(v, u) {
			return
		}
		bytes := int64(u.MailMB) << 20
		last := v.last(u, world.Exchange)
		if u.Kind != world.Person && u.Kind != world.Guest && u.MailMB > 0 {
			last = v.refresh - world.Day(u.Salt()%6) // others deliver to it
		}
		const gib = int64(1) << 30
		row(v.refresh, v.upn(u), v.name(u.Display), v.gone(u) != 0, v.gone(u), u.Created, last,
			int(bytes/(96<<10)), bytes, 49*gib, 50*gib-gib/2, 50*gib, int(bytes/(4<<20)), bytes/30, 30*gib, u.Archive, recipient(v, u), period{})
	},
}

// hasMailbox says whether the account has a row in the mailbox report.
func hasMailbox(v *view, u *world.User) bool {
	if u.Created > v.refresh || u.Kind == world.Guest || u.Admin {
		return false
	}
	if d := v.gone(u); d != 0 {
		return v.refresh < d+30
	}
	return u.Kind != world.Person || v.plan(u, "EXCHANGE_S_STANDARD", "EXCHANGE_S_ENTERPRISE", "EXCHANGE_S_DESKLESS")
}

// recipient is the mailbox type; tenants differ in how they spell it.
func recipient(v *view, u *world.User) string {
	kind := "User"
	switch u.Kind {
	case world.Shared:
		kind = "Shared"
	case world.Room:
		kind = "Room"
	}
	if v.tenant.Created%2 == 0 {
		kind += "Mailbox"
	}
	return kind
}

var emailActivity = &report{
	name: "getEmailActivityUserDetail", period: true, date: true, page: 200,
	columns: []column{
		{"Report Refresh Date", "reportRefreshDate"}, {"User Principal Name", "userPrincipalName"}, {"Display Name", "displayName"},
		{"Is Deleted", "isDeleted"}, {"Deleted Date", "deletedDate"}, {"Last Activity Date", "lastActivityDate"},
		{"Send Count", "sendCount"}, {"Receive Count", "receiveCount"}, {"Read Count", "readCount"},
		{"Meeting Created Count", "meetingCreatedCount"}, {"Meeting Interacted Count", "meetingInteractedCount"},
		{"Assigned Products", "assignedProducts"}, {"Report Period", "reportPeriod"},
	},
	cases: func(v *view, u *world.User, row func(...any)) {
		if !v.listed(u) {
			return
		}
		row(v.refresh, v.upn(u), v.name(u.Display), v.gone(u) != 0, v.gone(u), v.last(u, world.Exchange),
			v.times(u, world.Exchange, 60), 40+int(u.Salt()%300), v.times(u, world.Exchange, 90),
			v.times(u, world.Exchange, 4), v.times(u, world.Exchange, 9), v.products(u), period{})
	},
}
