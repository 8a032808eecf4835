package store

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"msp-license-tracker/models"
)

func TestFilesAreForTheirOwnerOnly(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("files have no mode bits there")
	}
	dir := filepath.Join(t.TempDir(), "data")
	s := openStore(t, dir)
	addTenant(t, s, 1)
	for name, want := range map[string]os.FileMode{
		dir: 0o700, filepath.Join(dir, FileName): 0o600,
		filepath.Join(dir, FileName+"-wal"): 0o600, filepath.Join(dir, FileName+"-shm"): 0o600,
	} {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode().Perm(); got != want {
			t.Errorf("%s has mode %v, want %v", filepath.Base(name), got, want)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".probe*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestModeOfAnOlderFileIsTightened(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("files have no mode bits there")
	}
	dir := closedDatabase(t)
	path := filepath.Join(dir, FileName)
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	openStore(t, dir)
	if info, _ := os.Stat(path); info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v", info.Mode().Perm())
	}
}

func TestAnyFolderNameWorks(t *testing.T) {
	for _, name := range []string{"MSP License Tracker", "100% & more", "a?mode=memory#x", "Müller+Söhne"} {
		if runtime.GOOS == "windows" && strings.ContainsAny(name, "?") {
			continue
		}
		dir := filepath.Join(t.TempDir(), name)
		addTenant(t, openStore(t, dir), 1)
		if _, err := os.Stat(filepath.Join(dir, FileName)); err != nil {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func TestPragmasAreInForceOnBothHandles(t *testing.T) {
	s := openStore(t, t.TempDir())
	for _, c := range []struct {
		db     *sql.DB
		pragma string
		want   string
	}{
		{s.write, "journal_mode", "wal"}, {s.write, "foreign_keys", "1"}, {s.write, "synchronous", "1"}, {s.write, "busy_timeout", "5000"},
		{s.write, "application_id", "1296847986"}, {s.write, "user_version", fmt.Sprint(latestVersion())},
		{s.write, "temp_store", "2"}, {s.read, "temp_store", "2"}, {s.read, "query_only", "1"}, {s.read, "foreign_keys", "1"}, {s.read, "busy_timeout", "5000"},
	} {
		var got string
		if err := c.db.QueryRow("PRAGMA " + c.pragma).Scan(&got); err != nil || got != c.want {
			t.Errorf("%s is %s, want %s (%v)", c.pragma, got, c.want, err)
		}
	}
	if _, err := s.read.Exec("DELETE FROM tenants"); err == nil {
		t.Error("the reading handle can write")
	}
	if _, err := s.write.Exec("INSERT INTO tenant_tags VALUES (99, 'x')"); err == nil {
		t.Error("foreign keys are not enforced")
	}
}

// Every database that cannot be used is refused in plain words, and its bytes
// stay as they were.
func TestUnusableDatabasesAreRefusedUntouched(t *testing.T) {
	edit := func(offset int, value uint32) func(*testing.T, string) {
		return func(t *testing.T, path string) {
			b := read(t, path)
			binary.BigEndian.PutUint32(b[offset:], value)
			write(t, path, b)
		}
	}
	for name, c := range map[string]struct {
		spoil func(t *testing.T, path string)
		want  error
		code  string
	}{
		"newer":     {edit(60, uint32(latestVersion()+1)), models.ErrNewerDatabase, "database-newer"},
		"foreign":   {edit(68, 0x12345678), models.ErrForeignDatabase, "database-foreign"},
		"text":      {func(t *testing.T, p string) { write(t, p, []byte("not a database")) }, models.ErrDamagedDatabase, "database-damaged"},
		"long text": {func(t *testing.T, p string) { write(t, p, bytes.Repeat([]byte("not a database"), 999)) }, models.ErrDamagedDatabase, "database-damaged"},
		"cut short": {func(t *testing.T, p string) { b := read(t, p); write(t, p, b[:len(b)-4096]) }, models.ErrDamagedDatabase, "database-damaged"},
		"zeroed": {func(t *testing.T, p string) {
			b := read(t, p)
			clear(b[100:4096])
			write(t, p, b)
		}, models.ErrDamagedDatabase, "database-damaged"},
		"unmarked": {unmarked, models.ErrForeignDatabase, "database-foreign"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := closedDatabase(t)
			path := filepath.Join(dir, FileName)
			c.spoil(t, path)
			before := read(t, path)
			s, err := Open(t.Context(), dir, Options{})
			if err == nil {
				s.Close()
			}
			if !errors.Is(err, c.want) {
				t.Fatalf("got %v", err)
			}
			if e := models.Explain(err); e.Code != c.code || e.Title == "" || e.Cause == "" || e.Next == "" {
				t.Errorf("explained as %+v", e)
			}
			if !bytes.Equal(before, read(t, path)) {
				t.Error("the file was changed")
			}
		})
	}
}

// unmarked makes a database of a program that sets neither number.
func unmarked(t *testing.T, path string) {
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", dsn(path, nil))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec("PRAGMA journal_mode = WAL; CREATE TABLE theirs (x)"); err != nil {
		t.Fatal(err)
	}
}

func TestNewerVersionStillInTheLogIsRefused(t *testing.T) {
	dir := closedDatabase(t)
	path := filepath.Join(dir, FileName)
	newer, err := openWriter(path)
	if err != nil {
		t.Fatal(err)
	}
	defer newer.Close()
	if _, err := newer.Exec("PRAGMA user_version = 99"); err != nil {
		t.Fatal(err)
	}
	if s, err := Open(t.Context(), dir, Options{}); !errors.Is(err, models.ErrNewerDatabase) {
		s.Close()
		t.Errorf("got %v", err)
	}
}

func TestReadOnlyFolderIsExplained(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("folders have no mode bits there")
	}
	for name, dir := range map[string]string{"new": t.TempDir(), "existing": closedDatabase(t)} {
		t.Run(name, func(t *testing.T) {
			if err := os.Chmod(dir, 0o500); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { os.Chmod(dir, 0o700) })
			unprivileged(t, func() {
				_, err := Open(t.Context(), dir, Options{})
				if !errors.Is(err, models.ErrNotWritable) {
					t.Fatalf("got %v", err)
				}
				if e := models.Explain(err); e.Code != "folder-not-writable" || !strings.Contains(e.Next, "--data-dir") {
					t.Errorf("explained as %+v", e)
				}
			})
		})
	}
}

