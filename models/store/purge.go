package store

import (
	"context"
	"database/sql"
	"errors"

	"msp-license-tracker/models"
)

// EveryTenant lists all tenants, deleted ones too, by name. Their tags are left
// out.
func (s *Store) EveryTenant(ctx context.Context) ([]models.Tenant, error) {
	var rows []tenantRow
	if err := s.r.WithContext(ctx).Order("name COLLATE NOCASE, id").Find(&rows).Error; err != nil {
		return nil, failed("list every tenant", err)
	}
	tenants := make([]models.Tenant, len(rows))
	for i, row := range rows {
		tenants[i] = row.model(nil)
	}
	return tenants, nil
}

// Purge removes every row of a tenant, deleted or not, with its whole history:
// all or nothing. What was removed is overwritten in the file. Copies made
// before a migration are not touched. models.ErrNotFound when there is none.
func (s *Store) Purge(ctx context.Context, tenantID string) error {
	err := s.purge(ctx, tenantID)
	if err == nil {
		err = s.foldLog(ctx)
	}
	if errors.Is(err, sql.ErrNoRows) {
		err = models.ErrNotFound
	}
	return failed("purge tenant "+tenantID, err)
}

func (s *Store) purge(ctx context.Context, tenantID string) (err error) {
	conn, err := s.write.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() {
		_, off := conn.ExecContext(context.WithoutCancel(ctx), "PRAGMA secure_delete = OFF")
		err = errors.Join(err, off, conn.Close())
	}()
	if _, err := conn.ExecContext(ctx, "PRAGMA secure_delete = ON"); err != nil {
		return err
	}
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // no effect after Commit
	var key int64
	if err := tx.QueryRowContext(ctx, "SELECT key FROM tenants WHERE id = ?", tenantID).Scan(&key); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "DELETE FROM pending_consents WHERE tenant_id = ?", tenantID); err != nil {
		return err
	}
	// Every other table refers to tenants and is emptied by its foreign key.
	if _, err := tx.ExecContext(ctx, "DELETE FROM tenants WHERE key = ?", key); err != nil {
		return err
	}
	return tx.Commit()
}

// foldLog brings the write-ahead log, which still holds the old rows, into the
// file and empties it. Where a reader is in the way the next fold does it.
func (s *Store) foldLog(ctx context.Context) error {
	var busy, pages, done int
	return s.write.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &pages, &done)
}
