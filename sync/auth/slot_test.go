package auth

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/fault"
	"msp-license-tracker/sync/sealed"
)

// counted is a place without a sign-in that counts how often it is looked at.
// The first look waits for gate.
type counted struct {
	Keep
	looks atomic.Int64
	gate  chan struct{}
}

func (c *counted) Read(context.Context) ([]byte, error) {
	if c.looks.Add(1) == 1 {
		<-c.gate
	}
	return nil, sealed.ErrAbsent
}

// A scan's collectors all ask at once: a refusal is asked for once, not once
// per collector.
func TestWhoWaitedSharesTheFailure(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		keep := &counted{gate: make(chan struct{})}
		d := NewDelegated(nil, nil, keep)
		var failed atomic.Int64
		for range 10 {
			go func() {
				if _, err := d.Renew(t.Context(), models.Tenant{ID: "t"}); fault.Is(err, fault.PartnerSignedOut) {
					failed.Add(1)
				}
			}()
		}
		synctest.Wait() // one looks, nine wait for their turn
		close(keep.gate)
		synctest.Wait()
		if keep.looks.Load() != 1 || failed.Load() != 10 {
			t.Errorf("%d of 10 failed after %d looks", failed.Load(), keep.looks.Load())
		}
		if _, err := d.Renew(t.Context(), models.Tenant{ID: "t"}); err == nil || keep.looks.Load() != 2 {
			t.Error("a failure is kept for those who come later")
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		d.slot(models.Tenant{ID: "t"}, "").turn <- struct{}{}
		if _, err := d.Token(ctx, models.Tenant{ID: "t"}); !errors.Is(err, context.Canceled) {
			t.Errorf("%v", err)
		}
	})
}
