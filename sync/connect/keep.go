package connect

import (
	"context"
	"errors"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/fault"
	"msp-license-tracker/sync/vault"
)

// keep stores a proved connection: credential and tenant, both or neither.
// What the owner decided about a tenant connected before stays.
func (s *Service) keep(ctx context.Context, a attempt, o org) (models.Tenant, error) {
	tenant, err := s.Store.Tenant(ctx, a.tenantID)
	switch {
	case errors.Is(err, models.ErrNotFound):
		tenant = models.Tenant{ID: a.tenantID, AddedAt: s.Now().UTC()}
	case err != nil:
		return models.Tenant{}, err
	}
	tenant.Name, tenant.Domain, tenant.Country = o.Name, o.domain(), o.Country
	tenant.State, tenant.Connection = models.TenantConnected, a.conn
	undo, err := s.putCredential(a)
	if err != nil {
		return models.Tenant{}, named(err, a.tenantID)
	}
	if err := s.Store.SaveTenant(ctx, tenant); err != nil {
		return models.Tenant{}, errors.Join(err, undo())
	}
	s.Tokens.Forget(a.tenantID)
	return tenant, nil
}

// putCredential stores the credential and gives the way back to the old one.
func (s *Service) putCredential(a attempt) (undo func() error, err error) {
	if a.reuse {
		return func() error { return nil }, nil
	}
	id := vault.ID(a.tenantID, a.conn)
	old, err := s.Vault.Get(id)
	switch {
	case fault.Is(err, fault.CredentialMissing), fault.Is(err, fault.CredentialDamaged):
		undo = func() error { return s.Vault.Delete(id) }
	case err != nil:
		return nil, err
	default:
		undo = func() error { return s.Vault.Put(id, old) }
	}
	return undo, s.Vault.Put(id, a.credential)
}
