package auth

import (
	"context"

	"msp-license-tracker/models"
)

// Source gives tokens for a tenant's Graph. Renew never answers from memory.
type Source interface {
	Token(ctx context.Context, tenant models.Tenant) (string, error)
	Renew(ctx context.Context, tenant models.Tenant) (string, error)
}

// Kinds asks the source that fits a tenant's connection: the signed-in person
// for partner tenants, the application for all others.
type Kinds struct {
	App    *Tokens
	Person *Delegated
}

// Token is a valid token for the tenant's Graph.
func (k Kinds) Token(ctx context.Context, tenant models.Tenant) (string, error) {
	return k.of(tenant).Token(ctx, tenant)
}

// Renew is a new token, whatever is kept.
func (k Kinds) Renew(ctx context.Context, tenant models.Tenant) (string, error) {
	return k.of(tenant).Renew(ctx, tenant)
}

// Forget drops what is kept of a tenant, after its connection changed.
func (k Kinds) Forget(tenantID string) {
	k.App.Forget(tenantID)
	k.Person.Forget(tenantID)
}

func (k Kinds) of(tenant models.Tenant) Source {
	if tenant.Connection.Kind == models.PartnerConnection {
		return k.Person
	}
	return k.App
}
