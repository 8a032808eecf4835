package auth

import (
	"context"
	"strings"
	"sync/atomic"
	"time"

	"msp-license-tracker/models"
)

// slot is the token of one tenant and service. Its turn is taken by one caller
// at a time; those who waited for that caller share what it got.
type slot struct {
	turn    chan struct{}
	asked   atomic.Int64 // how often the login service was asked
	token   string
	expires time.Time
	err     error // of the last time it was asked
}

// early is how long before its end a token is no longer used.
const early = 5 * time.Minute

func (d *Delegated) token(ctx context.Context, tenant models.Tenant, scope string, anew bool) (string, error) {
	s := d.slot(tenant, scope)
	before := s.asked.Load()
	select {
	case s.turn <- struct{}{}:
	case <-ctx.Done():
		return "", ctx.Err()
	}
	defer func() { <-s.turn }()
	if s.asked.Load() != before && !gaveUp(s.err) {
		return s.token, s.err // somebody asked while we waited
	}
	if !anew && s.token != "" && s.expires.Sub(d.now()) > early {
		return s.token, nil
	}
	s.token, s.expires, s.err = d.redeem(ctx, tenant, scope)
	s.asked.Add(1)
	return s.token, s.err
}

// slot is named by the tenant first, then by everything that changes which
// token it is.
func (d *Delegated) slot(tenant models.Tenant, scope string) *slot {
	c := tenant.Connection
	name := strings.ToLower(strings.Join([]string{tenant.ID, c.Cloud, c.LoginURL, c.GraphURL, scope}, " "))
	d.mu.Lock()
	defer d.mu.Unlock()
	s, ok := d.slots[name]
	if !ok {
		s = &slot{turn: make(chan struct{}, 1)}
		d.slots[name] = s
	}
	return s
}
