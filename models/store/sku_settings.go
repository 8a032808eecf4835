package store

import (
	"context"

	"gorm.io/gorm"

	"msp-license-tracker/models"
)

type skuSettingRow struct {
	ID      int64 `gorm:"primaryKey"`
	Tenant  *int64
	SKUID   string `gorm:"column:sku_id"`
	Name    *string
	Class   *models.SKUClass
	Managed *bool
	Spare   *int

	TenantID string `gorm:"->"` // joined, "" for the workspace
}

// TableName tells GORM the table.
func (skuSettingRow) TableName() string { return "sku_settings" }

// SKUSettings lists what the owner decided, rows of the workspace first.
// Rows of deleted tenants are left out.
func (s *Store) SKUSettings(ctx context.Context) ([]models.SKUSetting, error) {
	var rows []skuSettingRow
	err := s.r.WithContext(ctx).Table("sku_settings s").
		Select("s.*, ifnull(t.id, '') AS tenant_id").
		Joins("LEFT JOIN tenants t ON t.key = s.tenant").
		Where("s.tenant IS NULL OR t." + notDeleted).
		Order("tenant_id, s.sku_id").Scan(&rows).Error
	if err != nil {
		return nil, failed("list SKU settings", err)
	}
	settings := make([]models.SKUSetting, len(rows))
	for i, row := range rows {
		settings[i] = models.SKUSetting{
			TenantID: row.TenantID, SKUID: row.SKUID,
			Name: row.Name, Class: row.Class, Managed: row.Managed, Spare: row.Spare,
		}
	}
	return settings, nil
}

// SaveSKUSetting replaces the row of the same tenant and SKU. A setting that
// decides nothing removes it.
func (s *Store) SaveSKUSetting(ctx context.Context, set models.SKUSetting) error {
	return s.change(ctx, "save setting of SKU "+set.SKUID, func(tx *gorm.DB) error {
		owner, err := owner(tx, set.TenantID)
		if err != nil {
			return err
		}
		err = tx.Where("tenant IS ? AND sku_id = ?", owner, set.SKUID).Delete(&skuSettingRow{}).Error
		if err != nil || set.Name == nil && set.Class == nil && set.Managed == nil && set.Spare == nil {
			return err
		}
		return tx.Create(&skuSettingRow{
			Tenant: owner, SKUID: set.SKUID, Name: set.Name, Class: set.Class, Managed: set.Managed, Spare: set.Spare,
		}).Error
	})
}

// owner is the key of the tenant a row belongs to, nil for the workspace.
func owner(tx *gorm.DB, tenantID string) (*int64, error) {
	if tenantID == "" {
		return nil, nil
	}
	key, err := keyIn(tx, tenantID)
	return &key, err
}
