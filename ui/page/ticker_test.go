package page

import (
	"testing"
	"testing/synctest"
	"time"
)

func TestATickerTicksOnceASecondUntilItIsStopped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := &queue{}
		r := NewRunner(t.Context(), q.post)
		pass := func(d time.Duration) { // the window works off what is posted
			for end := time.Now().Add(d); time.Now().Before(end); {
				time.Sleep(100 * time.Millisecond)
				synctest.Wait()
				q.drain()
			}
		}
		ticks := 0
		tick := NewTicker(r, func() { ticks++ })
		tick.Start()
		tick.Start() // a second start adds no second tick
		pass(3500 * time.Millisecond)
		if ticks != 3 {
			t.Errorf("%d ticks in three and a half seconds", ticks)
		}
		tick.Stop()
		pass(5 * time.Second)
		if ticks != 3 {
			t.Error("a stopped ticker ticks")
		}
		tick.Start()
		pass(1500 * time.Millisecond)
		r.Cancel()
		pass(5 * time.Second)
		if ticks != 4 {
			t.Errorf("%d ticks: a closed window must stop it", ticks)
		}
	})
}

func TestCountdownsAreReadable(t *testing.T) {
	for d, want := range map[time.Duration]string{-time.Second: "0:00", 9 * time.Second: "0:09", 14*time.Minute + 32*time.Second: "14:32", 9 * time.Hour: "9 hours", 13 * 24 * time.Hour: "13 days"} {
		if got := Countdown(d); got != want {
			t.Errorf("Countdown(%v) = %q, want %q", d, got, want)
		}
	}
}
