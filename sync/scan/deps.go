package scan

import (
	"context"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/models/event"
	"msp-license-tracker/models/insight"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/collect"
	"msp-license-tracker/sync/graph"
)

// Tenants says which tenants there are.
type Tenants interface {
	Tenant(ctx context.Context, id string) (models.Tenant, error)
	Tenants(ctx context.Context) ([]models.Tenant, error)
}

// Store keeps scans.
type Store interface {
	// Outcomes are those of the tenant's last scan, none before the first.
	Outcomes(ctx context.Context, tenantID string) ([]models.Outcome, error)
	// BeginScan opens the row of a running scan.
	BeginScan(ctx context.Context, s models.Scan) (int64, error)
	// SaveHarvest stores a scan in one transaction: it replaces what the harvest
	// holds, keeps what it does not, and adds the figures of the new snapshot.
	SaveHarvest(ctx context.Context, h models.Harvest, figures func(context.Context, insight.Snapshot) ([]models.Figure, error)) error
	// FailScan closes a scan of which nothing is stored.
	FailScan(ctx context.Context, id int64, state models.ScanState, fault *models.Explanation) error
}

// Deps is everything the engine needs of the world.
type Deps struct {
	Tenants Tenants
	Store   Store
	// Clients makes the Graph client of a tenant: identity, pacing, retries.
	Clients func(models.Tenant) (*graph.Client, cloud.Cloud, error)
	// Collectors are the sources a scan reads, the first ones of collect.All
	// first; nil = all of them.
	Collectors []collect.Collector
	// Figures are the history rows of a snapshot just stored.
	Figures func(context.Context, insight.Snapshot) ([]models.Figure, error)
	// Publish tells faces; it must not block.
	Publish func(event.Event)
	Now     func() time.Time
}
