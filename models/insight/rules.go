package insight

import "time"

// verdict is what one rule says of one seat.
type verdict struct {
	cause     Cause
	certainty Certainty
	reason    string
	rule      string
	threshold int
	caveats   []string
}

// rule looks at one seat: an account and the date it got the licence. ok is
// false when the rule has nothing to say.
type rule func(c *view, since time.Time) (verdict, bool)

// userRules in order of precedence; the first that speaks decides the seat.
var userRules = []rule{mailboxRule, blockedRule, neverRule, inactiveRule, guestRule}

// view is one account as the rules see it.
type view struct {
	*Account
	*tenant
	usage usage
}

func (c *view) judge(since time.Time) (verdict, bool) {
	for _, r := range userRules {
		if v, ok := r(c, since); ok {
			return v, true
		}
	}
	return verdict{}, false
}

// Certainty of inactive and never used (decision 6).
const (
	bothSources = "Sign-ins and activity reports were both readable."
	oneSource   = "Only one of sign-ins and activity reports was readable."
)

func (t *tenant) bySources() (Certainty, string) {
	if t.sources.SignIns && t.sources.Reports {
		return Sure, bothSources
	}
	return Likely, oneSource
}

// Caveats: what a person should know before taking the licence away.
const (
	caveatHold       = "A litigation or retention hold on the mailbox cannot be seen; check it first."
	caveatArchive    = "Whether the mailbox has an archive is not known."
	caveatProtection = "Use of protection and compliance features of the product cannot be seen."
	caveatMailType   = "The mailbox type cannot be seen; shared mailboxes are blocked accounts too."
	caveatSignIns    = "Sign-in dates could not be read."
	caveatReports    = "Activity reports could not be read for this account."
	caveatAttempts   = "Only attempts to sign in are known; failed ones count among them."
)

// blind lists the sources that could not be read for an account.
func (c *view) blind() []string {
	var all []string
	if !c.sources.SignIns {
		all = append(all, caveatSignIns)
	}
	if !c.sources.Reports || !c.HasActivity {
		all = append(all, caveatReports)
	}
	return all
}
