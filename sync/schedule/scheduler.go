package schedule

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"msp-license-tracker/models"
)

// Engine runs scans; it refuses a second scan of a tenant that is being
// scanned.
type Engine interface {
	Scan(ctx context.Context, tenantID string, trigger models.ScanTrigger) error
	ScanAll(ctx context.Context, trigger models.ScanTrigger) error
	Cancel(tenantID string)
	Running() []models.Progress
}

// Deps is everything a Scheduler needs of the world.
type Deps struct {
	Engine Engine
	// LastRun is when tenants were last scanned, the oldest of them; zero when
	// one never was. With no tenant at all it is now: nothing is stale.
	LastRun  func(context.Context) (time.Time, error)
	Settings Settings
	Delay    time.Duration // this installation's share of the jitter
	Now      func() time.Time
	Log      *slog.Logger
}

// Scheduler starts scans. It is safe for use from many goroutines.
type Scheduler struct {
	deps   Deps
	pauses *cooldown

	mu       sync.Mutex
	settings Settings
	changed  chan struct{} // wakes the loop after a change of settings

	cancel context.CancelFunc
	done   sync.WaitGroup
}

// New makes a scheduler that does nothing by itself until Start.
func New(d Deps) *Scheduler {
	return &Scheduler{deps: d, settings: d.Settings, pauses: newCooldown(), changed: make(chan struct{}, 1), cancel: func() {}}
}

// Scan scans one tenant and returns when it is stored. By hand it is refused
// with a CooldownError within 30 seconds of the last one.
func (s *Scheduler) Scan(ctx context.Context, tenantID string, trigger models.ScanTrigger) error {
	if trigger == models.TriggerManual {
		if err := s.pauses.take(tenantID, s.deps.Now()); err != nil {
			return err
		}
	}
	return s.deps.Engine.Scan(ctx, tenantID, trigger)
}

// allTenants is the name under which "scan all" takes its pause.
const allTenants = ""

// ScanAll scans every tenant, by hand at most every 30 seconds.
func (s *Scheduler) ScanAll(ctx context.Context, trigger models.ScanTrigger) error {
	if trigger == models.TriggerManual {
		if err := s.pauses.take(allTenants, s.deps.Now()); err != nil {
			return err
		}
	}
	return s.deps.Engine.ScanAll(ctx, trigger)
}

// Cancel ends the scan of a tenant, of every tenant with "".
func (s *Scheduler) Cancel(tenantID string) { s.deps.Engine.Cancel(tenantID) }

// Running tells how far each running scan is.
func (s *Scheduler) Running() []models.Progress { return s.deps.Engine.Running() }

// Change takes new settings at once.
func (s *Scheduler) Change(settings Settings) {
	s.mu.Lock()
	s.settings = settings
	s.mu.Unlock()
	select {
	case s.changed <- struct{}{}:
	default: // the loop is told already
	}
}

// Start begins to scan by itself until ctx ends or Close. Call it once.
func (s *Scheduler) Start(ctx context.Context) {
	ctx, s.cancel = context.WithCancel(ctx)
	s.done.Go(func() { s.loop(ctx) })
}

// Close cancels the scan the scheduler runs by itself and waits for its end.
func (s *Scheduler) Close() {
	s.cancel()
	s.done.Wait()
}

// loop waits for the next due time and scans, again and again.
func (s *Scheduler) loop(ctx context.Context) {
	last, err := s.deps.LastRun(ctx)
	if err != nil {
		s.deps.Log.Error("schedule: last run unknown, waiting for the daily hour", "error", err)
		last = s.deps.Now()
	}
	for {
		due := s.wait(ctx, last)
		if ctx.Err() != nil {
			return
		}
		if !due {
			continue // the settings changed
		}
		last = s.deps.Now()
		if err := s.deps.Engine.ScanAll(ctx, models.TriggerSchedule); err != nil && !errors.Is(err, context.Canceled) {
			// Each scan has stored its own failure; this is for the log.
			s.deps.Log.Warn("schedule: some tenants could not be scanned", "error", err)
		}
	}
}

// nap is how long the loop sleeps at most before it looks at the clock again:
// timers stand still while a computer is asleep.
const nap = 5 * time.Minute

// wait blocks until the next run is due, the settings change or ctx ends.
func (s *Scheduler) wait(ctx context.Context, last time.Time) (due bool) {
	s.mu.Lock()
	settings := s.settings
	s.mu.Unlock()
	at, wanted := next(s.deps.Now(), last, settings, s.deps.Delay)
	for {
		left := at.Sub(s.deps.Now())
		if wanted && left <= 0 {
			return true
		}
		if !wanted || left > nap {
			left = nap
		}
		select {
		case <-time.After(left):
		case <-s.changed:
			return false
		case <-ctx.Done():
			return false
		}
	}
}
