package store

import (
	"context"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"msp-license-tracker/models"
)

type customerRow struct {
	ID       string `gorm:"primaryKey"`
	Name     string
	Currency string
}

// TableName tells GORM the table.
func (customerRow) TableName() string { return "customers" }

// Customers lists all customers by name.
func (s *Store) Customers(ctx context.Context) ([]models.Customer, error) {
	var rows []customerRow
	if err := s.r.WithContext(ctx).Order("name COLLATE NOCASE, id").Find(&rows).Error; err != nil {
		return nil, failed("list customers", err)
	}
	customers := make([]models.Customer, len(rows))
	for i, row := range rows {
		customers[i] = models.Customer(row)
	}
	return customers, nil
}

// SaveCustomer adds or replaces a customer.
func (s *Store) SaveCustomer(ctx context.Context, c models.Customer) error {
	return s.change(ctx, "save customer "+c.ID, func(tx *gorm.DB) error {
		row := customerRow(c)
		return tx.Clauses(clause.OnConflict{UpdateAll: true}).Create(&row).Error
	})
}
