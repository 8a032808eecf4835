package insight

import (
	"strconv"
	"time"

	"msp-license-tracker/models"
)

// Sources of facts as they are named in a proof.
const (
	fromUsers     = "Entra users"
	fromSignIns   = "Entra sign-in activity"
	fromReports   = "Microsoft 365 active user report"
	fromMailboxes = "Mailbox usage report"
	fromApps      = "Microsoft 365 apps report"
	fromCopilot   = "Copilot usage report"
	fromServices  = "Entra sign-in events"
	fromSKUs      = "Subscribed SKUs"
	fromOwner     = "Licence settings"
)

// facts lists the raw values behind one seat, unknown ones as "". They are
// gathered only for accounts with a finding.
func (c *view) facts(paths seatPaths) []Fact {
	facts := make([]Fact, 0, 22)
	facts = append(facts,
		Fact{"accountEnabled", "Sign-in allowed", known(c.Enabled), fromUsers, c.usersDate},
		Fact{"userType", "Account type", string(c.Type), fromUsers, c.usersDate},
		Fact{"createdDateTime", "Account created", moment(c.CreatedAt), fromUsers, c.usersDate},
		Fact{"assignedDateTime", "Licence assigned", moment(paths.since), fromUsers, c.usersDate},
		Fact{"assignedBy", "Licence path", paths.words(), fromUsers, c.usersDate},
	)
	facts = c.signInFacts(facts)
	facts = c.reportFacts(facts)
	facts = c.extraFacts(facts)
	return c.mailboxFacts(facts)
}

func (c *view) signInFacts(facts []Fact) []Fact {
	var s models.SignIn
	if c.sources.SignIns {
		s = c.SignIn
	}
	date := c.sources.SignInsDate
	return append(facts,
		Fact{"lastSuccessfulSignInDateTime", "Last successful sign-in", moment(s.Success), fromSignIns, date},
		Fact{"lastSignInDateTime", "Last interactive sign-in attempt", moment(s.Interactive), fromSignIns, date},
		Fact{"lastNonInteractiveSignInDateTime", "Last non-interactive sign-in attempt", moment(s.NonInteractive), fromSignIns, date},
	)
}

func (c *view) reportFacts(facts []Fact) []Fact {
	var a models.Activity
	if c.sources.Reports && c.HasActivity {
		a = c.Activity
	}
	date := c.sources.ReportsDate
	return append(facts,
		Fact{"exchangeLastActivityDate", "Last Exchange activity", calendarDay(a.Exchange), fromReports, date},
		Fact{"oneDriveLastActivityDate", "Last OneDrive activity", calendarDay(a.OneDrive), fromReports, date},
		Fact{"sharePointLastActivityDate", "Last SharePoint activity", calendarDay(a.SharePoint), fromReports, date},
		Fact{"teamsLastActivityDate", "Last Teams activity", calendarDay(a.Teams), fromReports, date},
		Fact{"yammerLastActivityDate", "Last Viva Engage activity", calendarDay(a.Viva), fromReports, date},
	)
}

func (c *view) extraFacts(facts []Fact) []Fact {
	var apps, copilot time.Time
	if c.sources.Apps && c.Apps != nil {
		apps = c.Apps.Last
	}
	if c.sources.Copilot && c.Copilot != nil {
		copilot = c.Copilot.Last
	}
	date := c.sources.ServicesDate
	return append(facts,
		Fact{"microsoft365AppsLastActivityDate", "Last Microsoft 365 apps activity", calendarDay(apps), fromApps, c.sources.AppsDate},
		Fact{"copilotLastActivityDate", "Last Copilot activity", calendarDay(copilot), fromCopilot, c.sources.CopilotDate},
		Fact{"dynamicsLastSignIn", "Last Dynamics 365 sign-in", moment(c.serviceSignIn(models.Dynamics)), fromServices, date},
		Fact{"powerBILastSignIn", "Last Power BI sign-in", moment(c.serviceSignIn(models.PowerBI)), fromServices, date},
		Fact{"projectLastSignIn", "Last Project sign-in", moment(c.serviceSignIn(models.Project)), fromServices, date},
		Fact{"visioLastSignIn", "Last Visio sign-in", moment(c.serviceSignIn(models.Visio)), fromServices, date},
	)
}

// serviceSignIn is the newest sign-in to a service, zero when none is known.
func (c *view) serviceSignIn(service models.Service) (newest time.Time) {
	if !c.sources.Services {
		return newest
	}
	for _, s := range c.Services {
		if s.Service == service && s.Last.After(newest) {
			newest = s.Last
		}
	}
	return newest
}

func (c *view) mailboxFacts(facts []Fact) []Fact {
	var kind, size, archive string
	if c.sources.Mailboxes && c.HasMailbox {
		kind, archive = string(c.Mailbox.Recipient), known(c.Mailbox.HasArchive)
		size = strconv.FormatInt(c.Mailbox.Bytes, 10)
	}
	date := c.sources.MailboxesDate
	return append(facts,
		Fact{"recipientType", "Mailbox type", kind, fromMailboxes, date},
		Fact{"storageUsedInBytes", "Mailbox size in bytes", size, fromMailboxes, date},
		Fact{"hasArchive", "Mailbox archive", archive, fromMailboxes, date},
	)
}

// seatFacts prove a number of unassigned seats.
func (t *tenant) seatFacts(p *product) []Fact {
	date := dataDate(t.s, models.CollectSKUs, true)
	r := &p.row
	facts := []Fact{
		{"ownedUnits", "Owned seats (enabled and warning)", strconv.Itoa(r.Owned), fromSKUs, date},
		{"consumedUnits", "Assigned seats", strconv.Itoa(r.Assigned), fromSKUs, date},
		{"plannedSpare", "Planned spare seats", strconv.Itoa(r.Spare), fromOwner, time.Time{}},
	}
	if !r.Renewal.IsZero() {
		date := dataDate(t.s, models.CollectSubscriptions, true)
		facts = append(facts, Fact{"nextLifecycleDateTime", "Next renewal or end", moment(r.Renewal), "Directory subscriptions", date})
	}
	return facts
}

func moment(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.UTC().Format(time.RFC3339)
}

func calendarDay(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.UTC().Format(time.DateOnly)
}

func known(k models.Known) string {
	switch k {
	case models.Yes:
		return "true"
	case models.No:
		return "false"
	}
	return ""
}
