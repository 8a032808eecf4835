package page

import (
	"fmt"

	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/portfolio"
	"msp-license-tracker/ui/theme"
)

// CauseName is the full name of a cause: "Blocked sign-in".
func CauseName(c insight.Cause) string {
	switch c {
	case insight.SharedMailbox:
		return lang.L("Shared mailbox")
	case insight.Blocked:
		return lang.L("Blocked sign-in")
	case insight.NeverUsed:
		return lang.L("Never used")
	case insight.Inactive:
		return lang.L("Inactive")
	case insight.GuestPaid:
		return lang.L("Guest with paid licence")
	case insight.Unassigned:
		return lang.L("Unassigned seats")
	default:
		return string(c)
	}
}

// CauseShort is the name of a cause for chips: "Blocked".
func CauseShort(c insight.Cause) string {
	switch c {
	case insight.Blocked:
		return lang.L("Blocked")
	case insight.GuestPaid:
		return lang.L("Guest")
	case insight.Unassigned:
		return lang.L("Unassigned")
	default:
		return CauseName(c)
	}
}

// CauseOf tells a finding's cause with its days: "Inactive 131 days".
func CauseOf(f *insight.Finding) string {
	if f.Cause == insight.Inactive && f.Days > 0 {
		return fmt.Sprintf("%s %s", CauseName(f.Cause), Plural(f.Days, "day", "days"))
	}
	return CauseName(f.Cause)
}

// Who names the owner of a finding's seat in one bold and one faint line.
func Who(f *insight.Finding) (name, detail string) {
	if f.Cause == insight.Unassigned {
		return Plural(f.Seats, "free seat", "free seats"), f.TenantName
	}
	name = f.DisplayName
	if name == "" {
		name = f.UPN
	}
	return name, f.UPN
}

// HealthName is the word of a health level.
func HealthName(l portfolio.Level) string {
	switch l {
	case portfolio.Critical:
		return lang.L("Critical")
	case portfolio.Warning:
		return lang.L("Warning")
	default:
		return lang.L("Healthy")
	}
}

// CollectorName says what a collector reads, in the words reports and reasons
// use too.
func CollectorName(c models.Collector) string { return lang.L(insight.SourceName(c)) }

// StatusName says how a collector ended.
func StatusName(s models.Status) string {
	names := map[models.Status]string{
		models.StatusOK:         "read",
		models.StatusPartial:    "partly read",
		models.StatusDenied:     "permission missing",
		models.StatusUnlicensed: "licence missing",
		models.StatusNotOffered: "not offered in this cloud",
		models.StatusConcealed:  "names concealed",
		models.StatusNoData:     "no data yet",
		models.StatusFailed:     "failed",
		models.StatusSkipped:    "skipped",
		models.StatusNever:      "never read",
	}
	return lang.L(names[s])
}

// StatusTone colours how a collector ended.
func StatusTone(s models.Status) theme.Tone {
	switch s {
	case models.StatusOK:
		return theme.Positive
	case models.StatusFailed, models.StatusDenied:
		return theme.Severe
	case models.StatusSkipped, models.StatusNever, models.StatusNotOffered:
		return theme.Neutral
	default:
		return theme.Caution
	}
}

// ScanStateName says how a scan ended.
func ScanStateName(s models.ScanState) string {
	names := map[models.ScanState]string{
		models.ScanRunning:   "running",
		models.ScanComplete:  "complete",
		models.ScanPartial:   "partial",
		models.ScanFailed:    "failed",
		models.ScanCancelled: "cancelled",
		"":                   "never scanned",
	}
	return lang.L(names[s])
}

// ScanTone colours how a scan ended.
func ScanTone(s models.ScanState) theme.Tone {
	switch s {
	case models.ScanComplete:
		return theme.Positive
	case models.ScanPartial:
		return theme.Caution
	case models.ScanFailed:
		return theme.Severe
	default:
		return theme.Neutral
	}
}

// TriggerName says who asked for a scan.
func TriggerName(t models.ScanTrigger) string {
	names := map[models.ScanTrigger]string{
		models.TriggerManual:   "you",
		models.TriggerSchedule: "schedule",
		models.TriggerConnect:  "connecting",
	}
	if n, ok := names[t]; ok {
		return lang.L(n)
	}
	return string(t)
}

// ClassName is the word of a SKU's class.
func ClassName(c models.SKUClass) string { return lang.L(string(c)) }

// HealthTone colours a health level.
func HealthTone(l portfolio.Level) theme.Tone {
	switch l {
	case portfolio.Critical:
		return theme.Severe
	case portfolio.Warning:
		return theme.Caution
	default:
		return theme.Positive
	}
}

// CertaintyTone colours how far a finding can be trusted.
func CertaintyTone(c insight.Certainty) theme.Tone {
	switch c {
	case insight.Sure:
		return theme.Positive
	case insight.Likely:
		return theme.Caution
	default:
		return theme.Neutral
	}
}
