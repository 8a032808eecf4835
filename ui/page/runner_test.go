package page

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// queue is a serial dispatcher: posted functions wait until the test runs them.
type queue struct {
	mu sync.Mutex
	fs []func()
}

func (q *queue) post(f func()) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.fs = append(q.fs, f)
}

func (q *queue) drain() {
	q.mu.Lock()
	fs := q.fs
	q.fs = nil
	q.mu.Unlock()
	for _, f := range fs {
		f()
	}
}

func TestOnlyTheNewestAnswerIsShown(t *testing.T) {
	q := &queue{}
	r := NewRunner(t.Context(), q.post)
	l := NewLoader(r)
	var shown []string
	show := func(s string, _ error) { shown = append(shown, s) }

	release := make(chan struct{})
	Load(l, func(context.Context) (string, error) { <-release; return "old", nil }, show)
	Load(l, func(context.Context) (string, error) { return "new", nil }, show)
	close(release)
	r.Wait()
	q.drain()

	if len(shown) != 1 || shown[0] != "new" {
		t.Fatalf("shown %q, want only the newest answer", shown)
	}
	if l.Busy() {
		t.Error("the loader is still busy after its answer")
	}
}

func TestANewerRequestCancelsTheEarlier(t *testing.T) {
	q := &queue{}
	r := NewRunner(t.Context(), q.post)
	l := NewLoader(r)
	cancelled := make(chan error, 1)
	Load(l, func(ctx context.Context) (int, error) {
		<-ctx.Done()
		cancelled <- ctx.Err()
		return 0, ctx.Err()
	}, func(int, error) { t.Error("a cancelled answer was shown") })
	Load(l, func(context.Context) (int, error) { return 1, nil }, func(int, error) {})
	if err := <-cancelled; !errors.Is(err, context.Canceled) {
		t.Fatalf("the earlier work ended with %v", err)
	}
	r.Wait()
	q.drain()
}

func TestAfterCancelNothingStartsAndNothingIsShown(t *testing.T) {
	q := &queue{}
	r := NewRunner(t.Context(), q.post)
	l := NewLoader(r)
	Load(l, func(context.Context) (int, error) { return 1, nil }, func(int, error) {
		t.Error("shown after the window was closed")
	})
	r.Cancel()
	r.Wait()
	r.Go(func(context.Context) { t.Error("started after the window was closed") })
	q.drain()
}

func TestABurstOfEventsIsOneCall(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		calls := 0
		c := NewCoalescer(Quiet, func() { calls++ })
		for range 50 {
			c.Trigger()
		}
		time.Sleep(2 * Quiet)
		synctest.Wait()
		c.Trigger()
		time.Sleep(2 * Quiet)
		synctest.Wait()
		if calls != 2 {
			t.Errorf("%d calls for two bursts", calls)
		}
		c.Trigger()
		c.Close()
		time.Sleep(2 * Quiet)
		synctest.Wait()
		if calls != 2 {
			t.Error("a closed coalescer called")
		}
	})
}
