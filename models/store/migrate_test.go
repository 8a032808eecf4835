package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/money"
)

var update = flag.Bool("update", false, "write the fixture of the newest version anew; only before that version is released")

// Every released version has a database in testdata that today's program must
// open and read in full.
func TestDatabaseOfVersion1IsReadInFull(t *testing.T) {
	s := openStore(t, copyOf(t, "testdata/v1.db"))
	mustHaveVersion1(t, s)
}

func TestDatabaseOfVersion2IsReadInFull(t *testing.T) {
	s := openStore(t, copyOf(t, "testdata/v2.db"))
	mustHaveVersion1(t, s)
	mustHaveVersion2(t, s)
}

func TestDatabaseOfVersion3IsReadInFull(t *testing.T) {
	if *update {
		writeFixture(t, 3, "testdata/v3.db", fillVersion1, fillVersion2, fillVersion3)
	}
	s := openStore(t, copyOf(t, "testdata/v3.db"))
	mustHaveVersion1(t, s)
	mustHaveVersion2(t, s)
	mustHaveVersion3(t, s)
}

func TestDatabaseOfVersion4IsReadInFull(t *testing.T) {
	if *update {
		writeFixture(t, 4, "testdata/v4.db", fillVersion1, fillVersion2, fillVersion3, fillVersion4)
	}
	s := openStore(t, copyOf(t, "testdata/v4.db"))
	mustHaveVersion1(t, s)
	mustHaveVersion2(t, s)
	mustHaveVersion3(t, s)
	mustHaveVersion4(t, s)
}

// copyOf puts a fixture into a folder of its own.
func copyOf(t *testing.T, fixture string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	write(t, filepath.Join(dir, FileName), read(t, fixture))
	return dir
}

func mustHaveVersion1(t *testing.T, s *Store) {
	t.Helper()
	tenant := models.Tenant{ID: guid(0, 1)}
	var err error
	if tenant, err = s.Tenant(t.Context(), tenant.ID); err != nil {
		t.Fatal(err)
	}
	if tenant.Name != "Contoso Ltd" || tenant.CustomerID != "customer" || !cmp.Equal(tenant.Tags, []string{"school", "vip"}) || !tenant.AddedAt.Equal(day0) {
		t.Errorf("tenant %+v", tenant)
	}
	scans, err := s.Scans(t.Context(), tenant.ID, 10)
	if err != nil || len(scans) != 2 || scans[0].State != models.ScanCancelled || scans[0].Fault.Title != "Stopped by hand." {
		t.Fatalf("scans %+v, %v", scans, err)
	}
	good := scans[1]
	h := fullHarvest(models.Harvest{Scan: models.Scan{TenantID: tenant.ID, StartedAt: day0}}, 5)
	got, err := s.Snapshot(t.Context(), tenant.ID)
	h.Scan.FinishedAt = good.FinishedAt
	if diff := cmp.Diff(expected(tenantModel{tenant: tenant, scan: h.Scan, parts: h}), got); err != nil || diff != "" {
		t.Errorf("snapshot %v (-want +got):\n%s", err, diff)
	}
	figures, err := s.Figures(t.Context(), nil, time.Time{})
	if err != nil || len(figures) != 1 || figures[0].Spend != "110.00" || figures[0].ScanID != good.ID {
		t.Errorf("figures %+v, %v", figures, err)
	}
	mustHaveVersion1Settings(t, s)
}

func mustHaveVersion1Settings(t *testing.T, s *Store) {
	t.Helper()
	w, err := s.Workspace(t.Context())
	if err != nil || w.Company != "Northwind IT" || w.InactiveAfterDays != 60 || !bytes.Equal(w.Logo, []byte("logo")) {
		t.Errorf("workspace %+v, %v", w, err)
	}
	prices, err := s.Prices(t.Context())
	if err != nil || len(prices) != 1 || prices[0].Amount.String() != "22.5" || prices[0].Scope != money.TenantPrice {
		t.Errorf("prices %+v, %v", prices, err)
	}
	rates, err := s.Rates(t.Context())
	if err != nil || len(rates) != 1 || rates[0] != (insight.Rate{From: "EUR", To: "USD", Value: "1.0842", Date: day0}) {
		t.Errorf("rates %+v, %v", rates, err)
	}
	settings, err := s.SKUSettings(t.Context())
	if err != nil || len(settings) != 1 || *settings[0].Spare != 2 {
		t.Errorf("settings %+v, %v", settings, err)
	}
}

