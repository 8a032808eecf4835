package store

import (
	"context"
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"msp-license-tracker/models"
)

// partnerRow is the one row of partner_account.
type partnerRow struct {
	ID         int64 `gorm:"primaryKey"`
	TenantID   string
	UserName   string
	SignedInAt clock
	Discovered clock
	Approves   bool
}

// TableName tells GORM the table.
func (partnerRow) TableName() string { return "partner_account" }

// partnerCustomerRow is a row of partner_customers.
type partnerCustomerRow struct {
	TenantID       string `gorm:"primaryKey"`
	Place          int64
	Name           string
	Domain         string
	RelationshipID string
	Relationship   string
	Status         models.RelationshipStatus
	Roles          texts
	Approved       texts
	Missing        texts
	Helpful        texts
	Gaps           texts
	Starts         clock
	Ends           clock
	AutoExtends    bool
	Contract       bool
	Usable         bool
}

// TableName tells GORM the table.
func (partnerCustomerRow) TableName() string { return "partner_customers" }

// texts is a list of texts in a column, as JSON.
type texts []string

// Scan implements sql.Scanner.
func (t *texts) Scan(src any) error {
	s, ok := src.(string)
	if !ok {
		return fmt.Errorf("list column holds %T", src)
	}
	return json.Unmarshal([]byte(s), (*[]string)(t))
}

// Value implements driver.Valuer.
func (t texts) Value() (driver.Value, error) {
	b, err := json.Marshal([]string(t))
	return string(b), err
}

// PartnerAccount is who signed in to the partner tenant; models.ErrNotFound
// when nobody did. Its Explanation is not kept.
func (s *Store) PartnerAccount(ctx context.Context) (models.PartnerAccount, error) {
	var row partnerRow
	err := s.r.WithContext(ctx).Take(&row).Error
	return models.PartnerAccount{
		TenantID: row.TenantID, UserName: row.UserName, SignedInAt: row.SignedInAt.Time,
		Discovered: row.Discovered.Time, Approves: row.Approves,
	}, failed("partner account", err)
}

// SavePartnerAccount replaces who signed in.
func (s *Store) SavePartnerAccount(ctx context.Context, a models.PartnerAccount) error {
	row := partnerRow{
		ID: 1, TenantID: a.TenantID, UserName: a.UserName, SignedInAt: clock{a.SignedInAt},
		Discovered: clock{a.Discovered}, Approves: a.Approves,
	}
	return s.change(ctx, "save partner account", func(tx *gorm.DB) error {
		return tx.Clauses(clause.OnConflict{UpdateAll: true}).Create(&row).Error
	})
}

// DeletePartnerAccount forgets who signed in and the customers listed. The
// tenants connected through the sign-in stay with all their data.
func (s *Store) DeletePartnerAccount(ctx context.Context) error {
	return s.change(ctx, "delete partner account", func(tx *gorm.DB) error {
		if err := tx.Where("1 = 1").Delete(&partnerCustomerRow{}).Error; err != nil {
			return err
		}
		return tx.Where("1 = 1").Delete(&partnerRow{}).Error
	})
}

// PartnerCustomers lists the customers as they were seen last. Which of them
// are connected is not kept: the tenants say it.
func (s *Store) PartnerCustomers(ctx context.Context) ([]models.PartnerCustomer, error) {
	var rows []partnerCustomerRow
	if err := s.r.WithContext(ctx).Order("place").Find(&rows).Error; err != nil {
		return nil, failed("list partner customers", err)
	}
	list := make([]models.PartnerCustomer, len(rows))
	for i, row := range rows {
		list[i] = row.model()
	}
	return list, nil
}

// SavePartnerCustomers replaces the list, seen at a time.
func (s *Store) SavePartnerCustomers(ctx context.Context, list []models.PartnerCustomer, at time.Time) error {
	rows := make([]partnerCustomerRow, len(list))
	for i, c := range list {
		rows[i] = newPartnerCustomerRow(c, int64(i))
	}
	return s.change(ctx, "save partner customers", func(tx *gorm.DB) error {
		if err := tx.Where("1 = 1").Delete(&partnerCustomerRow{}).Error; err != nil {
			return err
		}
		if len(rows) > 0 {
			if err := tx.CreateInBatches(&rows, 500).Error; err != nil {
				return err
			}
		}
		return tx.Model(&partnerRow{}).Where("id = 1").Update("discovered", clock{at}).Error
	})
}

func newPartnerCustomerRow(c models.PartnerCustomer, place int64) partnerCustomerRow {
	return partnerCustomerRow{
		TenantID: c.TenantID, Place: place, Name: c.Name, Domain: c.Domain, RelationshipID: c.RelationshipID,
		Relationship: c.Relationship, Status: c.Status, Roles: c.Roles, Approved: c.Approved, Missing: c.Missing,
		Helpful: c.Helpful, Gaps: c.Gaps, Starts: clock{c.Starts}, Ends: clock{c.Ends},
		AutoExtends: c.AutoExtends, Contract: c.Contract, Usable: c.Usable,
	}
}

func (row partnerCustomerRow) model() models.PartnerCustomer {
	return models.PartnerCustomer{
		TenantID: row.TenantID, Name: row.Name, Domain: row.Domain, RelationshipID: row.RelationshipID,
		Relationship: row.Relationship, Status: row.Status, Roles: row.Roles, Approved: row.Approved,
		Missing: row.Missing, Helpful: row.Helpful, Gaps: row.Gaps, Starts: row.Starts.Time, Ends: row.Ends.Time,
		AutoExtends: row.AutoExtends, Contract: row.Contract, Usable: row.Usable,
	}
}
