package store

import (
	"context"
	"database/sql"

	"msp-license-tracker/models"
)

// CopilotCounts is what the Copilot summary and trend said last: the whole
// period first, then by day and app. models.ErrNotFound when the tenant is
// unknown or deleted.
func (s *Store) CopilotCounts(ctx context.Context, tenantID string) (list []models.CopilotCount, err error) {
	err = s.view(ctx, func(tx *sql.Tx) error {
		key, err := liveTenant(ctx, tx, tenantID)
		if err != nil {
			return err
		}
		var day, enabled, active number
		var app text
		return each(ctx, tx, "SELECT day, app, enabled, active FROM copilot_counts WHERE tenant = ? ORDER BY day, app", []any{key},
			[]any{&day, &app, &enabled, &active}, func() {
				list = append(list, models.CopilotCount{Day: unix(int64(day)), App: string(app), Enabled: int64(enabled), Active: int64(active)})
			})
	})
	return list, failed("Copilot counts of tenant "+tenantID, err)
}
