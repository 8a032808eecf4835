package scan

import (
	"context"
	"errors"
	"fmt"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/fault"
)

// ErrRunning is in the chain when a tenant is being scanned already.
var ErrRunning = errors.New("this tenant is being scanned")

// errNothing is a scan that saw nothing and was told no reason.
var errNothing = errors.New("no source could be read")

func alreadyRunning(t models.Tenant) error {
	return &models.Failure{Err: ErrRunning, Explanation: models.Explanation{
		Code:  "scan-running",
		Title: fmt.Sprintf("%s is being scanned already.", t.Name),
		Cause: "Only one scan of a tenant runs at a time.",
		Next:  "Wait for it to end or cancel it.",
		Whose: models.PartyUser,
		Retry: true,
	}}
}

func unknownTenant(id string, err error) error {
	if errors.Is(err, models.ErrNotFound) {
		return fault.Local(fault.TenantUnknown, "scan", err).In(id)
	}
	return fmt.Errorf("scan %s: load tenant: %w", id, err)
}

func disconnected(t models.Tenant) error {
	return fault.Local(fault.TenantDisconnected, "scan", nil).In(t.ID)
}

// cancelled is the end of a scan whose context is over.
func cancelled(ctx context.Context) error {
	return fault.Local(fault.Cancelled, "", context.Cause(ctx))
}
