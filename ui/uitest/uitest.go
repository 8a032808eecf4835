// Package uitest helps to test the window without one: a queue that stands for
// the UI goroutine, and pictures of any object in light and dark.
//
// Fyne keeps its app in a global: no test that uses this package may call
// t.Parallel.
package uitest

import (
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"msp-license-tracker/ui/theme"
)

// App starts Fyne's test app in our theme and ends it with the test.
func App(t testing.TB, mode theme.Mode) fyne.App {
	t.Helper()
	app := test.NewApp()
	t.Cleanup(func() { test.NewApp() })
	app.Settings().SetTheme(theme.New(theme.DefaultBrand, mode))
	return app
}

// Queue collects what is posted to the UI goroutine until the test, which is
// that goroutine, drains it. Post may be called from any goroutine.
type Queue struct {
	mu      sync.Mutex
	waiting []func()
	arrived chan struct{}
}

// NewQueue is an empty queue.
func NewQueue() *Queue { return &Queue{arrived: make(chan struct{}, 1)} }

// Post adds a function.
func (q *Queue) Post(f func()) {
	q.mu.Lock()
	q.waiting = append(q.waiting, f)
	q.mu.Unlock()
	select {
	case q.arrived <- struct{}{}:
	default:
	}
}

// Drain runs what is waiting, and what that posts, and says how many ran.
func (q *Queue) Drain() int {
	ran := 0
	for {
		q.mu.Lock()
		now := q.waiting
		q.waiting = nil
		q.mu.Unlock()
		if len(now) == 0 {
			return ran
		}
		for _, f := range now {
			f()
		}
		ran += len(now)
	}
}

// Until drains until done is true and fails the test when that does not happen
// within ten seconds.
func (q *Queue) Until(t testing.TB, what string, done func() bool) {
	t.Helper()
	deadline := time.NewTimer(10 * time.Second)
	defer deadline.Stop()
	for {
		q.Drain()
		if done() {
			return
		}
		select {
		case <-q.arrived:
		case <-deadline.C:
			t.Fatalf("waited in vain until %s", what)
		}
	}
}
