package store

import (
	"context"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"msp-license-tracker/models"
)

// consentRow is a row of pending_consents.
type consentRow struct {
	ID          string `gorm:"primaryKey"`
	TenantID    string
	Domain      string
	ClientID    string
	Cloud       string
	LoginURL    string
	Link        string
	MailSubject string
	MailBody    string
	Started     clock
	Expires     clock
	NextLook    clock
	State       models.ConsentState
	Text        string
	Fault       fault
}

// TableName tells GORM the table.
func (consentRow) TableName() string { return "pending_consents" }

// PendingConsents lists the consents asked for by link, the oldest first.
func (s *Store) PendingConsents(ctx context.Context) ([]models.PendingConsent, error) {
	var rows []consentRow
	if err := s.r.WithContext(ctx).Order("started, id").Find(&rows).Error; err != nil {
		return nil, failed("list pending consents", err)
	}
	list := make([]models.PendingConsent, len(rows))
	for i, row := range rows {
		list[i] = row.model()
	}
	return list, nil
}

// SavePendingConsent adds or replaces one.
func (s *Store) SavePendingConsent(ctx context.Context, p models.PendingConsent) error {
	row := newConsentRow(p)
	return s.change(ctx, "save pending consent "+p.ID, func(tx *gorm.DB) error {
		return tx.Clauses(clause.OnConflict{UpdateAll: true}).Create(&row).Error
	})
}

// MovePendingConsent replaces one that is still there; models.ErrNotFound when
// it was removed meanwhile.
func (s *Store) MovePendingConsent(ctx context.Context, p models.PendingConsent) error {
	row := newConsentRow(p)
	return s.change(ctx, "move pending consent "+p.ID, func(tx *gorm.DB) error {
		done := tx.Select("*").Where("id = ?", p.ID).Updates(&row)
		if done.Error == nil && done.RowsAffected == 0 {
			return models.ErrNotFound
		}
		return done.Error
	})
}

// DeletePendingConsent does nothing when there is none.
func (s *Store) DeletePendingConsent(ctx context.Context, id string) error {
	return s.change(ctx, "delete pending consent "+id, func(tx *gorm.DB) error {
		return tx.Where("id = ?", id).Delete(&consentRow{}).Error
	})
}

func newConsentRow(p models.PendingConsent) consentRow {
	return consentRow{
		ID: p.ID, TenantID: p.TenantID, Domain: p.Domain, ClientID: p.ClientID, Cloud: p.Cloud, LoginURL: p.LoginURL,
		Link: p.Link, MailSubject: p.MailSubject, MailBody: p.MailBody,
		Started: clock{p.Started}, Expires: clock{p.Expires}, NextLook: clock{p.NextLook},
		State: p.State, Text: p.Text, Fault: fault{p.Explanation},
	}
}

func (row consentRow) model() models.PendingConsent {
	return models.PendingConsent{
		ID: row.ID, TenantID: row.TenantID, Domain: row.Domain, ClientID: row.ClientID, Cloud: row.Cloud, LoginURL: row.LoginURL,
		Link: row.Link, MailSubject: row.MailSubject, MailBody: row.MailBody,
		Started: row.Started.Time, Expires: row.Expires.Time, NextLook: row.NextLook.Time,
		State: row.State, Text: row.Text, Explanation: row.Fault.Explanation,
	}
}
