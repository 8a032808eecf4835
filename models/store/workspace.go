package store

import (
	"context"
	"errors"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"msp-license-tracker/models"
)

// workspaceRow is the one row of workspace.
type workspaceRow struct {
	ID                int64 `gorm:"primaryKey"`
	Company           string
	ContactName       string
	ContactEmail      string
	ContactPhone      string
	Website           string
	Logo              []byte
	BrandColor        string
	ReportFooter      string
	LegalNote         string
	Currency          string
	InactiveAfterDays int
	GraceDays         int
	Theme             string
	Onboarded         bool
}

// TableName tells GORM the table.
func (workspaceRow) TableName() string { return "workspace" }

// Workspace is the MSP's profile; models.DefaultWorkspace until one is saved.
func (s *Store) Workspace(ctx context.Context) (models.Workspace, error) {
	var row workspaceRow
	err := s.r.WithContext(ctx).Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return models.DefaultWorkspace(), nil
	}
	if err != nil {
		return models.Workspace{}, failed("workspace", err)
	}
	return models.Workspace{
		Company: row.Company, ContactName: row.ContactName, ContactEmail: row.ContactEmail,
		ContactPhone: row.ContactPhone, Website: row.Website, Logo: row.Logo, BrandColor: row.BrandColor,
		ReportFooter: row.ReportFooter, LegalNote: row.LegalNote, Currency: row.Currency,
		InactiveAfterDays: row.InactiveAfterDays, GraceDays: row.GraceDays, Theme: row.Theme, Onboarded: row.Onboarded,
	}, nil
}

// SaveWorkspace replaces the MSP's profile.
func (s *Store) SaveWorkspace(ctx context.Context, w models.Workspace) error {
	row := workspaceRow{
		ID: 1, Company: w.Company, ContactName: w.ContactName, ContactEmail: w.ContactEmail,
		ContactPhone: w.ContactPhone, Website: w.Website, Logo: w.Logo, BrandColor: w.BrandColor,
		ReportFooter: w.ReportFooter, LegalNote: w.LegalNote, Currency: w.Currency,
		InactiveAfterDays: w.InactiveAfterDays, GraceDays: w.GraceDays, Theme: w.Theme, Onboarded: w.Onboarded,
	}
	return s.change(ctx, "save workspace", func(tx *gorm.DB) error {
		return tx.Clauses(clause.OnConflict{UpdateAll: true}).Create(&row).Error
	})
}
