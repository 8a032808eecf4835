package store

import (
	"context"

	"gorm.io/gorm"

	"msp-license-tracker/models"
)

type scanRow struct {
	ID         int64 `gorm:"primaryKey"`
	Tenant     int64
	StartedBy  models.ScanTrigger
	State      models.ScanState
	StartedAt  clock
	FinishedAt clock
	Fault      fault
	TenantID   string `gorm:"->"` // joined
}

// TableName tells GORM the table.
func (scanRow) TableName() string { return "scans" }

func (row scanRow) model(outcomes []models.Outcome) models.Scan {
	return models.Scan{
		ID: row.ID, TenantID: row.TenantID, Trigger: row.StartedBy, State: row.State,
		StartedAt: row.StartedAt.Time, FinishedAt: row.FinishedAt.Time, Outcomes: outcomes, Fault: row.Fault.Explanation,
	}
}

// BeginScan notes that a scan runs. models.ErrNotFound when the tenant is
// unknown or deleted.
func (s *Store) BeginScan(ctx context.Context, scan models.Scan) (int64, error) {
	row := scanRow{StartedBy: scan.Trigger, State: models.ScanRunning, StartedAt: clock{scan.StartedAt}}
	err := s.change(ctx, "begin scan of tenant "+scan.TenantID, func(tx *gorm.DB) error {
		var t tenantRow
		if err := tx.Select("key").Where("id = ? AND "+notDeleted, scan.TenantID).Take(&t).Error; err != nil {
			return err
		}
		row.Tenant = t.Key
		if row.StartedAt.IsZero() {
			row.StartedAt.Time = s.now()
		}
		return tx.Create(&row).Error
	})
	return row.ID, err
}

// FailScan ends a running scan that stored nothing, as failed or cancelled,
// with the reason. models.ErrNotFound when no such scan is running.
func (s *Store) FailScan(ctx context.Context, id int64, state models.ScanState, why *models.Explanation) error {
	return s.change(ctx, "end scan", func(tx *gorm.DB) error {
		done := tx.Model(&scanRow{}).Where("id = ? AND state = ?", id, models.ScanRunning).
			Updates(map[string]any{"state": state, "finished_at": clock{s.now()}, "fault": fault{why}})
		if done.Error == nil && done.RowsAffected == 0 {
			return models.ErrNotFound
		}
		return done.Error
	})
}

// Scans lists the newest scans of a tenant with their outcomes, newest first.
// "" means all tenants but deleted ones; the history of a deleted tenant still
// answers to its id.
func (s *Store) Scans(ctx context.Context, tenantID string, limit int) ([]models.Scan, error) {
	db := scansWithTenant(s.r.WithContext(ctx))
	if tenantID == "" {
		db = db.Where("t." + notDeleted)
	} else {
		db = db.Where("t.id = ?", tenantID)
	}
	scans, err := s.loadScans(ctx, db.Order("s.id DESC").Limit(limit))
	return scans, failed("list scans", err)
}

// LastScans tells for every tenant that was ever scanned where its scans
// stand. Deleted tenants are left out.
func (s *Store) LastScans(ctx context.Context) (map[string]models.LastScan, error) {
	const newest = `s.id IN (
		SELECT (SELECT max(id) FROM scans WHERE tenant = key) FROM tenants
		UNION ALL
		SELECT (SELECT max(id) FROM scans WHERE tenant = key AND state IN ('complete', 'partial')) FROM tenants)`
	db := scansWithTenant(s.r.WithContext(ctx)).Where("t." + notDeleted).Where(newest).Order("s.id")
	scans, err := s.loadScans(ctx, db)
	if err != nil {
		return nil, failed("list last scans", err)
	}
	last := make(map[string]models.LastScan)
	for _, scan := range scans { // oldest first: the newest has the last word
		l := last[scan.TenantID]
		l.Newest = scan
		if scan.State == models.ScanComplete || scan.State == models.ScanPartial {
			l.Good = scan
		}
		last[scan.TenantID] = l
	}
	return last, nil
}

func scansWithTenant(db *gorm.DB) *gorm.DB {
	return db.Table("scans s").Select("s.*, t.id AS tenant_id").Joins("JOIN tenants t ON t.key = s.tenant")
}

func (s *Store) loadScans(ctx context.Context, query *gorm.DB) ([]models.Scan, error) {
	var rows []scanRow
	if err := query.Scan(&rows).Error; err != nil {
		return nil, err
	}
	ids := make([]int64, len(rows))
	for i, row := range rows {
		ids[i] = row.ID
	}
	outcomes, err := scanOutcomes(ctx, s.read, ids)
	if err != nil {
		return nil, err
	}
	scans := make([]models.Scan, len(rows))
	for i, row := range rows {
		scans[i] = row.model(outcomes[row.ID])
	}
	return scans, nil
}

// failInterruptedScans ends the scans that a crash left running. Their data
// was never stored; the scans before them are whole.
func (s *Store) failInterruptedScans(ctx context.Context) error {
	at := s.now()
	why := fault{&models.Explanation{
		Code:  "scan-interrupted",
		Title: "The program ended during this scan.",
		Cause: "It was closed, or the computer went down, before the scan could be stored.",
		Next:  "Scan again. The data of the scan before is complete.",
		Whose: models.PartyUser,
		Retry: true,
		At:    at,
	}}
	return s.w.WithContext(ctx).Model(&scanRow{}).Where("state = ?", models.ScanRunning).
		Updates(map[string]any{"state": models.ScanFailed, "finished_at": clock{at}, "fault": why}).Error
}
