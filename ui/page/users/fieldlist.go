package users

import (
	"time"

	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/models/roster"
)

// fields are all that can be shown of an account beside its name.
func fields() []field {
	return append(append(personFields(), workFields()...), accountFields()...)
}

func personFields() []field {
	text := func(id, title string, width float32, f func(row) string) field {
		return field{id: id, title: lang.L(title), topic: aboutPerson, width: width, source: models.CollectUsers, absent: "not filled in the directory", text: f}
	}
	return []field{
		text(tenantID, "Tenant", 96, func(r row) string { return r.TenantName }),
		text("email", "E-mail", 190, func(r row) string { return r.Email }),
		text("first", "First name", 104, func(r row) string { return r.FirstName }),
		text("last", "Last name", 104, func(r row) string { return r.LastName }),
		text("upn", "User principal name", 200, func(r row) string { return r.UPN }),
		text("title", "Title", 130, func(r row) string { return r.Title }),
		text("department", "Department", 130, func(r row) string { return r.Department }),
		text("country", "Country", 100, func(r row) string { return r.Country }),
	}
}

func workFields() []field {
	list := []field{
		{id: "licences", title: lang.L("Licences"), topic: aboutLicences, width: 112, source: models.CollectUsers, absent: "it holds none", text: products},
		{id: "since", title: lang.L("Active since"), topic: aboutLicences, width: 104, source: models.CollectUsers, absent: "no licence, or Microsoft gave no date of assignment", date: func(r row) time.Time { return r.ActiveSince }},
		{id: stateID, title: lang.L("State"), topic: aboutActivity, width: 110, source: models.CollectActivity, text: state},
		{id: "idle", title: lang.L("Days idle"), topic: aboutActivity, width: 80, source: models.CollectActivity, absent: "no activity is known", number: func(r row) roster.Number { return r.IdleDays }},
		{id: "activity", title: lang.L("Last activity"), topic: aboutActivity, width: 108, source: models.CollectActivity, absent: "no activity is known", date: func(r row) time.Time { return r.LastActivity }},
		{id: "signin", title: lang.L("Last sign-in"), topic: aboutActivity, width: 108, source: models.CollectSignIns, absent: "no successful sign-in is known", date: func(r row) time.Time { return r.LastSignIn }},
		{id: "app", title: lang.L("Last used app"), topic: aboutActivity, width: 128, source: models.CollectActivity, absent: "no service names a date", text: func(r row) string { return r.LastApp.String() }},
	}
	for _, s := range roster.Services() {
		list = append(list, field{id: "service-" + s.String(), title: s.String(), topic: aboutServices, width: 112, source: sourceOf[s],
			absent: "no date is known", date: func(r row) time.Time { return r.Use[s].Last }})
	}
	return append(list,
		field{id: "activations", title: lang.L("Activations"), topic: aboutUsage, width: 92, source: models.CollectActivations, absent: "no activation is known", number: func(r row) roster.Number { return r.Activations }},
		field{id: "mail", title: lang.L("Mail MB"), topic: aboutUsage, width: 88, source: models.CollectMailboxes, absent: "the mailbox report has no row for it", number: func(r row) roster.Number { return megabytes(r.MailboxBytes) }},
		field{id: "drive", title: lang.L("OneDrive MB"), topic: aboutUsage, width: 100, source: models.CollectOneDrive, absent: "the report names no OneDrive of it", number: func(r row) roster.Number { return megabytes(r.OneDriveBytes) }},
		platform("windows", "Windows", func(r row) models.Known { return r.Windows }),
		platform("mac", "Mac", func(r row) models.Known { return r.Mac }),
		platform("mobile", "Mobile", func(r row) models.Known { return r.Mobile }),
		platform("web", "Web", func(r row) models.Known { return r.Web }))
}

func platform(id, title string, f func(row) models.Known) field {
	return field{id: id, title: lang.L(title), topic: aboutUsage, width: 76, source: models.CollectApps, absent: "the report of apps has no row for it", known: f}
}

func accountFields() []field {
	known := func(id, title string, width float32, from models.Collector, absent string, f func(row) models.Known) field {
		return field{id: id, title: lang.L(title), topic: aboutAccount, width: width, source: from, absent: absent, known: f}
	}
	return []field{
		known("mfa", "MFA", 56, models.CollectMFA, "the report of sign-in methods has no row for it", func(r row) models.Known { return r.MFA }),
		known("blocked", "Blocked", 76, models.CollectUsers, "not told", func(r row) models.Known { return r.Blocked }),
		known("guest", "Guest", 68, models.CollectUsers, "not told", func(r row) models.Known { return models.KnownOf(&r.Guest) }),
		known("admin", "Admin", 72, models.CollectMFA, "the report of sign-in methods has no row for it", func(r row) models.Known { return r.Admin }),
		known("synced", "Synced on-premises", 136, models.CollectUsers, "not told", func(r row) models.Known { return r.Synced }),
		{id: "created", title: lang.L("Created"), topic: aboutAccount, width: 104, source: models.CollectUsers, absent: "not told", date: func(r row) time.Time { return r.Created }},
		{id: "deactivated", title: lang.L("Deactivated"), topic: aboutAccount, width: 108, source: models.CollectUsers, absent: "blocked before the first scan", date: func(r row) time.Time { return r.Deactivated }},
	}
}

// sourceOf says what tells of a service.
var sourceOf = map[roster.Service]models.Collector{
	roster.Exchange: models.CollectActivity, roster.Outlook: models.CollectApps, roster.Teams: models.CollectActivity, roster.OneDrive: models.CollectActivity,
	roster.SharePoint: models.CollectActivity, roster.VivaEngage: models.CollectActivity, roster.Apps: models.CollectApps, roster.Copilot: models.CollectCopilot,
	roster.Dynamics: models.CollectServiceSignIns, roster.PowerBI: models.CollectServiceSignIns, roster.Project: models.CollectServiceSignIns, roster.Visio: models.CollectServiceSignIns,
}
