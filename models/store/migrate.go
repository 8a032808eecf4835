package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"path"
	"strings"
	"time"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// migration is one numbered SQL file: 0001_initial.sql brings a database to
// version 1.
type migration struct {
	version int64
	file    string
}

// migrations lists the files in order and insists that no number is missing.
func migrations(files fs.FS) ([]migration, error) {
	names, err := fs.Glob(files, "migrations/*.sql") // sorted by name
	if err != nil {
		return nil, err
	}
	var list []migration
	for i, name := range names {
		version := i + 1
		if !strings.HasPrefix(path.Base(name), fmt.Sprintf("%04d_", version)) {
			return nil, fmt.Errorf("migration %s: want number %04d", name, version)
		}
		list = append(list, migration{int64(version), name})
	}
	return list, nil
}

// latestVersion is the version this program writes.
func latestVersion() int64 {
	list, _ := migrations(migrationFiles) // a test checks the embedded names
	return int64(len(list))
}

// migrator brings one database to the newest version: all pending files in
// one transaction, after a copy of a database that holds something.
type migrator struct {
	db      *sql.DB
	path    string
	backups string
	now     func() time.Time
	log     *slog.Logger
	files   fs.FS
}

func (m migrator) run(ctx context.Context) error {
	all, err := migrations(m.files)
	if err != nil {
		return err
	}
	version, err := m.version(ctx)
	if err != nil || version >= int64(len(all)) {
		return err
	}
	if version > 0 {
		copied, err := m.backup(ctx, version)
		if err != nil {
			return err
		}
		m.log.Info("database copied before migration", "file", copied)
	}
	if err := m.apply(ctx, all[version:]); err != nil {
		return fmt.Errorf("migrate from version %d: %w", version, err)
	}
	m.log.Info("database migrated", "from", version, "to", len(all))
	return nil
}

// version asks again through SQLite: a log left by a crash may hold a newer
// header than the file that was inspected.
func (m migrator) version(ctx context.Context) (version int64, err error) {
	var application int64
	err = errors.Join(
		m.db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&application),
		m.db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version),
	)
	if err != nil {
		return 0, err
	}
	if application == 0 && version == 0 {
		return 0, m.mustBeEmpty(ctx)
	}
	return version, checkIdentity(m.path, application, version)
}

// mustBeEmpty protects another program's database that bears no mark at all.
func (m migrator) mustBeEmpty(ctx context.Context) error {
	var objects int
	if err := m.db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&objects); err != nil {
		return err
	}
	if objects > 0 {
		return foreign(m.path)
	}
	return nil
}

// apply runs the files on one connection with foreign keys off, as SQLite
// wants it for rebuilding tables, and checks the keys before committing.
func (m migrator) apply(ctx context.Context, pending []migration) (err error) {
	conn, err := m.db.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() {
		_, on := conn.ExecContext(context.WithoutCancel(ctx), "PRAGMA foreign_keys = ON")
		err = errors.Join(err, on, conn.Close())
	}()
	if _, err := conn.ExecContext(ctx, "PRAGMA foreign_keys = OFF"); err != nil {
		return err
	}
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // no effect after Commit
	for _, p := range pending {
		if err := m.applyOne(ctx, tx, p); err != nil {
			return fmt.Errorf("%s: %w", p.file, err)
		}
	}
	if err := checkForeignKeys(ctx, tx); err != nil {
		return err
	}
	return tx.Commit()
}

func (m migrator) applyOne(ctx context.Context, tx *sql.Tx, p migration) error {
	text, err := fs.ReadFile(m.files, p.file)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, string(text)); err != nil {
		return err
	}
	// Both pragmas are part of the transaction.
	_, err = tx.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, p.version))
	return err
}

func checkForeignKeys(ctx context.Context, tx *sql.Tx) error {
	rows, err := tx.QueryContext(ctx, "SELECT DISTINCT \"table\" FROM pragma_foreign_key_check")
	if err != nil {
		return err
	}
	defer rows.Close()
	if rows.Next() {
		var table string
		if err := rows.Scan(&table); err != nil {
			return err
		}
		return fmt.Errorf("foreign keys of table %s do not fit", table)
	}
	return rows.Err()
}
