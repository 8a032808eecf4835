// Package quota counts requests against Microsoft's documented limits
// (sliding windows). It is policy as data: Limits names every window, Gate
// keeps the counts. A Gate is safe for concurrent use and never blocks.
package quota

import (
	"sync"
	"time"
)

// Limit is so many units in a window.
type Limit struct {
	Name  string // tells windows of one key apart
	Units int
	Per   time.Duration
	Scope string // x-ms-throttle-scope: "Tenant_Application" or "Tenant"
}

// Charge is the cost of one request to one counter.
type Charge struct {
	Key   string // whose counter: app and tenant, or tenant
	Limit Limit
	Units int
}

// Verdict is what a Gate says to a request.
type Verdict struct {
	OK         bool
	RetryAfter time.Duration // when not OK; at least one second
	Used       float64       // highest share of any limit after this request
	Limit      Limit         // the limit that refused, or that is fullest
}

// Gate keeps the counts.
type Gate struct {
	now  func() time.Time
	mu   sync.Mutex
	seen map[string][]mark
}

type mark struct {
	at    time.Time
	units int
}

// NewGate makes an empty gate on a clock.
func NewGate(now func() time.Time) *Gate {
	return &Gate{now: now, seen: map[string][]mark{}}
}

// Ask counts a request against all its charges and says whether it may pass.
func (g *Gate) Ask(charges ...Charge) Verdict {
	g.mu.Lock()
	defer g.mu.Unlock()
	v := Verdict{OK: true}
	now := g.now()
	for _, c := range charges {
		key := c.Key + "|" + c.Limit.Name
		marks, used := expire(g.seen[key], now.Add(-c.Limit.Per))
		used += c.Units
		if share := float64(used) / float64(c.Limit.Units); share > v.Used {
			v.Used, v.Limit = share, c.Limit
		}
		if used > c.Limit.Units {
			v.OK, v.Limit = false, c.Limit
			v.RetryAfter = max(v.RetryAfter, wait(marks, used-c.Limit.Units, now, c.Limit))
		} else {
			marks = append(marks, mark{now, c.Units})
		}
		g.seen[key] = marks
	}
	return v
}

// expire drops what has left the window and sums the rest.
func expire(marks []mark, before time.Time) ([]mark, int) {
	first, used := 0, 0
	for first < len(marks) && !marks[first].at.After(before) {
		first++
	}
	marks = append(marks[:0], marks[first:]...)
	for _, m := range marks {
		used += m.units
	}
	return marks, used
}

// wait is the time until enough old units leave the window, in whole seconds.
func wait(marks []mark, over int, now time.Time, l Limit) time.Duration {
	free := 0
	for _, m := range marks {
		if free += m.units; free >= over {
			d := m.at.Add(l.Per).Sub(now)
			return max(d.Truncate(time.Second)+time.Second, time.Second)
		}
	}
	return l.Per
}
