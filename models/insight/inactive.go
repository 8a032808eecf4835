package insight

import "time"

const (
	ruleInactive = "All known use is older than the threshold, counted from each source's own data date."
	ruleAttempts = "No use is known, and the newest attempt to sign in is older than the threshold."
)

// inactiveRule is cause 4 (decisions 3, 4 and 6).
func inactiveRule(c *view, _ time.Time) (verdict, bool) {
	u := &c.usage
	if !u.visible || u.active || !u.used && !u.attempted {
		return verdict{}, false
	}
	certainty, reason := c.bySources()
	v := verdict{
		cause: Inactive, certainty: certainty, reason: reason,
		rule: ruleInactive, threshold: c.thresholdDays,
		caveats: append(c.blind(), caveatProtection),
	}
	if u.attempted {
		v.certainty, v.reason, v.rule = Likely, "Only attempts to sign in are known, no successful use.", ruleAttempts
		v.caveats = append(v.caveats, caveatAttempts)
	}
	return v, true
}
