package portfolio

import (
	"context"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/money"
)

// Source is where a Portfolio reads. The store is one.
type Source interface {
	TenantSource
	SettingSource
	ScanSource
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

// PriceList holds the bundled list prices by SKU id.
type PriceList = insight.PriceList
