package insight

import "time"

const ruleGuest = "A guest works with the licences of the home organization and rarely needs a paid one here."

// guestRule is cause 5 (decision 8): active guests and guests nobody can
// judge. A guest still in the grace period gives no finding.
func guestRule(c *view, _ time.Time) (verdict, bool) {
	if !c.IsGuest() || c.usage.visible && !c.usage.active {
		return verdict{}, false
	}
	v := verdict{
		cause: GuestPaid, certainty: Likely, rule: ruleGuest,
		reason: "Some guests are given a licence on purpose.",
	}
	if !c.usage.visible {
		v.caveats = c.blind()
	}
	return v, true
}