// fillVersion1 stores what the fixtures of all versions hold.
func fillVersion1(t *testing.T, s *Store) {
	t.Helper()
	spare := 2
	w := models.DefaultWorkspace()
	w.Company, w.InactiveAfterDays, w.Logo = "Northwind IT", 60, []byte("logo")
	tenant := addTenant(t, s, 1)
	tenant.CustomerID, tenant.Tags = "customer", []string{"vip", "school"}
	h := fullHarvest(begin(t, s, tenant, day0), 5)
	stopped := begin(t, s, tenant, day0.Add(time.Hour)).Scan.ID
	err := errors.Join(
		s.SaveWorkspace(t.Context(), w),
		s.SaveCustomer(t.Context(), models.Customer{ID: "customer", Name: "Contoso Group"}),
		s.SaveTenant(t.Context(), tenant),
		s.SavePrice(t.Context(), money.Price{TenantID: tenant.ID, SKUID: guid(2, 0), Amount: decimal.RequireFromString("22.50"), Currency: "USD", Frequency: money.Monthly, Effective: day0}),
		s.SaveRate(t.Context(), insight.Rate{From: "EUR", To: "USD", Value: "1.0842", Date: day0}),
		s.SaveSKUSetting(t.Context(), models.SKUSetting{TenantID: tenant.ID, SKUID: guid(2, 0), Spare: &spare}),
		s.SaveHarvest(t.Context(), clone(h), func(context.Context, insight.Snapshot) ([]models.Figure, error) {
			return []models.Figure{{SKUID: guid(2, 0), Owned: 10, Spend: "110.00", Currency: "USD"}}, nil
		}),
		s.FailScan(t.Context(), stopped, models.ScanCancelled, &models.Explanation{Title: "Stopped by hand."}),
	)
	if err != nil {
		t.Fatal(err)
	}
}

// writeFixture makes the fixture of a version through the program of that
// version. The fixture of an older version stays.
func writeFixture(t *testing.T, version int64, target string, fill ...func(*testing.T, *Store)) {
	t.Helper()
	if latestVersion() != version {
		return
	}
	s := openStore(t, t.TempDir())
	for _, f := range fill {
		f(t, s)
	}
	if err := os.Remove(target); err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	if _, err := s.write.Exec("VACUUM INTO ?", target); err != nil {
		t.Fatal(err)
	}
}

// withSecond adds a migration to those of the program.
func withSecond(t *testing.T, second string) fs.FS {
	t.Helper()
	first, err := migrationFiles.ReadFile("migrations/0001_initial.sql")
	if err != nil {
		t.Fatal(err)
	}
	return fstest.MapFS{
		"migrations/0001_initial.sql": {Data: first},
		"migrations/0002_next.sql":    {Data: []byte(second)},
	}
}

// migrate runs the migrations of files over a copy of the version 1 database.
func migrate(t *testing.T, files fs.FS) (db *sql.DB, backups string, err error) {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, FileName)
	write(t, path, read(t, "testdata/v1.db"))
	if db, err = openWriter(path); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	backups = filepath.Join(dir, "backups")
	m := migrator{db: db, path: path, backups: backups, now: func() time.Time { return day0 }, log: slog.New(slog.DiscardHandler), files: files}
	return db, backups, m.run(t.Context())
}

