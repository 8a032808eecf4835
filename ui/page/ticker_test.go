package page

import (
	"testing"
	"testing/synctest"
	"time"
)

func TestATickerTicksOnceASecondUntilItIsStopped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := NewRunner(t.Context(), func(f func()) { f() })
		ticks := 0
		tick := NewTicker(r, func() { ticks++ })
		tick.Start()
		tick.Start() // a second start adds no second tick
		time.Sleep(3500 * time.Millisecond)
		synctest.Wait()
		if ticks != 3 {
			t.Errorf("%d ticks in three and a half seconds", ticks)
		}
		tick.Stop()
		time.Sleep(5 * time.Second)
		synctest.Wait()
		if ticks != 3 {
			t.Error("a stopped ticker ticks")
		}
		tick.Start()
		time.Sleep(1500 * time.Millisecond)
		synctest.Wait()
		r.Cancel()
		time.Sleep(5 * time.Second)
		synctest.Wait()
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
