package workspace

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"msp-license-tracker/models"
	"msp-license-tracker/models/event"
)

// maxTags is how many tags one tenant may carry.
const maxTags = 50

// SaveCustomer adds or changes a customer and returns it as stored. A customer
// without id is new and gets one.
func (w *Workspace) SaveCustomer(ctx context.Context, c models.Customer) (models.Customer, error) {
	c.Currency = strings.ToUpper(strings.TrimSpace(c.Currency))
	if err := tidyLine("customer name", &c.Name); err != nil {
		return c, err
	}
	if c.Name == "" {
		return c, invalid("customer", "The customer has no name.", "Tenants and reports are listed under it.", "Enter a name.")
	}
	if c.Currency != "" {
		if err := checkCurrency(c.Currency); err != nil {
			return c, err
		}
	}
	if c.ID == "" {
		c.ID = uuid.NewString()
	}
	if err := w.store.SaveCustomer(ctx, c); err != nil {
		return c, err
	}
	w.publish(event.TenantsChanged{})
	w.publish(event.FiguresChanged{}) // its currency may be another
	return c, nil
}

// MapTenant gives a tenant to a customer; "" takes it away again.
func (w *Workspace) MapTenant(ctx context.Context, tenantID, customerID string) error {
	if customerID != "" {
		if err := w.mustKnow(ctx, customerID); err != nil {
			return err
		}
	}
	err := w.changeTenant(ctx, tenantID, func(t *models.Tenant) error {
		t.CustomerID = customerID
		return nil
	})
	if err == nil {
		w.publish(event.FiguresChanged{TenantID: tenantID})
	}
	return err
}

func (w *Workspace) mustKnow(ctx context.Context, customerID string) error {
	customers, err := w.store.Customers(ctx)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(customers, func(c models.Customer) bool { return c.ID == customerID }) {
		return invalid("customer", "This customer does not exist.", "It may have been removed meanwhile.", "Choose another customer.")
	}
	return nil
}

// SetTags replaces the tags of a tenant. Tags that differ only in case count
// once.
func (w *Workspace) SetTags(ctx context.Context, tenantID string, tags []string) error {
	return w.changeTenant(ctx, tenantID, func(t *models.Tenant) (err error) {
		t.Tags, err = tidyTags(tags)
		return err
	})
}

func tidyTags(tags []string) ([]string, error) {
	var kept []string
	for _, tag := range tags {
		if err := tidyLine("tag", &tag); err != nil {
			return nil, err
		}
		if tag != "" && !slices.ContainsFunc(kept, func(k string) bool { return strings.EqualFold(k, tag) }) {
			kept = append(kept, tag)
		}
	}
	if len(kept) > maxTags {
		return nil, invalid("tags", "The tenant has too many tags.", "A tenant can carry 50.", "Remove some.")
	}
	slices.Sort(kept)
	return kept, nil
}

// SetOverrides lets a tenant differ from the workspace; zero means as the
// workspace.
func (w *Workspace) SetOverrides(ctx context.Context, tenantID string, o models.TenantSettings) error {
	if o.InactiveAfterDays != 0 {
		if err := checkThreshold(o.InactiveAfterDays); err != nil {
			return err
		}
	}
	if err := checkGrace(o.GraceDays); err != nil {
		return err
	}
	err := w.changeTenant(ctx, tenantID, func(t *models.Tenant) error {
		t.Overrides = o
		return nil
	})
	if err == nil {
		w.publish(event.FiguresChanged{TenantID: tenantID})
	}
	return err
}

func (w *Workspace) changeTenant(ctx context.Context, id string, change func(*models.Tenant) error) error {
	t, err := w.store.Tenant(ctx, id)
	if err != nil {
		return unknownTenant(id, err)
	}
	if err := change(&t); err != nil {
		return err
	}
	if err := w.store.SaveTenant(ctx, t); err != nil {
		return err
	}
	w.publish(event.TenantsChanged{TenantID: id})
	return nil
}

// Disconnect ends scans of a tenant and forgets the credential that only this
// tenant uses. Its data stays.
func (w *Workspace) Disconnect(ctx context.Context, tenantID string) error {
	return w.leave(ctx, tenantID, models.TenantDisconnected)
}

// Delete hides a tenant everywhere and forgets the credential that only this
// tenant uses. Its history stays and comes back when it is connected again.
func (w *Workspace) Delete(ctx context.Context, tenantID string) error {
	return w.leave(ctx, tenantID, models.TenantDeleted)
}

// Reconnect allows scans of a disconnected tenant again. Where its credential
// was forgotten the next scan says so.
func (w *Workspace) Reconnect(ctx context.Context, tenantID string) error {
	return w.setState(ctx, tenantID, models.TenantConnected)
}

func (w *Workspace) leave(ctx context.Context, id string, state models.TenantState) error {
	t, err := w.store.Tenant(ctx, id)
	if err != nil {
		return unknownTenant(id, err)
	}
	if err := w.setState(ctx, id, state); err != nil {
		return err
	}
	w.stop(id)
	if t.Connection.Kind == models.SharedRegistration {
		return nil // other tenants use the same credential
	}
	if err := w.secrets.Delete(strings.ToLower(id)); err != nil {
		return secretKept(err)
	}
	return nil
}

func secretKept(err error) error {
	return &models.Failure{Err: err, Explanation: models.Explanation{
		Code:  "secret-kept",
		Title: "The tenant was disconnected, but its credential is still in the keyring.",
		Cause: "The system's keyring did not let it be removed.",
		Next:  "Unlock the keyring and disconnect again, or remove the entry by hand.",
		Whose: models.PartyUser,
		Retry: true,
	}}
}

func (w *Workspace) setState(ctx context.Context, id string, state models.TenantState) error {
	if err := w.store.SetTenantState(ctx, id, state); err != nil {
		return unknownTenant(id, err)
	}
	w.publish(event.TenantsChanged{TenantID: id})
	w.publish(event.FiguresChanged{TenantID: id})
	return nil
}

func unknownTenant(id string, err error) error {
	if !errors.Is(err, models.ErrNotFound) {
		return err
	}
	return &models.Failure{Err: fmt.Errorf("tenant %s: %w", id, err), Explanation: models.Explanation{
		Code:  "tenant-unknown",
		Title: "This tenant is not here.",
		Cause: "It was never connected, or it was deleted.",
		Next:  "Connect it again.",
		Whose: models.PartyUser,
	}}
}
