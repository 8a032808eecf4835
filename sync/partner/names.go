package partner

import (
	"context"
	"errors"
	"slices"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
	"msp-license-tracker/sync/fault"
	"msp-license-tracker/sync/scan"
)

// Explained is a store of scans that says why names are hidden in a partner's
// reports: without Reports Reader Microsoft hides them from the person who
// asks, and the customer's own setting has nothing to do with it.
type Explained struct {
	scan.Store
	service *Service
}

// Explained puts the explanation before a store of scans.
func (s *Service) Explained(next scan.Store) Explained { return Explained{next, s} }

// SaveHarvest implements scan.Store.
func (e Explained) SaveHarvest(ctx context.Context, h models.Harvest, figures func(context.Context, insight.Snapshot) ([]models.Figure, error)) error {
	why, err := e.service.hidden(ctx, h.Scan.TenantID)
	if err != nil {
		return err
	}
	if why != nil {
		h.Scan.Outcomes = slices.Clone(h.Scan.Outcomes)
		for i := range h.Scan.Outcomes {
			o := &h.Scan.Outcomes[i]
			if o.Status == models.StatusConcealed && o.Fault == nil {
				o.Fault, o.Missing = why, why.Missing
			}
		}
	}
	return e.Store.SaveHarvest(ctx, h, figures)
}

// hidden says why a tenant's names would be hidden from the signed-in person;
// nil when they would not, or when it is not reached in partner mode.
func (s *Service) hidden(ctx context.Context, tenantID string) (*models.Explanation, error) {
	tenant, err := s.tenant(ctx, tenantID)
	if err != nil || tenant.Connection.Kind != models.PartnerConnection {
		return nil, err
	}
	c, err := s.customer(ctx, tenantID)
	if errors.Is(err, ErrUnknownCustomer) {
		return nil, nil
	}
	if err != nil || !slices.Contains(c.Missing, roleName(reportsReader)) {
		return nil, err
	}
	x := fault.Local(fault.PartnerRoleReports, "read a usage report", nil).In(tenantID).Needs(roleName(reportsReader)).Explain()
	return &x, nil
}
