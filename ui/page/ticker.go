package page

import "time"

// Ticker calls a function on the UI goroutine once a second while it runs: a
// countdown. It belongs to the UI goroutine.
type Ticker struct {
	runner *Runner
	do     func()
	timer  *time.Timer
	gen    int
}

// NewTicker makes a ticker that stands still.
func NewTicker(r *Runner, do func()) *Ticker { return &Ticker{runner: r, do: do} }

// Start begins to tick; a running ticker goes on.
func (t *Ticker) Start() {
	if t.timer == nil {
		t.arm()
	}
}

func (t *Ticker) arm() {
	gen := t.gen
	t.timer = time.AfterFunc(time.Second, func() { t.runner.Post(func() { t.fire(gen) }) })
}

func (t *Ticker) fire(gen int) {
	if gen != t.gen {
		return
	}
	t.arm()
	t.do()
}

// Stop ends ticking; a tick that is under way does nothing any more.
func (t *Ticker) Stop() {
	t.gen++
	if t.timer != nil {
		t.timer.Stop()
		t.timer = nil
	}
}
