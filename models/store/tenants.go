package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"msp-license-tracker/models"
)

// tenantRow is a row of tenants.
type tenantRow struct {
	Key               int64 `gorm:"primaryKey"`
	ID                string
	Name              string
	Domain            string
	CustomerID        *string
	Country           string
	State             models.TenantState
	Kind              models.ConnectionKind
	ClientID          string
	Credential        models.CredentialKind
	CredentialEnds    clock
	Cloud             string
	LoginURL          string
	GraphURL          string
	CAFile            string
	AddedAt           clock
	InactiveAfterDays int
	GraceDays         int
}

// TableName tells GORM the table.
func (tenantRow) TableName() string { return "tenants" }

type tagRow struct {
	Tenant int64
	Tag    string
}

// TableName tells GORM the table.
func (tagRow) TableName() string { return "tenant_tags" }

const notDeleted = "state <> 'deleted'"

// Tenants lists all tenants but deleted ones, by name.
func (s *Store) Tenants(ctx context.Context) ([]models.Tenant, error) {
	var rows []tenantRow
	db := s.r.WithContext(ctx)
	if err := db.Where(notDeleted).Order("name COLLATE NOCASE, id").Find(&rows).Error; err != nil {
		return nil, failed("list tenants", err)
	}
	var tags []tagRow
	if err := db.Order("tenant, tag").Find(&tags).Error; err != nil {
		return nil, failed("list tags", err)
	}
	byTenant := make(map[int64][]string)
	for _, t := range tags {
		byTenant[t.Tenant] = append(byTenant[t.Tenant], t.Tag)
	}
	tenants := make([]models.Tenant, len(rows))
	for i, row := range rows {
		tenants[i] = row.model(byTenant[row.Key])
	}
	return tenants, nil
}

// Tenant finds one tenant; models.ErrNotFound when there is none or it is deleted.
func (s *Store) Tenant(ctx context.Context, id string) (models.Tenant, error) {
	var row tenantRow
	db := s.r.WithContext(ctx)
	if err := db.Where("id = ? AND "+notDeleted, id).Take(&row).Error; err != nil {
		return models.Tenant{}, failed("tenant "+id, err)
	}
	var tags []string
	err := db.Model(&tagRow{}).Where("tenant = ?", row.Key).Order("tag").Pluck("tag", &tags).Error
	return row.model(tags), failed("tags of tenant "+id, err)
}

// SaveTenant adds or replaces a tenant with its tags. A deleted tenant saved
// again comes back with its history. AddedAt is kept from the first time.
func (s *Store) SaveTenant(ctx context.Context, t models.Tenant) error {
	row := newTenantRow(t)
	if row.AddedAt.IsZero() {
		row.AddedAt.Time = s.now()
	}
	return s.change(ctx, "save tenant "+t.ID, func(tx *gorm.DB) error {
		err := tx.Clauses(clause.OnConflict{
			Columns:   []clause.Column{{Name: "id"}},
			DoUpdates: clause.AssignmentColumns(tenantUpdates),
		}).Create(&row).Error
		if errors.Is(err, gorm.ErrForeignKeyViolated) {
			return fmt.Errorf("customer %s: %w", t.CustomerID, models.ErrNotFound)
		}
		if err != nil {
			return err
		}
		return saveTags(tx, t)
	})
}

var tenantUpdates = []string{
	"name", "domain", "customer_id", "country", "state", "kind", "client_id", "credential", "credential_ends",
	"cloud", "login_url", "graph_url", "ca_file", "inactive_after_days", "grace_days",
}

func saveTags(tx *gorm.DB, t models.Tenant) error {
	key, err := keyIn(tx, t.ID)
	if err != nil {
		return err
	}
	if err := tx.Where("tenant = ?", key).Delete(&tagRow{}).Error; err != nil {
		return err
	}
	if len(t.Tags) == 0 {
		return nil
	}
	rows := make([]tagRow, len(t.Tags))
	for i, tag := range t.Tags {
		rows[i] = tagRow{key, tag}
	}
	return tx.Clauses(clause.OnConflict{DoNothing: true}).Create(&rows).Error
}

// SetTenantState connects, disconnects or deletes a tenant.
func (s *Store) SetTenantState(ctx context.Context, id string, state models.TenantState) error {
	return s.change(ctx, "set state of tenant "+id, func(tx *gorm.DB) error {
		done := tx.Model(&tenantRow{}).Where("id = ?", id).Update("state", state)
		if done.Error == nil && done.RowsAffected == 0 {
			return models.ErrNotFound
		}
		return done.Error
	})
}

// keyIn finds the key of a tenant, deleted or not.
func keyIn(tx *gorm.DB, id string) (int64, error) {
	var row tenantRow
	err := tx.Select("key").Where("id = ?", id).Take(&row).Error
	return row.Key, err
}

// liveTenant finds the key of a tenant that is not deleted.
func liveTenant(ctx context.Context, tx *sql.Tx, id string) (key int64, err error) {
	err = tx.QueryRowContext(ctx, "SELECT key FROM tenants WHERE id = ? AND "+notDeleted, id).Scan(&key)
	return key, err
}

func newTenantRow(t models.Tenant) tenantRow {
	row := tenantRow{
		ID: t.ID, Name: t.Name, Domain: t.Domain, Country: t.Country, State: t.State,
		Kind: t.Connection.Kind, ClientID: t.Connection.ClientID, Credential: t.Connection.Credential,
		CredentialEnds: clock{t.Connection.CredentialEnds}, Cloud: t.Connection.Cloud,
		LoginURL: t.Connection.LoginURL, GraphURL: t.Connection.GraphURL, CAFile: t.Connection.CAFile,
		AddedAt: clock{t.AddedAt}, InactiveAfterDays: t.Overrides.InactiveAfterDays, GraceDays: t.Overrides.GraceDays,
	}
	if t.CustomerID != "" {
		row.CustomerID = &t.CustomerID
	}
	return row
}

func (row tenantRow) model(tags []string) models.Tenant {
	t := models.Tenant{
		ID: row.ID, Name: row.Name, Domain: row.Domain, Country: row.Country, State: row.State, Tags: tags,
		AddedAt: row.AddedAt.Time,
		Connection: models.Connection{
			Kind: row.Kind, ClientID: row.ClientID, Credential: row.Credential, CredentialEnds: row.CredentialEnds.Time,
			Cloud: row.Cloud, LoginURL: row.LoginURL, GraphURL: row.GraphURL, CAFile: row.CAFile,
		},
		Overrides: models.TenantSettings{InactiveAfterDays: row.InactiveAfterDays, GraceDays: row.GraceDays},
	}
	if row.CustomerID != nil {
		t.CustomerID = *row.CustomerID
	}
	return t
}
