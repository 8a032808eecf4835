package schedule

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"msp-license-tracker/models"
)

func at(day, hour, minute int) time.Time {
	return time.Date(2026, 11, day, hour, minute, 0, 0, time.UTC)
}

func TestNext(t *testing.T) {
	daily := Settings{Daily: true, Hour: 2, Jitter: 20 * time.Minute}
	stale := Settings{StaleAfter: 24 * time.Hour}
	for name, tc := range map[string]struct {
		now, last time.Time
		settings  Settings
		delay     time.Duration
		want      time.Time
		never     bool
	}{
		"later today":              {now: at(10, 1, 0), last: at(9, 2, 0), settings: daily, want: at(10, 2, 0)},
		"with its share of jitter": {now: at(10, 1, 0), last: at(9, 2, 0), settings: daily, delay: 7 * time.Minute, want: at(10, 2, 7)},
		"never beyond the jitter":  {now: at(10, 1, 0), last: at(9, 2, 0), settings: daily, delay: 3 * time.Hour, want: at(10, 2, 20)},
		"tomorrow":                 {now: at(10, 2, 0), last: at(9, 2, 0), settings: daily, want: at(11, 2, 0)},
		"not twice a day after the clock was set back": {now: at(10, 1, 59), last: at(10, 2, 0), settings: daily, want: at(11, 2, 0)},
		"never scanned is stale":                       {now: at(10, 5, 0), settings: stale, want: at(10, 5, 0)},
		"a day old is stale":                           {now: at(10, 5, 0), last: at(9, 5, 0), settings: stale, want: at(10, 5, 0)},
		"fresh and no daily run":                       {now: at(10, 5, 0), last: at(9, 6, 0), settings: stale, never: true},
		"switched off":                                 {now: at(10, 5, 0), settings: Settings{}, never: true},
		"stale wins over the hour":                     {now: at(10, 5, 0), last: at(8, 2, 0), settings: Defaults(), want: at(10, 5, 0)},
	} {
		t.Run(name, func(t *testing.T) {
			got, ok := next(tc.now, tc.last, tc.settings, tc.delay)
			if ok == tc.never || !got.Equal(tc.want) {
				t.Errorf("%v, %v; want %v", got, ok, tc.want)
			}
		})
	}
}

func TestNextKeepsTheHourWhenTheClocksChange(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Skip("no time zones on this machine")
	}
	s := Settings{Daily: true, Hour: 4}
	now := time.Date(2026, 10, 24, 12, 0, 0, 0, berlin) // clocks go back in the coming night
	got, _ := next(now, now, s, 0)
	if got.Hour() != 4 || got.Sub(now) != 17*time.Hour {
		t.Errorf("%v after %v", got, got.Sub(now))
	}
}

// engine notes what was asked and blocks a scan until it is let go.
type engine struct {
	mu    sync.Mutex
	asked []models.ScanTrigger
	times []time.Time
	block bool
}

func (e *engine) Scan(ctx context.Context, _ string, trigger models.ScanTrigger) error {
	return e.ScanAll(ctx, trigger)
}

func (e *engine) ScanAll(ctx context.Context, trigger models.ScanTrigger) error {
	e.mu.Lock()
	e.asked = append(e.asked, trigger)
	e.times = append(e.times, time.Now().UTC())
	e.mu.Unlock()
	if e.block {
		<-ctx.Done()
		return ctx.Err()
	}
	return errors.New("one tenant failed")
}

func (e *engine) Cancel(string)              {}
func (e *engine) Running() []models.Progress { return nil }

func scheduler(e *engine, s Settings, last time.Time) *Scheduler {
	return New(Deps{
		Engine:   e,
		LastRun:  func(context.Context) (time.Time, error) { return last, nil },
		Settings: s,
		Now:      func() time.Time { return time.Now().UTC() },
		Log:      slog.New(slog.DiscardHandler),
	})
}

func TestByHandATenantRestsHalfAMinute(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := &engine{}
		s := scheduler(e, Settings{}, time.Time{})
		scan := func(tenant string, trigger models.ScanTrigger) error {
			err := s.Scan(t.Context(), tenant, trigger)
			var wait *CooldownError
			if errors.As(err, &wait) {
				return wait
			}
			return nil
		}
		if err := scan("a", models.TriggerManual); err != nil {
			t.Fatal(err)
		}
		time.Sleep(9*time.Second + 500*time.Millisecond)
		err := scan("a", models.TriggerManual)
		var wait *CooldownError
		if !errors.As(err, &wait) || wait.Wait != 20500*time.Millisecond {
			t.Fatalf("%v", err)
		}
		if title := models.Explain(err).Title; title != "This tenant was scanned a moment ago. Try again in 21 seconds." {
			t.Error(title)
		}
		if err := errors.Join(scan("b", models.TriggerManual), scan("a", models.TriggerConnect), scan("a", models.TriggerSchedule)); err != nil {
			t.Errorf("another tenant or another reason must not wait: %v", err)
		}
		time.Sleep(20500 * time.Millisecond)
		if err := scan("a", models.TriggerManual); err != nil {
			t.Errorf("after the pause: %v", err)
		}
		var all *CooldownError
		_ = s.ScanAll(t.Context(), models.TriggerManual)
		if err := s.ScanAll(t.Context(), models.TriggerManual); !errors.As(err, &all) {
			t.Errorf("all tenants twice: %v", err)
		}
	})
}

func TestItScansEveryDayAndAtStartWhenStale(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // the clock starts on 2000-01-01 00:00 UTC
		e := &engine{}
		s := scheduler(e, Settings{Daily: true, Hour: 2, StaleAfter: 24 * time.Hour}, time.Time{})
		s.Start(t.Context())
		time.Sleep(49 * time.Hour)
		s.Close()
		start := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
		want := []time.Time{start, start.Add(2 * time.Hour), start.Add(26 * time.Hour)}
		if len(e.times) != len(want) {
			t.Fatalf("scans at %v", e.times)
		}
		for i := range want {
			if !e.times[i].Equal(want[i]) || e.asked[i] != models.TriggerSchedule {
				t.Errorf("scan %d at %v by %s", i, e.times[i], e.asked[i])
			}
		}
	})
}

func TestNewSettingsCountAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := &engine{}
		s := scheduler(e, Settings{}, time.Now())
		s.Start(t.Context())
		time.Sleep(72 * time.Hour)
		if len(e.times) != 0 {
			t.Fatalf("scans at %v although switched off", e.times)
		}
		s.Change(Settings{Daily: true, Hour: 5})
		time.Sleep(5*time.Hour + time.Second)
		s.Close()
		if len(e.times) != 1 {
			t.Errorf("scans at %v", e.times)
		}
	})
}

func TestCloseEndsARunningScanAndItsGoroutine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := &engine{block: true}
		s := scheduler(e, Settings{StaleAfter: time.Hour}, time.Time{})
		s.Start(t.Context())
		synctest.Wait()
		s.Close()
		if len(e.times) != 1 {
			t.Errorf("scans at %v", e.times)
		}
		scheduler(e, Settings{}, time.Time{}).Close() // never started
	})
}
