package store

import (
	"context"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"msp-license-tracker/models/insight"
)

type rateRow struct {
	FromCurrency string `gorm:"primaryKey"`
	ToCurrency   string `gorm:"primaryKey"`
	Day          int64  `gorm:"primaryKey;autoIncrement:false"`
	Value        string
}

// TableName tells GORM the table.
func (rateRow) TableName() string { return "rates" }

// Rates lists the exchange rates the owner entered, oldest first.
func (s *Store) Rates(ctx context.Context) ([]insight.Rate, error) {
	var rows []rateRow
	if err := s.r.WithContext(ctx).Order("from_currency, to_currency, day").Find(&rows).Error; err != nil {
		return nil, failed("list rates", err)
	}
	rates := make([]insight.Rate, len(rows))
	for i, row := range rows {
		rates[i] = insight.Rate{From: row.FromCurrency, To: row.ToCurrency, Value: row.Value, Date: unix(row.Day)}
	}
	return rates, nil
}

// SaveRate adds a rate, or replaces the one of the same currencies and date.
func (s *Store) SaveRate(ctx context.Context, r insight.Rate) error {
	return s.change(ctx, "save rate", func(tx *gorm.DB) error {
		row := rateRow{FromCurrency: r.From, ToCurrency: r.To, Day: seconds(r.Date), Value: r.Value}
		return tx.Clauses(clause.OnConflict{UpdateAll: true}).Create(&row).Error
	})
}
