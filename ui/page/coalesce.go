package page

import (
	"sync"
	"time"
)

// Quiet is how long events are gathered before a page loads again.
const Quiet = 100 * time.Millisecond

// Coalescer turns a burst of calls into one: the first call starts the wait,
// the ones within it are swallowed. Trigger may be called from any goroutine.
type Coalescer struct {
	wait time.Duration
	do   func()

	mu     sync.Mutex
	timer  *time.Timer
	closed bool
}

// NewCoalescer calls do at most once per wait, on a timer's goroutine: do
// should only post.
func NewCoalescer(wait time.Duration, do func()) *Coalescer {
	return &Coalescer{wait: wait, do: do}
}

// Trigger asks for one call after the wait.
func (c *Coalescer) Trigger() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.timer != nil || c.closed {
		return
	}
	c.timer = time.AfterFunc(c.wait, c.fire)
}

func (c *Coalescer) fire() {
	c.mu.Lock()
	c.timer = nil
	closed := c.closed
	c.mu.Unlock()
	if !closed {
		c.do()
	}
}

// Close stops a waiting call; later triggers do nothing.
func (c *Coalescer) Close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.closed = true
	if c.timer != nil {
		c.timer.Stop()
		c.timer = nil
	}
}
