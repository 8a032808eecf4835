package connect

import (
	"context"
	"errors"
	"strings"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/fault"
	"msp-license-tracker/sync/vault"
)

// Reconnect connects a tenant again that is here already, disconnected or not,
// with what was typed; its data and the owner's decisions stay. Fields left
// empty are taken from the connection as it was, and without a credential the
// one in the keyring is used. Another tenant than this one is refused.
func (s *Service) Reconnect(ctx context.Context, tenantID string, req models.ConnectRequest) (models.Tenant, []models.PermissionCheck, error) {
	if known, err := s.Store.Tenant(ctx, tenantID); err == nil {
		req.Connection = filled(req.Connection, known.Connection)
	} else if !errors.Is(err, models.ErrNotFound) {
		return models.Tenant{}, nil, err
	}
	if strings.TrimSpace(req.TenantID) == "" {
		req.TenantID = tenantID
	}
	reuse := req.Secret == "" && req.Certificate == ""
	if reuse {
		kept, err := s.Vault.Get(vault.ID(tenantID, req.Connection))
		if err != nil {
			return models.Tenant{}, nil, named(err, tenantID)
		}
		req.Secret, req.Certificate = models.Sensitive(kept.Secret), models.Sensitive(kept.PEM)
	}
	return s.connectTo(ctx, tenantID, req, reuse)
}

// filled completes a connection that was typed in part.
func filled(typed, known models.Connection) models.Connection {
	if typed.Kind != "" && typed.Kind != known.Kind {
		return typed // another way to the tenant: nothing of the old one fits
	}
	typed.Kind = known.Kind
	if strings.TrimSpace(typed.ClientID) == "" {
		typed.ClientID = known.ClientID
	}
	if typed.Cloud == "" && typed.LoginURL == "" {
		typed.Cloud, typed.LoginURL, typed.GraphURL, typed.CAFile = known.Cloud, known.LoginURL, known.GraphURL, known.CAFile
	}
	return typed
}

// RotateCredential replaces what proves the program to a tenant with its own
// registration. The new one is proved first; a failure leaves the old one. At
// Microsoft the old one stays until the owner removes it there. A shared
// registration is renewed by its own service, for all tenants at once.
func (s *Service) RotateCredential(ctx context.Context, tenantID string, req models.ConnectRequest) (models.Tenant, []models.PermissionCheck, error) {
	const op = "replace the credential"
	known, err := s.Store.Tenant(ctx, tenantID)
	if errors.Is(err, models.ErrNotFound) {
		return models.Tenant{}, nil, fault.Local(fault.TenantUnknown, op, err).In(tenantID)
	}
	if err != nil {
		return models.Tenant{}, nil, err
	}
	if req.Secret == "" && req.Certificate == "" {
		return models.Tenant{}, nil, fault.Local(fault.InputCredential, op, nil).In(tenantID)
	}
	conn := known.Connection
	conn.CredentialEnds = req.Connection.CredentialEnds // of the new one, where the owner typed it
	req.TenantID, req.Connection = tenantID, conn
	tenant, checks, err := s.connectTo(ctx, tenantID, req, false)
	if err == nil && known.State == models.TenantDisconnected {
		tenant.State = known.State // a new credential alone starts no scans
		err = s.Store.SaveTenant(ctx, tenant)
	}
	return tenant, checks, err
}

// connectTo is Connect for one tenant and no other.
func (s *Service) connectTo(ctx context.Context, tenantID string, req models.ConnectRequest, reuse bool) (models.Tenant, []models.PermissionCheck, error) {
	a, err := s.attempt(req)
	if err != nil {
		return models.Tenant{}, nil, err
	}
	a.reuse = reuse
	if a.tenantID, err = s.resolve(ctx, a.cloud, a.tenant); err != nil {
		return models.Tenant{}, nil, err
	}
	if a.tenantID != strings.ToLower(tenantID) {
		return models.Tenant{}, nil, fault.Local(fault.WrongTenant, "connect the tenant again", nil).In(tenantID)
	}
	token, err := s.token(ctx, a)
	if err != nil {
		return models.Tenant{}, nil, named(err, a.tenantID)
	}
	if err := a.prove(token); err != nil {
		return models.Tenant{}, nil, err
	}
	return s.finish(ctx, a, token)
}
