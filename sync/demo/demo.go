// Package demo prepares the demo workspace: a simulated cloud of client
// tenants, a folder that goes with it, and a history. The tenants are connected
// and scanned like any others, month by month on the simulator's clock, so that
// the history in the demo is scanned, not invented.
package demo

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/simulator"
)

// Demo is a running demo cloud. Close it when the last scan has ended.
type Demo struct {
	Clock Clock  // what the demo's scans and figures take as the present
	Dir   string // data folder, removed by Close
	sim   *simulator.Simulator
}

// Start runs the demo cloud until Close.
func Start(ctx context.Context) (*Demo, error) {
	d := &Demo{}
	var err error
	if d.Dir, err = os.MkdirTemp("", "msp-license-tracker-demo-"); err != nil {
		return nil, err
	}
	if d.sim, err = simulator.Start(ctx, simulator.Options{Now: d.Clock.Now}); err != nil {
		return nil, errors.Join(err, os.RemoveAll(d.Dir))
	}
	return d, nil
}

// Close ends the cloud and removes the folder.
func (d *Demo) Close() error { return errors.Join(d.sim.Close(), os.RemoveAll(d.Dir)) }

// Cloud is the simulated cloud.
func (d *Demo) Cloud() cloud.Cloud { return d.sim.Cloud() }

// Connector connects one tenant; nothing is stored on failure.
type Connector interface {
	Connect(ctx context.Context, r models.ConnectRequest) (models.Tenant, []models.PermissionCheck, error)
}

// Connect connects every client tenant of the demo.
func (d *Demo) Connect(ctx context.Context, c Connector) error {
	for _, t := range d.sim.Tenants() {
		request := models.ConnectRequest{
			TenantID: t.ID, Secret: models.Sensitive(t.Secret),
			Connection: models.Connection{Kind: models.OwnRegistration, ClientID: t.ClientID, Cloud: d.Cloud().Name},
		}
		if _, _, err := c.Connect(ctx, request); err != nil {
			return fmt.Errorf("connect demo tenant %s: %w", t.Domain, err)
		}
	}
	return nil
}

// Scanner scans every connected tenant and returns when all have ended.
type Scanner interface {
	ScanAll(ctx context.Context, trigger models.ScanTrigger) error
}

// Replay scans on the same day of each of the last months, oldest first, and
// leaves the clock at the real time. The newest scan is not part of it. Tenants
// that fail on purpose do not stop it; a cancelled context does. moved is told
// after each move of the clock: what was spent of a limit was spent long ago.
func Replay(ctx context.Context, clock *Clock, s Scanner, months int, moved func()) error {
	defer moved()
	defer clock.Reset()
	now := time.Now().UTC()
	for back := months; back > 0 && ctx.Err() == nil; back-- {
		clock.Set(now.AddDate(0, -back, 0))
		moved()
		_ = s.ScanAll(ctx, models.TriggerSchedule) // each scan keeps its own failure
	}
	return ctx.Err()
}

// Opener opens pages of the demo cloud as an administrator would who agrees to
// everything, because no real browser trusts that cloud, and hands any other
// address on.
func (d *Demo) Opener(other func(string) error) func(string) error {
	return func(address string) error {
		u, err := url.Parse(address)
		if err != nil || u.Host != d.Cloud().LoginHost() {
			return other(address)
		}
		return d.sim.Browser(simulator.Person{Thinks: time.Second}).Open(address)
	}
}
