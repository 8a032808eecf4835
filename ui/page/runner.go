package page

import (
	"context"
	"sync"
)

// Runner owns the goroutines of the window: each ends with its context, and
// Wait returns only after the last has ended. Answers come back through post,
// which runs a function on the UI goroutine (fyne.Do in production, a serial
// queue in tests).
type Runner struct {
	ctx  context.Context
	stop context.CancelFunc
	post func(func())

	mu     sync.Mutex
	closed bool
	wg     sync.WaitGroup
}

// NewRunner makes a runner whose work is cancelled with ctx.
func NewRunner(ctx context.Context, post func(func())) *Runner {
	ctx, stop := context.WithCancel(ctx)
	return &Runner{ctx: ctx, stop: stop, post: post}
}

// Go starts work on a goroutine of its own; after Close it does nothing. It may
// be called from any goroutine.
func (r *Runner) Go(work func(ctx context.Context)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed {
		return
	}
	r.wg.Add(1)
	go func() {
		defer r.wg.Done()
		work(r.ctx)
	}()
}

// Post runs f on the UI goroutine; after Close it does nothing. It may be
// called from any goroutine.
func (r *Runner) Post(f func()) {
	if r.ctx.Err() != nil {
		return
	}
	r.post(func() {
		if r.ctx.Err() == nil {
			f()
		}
	})
}

// Cancel tells all work to end and refuses new work.
func (r *Runner) Cancel() {
	r.mu.Lock()
	r.closed = true
	r.mu.Unlock()
	r.stop()
}

// Wait blocks until all work has ended.
func (r *Runner) Wait() { r.wg.Wait() }
