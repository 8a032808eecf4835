package workspace

import (
	"context"
	"slices"

	"msp-license-tracker/models"
	"msp-license-tracker/models/event"
)

var classes = []models.SKUClass{
	models.ClassPaid, models.ClassFree, models.ClassTrial, models.ClassDonated, models.ClassCapacity, models.ClassDevice,
}

// maxSeats is beyond any tenant there is.
const maxSeats = 10_000_000

// SKUSettings lists what the owner decided about SKUs.
func (w *Workspace) SKUSettings(ctx context.Context) ([]models.SKUSetting, error) {
	return w.store.SKUSettings(ctx)
}

// SaveSKUSetting replaces the setting of one SKU in one tenant, or in the
// whole workspace when TenantID is "". Without any decision it is removed.
func (w *Workspace) SaveSKUSetting(ctx context.Context, s models.SKUSetting) error {
	if err := firstOf(checkSKU(s.SKUID), checkName(&s), checkClass(s.Class), checkSpare(s)); err != nil {
		return err
	}
	if err := w.store.SaveSKUSetting(ctx, s); err != nil {
		return unknownTenant(s.TenantID, err)
	}
	w.publish(event.FiguresChanged{TenantID: s.TenantID})
	return nil
}

func checkSKU(id string) error {
	if id == "" {
		return invalid("sku", "No product was chosen.", "The setting belongs to one product.", "Choose a product.")
	}
	return nil
}

// checkName works on a copy: the caller's string stays as it is.
func checkName(s *models.SKUSetting) error {
	if s.Name == nil {
		return nil
	}
	name := *s.Name
	if err := tidyLine("product name", &name); err != nil {
		return err
	}
	if s.Name = &name; name == "" {
		s.Name = nil // an emptied name is the catalogue's again
	}
	return nil
}

func checkClass(c *models.SKUClass) error {
	if c != nil && !slices.Contains(classes, *c) {
		return invalid("class", "This class of licence does not exist.", "A licence is paid, free, trial, donated, capacity or device.", "Choose one of these.")
	}
	return nil
}

func checkSpare(s models.SKUSetting) error {
	switch {
	case s.Spare == nil:
		return nil
	case s.TenantID == "":
		return invalid("spare", "Spare seats belong to a tenant.", "Every tenant keeps its own number of spare seats.", "Open the tenant and set it there.")
	case *s.Spare < 0 || *s.Spare > maxSeats:
		return invalid("spare", "This number of spare seats cannot be used.", "It is the number of free seats kept on purpose.", "Enter 0 or more.")
	}
	return nil
}
