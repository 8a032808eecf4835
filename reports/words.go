package reports

import (
	"fmt"
	"strings"
	"time"

	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/money"
)

// saying is how a cause is told to a client.
type saying struct {
	name   string // of the rows
	short  string // under a column of a chart
	means  string // outcome, fact and action, one paragraph
	action string // for one account
	decide bool   // the client must say whether it may happen
}

var sayings = map[insight.Cause]saying{
	insight.SharedMailbox: {
		name: "Shared mailboxes with licence", short: "Shared mailboxes",
		means:  "A shared, room or equipment mailbox of up to 50 GB works without a licence. Mail keeps arriving and colleagues keep their access when the licence is taken off. Please confirm that no legal hold is needed.",
		action: "Take licence off",
	},
	insight.Blocked: {
		name: "Blocked sign-in with licence", short: "Blocked sign-in",
		means:  "Nobody can sign in to these accounts, so taking the licence off changes nothing for anyone at work. Please confirm that mail and files of former colleagues have been handed over first.",
		action: "Take licence off",
	},
	insight.NeverUsed: {
		name: "Never used", short: "Never used",
		means:  "No use and no sign-in is known for these accounts, although account and licence are older than the grace period. Please confirm whether the people have started, or whether the seats can be returned.",
		action: "Please confirm", decide: true,
	},
	insight.Inactive: {
		name: "Inactive", short: "Inactive",
		means:  "All use we can see is older than %d days. There are good reasons for this, such as leave. Please confirm who still needs a licence.",
		action: "Please confirm", decide: true,
	},
	insight.GuestPaid: {
		name: "Guests with paid licence", short: "Guests",
		means:  "Guests usually work with the licence of their own organisation. Some are given one on purpose: please confirm who needs it here.",
		action: "Please confirm", decide: true,
	},
	insight.Unassigned: {
		name: "Unassigned seats", short: "Unassigned",
		means: "These seats are bought and not given to anyone. They can be reduced when the purchase renews, or given to people who start before then.",
	},
}

// name of a cause with its threshold.
func (f *facts) name(c insight.Cause) string {
	if c == insight.Inactive {
		if days := f.threshold(); days > 0 {
			return fmt.Sprintf("Inactive more than %d days", days)
		}
	}
	return firstOf(sayings[c].name, string(c))
}

// means explains a cause.
func (f *facts) means(c insight.Cause) string {
	text := sayings[c].means
	if strings.Contains(text, "%d") {
		return fmt.Sprintf(text, max(f.threshold(), f.in.Workspace.InactiveAfterDays))
	}
	return text
}

// threshold of inactivity; 0 when tenants differ, so that none is misquoted.
func (f *facts) threshold() int {
	days := 0
	for _, fd := range f.of(insight.Inactive) {
		if days != 0 && days != fd.Proof.Threshold {
			return 0
		}
		days = fd.Proof.Threshold
	}
	return days
}

// Dates as a client reads them. Scan times are UTC and say so.
func day(at time.Time) string {
	if at.IsZero() {
		return "not known"
	}
	return at.UTC().Format("2\u00a0Jan\u00a02006")
}

func longDay(at time.Time) string { return at.UTC().Format("2\u00a0January\u00a02006") }

func moment(at time.Time) string {
	if at.IsZero() {
		return "not known"
	}
	return at.UTC().Format("2 Jan 2006, 15:04 UTC")
}

// short leaves out minor units that are zero, for big figures and sentences.
func short(a money.Amount) string {
	if a.Value.IsInteger() {
		return a.FormatWhole()
	}
	return a.Format()
}

// amount of a finding or seat; no amount is a dash, never a zero.
func amount(a *money.Amount) string {
	if a == nil {
		return "–"
	}
	return a.Format()
}

// percent of spend with one decimal, "" without spend.
func (f *facts) percent() string {
	if !f.priced() {
		return ""
	}
	return fmt.Sprintf("%.1f\u00a0%%", f.leak.PercentOf(f.spend))
}

// count writes a number with its noun: "1 seat", "14 seats", "1,200 seats".
func count(n int, one, many string) string {
	if n == 1 {
		return "1\u00a0" + one
	}
	return thousands(n) + "\u00a0" + many
}

func thousands(n int) string {
	s := fmt.Sprint(n)
	sign := ""
	if n < 0 {
		sign, s = "−", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return sign + s
}

// maxNamed is how much of a name stands inside sentences and tables; the
// cover has it at length.
const maxNamed = 70

// client is the customer's name, short enough for a sentence.
func (f *facts) client() string {
	name := []rune(f.in.Customer)
	if len(name) <= maxNamed {
		return f.in.Customer
	}
	return strings.TrimSpace(string(name[:maxNamed])) + "…"
}

// capital starts a sentence.
func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
