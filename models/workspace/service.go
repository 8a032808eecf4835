package workspace

import (
	"context"

	"msp-license-tracker/models"
	"msp-license-tracker/models/event"
	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/money"
)

// Store keeps what the owner decided.
type Store interface {
	ProfileStore
	ProductStore
	TenantStore
	LifeStore
}

// ProfileStore keeps the MSP's own profile.
type ProfileStore interface {
	Workspace(ctx context.Context) (models.Workspace, error)
	SaveWorkspace(ctx context.Context, w models.Workspace) error
}

// ProductStore keeps settings of SKUs, prices and exchange rates.
type ProductStore interface {
	SKUSettings(ctx context.Context) ([]models.SKUSetting, error)
	SaveSKUSetting(ctx context.Context, s models.SKUSetting) error
	Prices(ctx context.Context) ([]money.Price, error)
	SavePrice(ctx context.Context, p money.Price) error
	DeletePrice(ctx context.Context, p money.Price) error
	SaveRate(ctx context.Context, r insight.Rate) error
}

// TenantStore keeps tenants and customers.
type TenantStore interface {
	Tenant(ctx context.Context, id string) (models.Tenant, error)
	SaveTenant(ctx context.Context, t models.Tenant) error
	SetTenantState(ctx context.Context, id string, state models.TenantState) error
	Customers(ctx context.Context) ([]models.Customer, error)
	SaveCustomer(ctx context.Context, c models.Customer) error
}

// Secrets keeps credentials outside the database, a tenant's own one under its
// id in lower case.
type Secrets interface {
	Delete(id string) error // no error when there is none
}

// Workspace carries out what the owner decides. Safe for concurrent use.
type Workspace struct {
	store   Store
	secrets Secrets
	publish func(event.Event)

	stopScans func(tenantID string) // nil = nothing runs
}

// New makes a Workspace. publish must not block.
func New(store Store, secrets Secrets, publish func(event.Event)) *Workspace {
	return &Workspace{store: store, secrets: secrets, publish: publish}
}
