package store

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"path/filepath"
	"time"

	"gorm.io/gorm"
)

// FileName is the name of the database in the data folder.
const FileName = "msp-license-tracker.db"

// Options of Open. The zero value is right for tests.
type Options struct {
	Backups string           // folder of copies made before a migration; "" = "backups" in the data folder
	Log     *slog.Logger     // nil = silent
	Now     func() time.Time // nil = time.Now
}

// Store is an open database. Close it exactly once.
type Store struct {
	write *sql.DB  // one connection, immediate transactions
	read  *sql.DB  // read-only pool
	w     *gorm.DB // over write
	r     *gorm.DB // over read
	now   func() time.Time
}

// Open opens or creates the database in dir, brings its schema up to date and
// marks scans that a crash left running as failed. Errors the person at the
// computer can do something about are *models.Failure.
func Open(ctx context.Context, dir string, o Options) (*Store, error) {
	o = o.withDefaults(dir)
	path := filepath.Join(dir, FileName)
	if err := prepareFile(path); err != nil {
		return nil, err
	}
	s := &Store{now: o.Now}
	if err := s.open(ctx, path, o); err != nil {
		return nil, errors.Join(explain("open the database", path, err), s.Close())
	}
	return s, nil
}

func (o Options) withDefaults(dir string) Options {
	if o.Backups == "" {
		o.Backups = filepath.Join(dir, "backups")
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return o
}

func (s *Store) open(ctx context.Context, path string, o Options) (err error) {
	if s.write, err = openWriter(path); err != nil {
		return err
	}
	m := migrator{db: s.write, path: path, backups: o.Backups, now: o.Now, log: o.Log, files: migrationFiles}
	if err := m.run(ctx); err != nil {
		return err
	}
	if s.read, err = openReaders(path); err != nil {
		return err
	}
	if s.w, err = mapper(s.write, o.Log); err != nil {
		return err
	}
	if s.r, err = mapper(s.read, o.Log); err != nil {
		return err
	}
	return s.failInterruptedScans(ctx)
}

// Close waits for running statements and closes the file. SQLite folds its
// log into the file when the last connection, the writer, goes.
func (s *Store) Close() error {
	var errs []error
	for _, db := range []*sql.DB{s.read, s.write} {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	return errors.Join(errs...)
}

// change runs fn in one immediate transaction on the writer.
func (s *Store) change(ctx context.Context, op string, fn func(*gorm.DB) error) error {
	return failed(op, s.w.WithContext(ctx).Transaction(fn))
}
