package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"msp-license-tracker/models"
)

type figureRow struct {
	ScanID    int64
	TenantID  string
	SKUID     string `gorm:"column:sku_id"`
	At        clock
	Owned     int
	Assigned  int
	Suspended int
	Spare     int
	Currency  string
	Spend     string
	Leakage   string
	Inactive  int
}

// Figures lists the history since a moment, by tenant and time. No tenant ids
// means all tenants but deleted ones; a deleted one still answers to its id.
func (s *Store) Figures(ctx context.Context, tenantIDs []string, since time.Time) ([]models.Figure, error) {
	var rows []figureRow
	db := s.r.WithContext(ctx).Table("figures f").Select("f.*, t.id AS tenant_id").
		Joins("JOIN tenants t ON t.key = f.tenant").
		Where("f.at >= ?", seconds(since))
	if err := ofTenants(db, tenantIDs).Order("f.tenant, f.at, f.scan_id, f.sku_id").Scan(&rows).Error; err != nil {
		return nil, failed("list figures", err)
	}
	figures := make([]models.Figure, len(rows))
	for i, r := range rows {
		figures[i] = models.Figure{
			ScanID: r.ScanID, TenantID: r.TenantID, SKUID: r.SKUID, At: r.At.Time,
			Owned: r.Owned, Assigned: r.Assigned, Suspended: r.Suspended, Spare: r.Spare,
			Currency: r.Currency, Spend: r.Spend, Leakage: r.Leakage, Inactive: r.Inactive,
		}
	}
	return figures, nil
}

func ofTenants(db *gorm.DB, ids []string) *gorm.DB {
	if len(ids) == 0 {
		return db.Where("t." + notDeleted)
	}
	return db.Where("t.id IN ?", ids)
}
