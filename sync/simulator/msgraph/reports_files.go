package msgraph

import (
	"strings"

	"msp-license-tracker/sync/simulator/world"
)

// Reports about files, sites, conversations.

var oneDrive = &report{
	name: "getOneDriveUsageAccountDetail", period: true, date: true, page: 200,
	columns: []column{
		{"Report Refresh Date", "reportRefreshDate"}, {"Site Id", ""}, {"Site URL", "siteUrl"}, {"Owner Display Name", "ownerDisplayName"},
		{"Is Deleted", "isDeleted"}, {"Last Activity Date", "lastActivityDate"}, {"File Count", "fileCount"}, {"Active File Count", "activeFileCount"},
		{"Storage Used (Byte)", "storageUsedInBytes"}, {"Storage Allocated (Byte)", "storageAllocatedInBytes"},
		{"Owner Principal Name", "ownerPrincipalName"}, {"Report Period", "reportPeriod"},
	},
	cases: func(v *view, u *world.User, row func(...any)) {
		if !v.listed(u) || !v.plan(u, "SHAREPOINTSTANDARD", "SHAREPOINTENTERPRISE", "SHAREPOINTDESKLESS") {
			return
		}
		files := int(u.Salt()>>16) % 9000
		if u.From == 0 {
			files = 0
		}
		row(v.refresh, world.GUID(u.Salt(), 11), v.site(u), v.name(u.Display), v.gone(u) != 0, v.last(u, world.OneDrive), files,
			min(files, v.times(u, world.OneDrive, 40)), int64(files)*3<<20, int64(1)<<40, v.upn(u), period{})
	},
}

// site is the address of somebody's OneDrive, hidden with the names.
func (v *view) site(u *world.User) string {
	if v.hidden {
		return ""
	}
	owner := strings.NewReplacer("@", "_", ".", "_").Replace(u.UPN)
	return "https://" + accountName(v.tenant) + "-my.sharepoint.com/personal/" + owner
}

var sharePoint = &report{
	name: "getSharePointActivityUserDetail", period: true, date: true, page: 200,
	columns: []column{
		{"Report Refresh Date", "reportRefreshDate"}, {"User Principal Name", "userPrincipalName"}, {"Is Deleted", "isDeleted"}, {"Deleted Date", "deletedDate"},
		{"Last Activity Date", "lastActivityDate"}, {"Viewed Or Edited File Count", "viewedOrEditedFileCount"}, {"Synced File Count", "syncedFileCount"},
		{"Shared Internally File Count", "sharedInternallyFileCount"}, {"Shared Externally File Count", "sharedExternallyFileCount"},
		{"Visited Page Count", "visitedPageCount"}, {"Assigned Products", "assignedProducts"}, {"Report Period", "reportPeriod"},
	},
	cases: func(v *view, u *world.User, row func(...any)) {
		if !v.listed(u) {
			return
		}
		row(v.refresh, v.upn(u), v.gone(u) != 0, v.gone(u), v.last(u, world.SharePoint), v.times(u, world.SharePoint, 30),
			v.times(u, world.SharePoint, 12), v.times(u, world.SharePoint, 5), v.times(u, world.SharePoint, 2), v.times(u, world.SharePoint, 20), v.products(u), period{})
	},
}

var oneDriveActivity = &report{
	name: "getOneDriveActivityUserDetail", period: true, date: true, page: 200,
	columns: []column{
		{"Report Refresh Date", "reportRefreshDate"}, {"User Principal Name", "userPrincipalName"}, {"Is Deleted", "isDeleted"}, {"Deleted Date", "deletedDate"},
		{"Last Activity Date", "lastActivityDate"}, {"Viewed Or Edited File Count", "viewedOrEditedFileCount"}, {"Synced File Count", "syncedFileCount"},
		{"Shared Internally File Count", "sharedInternallyFileCount"}, {"Shared Externally File Count", "sharedExternallyFileCount"},
		{"Assigned Products", "assignedProducts"}, {"Report Period", "reportPeriod"},
	},
	cases: func(v *view, u *world.User, row func(...any)) {
		if !v.listed(u) {
			return
		}
		row(v.refresh, v.upn(u), v.gone(u) != 0, v.gone(u), v.last(u, world.OneDrive), v.times(u, world.OneDrive, 30),
			v.times(u, world.OneDrive, 12), v.times(u, world.OneDrive, 5), v.times(u, world.OneDrive, 2), v.products(u), period{})
	},
}

