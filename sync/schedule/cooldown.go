package schedule

import (
	"fmt"
	"sync"
	"time"

	"msp-license-tracker/models"
)

// Pause is the least time between the starts of two scans of a tenant by hand.
const Pause = 30 * time.Second

// CooldownError refuses a scan by hand that comes too soon after the last one.
type CooldownError struct {
	Wait time.Duration // until the next one is allowed
}

// Error says how long.
func (e *CooldownError) Error() string {
	return fmt.Sprintf("scanned a moment ago, next scan in %d seconds", e.seconds())
}

// seconds are whole and never 0.
func (e *CooldownError) seconds() int { return int((e.Wait + time.Second - 1) / time.Second) }

// Explain implements models.Explainer.
func (e *CooldownError) Explain() models.Explanation {
	return models.Explanation{
		Code:  "scan-cooldown",
		Title: fmt.Sprintf("This tenant was scanned a moment ago. Try again in %d seconds.", e.seconds()),
		Cause: "Microsoft limits how often a tenant can be asked, and its data does not change that fast.",
		Next:  "Wait a moment, then scan again.",
		Whose: models.PartyUser,
		Retry: true,
	}
}

// cooldown remembers when tenants were last scanned by hand.
type cooldown struct {
	mu   sync.Mutex
	last map[string]time.Time
}

func newCooldown() *cooldown { return &cooldown{last: make(map[string]time.Time)} }

// take notes a scan that starts now, or says how long to wait.
func (c *cooldown) take(tenantID string, now time.Time) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if last, ok := c.last[tenantID]; ok {
		if wait := last.Add(Pause).Sub(now); wait > 0 && wait <= Pause {
			return &CooldownError{Wait: wait}
		}
	}
	c.last[tenantID] = now
	return nil
}
