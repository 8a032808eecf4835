package pagetest

import (
	"context"
	"slices"

	"msp-license-tracker/models"
	"msp-license-tracker/models/portfolio"
)

// Check implements the permission check: one optional permission is missing.
func (w *World) Check(ctx context.Context, tenantID string) ([]models.PermissionCheck, error) {
	w.order("check " + tenantID)
	if w.ConnectErr != nil {
		return nil, w.ConnectErr
	}
	return Permissions(), nil
}

// Delete implements the life of a tenant.
func (w *World) Delete(_ context.Context, tenantID string) error {
	w.order("delete " + tenantID)
	return w.Err
}

// Deleted implements the life of a tenant: one was deleted.
func (w *World) Deleted(context.Context) ([]models.Tenant, error) {
	if w.Err != nil || w.Empty {
		return nil, w.Err
	}
	return []models.Tenant{{ID: "c0ffee00-0000-4000-8000-000000000001", Name: "Old Mill Bakery", Domain: "oldmill.example", State: models.TenantDeleted}}, nil
}

// Purge implements the life of a tenant.
func (w *World) Purge(_ context.Context, tenantID, typedName string) error {
	w.order("purge " + tenantID + " " + typedName)
	return w.Err
}

// RotateCredential implements the life of a tenant. It remembers no secret.
func (w *World) RotateCredential(ctx context.Context, tenantID string, req models.ConnectRequest) (models.Tenant, []models.PermissionCheck, error) {
	w.order("rotate " + tenantID + " " + string(req.Connection.Credential) + " " + req.Connection.CredentialEnds.Format("2006-01-02"))
	if err := w.wait(ctx); err != nil {
		return models.Tenant{}, nil, err
	}
	if w.ConnectErr != nil {
		return models.Tenant{}, nil, w.ConnectErr
	}
	return Rows()[0].Tenant, Permissions(), nil
}

// Changed is a world whose tenants differ from the pictures': change is called
// with a copy of every row.
type Changed struct {
	*World
	Change func(*portfolio.TenantRow)
}

// Tenants implements portfolio questions.
func (c Changed) Tenants(ctx context.Context, s portfolio.Scope) ([]portfolio.TenantRow, error) {
	rows, err := c.World.Tenants(ctx, s)
	rows = slices.Clone(rows)
	for i := range rows {
		c.Change(&rows[i])
	}
	return rows, err
}

// Disconnected shows one tenant as disconnected.
func Disconnected(tenantID string) func(*portfolio.TenantRow) {
	return func(r *portfolio.TenantRow) {
		if r.Tenant.ID == tenantID {
			r.Tenant.State = models.TenantDisconnected
			r.Health = portfolio.Health{Level: portfolio.Warning, Reasons: []portfolio.HealthReason{{Level: portfolio.Warning,
				What: "The tenant is disconnected; its figures stay as they were.", Next: "Reconnect the tenant to scan it again, or delete it.", Step: portfolio.StepReconnect}}}
		}
	}
}
