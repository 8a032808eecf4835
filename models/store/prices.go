package store

import (
	"context"
	"fmt"

	"github.com/shopspring/decimal"
	"gorm.io/gorm"

	"msp-license-tracker/models"
	"msp-license-tracker/models/money"
)

type priceRow struct {
	ID        int64 `gorm:"primaryKey"`
	Tenant    *int64
	SKUID     string `gorm:"column:sku_id"`
	Amount    string
	Currency  string
	Frequency money.Frequency
	Term      string
	Effective clock
	Expires   clock
	Source    string
	TenantID  string `gorm:"->"` // joined, "" for the workspace
}

// TableName tells GORM the table.
func (priceRow) TableName() string { return "prices" }

// Prices lists the owner's prices: of the workspace first, then of tenants
// that are not deleted; of one SKU the oldest first.
func (s *Store) Prices(ctx context.Context) ([]money.Price, error) {
	var rows []priceRow
	err := s.r.WithContext(ctx).Table("prices p").
		Select("p.*, ifnull(t.id, '') AS tenant_id").
		Joins("LEFT JOIN tenants t ON t.key = p.tenant").
		Where("p.tenant IS NULL OR t." + notDeleted).
		Order("tenant_id, p.sku_id, p.effective").Scan(&rows).Error
	if err != nil {
		return nil, failed("list prices", err)
	}
	prices := make([]money.Price, len(rows))
	for i, row := range rows {
		if prices[i], err = row.model(); err != nil {
			return nil, failed("list prices", err)
		}
	}
	return prices, nil
}

// SavePrice replaces the price of the same tenant (or workspace), SKU and
// effective date. List prices are bundled and never stored.
func (s *Store) SavePrice(ctx context.Context, p money.Price) error {
	return s.change(ctx, "save price of SKU "+p.SKUID, func(tx *gorm.DB) error {
		owner, err := deletePrice(tx, p)
		if err != nil {
			return err
		}
		return tx.Create(&priceRow{
			Tenant: owner, SKUID: p.SKUID, Amount: p.Amount.String(), Currency: p.Currency, Frequency: p.Frequency,
			Term: p.Term, Effective: clock{p.Effective}, Expires: clock{p.Expires}, Source: p.Source,
		}).Error
	})
}

// DeletePrice removes the price of the same tenant (or workspace), SKU and
// effective date; other fields do not matter. No such price is no error.
func (s *Store) DeletePrice(ctx context.Context, p money.Price) error {
	return s.change(ctx, "delete price of SKU "+p.SKUID, func(tx *gorm.DB) error {
		_, err := deletePrice(tx, p)
		return err
	})
}

func deletePrice(tx *gorm.DB, p money.Price) (*int64, error) {
	if p.Scope == money.ListPrice {
		return nil, fmt.Errorf("list prices are bundled: %w", models.ErrInvalid)
	}
	owner, err := owner(tx, p.TenantID)
	if err != nil {
		return nil, err
	}
	return owner, tx.Where("tenant IS ? AND sku_id = ? AND effective IS ?", owner, p.SKUID, clock{p.Effective}).
		Delete(&priceRow{}).Error
}

func (row priceRow) model() (money.Price, error) {
	amount, err := decimal.NewFromString(row.Amount)
	if err != nil {
		return money.Price{}, fmt.Errorf("amount of price %d: %w", row.ID, err)
	}
	p := money.Price{
		Scope: money.WorkspacePrice, TenantID: row.TenantID, SKUID: row.SKUID, Amount: amount, Currency: row.Currency,
		Frequency: row.Frequency, Term: row.Term, Effective: row.Effective.Time, Expires: row.Expires.Time, Source: row.Source,
	}
	if p.TenantID != "" {
		p.Scope = money.TenantPrice
	}
	return p, nil
}