func TestDatabaseHeldByAnotherProgramIsExplained(t *testing.T) {
	s := openStore(t, t.TempDir())
	other, err := openWriter(dbPath(t, s))
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	tx, err := other.Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	if _, err := s.write.Exec("PRAGMA busy_timeout = 1"); err != nil {
		t.Fatal(err)
	}
	err = s.SaveCustomer(t.Context(), models.Customer{ID: "c", Name: "C"})
	if e := models.Explain(err); e.Code != "database-busy" || !e.Retry {
		t.Errorf("got %v", err)
	}
}

func TestCancelledCallsSayOnlyThat(t *testing.T) {
	s := openStore(t, t.TempDir())
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, tenants := s.Tenants(ctx)
	_, snapshot := s.Snapshot(ctx, "x")
	for _, err := range []error{tenants, snapshot, s.SaveCustomer(ctx, models.Customer{}), s.SaveHarvest(ctx, models.Harvest{}, nil)} {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
	}
}

func closedDatabase(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	s := openStore(t, dir)
	addTenant(t, s, 1)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

func dbPath(t *testing.T, s *Store) (path string) {
	t.Helper()
	if err := s.write.QueryRow("SELECT file FROM pragma_database_list WHERE name = 'main'").Scan(&path); err != nil {
		t.Fatal(err)
	}
	return path
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func write(t *testing.T, path string, b []byte) {
	t.Helper()
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}
