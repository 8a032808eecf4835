package schedule

import "time"

// Settings say when scans run by themselves. Hour is in the location of the
// clock given to the Scheduler.
type Settings struct {
	Daily      bool
	Hour       int           // 0 to 23
	Jitter     time.Duration // a run starts up to this much after the hour
	StaleAfter time.Duration // at start: scan when the last one is older; 0 = never
}

// Defaults are a run at two in the morning and at start after a day: a computer
// that is off at night still gets its scan.
func Defaults() Settings {
	return Settings{Daily: true, Hour: 2, Jitter: 20 * time.Minute, StaleAfter: 24 * time.Hour}
}

// next is when the next run by itself is due, in the location of now; ok is
// false when none is wanted. last is the start of the last run, zero = never;
// delay is this installation's share of the jitter. A due time that is past
// means: now. It has no other input, so the same question gets the same answer.
func next(now, last time.Time, s Settings, delay time.Duration) (at time.Time, ok bool) {
	if s.StaleAfter > 0 && now.Sub(last) >= s.StaleAfter {
		return now, true
	}
	if !s.Daily {
		return time.Time{}, false
	}
	delay = min(max(delay, 0), s.Jitter)
	at = hourOf(now, s.Hour).Add(delay)
	if !at.After(now) || sameRun(at, last) {
		at = hourOf(now.AddDate(0, 0, 1), s.Hour).Add(delay)
	}
	return at, true
}

// hourOf is an hour of a day. Where the clock jumps over that hour, the time
// package takes the hour after it.
func hourOf(day time.Time, hour int) time.Time {
	y, m, d := day.Date()
	return time.Date(y, m, d, hour, 0, 0, 0, day.Location())
}

// sameRun says whether the run due at a time has been made already: a clock
// that was set back must not repeat it.
func sameRun(at, last time.Time) bool { return !last.Before(at) }
