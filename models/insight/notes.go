package insight

import "msp-license-tracker/models"

// noted lists the sources whose absence moves a figure, in reading order.
var noted = []models.Collector{
	models.CollectUsers, models.CollectSKUs, models.CollectSubscriptions,
	models.CollectSignIns, models.CollectActivity, models.CollectMailboxes,
}

var sourceNames = map[models.Collector]string{
	models.CollectUsers:         "Users",
	models.CollectSKUs:          "Licence products",
	models.CollectSubscriptions: "Subscriptions",
	models.CollectSignIns:       "Sign-in dates",
	models.CollectActivity:      "Activity reports",
	models.CollectMailboxes:     "Mailbox types and sizes",
	models.CollectOrganization:  "Organization details",
	models.CollectUserCount:     "The number of accounts",
	models.CollectReportNames:   "The setting for names in reports",
	models.CollectSecureScore:   "Secure Score",

	models.CollectEmail:            "E-mail activity",
	models.CollectTeams:            "Teams activity",
	models.CollectSharePoint:       "SharePoint activity",
	models.CollectOneDriveActivity: "OneDrive activity",
	models.CollectViva:             "Viva Engage activity",
	models.CollectOneDrive:         "OneDrive sizes",
	models.CollectApps:             "Use of Microsoft 365 apps",
	models.CollectActivations:      "Activations",
	models.CollectServiceSignIns:   "Sign-ins to Dynamics 365, Power BI, Project and Visio",
	models.CollectMFA:              "Registrations for MFA",
	models.CollectCopilot:          "Copilot use",
	models.CollectCopilotCounts:    "Copilot adoption",
	models.CollectGroups:           "Groups that give licences",
	models.CollectDeletedUsers:     "Deleted users",
}

// SourceName is how people call what a collector reads.
func SourceName(c models.Collector) string {
	if name, ok := sourceNames[c]; ok {
		return name
	}
	return string(c)
}

// hurdle says why a source cannot be read and what would change that.
type hurdle struct{ because, cure string }

var hurdles = map[models.Status]hurdle{
	models.StatusDenied:     {"a permission is missing", "Grant the missing permission in the tenant's connection settings, then scan again."},
	models.StatusUnlicensed: {"the tenant has no Entra ID P1", "One Entra ID P1 licence in the tenant makes them readable."},
	models.StatusNotOffered: {"this cloud does not offer them", "Nothing to do: other sources decide."},
	models.StatusConcealed:  {"the tenant conceals names in its reports", "In the Microsoft 365 admin centre open Settings, Org settings, Reports and untick concealed names; new reports show names within 48 hours."},
	models.StatusNoData:     {"Microsoft has no rows for this tenant yet", "Scan again in two days; new tenants get reports after their first activity."},
	models.StatusFailed:     {"the last reading failed", "Scan again; the Activity page holds the error."},
	models.StatusSkipped:    {"they were not asked for in the last scan", "Scan again."},
	models.StatusNever:      {"no scan has read them yet", "Scan the tenant."},
}

// notes says every source that could not be read or is older than its scan.
func notes(s *Snapshot, src Sources) []Note {
	var all []Note
	for _, c := range noted {
		o := s.Outcomes[c]
		switch {
		case !readable(c, o, src):
			all = append(all, unreadable(c, o))
		case o.Status == models.StatusFailed:
			all = append(all, kept(c, o))
		}
	}
	return all
}

// Describe says why one source could not be read, or is older than its scan,
// and what would cure it; ok is false when there is nothing to say.
func Describe(o models.Outcome) (n Note, ok bool) {
	switch {
	case !o.Readable():
		return unreadable(o.Collector, o), true
	case o.Status == models.StatusFailed:
		return kept(o.Collector, o), true
	default:
		return Note{}, false
	}
}

func readable(c models.Collector, o models.Outcome, src Sources) bool {
	switch c {
	case models.CollectActivity:
		return src.Reports
	case models.CollectMailboxes:
		return src.Mailboxes
	default:
		return o.Readable()
	}
}

func unreadable(c models.Collector, o models.Outcome) Note {
	status := o.Status
	if status == models.StatusOK || status == models.StatusPartial {
		status = models.StatusNoData // answered, but without rows
	}
	h, ok := hurdles[status]
	if !ok {
		h = hurdles[models.StatusFailed]
	}
	if o.Status == models.StatusPartial && !tellsKinds(o) {
		status = o.Status
		h = hurdle{"the report has no column " + o.Missing, "Nothing to do: Microsoft adds the column tenant by tenant; until then blocked accounts are likely, not sure."}
	}
	if o.Status == models.StatusSkipped && o.Missing != "" {
		h = hurdle{"the tenant has no licence of " + o.Missing, "Nothing to do: without licences there is nothing to read."}
	}
	because := h.because + missing(o)
	n := Note{Collector: c, Status: status, What: SourceName(c) + " cannot be read: " + because + ".", Because: because, Cure: h.cure}
	if o.Fault != nil && o.Fault.Next != "" && status != models.StatusConcealed && status != models.StatusUnlicensed {
		n.Cure = o.Fault.Next
	}
	return n
}

func missing(o models.Outcome) string {
	if o.Status == models.StatusDenied && o.Missing != "" {
		return " (" + o.Missing + ")"
	}
	return ""
}

func kept(c models.Collector, o models.Outcome) Note {
	return Note{
		Collector: c, Status: o.Status,
		What: SourceName(c) + " could not be read this time; those of " + o.DataDate.Format("2006-01-02") + " were kept.",
		Cure: hurdles[models.StatusFailed].cure,
	}
}
