package insight

import "time"

const ruleNever = "No use and no attempt to sign in is known, and both account and licence are older than the grace period."

// neverRule is cause 3 (decision 5).
func neverRule(c *view, since time.Time) (verdict, bool) {
	if !c.usage.visible || c.usage.used || c.usage.attempted {
		return verdict{}, false
	}
	if !olderThan(c.CreatedAt, c.usersDate, c.graceDays) || !olderThan(since, c.usersDate, c.graceDays) {
		return verdict{}, false
	}
	certainty, reason := c.bySources()
	return verdict{
		cause: NeverUsed, certainty: certainty, reason: reason,
		rule: ruleNever, threshold: c.graceDays,
		caveats: append(c.blind(), caveatProtection),
	}, true
}
