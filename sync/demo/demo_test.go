package demo

import (
	"context"
	"errors"
	"testing"
	"time"

	"msp-license-tracker/models"
)

type scanner struct {
	clock *Clock
	seen  []time.Time
	fail  error
}

func (s *scanner) ScanAll(context.Context, models.ScanTrigger) error {
	s.seen = append(s.seen, s.clock.Now())
	return s.fail
}

func TestReplayScansEachPastMonthOldestFirstAndReturnsToNow(t *testing.T) {
	clock := &Clock{}
	s := &scanner{clock: clock}
	if err := Replay(t.Context(), clock, s, 3, func() {}); err != nil {
		t.Fatal(err)
	}
	if len(s.seen) != 3 || !s.seen[0].Before(s.seen[1]) || !s.seen[1].Before(s.seen[2]) {
		t.Fatalf("scans at %v, want three in rising order", s.seen)
	}
	if behind := time.Since(s.seen[0]); behind < 85*24*time.Hour {
		t.Errorf("the oldest scan is only %v back", behind)
	}
	if off := time.Since(clock.Now()); off > time.Minute {
		t.Errorf("the clock stays %v behind", off)
	}
}

func TestTenantsThatFailDoNotStopTheReplay(t *testing.T) {
	clock := &Clock{}
	s := &scanner{clock: clock, fail: errors.New("no consent")}
	if err := Replay(t.Context(), clock, s, 2, func() {}); err != nil || len(s.seen) != 2 {
		t.Fatalf("%d scans, %v; want 2 and no error", len(s.seen), err)
	}
}

func TestACancelledReplayReturnsTheClock(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	clock := &Clock{}
	if err := Replay(ctx, clock, &scanner{clock: clock}, 2, func() {}); !errors.Is(err, context.Canceled) {
		t.Fatalf("error %v", err)
	}
	if off := time.Since(clock.Now()); off > time.Minute {
		t.Errorf("the clock stays %v behind", off)
	}
}
