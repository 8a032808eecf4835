package store

import (
	"context"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"msp-license-tracker/models"
)

// registrationRow is a row of registrations.
type registrationRow struct {
	Cloud          string `gorm:"primaryKey"`
	LoginURL       string `gorm:"primaryKey"`
	GraphURL       string
	CAFile         string
	TenantID       string
	ClientID       string
	ObjectID       string
	Name           string
	Credential     models.CredentialKind
	CredentialEnds clock
	KeyID          string
	RetiredKeyID   string
	CreatedAt      clock
	Verified       clock
	Place          int64
}

// TableName tells GORM the table.
func (registrationRow) TableName() string { return "registrations" }

// draftRow is a row of registration_drafts.
type draftRow struct {
	Cloud          string `gorm:"primaryKey"`
	LoginURL       string `gorm:"primaryKey"`
	TenantID       string `gorm:"primaryKey"`
	ObjectID       string
	ClientID       string
	CredentialName string
	StartedAt      clock
	AskedAt        clock
}

// TableName tells GORM the table.
func (draftRow) TableName() string { return "registration_drafts" }

// Registration is the MSP's registration saved last; models.ErrNotFound when
// there is none.
func (s *Store) Registration(ctx context.Context) (models.Registration, error) {
	var row registrationRow
	err := s.r.WithContext(ctx).Order("place DESC").Take(&row).Error
	return row.model(), failed("registration", err)
}

// RegistrationIn is the MSP's registration in one cloud; models.ErrNotFound
// when there is none.
func (s *Store) RegistrationIn(ctx context.Context, cloud, loginURL string) (models.Registration, error) {
	var row registrationRow
	err := s.r.WithContext(ctx).Where("cloud = ? AND login_url = ?", cloud, loginURL).Take(&row).Error
	return row.model(), failed("registration in cloud "+cloud, err)
}

// SaveRegistration keeps a registration as the current one, in one transaction
// with what follows from it: the draft it grew from is gone, and the tenants
// reached through it know its credential's kind and end.
func (s *Store) SaveRegistration(ctx context.Context, r models.Registration) error {
	return s.change(ctx, "save registration "+r.ClientID, func(tx *gorm.DB) error {
		row := newRegistrationRow(r)
		if err := tx.Raw("SELECT ifnull(max(place), 0) + 1 FROM registrations").Scan(&row.Place).Error; err != nil {
			return err
		}
		if err := tx.Clauses(clause.OnConflict{UpdateAll: true}).Create(&row).Error; err != nil {
			return err
		}
		if err := tx.Where("cloud = ? AND login_url = ? AND tenant_id = ?", r.Cloud, r.LoginURL, r.TenantID).Delete(&draftRow{}).Error; err != nil {
			return err
		}
		return tx.Model(&tenantRow{}).
			Where("kind = ? AND client_id = ? AND cloud = ? AND login_url = ?", models.SharedRegistration, r.ClientID, r.Cloud, r.LoginURL).
			Updates(map[string]any{"credential": r.Credential, "credential_ends": clock{r.CredentialEnds}}).Error
	})
}

// RegistrationDraft is the attempt that was cut short in a cloud and home
// tenant; models.ErrNotFound when there is none.
func (s *Store) RegistrationDraft(ctx context.Context, cloud, loginURL, tenantID string) (models.RegistrationDraft, error) {
	var row draftRow
	err := s.r.WithContext(ctx).Where("cloud = ? AND login_url = ? AND tenant_id = ?", cloud, loginURL, tenantID).Take(&row).Error
	return models.RegistrationDraft{
		Cloud: row.Cloud, LoginURL: row.LoginURL, TenantID: row.TenantID, ObjectID: row.ObjectID, ClientID: row.ClientID,
		CredentialName: row.CredentialName, StartedAt: row.StartedAt.Time, AskedAt: row.AskedAt.Time,
	}, failed("registration draft of tenant "+tenantID, err)
}

// SaveRegistrationDraft keeps how far an attempt is.
func (s *Store) SaveRegistrationDraft(ctx context.Context, d models.RegistrationDraft) error {
	row := draftRow{
		Cloud: d.Cloud, LoginURL: d.LoginURL, TenantID: d.TenantID, ObjectID: d.ObjectID, ClientID: d.ClientID,
		CredentialName: d.CredentialName, StartedAt: clock{d.StartedAt}, AskedAt: clock{d.AskedAt},
	}
	return s.change(ctx, "save registration draft", func(tx *gorm.DB) error {
		return tx.Clauses(clause.OnConflict{UpdateAll: true}).Create(&row).Error
	})
}

func newRegistrationRow(r models.Registration) registrationRow {
	return registrationRow{
		Cloud: r.Cloud, LoginURL: r.LoginURL, GraphURL: r.GraphURL, CAFile: r.CAFile, TenantID: r.TenantID,
		ClientID: r.ClientID, ObjectID: r.ObjectID, Name: r.Name, Credential: r.Credential,
		CredentialEnds: clock{r.CredentialEnds}, KeyID: r.KeyID, RetiredKeyID: r.RetiredKeyID,
		CreatedAt: clock{r.CreatedAt}, Verified: clock{r.Verified},
	}
}

func (row registrationRow) model() models.Registration {
	return models.Registration{
		Cloud: row.Cloud, LoginURL: row.LoginURL, GraphURL: row.GraphURL, CAFile: row.CAFile, TenantID: row.TenantID,
		ClientID: row.ClientID, ObjectID: row.ObjectID, Name: row.Name, Credential: row.Credential,
		CredentialEnds: row.CredentialEnds.Time, KeyID: row.KeyID, RetiredKeyID: row.RetiredKeyID,
		CreatedAt: row.CreatedAt.Time, Verified: row.Verified.Time,
	}
}
