// Package coverage says what every collector saw in a tenant, why one did not,
// and what would cure it. Activity and the tenant page share it.
package coverage

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/frame"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/factlist"
)

// List shows the outcomes one under the other. checks are the tenant's
// permissions as last seen, nil while unknown: a missing one is named beside
// the sources it degrades.
func List(outcomes []models.Outcome, checks []models.PermissionCheck) fyne.CanvasObject {
	return factlist.New(facts(inOrder(outcomes), checks)...)
}

// Details is everything known of the sources that were not read, for the
// clipboard; "" when all were.
func Details(outcomes []models.Outcome) string {
	var all []string
	for _, o := range inOrder(outcomes) {
		if o.Fault != nil {
			all = append(all, frame.Details(page.CollectorName(o.Collector), *o.Fault))
		}
	}
	return strings.Join(all, "\n")
}

// order is how a reader thinks of a tenant: what it is, what it has, what it does.
var order = []models.Collector{models.CollectOrganization, models.CollectSKUs, models.CollectSubscriptions, models.CollectUsers, models.CollectUserCount,
	models.CollectSignIns, models.CollectActivity, models.CollectMailboxes, models.CollectReportNames, models.CollectSecureScore}

// needs names the permission behind each source.
var needs = map[models.Collector]string{
	models.CollectOrganization: "Organization.Read.All", models.CollectSKUs: "LicenseAssignment.Read.All", models.CollectSubscriptions: "Organization.Read.All",
	models.CollectUsers: "User.Read.All", models.CollectUserCount: "User.Read.All", models.CollectSignIns: "AuditLog.Read.All",
	models.CollectActivity: "Reports.Read.All", models.CollectMailboxes: "Reports.Read.All",
	models.CollectReportNames: "ReportSettings.Read.All", models.CollectSecureScore: "SecurityEvents.Read.All",
}

func inOrder(outcomes []models.Outcome) []models.Outcome {
	out := slices.Clone(outcomes)
	slices.SortStableFunc(out, func(a, b models.Outcome) int {
		return slices.Index(order, a.Collector) - slices.Index(order, b.Collector)
	})
	return out
}

// Missing is the permission that keeps a source from being read, "" when it is
// something else. The newest check wins over what the scan was told.
func Missing(o models.Outcome, checks []models.PermissionCheck) string {
	if o.Readable() || o.Status == models.StatusNotOffered {
		return ""
	}
	for _, c := range checks {
		if c.Name == needs[o.Collector] && !c.Granted {
			return c.Name
		}
	}
	if o.Status == models.StatusDenied && checks == nil {
		return o.Missing
	}
	return ""
}

// facts are the outcomes of collectors as lines: status, rows, data date, and
// for what is missing the cause and the next step.
func facts(outcomes []models.Outcome, checks []models.PermissionCheck) []factlist.Fact {
	out := make([]factlist.Fact, 0, len(outcomes))
	for _, o := range outcomes {
		f := factlist.Fact{Label: page.CollectorName(o.Collector), Value: page.StatusName(o.Status), Tone: page.StatusTone(o.Status), Note: note(o)}
		if name := Missing(o, checks); name != "" {
			f.Value, f.Tone = name+" "+lang.L("not granted"), theme.Severe
		} else if grantedSince(o, checks) {
			f.Note = join(lang.L("granted since: scan again"), f.Note)
		}
		out = append(out, f)
	}
	return out
}

// grantedSince says that the permission the scan lacked is there now.
func grantedSince(o models.Outcome, checks []models.PermissionCheck) bool {
	return o.Status == models.StatusDenied && slices.ContainsFunc(checks, func(c models.PermissionCheck) bool {
		return c.Granted && c.Name == o.Missing
	})
}

func note(o models.Outcome) string {
	s := ""
	switch {
	case o.Status == models.StatusNotOffered:
		return lang.L("nothing to do, the other sources decide")
	case o.Fault != nil:
		s = lang.L(o.Fault.Cause) + " " + lang.L(o.Fault.Next)
		if o.Fault.Raw != "" {
			s += " " + lang.L("Microsoft says") + ": " + short(o.Fault.Raw)
		}
	case o.Rows > 1:
		s = page.Plural(o.Rows, "row", "rows")
	}
	if !o.DataDate.IsZero() && o.Readable() {
		s = join(s, lang.L("data of")+" "+page.Date(o.DataDate))
	}
	return s
}

// short is a foreign text for one line of a list; all of it can be copied.
func short(s string) string {
	const most = 160
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

func join(a, b string) string {
	switch {
	case a == "":
		return b
	case b == "":
		return a
	}
	return a + " · " + b
}
