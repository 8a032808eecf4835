package portfolio

import (
	"context"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/money"
	"msp-license-tracker/models/roster"
)

// Source is where a Portfolio reads. The store is one.
type Source interface {
	TenantSource
	SettingSource
	ScanSource
	RosterSource
}

// TenantSource lists tenants and who owns them.
type TenantSource interface {
	Tenants(ctx context.Context) ([]models.Tenant, error)
	Customers(ctx context.Context) ([]models.Customer, error)
}

// SettingSource is what the owner decided.
type SettingSource interface {
	Workspace(ctx context.Context) (models.Workspace, error)
	SKUSettings(ctx context.Context) ([]models.SKUSetting, error)
	Prices(ctx context.Context) ([]money.Price, error)
	Rates(ctx context.Context) ([]insight.Rate, error)
}

// ScanSource is what scans saw.
type ScanSource interface {
	// Snapshot fails with models.ErrNotFound for a tenant never scanned.
	Snapshot(ctx context.Context, tenantID string) (insight.Snapshot, error)
	LastScans(ctx context.Context) (map[string]models.LastScan, error)
	Outcomes(ctx context.Context, tenantID string) ([]models.Outcome, error)
	Figures(ctx context.Context, tenantIDs []string, since time.Time) ([]models.Figure, error)
}

// RosterSource walks the accounts of a tenant.
type RosterSource interface {
	// Roster calls begin once and then person for every account by id, or for
	// those of userIDs where it is not nil. A person is good until its call
	// returns. It fails with models.ErrNotFound for a tenant never scanned.
	Roster(ctx context.Context, tenantID string, userIDs []string, begin func(roster.Tenant), person func(*roster.Person)) error
}

// PriceList holds the bundled list prices by SKU id.
type PriceList = insight.PriceList