func TestMigrationKeepsACopyOfTheOldDatabase(t *testing.T) {
	db, backups, err := migrate(t, withSecond(t, "ALTER TABLE customers ADD COLUMN phone TEXT; UPDATE tenants SET name = 'renamed'"))
	if err != nil {
		t.Fatal(err)
	}
	if v := pragma(t, db, "user_version"); v != 2 {
		t.Errorf("version %d", v)
	}
	if v := pragma(t, db, "foreign_keys"); v != 1 {
		t.Error("foreign keys stay off after a migration")
	}
	copied := filepath.Join(backups, "version-1-20261120T080000Z.db")
	info, err := os.Stat(copied)
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("the copy has mode %v", info.Mode().Perm())
	}
	dir := t.TempDir()
	write(t, filepath.Join(dir, FileName), read(t, copied))
	old := openStore(t, dir)
	tenants, err := old.Tenants(t.Context())
	if err != nil || len(tenants) != 1 || tenants[0].Name != "Contoso Ltd" || count(t, old, "users") != 5 {
		t.Errorf("the copy holds %+v, %v", tenants, err)
	}
}

func TestFailingMigrationChangesNothing(t *testing.T) {
	for name, second := range map[string]string{
		"error half way":     "UPDATE tenants SET name = 'x'; CREATE TABLE extra (a); SELECT nothing FROM nowhere",
		"broken foreign key": "UPDATE tenants SET name = 'x'; DELETE FROM customers",
	} {
		t.Run(name, func(t *testing.T) {
			db, _, err := migrate(t, withSecond(t, second))
			if err == nil {
				t.Fatal("it went through")
			}
			var title string
			if err := db.QueryRow("SELECT name FROM tenants").Scan(&title); err != nil || title != "Contoso Ltd" {
				t.Errorf("tenant is %q, %v", title, err)
			}
			if v := pragma(t, db, "user_version"); v != 1 {
				t.Errorf("version %d", v)
			}
		})
	}
}

func TestMigrationThatCannotBeCopiedDoesNotStart(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "backups"), nil) // a file where the folder should be
	path := filepath.Join(dir, FileName)
	write(t, path, read(t, "testdata/v1.db"))
	db, err := openWriter(path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	m := migrator{db: db, path: path, backups: filepath.Join(dir, "backups"), now: time.Now, log: slog.New(slog.DiscardHandler),
		files: withSecond(t, "DELETE FROM tenants")}
	if err := m.run(t.Context()); !errors.Is(err, models.ErrNotWritable) {
		t.Errorf("got %v", err)
	}
	if v := pragma(t, db, "user_version"); v != 1 {
		t.Errorf("version %d", v)
	}
}

func TestTwoCopiesOfOneMomentStandSideBySide(t *testing.T) {
	dir := t.TempDir()
	for _, want := range []string{"a.db", "a-2.db", "a-3.db"} {
		f, err := newBackupFile(dir, "a")
		if err != nil {
			t.Fatal(err)
		}
		f.Close()
		if filepath.Base(f.Name()) != want {
			t.Errorf("got %s, want %s", f.Name(), want)
		}
	}
}

func TestMigrationsAreNumberedWithoutGaps(t *testing.T) {
	if list, err := migrations(migrationFiles); err != nil || len(list) == 0 || int64(len(list)) != latestVersion() {
		t.Errorf("%v, %v", list, err)
	}
	for _, names := range [][]string{{"0002_a.sql"}, {"0001_a.sql", "0003_b.sql"}, {"000x_a.sql"}, {"0001_a.sql", "0001_b.sql"}, {"a.sql"}} {
		files := fstest.MapFS{}
		for _, n := range names {
			files["migrations/"+n] = &fstest.MapFile{}
		}
		if list, err := migrations(files); err == nil {
			t.Errorf("%v accepted as %v", names, list)
		}
	}
}

func pragma(t *testing.T, db *sql.DB, name string) (v int) {
	t.Helper()
	if err := db.QueryRow(fmt.Sprintf("PRAGMA %s", name)).Scan(&v); err != nil {
		t.Fatal(err)
	}
	return v
}
