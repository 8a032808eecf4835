package demo

import (
	"context"

	"msp-license-tracker/models"
)

// Owner changes the workspace as the person at the screen would.
type Owner interface {
	Workspace(ctx context.Context) (models.Workspace, error)
	SaveWorkspace(ctx context.Context, w models.Workspace) error
	SaveCustomer(ctx context.Context, c models.Customer) (models.Customer, error)
	MapTenant(ctx context.Context, tenantID, customerID string) error
}

// Furnish gives the demo its MSP and a customer for every tenant but the last,
// which shows what a tenant without a customer looks like. The tenants must be
// connected.
func (d *Demo) Furnish(ctx context.Context, o Owner) error {
	w, err := o.Workspace(ctx)
	if err != nil {
		return err
	}
	w.Company, w.ContactName = "Northlight IT", "Robin Hale"
	w.ContactEmail, w.ContactPhone = "hello@northlight.example", "0117 496 0000"
	w.Website = "https://northlight.example"
	if err := o.SaveWorkspace(ctx, w); err != nil {
		return err
	}
	tenants := d.sim.Tenants()
	for _, t := range tenants[:len(tenants)-1] {
		c, err := o.SaveCustomer(ctx, models.Customer{Name: t.Name})
		if err != nil {
			return err
		}
		if err := o.MapTenant(ctx, t.ID, c.ID); err != nil {
			return err
		}
	}
	return nil
}