var yammer = &report{
	name: "getYammerActivityUserDetail", period: true, date: true, page: 200,
	columns: []column{
		{"Report Refresh Date", "reportRefreshDate"}, {"User Principal Name", "userPrincipalName"}, {"Display Name", "displayName"},
		{"User State", "userState"}, {"State Change Date", "stateChangeDate"}, {"Last Activity Date", "lastActivityDate"},
		{"Posted Count", "postedCount"}, {"Read Count", "readCount"}, {"Liked Count", "likedCount"},
		{"Assigned Products", "assignedProducts"}, {"Report Period", "reportPeriod"},
	},
	cases: func(v *view, u *world.User, row func(...any)) {
		if !v.listed(u) || u.Works&world.Viva == 0 {
			return
		}
		state := "active"
		if v.gone(u) != 0 {
			state = "deleted"
		}
		row(v.refresh, v.upn(u), v.name(u.Display), state, max(v.gone(u), u.Created), v.last(u, world.Viva),
			v.times(u, world.Viva, 2), v.times(u, world.Viva, 40), v.times(u, world.Viva, 6), v.products(u), period{})
	},
}

var teams = &report{
	name: "getTeamsUserActivityUserDetail", period: true, date: true, page: 2000,
	columns: []column{
		{"Report Refresh Date", "reportRefreshDate"}, {"Tenant Display Name", "tenantDisplayName"},
		{"Shared Channel Tenant Display Names", "sharedChannelTenantDisplayNames"}, {"User Id", "userId"}, {"User Principal Name", "userPrincipalName"},
		{"Last Activity Date", "lastActivityDate"}, {"Is Deleted", "isDeleted"}, {"Deleted Date", "deletedDate"}, {"Assigned Products", "assignedProducts"},
		{"Team Chat Message Count", "teamChatMessageCount"}, {"Private Chat Message Count", "privateChatMessageCount"}, {"Call Count", "callCount"},
		{"Meeting Count", "meetingCount"}, {"Post Messages", "postMessages"}, {"Reply Messages", "replyMessages"}, {"Urgent Messages", "urgentMessages"},
		{"Meetings Organized Count", "meetingsOrganizedCount"}, {"Meetings Attended Count", "meetingsAttendedCount"},
		{"Ad Hoc Meetings Organized Count", "adHocMeetingsOrganizedCount"}, {"Ad Hoc Meetings Attended Count", "adHocMeetingsAttendedCount"},
		{"Scheduled One-time Meetings Organized Count", "scheduledOneTimeMeetingsOrganizedCount"},
		{"Scheduled One-time Meetings Attended Count", "scheduledOneTimeMeetingsAttendedCount"},
		{"Scheduled Recurring Meetings Organized Count", "scheduledRecurringMeetingsOrganizedCount"},
		{"Scheduled Recurring Meetings Attended Count", "scheduledRecurringMeetingsAttendedCount"},
		{"Audio Duration", "audioDuration"}, {"Video Duration", "videoDuration"}, {"Screen Share Duration", "screenShareDuration"},
		{"Audio Duration In Seconds", "audioDurationInSeconds"}, {"Video Duration In Seconds", "videoDurationInSeconds"},
		{"Screen Share Duration In Seconds", "screenShareDurationInSeconds"},
		{"Has Other Action", "hasOtherAction"}, {"Is Licensed", "isLicensed"}, {"Report Period", "reportPeriod"},
	},
	cases: func(v *view, u *world.User, row func(...any)) {
		if u.Created > v.refresh || u.Works&world.Teams == 0 || u.Unreported {
			return
		}
		n := func(most int) int { return v.times(u, world.Teams, most) }
		seconds := n(9000)
		row(v.refresh, v.name(v.tenant.Name), "", v.id(u), v.upn(u), v.last(u, world.Teams), v.gone(u) != 0, v.gone(u), v.products(u),
			n(40), n(120), n(9), n(15), n(6), n(11), n(2), n(4), n(14), n(2), n(5), n(2), n(6), n(2), n(7),
			duration(seconds), duration(seconds/2), duration(seconds/5), seconds, seconds/2, seconds/5,
			yes(u.Salt()%11 == 0), yes(v.plan(u, "TEAMS1")), period{})
	},
}

// duration is a time span as the Teams report writes it (ISO 8601).
func duration(seconds int) string {
	out := "PT"
	for _, part := range []struct {
		n    int
		unit string
	}{{seconds / 3600, "H"}, {seconds / 60 % 60, "M"}, {seconds % 60, "S"}} {
		if part.n > 0 || part.unit == "S" && out == "PT" {
			out += csvCell(part.n, 0) + part.unit
		}
	}
	return out
}

// skype exists and is always empty: the service ended.
var skype = &report{
	name: "getSkypeForBusinessActivityUserDetail", period: true, date: true, page: 200,
	columns: []column{
		{"Report Refresh Date", "reportRefreshDate"}, {"User Principal Name", "userPrincipalName"}, {"Is Deleted", "isDeleted"}, {"Deleted Date", "deletedDate"},
		{"Last Activity Date", "lastActivityDate"}, {"Assigned Products", "assignedProducts"}, {"Report Period", "reportPeriod"},
	},
	cases: func(*view, *world.User, func(...any)) {},
}

// id is the object id of an account, hidden with the names.
func (v *view) id(u *world.User) string {
	if v.hidden {
		return ""
	}
	return u.ID
}
