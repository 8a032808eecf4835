// Package demo prepares the demo workspace: it connects the tenants of the
// simulated cloud like any others and lets scans run month by month on the
// simulator's clock, so that the history in the demo is scanned, not invented.
//
// It imports nothing of the program but models; what it drives is handed in.
package demo

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	"msp-license-tracker/models"
)

// Clock is the time the demo believes in: the real time less an offset.
// The zero Clock is the real time. Safe for concurrent use.
type Clock struct{ behind atomic.Int64 }

// Now is the demo's time in UTC.
func (c *Clock) Now() time.Time { return time.Now().UTC().Add(-time.Duration(c.behind.Load())) }

// Set moves the clock so that it now shows t.
func (c *Clock) Set(t time.Time) { c.behind.Store(int64(time.Since(t))) }

// Reset returns to the real time.
func (c *Clock) Reset() { c.behind.Store(0) }

// Connector connects one tenant; nothing is stored on failure.
type Connector interface {
	Connect(ctx context.Context, r models.ConnectRequest) (models.Tenant, []models.PermissionCheck, error)
}

// Scanner scans every connected tenant and returns when all have ended.
type Scanner interface {
	ScanAll(ctx context.Context, trigger models.ScanTrigger) error
}

// ConnectAll connects the tenants in the order given.
func ConnectAll(ctx context.Context, c Connector, tenants []models.ConnectRequest) error {
	for _, r := range tenants {
		if _, _, err := c.Connect(ctx, r); err != nil {
			return fmt.Errorf("connect demo tenant %s: %w", r.TenantID, err)
		}
	}
	return nil
}

// Replay scans on the same day of each of the last months, oldest first, and
// leaves the clock at the real time. The newest scan is not part of it.
func Replay(ctx context.Context, clock *Clock, s Scanner, months int) error {
	defer clock.Reset()
	now := time.Now().UTC()
	for back := months; back > 0; back-- {
		clock.Set(now.AddDate(0, -back, 0))
		if err := s.ScanAll(ctx, models.TriggerSchedule); err != nil {
			return fmt.Errorf("replay the scan of %d months ago: %w", back, err)
		}
	}
	return nil
}
