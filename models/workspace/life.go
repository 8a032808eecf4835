package workspace

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"msp-license-tracker/models"
	"msp-license-tracker/models/event"
)

// LifeStore keeps tenants to their very end.
type LifeStore interface {
	EveryTenant(ctx context.Context) ([]models.Tenant, error) // deleted ones too
	Purge(ctx context.Context, tenantID string) error
}

// StopScansWith names what ends the scan of a tenant that is disconnected,
// deleted or purged. Call it once, before the Workspace is used; stop must not
// block.
func (w *Workspace) StopScansWith(stop func(tenantID string)) { w.stopScans = stop }

// Deleted lists the tenants that are hidden everywhere but not purged.
func (w *Workspace) Deleted(ctx context.Context) ([]models.Tenant, error) {
	all, err := w.store.EveryTenant(ctx)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(t models.Tenant) bool { return t.State != models.TenantDeleted }), nil
}

// PurgeName is what has to be typed to purge a tenant: its name as shown, or
// its domain or id where it has none.
func PurgeName(t models.Tenant) string {
	for _, name := range []string{t.Name, t.Domain} {
		if strings.TrimSpace(name) != "" {
			return strings.TrimSpace(name)
		}
	}
	return t.ID
}

// Purge removes a tenant for good: every row with its whole history, and the
// credential that only it uses. It cannot be undone, so the name must be typed;
// when it differs nothing happens. Where the keyring refuses, the rows stay
// too, and the purge can be tried again.
func (w *Workspace) Purge(ctx context.Context, tenantID, typedName string) error {
	t, err := w.everTenant(ctx, tenantID)
	if err != nil {
		return unknownTenant(tenantID, err)
	}
	if strings.TrimSpace(typedName) != PurgeName(t) {
		return invalid("purge-name", "The name does not match.", "A purge cannot be undone, so the tenant's name has to be typed exactly.",
			"Type the name as it is shown, capital letters included.")
	}
	w.stop(tenantID)
	if err := w.secrets.Delete(strings.ToLower(tenantID)); err != nil {
		return notPurged(err)
	}
	if err := w.store.Purge(ctx, tenantID); err != nil && !errors.Is(err, models.ErrNotFound) {
		return err
	}
	w.publish(event.TenantsChanged{TenantID: tenantID})
	w.publish(event.FiguresChanged{})
	w.publish(event.ConsentsChanged{})
	return nil
}

func (w *Workspace) everTenant(ctx context.Context, id string) (models.Tenant, error) {
	all, err := w.store.EveryTenant(ctx)
	if err != nil {
		return models.Tenant{}, err
	}
	at := slices.IndexFunc(all, func(t models.Tenant) bool { return t.ID == id })
	if at < 0 {
		return models.Tenant{}, fmt.Errorf("tenant %s: %w", id, models.ErrNotFound)
	}
	return all[at], nil
}

func (w *Workspace) stop(tenantID string) {
	if w.stopScans != nil {
		w.stopScans(tenantID)
	}
}

func notPurged(err error) error {
	return &models.Failure{Err: err, Explanation: models.Explanation{
		Code:  "secret-kept",
		Title: "The tenant was not purged.",
		Cause: "The system's keyring did not let its credential be removed.",
		Next:  "Unlock the keyring and purge again.",
		Whose: models.PartyUser,
		Retry: true,
	}}
}
