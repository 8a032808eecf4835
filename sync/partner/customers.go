package partner

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/models/event"
)

// Customers asks the partner tenant for its customers and keeps the list.
func (s *Service) Customers(ctx context.Context) ([]models.PartnerCustomer, error) {
	h, err := s.home(ctx)
	if err != nil {
		return nil, err
	}
	f, err := s.discover(ctx, h)
	if err != nil {
		return nil, named(err, h.tenant.ID)
	}
	now := s.Now().UTC()
	all := f.merge(h.tenant.ID, now)
	if err := s.Records.SavePartnerCustomers(ctx, all, now); err != nil {
		return nil, err
	}
	all, err = s.withTenants(ctx, all)
	s.Publish(event.TenantsChanged{})
	return all, err
}

// Known is the list as it was last seen, for when there is no network.
func (s *Service) Known(ctx context.Context) ([]models.PartnerCustomer, error) {
	all, err := s.Records.PartnerCustomers(ctx)
	if err != nil {
		return nil, err
	}
	return s.withTenants(ctx, all)
}

// withTenants marks the customers that are connected and gives them the names
// their own tenant bears, which are newer than the partner's copies.
func (s *Service) withTenants(ctx context.Context, all []models.PartnerCustomer) ([]models.PartnerCustomer, error) {
	tenants, err := s.Tenants.Tenants(ctx)
	if err != nil {
		return nil, err
	}
	byID := make(map[string]models.Tenant, len(tenants))
	for _, t := range tenants {
		byID[strings.ToLower(t.ID)] = t
	}
	for i := range all {
		c := &all[i]
		t, ok := byID[c.TenantID]
		if !ok {
			continue
		}
		c.Name, c.Domain = cmp.Or(t.Name, c.Name), cmp.Or(t.Domain, c.Domain)
		if t.State == models.TenantConnected {
			c.Connected = t.Connection.Kind == models.PartnerConnection
			c.OtherWay = !c.Connected
		}
	}
	byName(all)
	return all, nil
}

// merge makes one row per customer of all lists, by name. The partner tenant
// itself is not its own customer.
func (f found) merge(home string, now time.Time) []models.PartnerCustomer {
	rows := make(map[string]*models.PartnerCustomer)
	row := func(id string) *models.PartnerCustomer {
		id = strings.ToLower(id)
		if rows[id] == nil {
			rows[id] = &models.PartnerCustomer{TenantID: id}
		}
		return rows[id]
	}
	for _, c := range f.contracts {
		r := row(c.TenantID)
		r.Name, r.Domain, r.Contract = c.Name, strings.ToLower(c.Domain), true
	}
	own, transition := make(map[string][]wireRelationship), make(map[string]bool)
	for _, r := range f.relationships {
		if r.Customer == nil || r.Customer.TenantID == "" {
			continue
		}
		c := row(r.Customer.TenantID)
		c.Name = cmp.Or(r.Customer.Name, c.Name)
		if transitional(r) {
			transition[c.TenantID] = true
			continue
		}
		own[c.TenantID] = append(own[c.TenantID], r)
	}
	for _, c := range f.customers {
		r := row(c.TenantID)
		r.Name = cmp.Or(c.Name, r.Name)
	}
	delete(rows, "")
	delete(rows, strings.ToLower(home))
	all := make([]models.PartnerCustomer, 0, len(rows))
	for id, r := range rows {
		f.describe(r, own[id], transition[id], now)
		all = append(all, *r)
	}
	byName(all)
	return all
}

func byName(all []models.PartnerCustomer) {
	slices.SortFunc(all, func(a, b models.PartnerCustomer) int {
		return cmp.Or(strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), strings.Compare(a.TenantID, b.TenantID))
	})
}

// describe fills in the relationship that counts. Roles come from every
// relationship in force, because all of them give access together.
func (f found) describe(c *models.PartnerCustomer, own []wireRelationship, transition bool, now time.Time) {
	best := choose(own)
	if best == nil {
		c.Gaps = []string{noRelationship(c.Contract, transition)}
		return
	}
	c.RelationshipID, c.Relationship, c.Status = best.ID, best.Name, models.RelationshipStatus(best.Status)
	c.Starts, c.Ends, c.AutoExtends = best.Started.Time, best.Ends.Time, extends(best.Extends)
	var held, approved []string
	for _, r := range own {
		if inForce(r.Status) && !ended(r, now) {
			held, approved = append(held, f.assigned[r.ID]...), append(approved, r.Access.ids()...)
		}
	}
	if len(approved) == 0 {
		approved = best.Access.ids()
	}
	c.Roles, c.Approved = names(held), names(approved)
	c.Usable = len(held) > 0
	c.Gaps = f.gaps(c, *best, now)
	if inForce(best.Status) && !ended(*best, now) && c.Usable {
		var roleGaps []string
		c.Missing, c.Helpful, roleGaps = lacking(held)
		c.Gaps = append(c.Gaps, roleGaps...)
	}
}

func ended(r wireRelationship, now time.Time) bool { return !r.Ends.IsZero() && !r.Ends.After(now) }

// ErrUnknownCustomer is a tenant the partner tenant does not list.
var ErrUnknownCustomer = errors.New("not a customer of this partner tenant")

// customer finds one customer in the list last seen; when nothing was seen
// yet, nothing is known about it.
func (s *Service) customer(ctx context.Context, tenantID string) (models.PartnerCustomer, error) {
	all, err := s.Records.PartnerCustomers(ctx)
	if err != nil {
		return models.PartnerCustomer{}, err
	}
	for _, c := range all {
		if c.TenantID == tenantID {
			return c, nil
		}
	}
	return models.PartnerCustomer{}, fmt.Errorf("%s: %w", tenantID, ErrUnknownCustomer)
}
