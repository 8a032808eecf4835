package page

import "context"

// Loader fetches one page's data. Only the newest request is answered: a
// later one cancels the earlier, and an answer that comes late is dropped.
// All methods run on the UI goroutine.
type Loader struct {
	runner *Runner
	gen    int
	cancel context.CancelFunc
	busy   bool
}

// NewLoader makes a loader working on a runner.
func NewLoader(r *Runner) *Loader { return &Loader{runner: r} }

// Busy reports whether an answer is awaited.
func (l *Loader) Busy() bool { return l.busy }

// Stop gives up what is under way.
func (l *Loader) Stop() {
	l.gen++
	l.busy = false
	if l.cancel != nil {
		l.cancel()
		l.cancel = nil
	}
}

// Load runs work in the background and show on the UI goroutine, unless a
// newer Load or Stop came first.
func Load[T any](l *Loader, work func(context.Context) (T, error), show func(T, error)) {
	l.Stop()
	gen := l.gen
	l.busy = true
	ctx, cancel := context.WithCancel(l.runner.ctx)
	l.cancel = cancel
	l.runner.Go(func(context.Context) {
		value, err := work(ctx)
		l.runner.Post(func() {
			if gen != l.gen {
				return
			}
			l.busy = false
			cancel()
			show(value, err)
		})
	})
}
