package transport

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"msp-license-tracker/sync/fault"
)

// maxWait is the longest a request waits for its turn. Beyond it the failure
// is said, with the time to come back: a scan must not hang for minutes.
const maxWait = 2 * time.Minute

// pace holds the budgets of one application in one tenant.
type pace struct {
	mu     sync.Mutex
	states map[string]state
}

func newPace() *pace { return &pace{states: make(map[string]state)} }

// pacing waits until a request fits its budget.
type pacing struct {
	next http.RoundTripper
	pace *pace
	host string // only Graph has these budgets
	now  func() time.Time
	met  *Meter
}

func (p pacing) RoundTrip(req *http.Request) (*http.Response, error) {
	q, cost := quotaOf(req)
	if req.URL.Host != p.host || q.Limit == 0 {
		return p.next.RoundTrip(req)
	}
	if err := p.turn(req.Context(), q, cost); err != nil {
		closeBody(req)
		return nil, err
	}
	resp, err := p.next.RoundTrip(req)
	if err == nil && resp.StatusCode == http.StatusTooManyRequests {
		p.pace.hush(q, fault.RetryAfter(resp, p.now()), p.now())
	}
	return resp, err
}

func (p pacing) turn(ctx context.Context, q Quota, cost int) error {
	for {
		wait := p.pace.take(q, cost, p.now())
		switch {
		case wait == 0:
			return nil
		case wait > maxWait:
			e := fault.Local(fault.Throttled, "wait for a turn", fmt.Errorf("the budget %q is spent", q.Service))
			e.RetryAfter, e.Time = wait, p.now().UTC()
			return e
		}
		p.met.paced.Add(1)
		if err := sleep(ctx, wait); err != nil {
			return err
		}
	}
}

// take spends the cost when there is room, or says how long to wait.
func (p *pace) take(q Quota, cost int, now time.Time) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	s := p.states[q.Service]
	if wait := next(s, q, cost, now); wait > 0 {
		return wait
	}
	p.states[q.Service] = spend(s, q, cost, now)
	return 0
}

func (p *pace) hush(q Quota, wait time.Duration, now time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.states[q.Service] = hush(p.states[q.Service], q, wait, now)
}

// sleep waits, or ends early with the context's error.
func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
