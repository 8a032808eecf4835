package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// backup copies the whole database, log included, into a new file named after
// its version and the time. The copy is complete on disk when it returns.
func (m migrator) backup(ctx context.Context, version int64) (string, error) {
	if err := os.MkdirAll(m.backups, 0o700); err != nil {
		return "", notWritable(m.backups, err)
	}
	f, err := newBackupFile(m.backups, fmt.Sprintf("version-%d-%s", version, m.now().UTC().Format("20060102T150405Z")))
	if err != nil {
		return "", notWritable(m.backups, err)
	}
	// VACUUM INTO fills an existing empty file, which keeps our file mode.
	_, err = m.db.ExecContext(ctx, "VACUUM INTO ?", f.Name())
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return "", errors.Join(fmt.Errorf("copy the database before the migration: %w", err), os.Remove(f.Name()))
	}
	return f.Name(), nil
}

// newBackupFile never overwrites an older copy.
func newBackupFile(dir, name string) (*os.File, error) {
	for n := 1; ; n++ {
		file := name + ".db"
		if n > 1 {
			file = fmt.Sprintf("%s-%d.db", name, n)
		}
		f, err := os.OpenFile(filepath.Join(dir, file), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
		if !errors.Is(err, os.ErrExist) {
			return f, err
		}
	}
}
