package demo

import (
	"sync/atomic"
	"time"
)

// Clock is the time the demo believes in: the real time less an offset.
// The zero Clock is the real time. Safe for concurrent use.
type Clock struct{ behind atomic.Int64 }

// Now is the demo's time in UTC.
func (c *Clock) Now() time.Time { return time.Now().UTC().Add(-time.Duration(c.behind.Load())) }

// Set moves the clock so that it now shows t.
func (c *Clock) Set(t time.Time) { c.behind.Store(int64(time.Since(t))) }

// Reset returns to the real time.
func (c *Clock) Reset() { c.behind.Store(0) }
