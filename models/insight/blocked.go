package insight

import "time"

const ruleBlocked = "An account whose sign-in is blocked works with no licence."

// blockedRule is cause 2 (decision 7).
func blockedRule(c *view, _ time.Time) (verdict, bool) {
	if !c.Blocked() {
		return verdict{}, false
	}
	v := verdict{
		cause: Blocked, certainty: Sure, rule: ruleBlocked,
		reason:  "Sign-in is blocked and the account is no shared, room or equipment mailbox.",
		caveats: []string{caveatHold},
	}
	if !c.sources.Mailboxes {
		v.certainty, v.reason = Likely, "Sign-in is blocked, but the mailbox type cannot be seen."
		v.caveats = append(v.caveats, caveatMailType)
	}
	return v, true
}
