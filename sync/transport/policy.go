package transport

import "time"

// state is what one budget remembers: what was spent in the window, and until
// when the service wants silence. Values are never changed in place.
type state struct {
	marks []mark // oldest first
	until time.Time
}

type mark struct {
	at   time.Time
	cost int
}

// next says how long a request of this cost has to wait. It is the whole
// pacing policy and looks at nothing but its arguments.
func next(s state, q Quota, cost int, now time.Time) time.Duration {
	wait := max(0, s.until.Sub(now))
	cost = min(cost, q.Limit) // a request dearer than the whole budget goes alone
	used := 0
	for _, m := range s.marks {
		used += m.cost
	}
	for _, m := range s.marks {
		if used+cost <= q.Limit {
			break
		}
		wait = max(wait, m.at.Add(q.Window).Sub(now))
		used -= m.cost
	}
	return wait
}

// spend remembers a request that was sent now.
func spend(s state, q Quota, cost int, now time.Time) state {
	kept := forget(s, q, now)
	if n := len(kept.marks); n > 0 && now.Sub(kept.marks[n-1].at) < q.Window/1000 {
		kept.marks[n-1].cost += cost // one mark per thousandth of the window is exact enough
		kept.marks[n-1].at = now
		return kept
	}
	kept.marks = append(kept.marks, mark{now, cost})
	return kept
}

// hush remembers that the service wants no request of this kind for a while.
func hush(s state, q Quota, wait time.Duration, now time.Time) state {
	kept := forget(s, q, now)
	if until := now.Add(wait); until.After(kept.until) {
		kept.until = until
	}
	return kept
}

func forget(s state, q Quota, now time.Time) state {
	out := state{until: s.until}
	for _, m := range s.marks {
		if m.at.Add(q.Window).After(now) {
			out.marks = append(out.marks, m)
		}
	}
	return out
}
