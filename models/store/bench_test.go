package store

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"msp-license-tracker/models"
)

const benchUsers = 100_000

// BenchmarkSaveHarvest stores a tenant of 100,000 users. The floor is a bare
// loop that inserts the same rows into the same tables through prepared
// statements; "x-floor" is how many times its CPU time we take.
func BenchmarkSaveHarvest(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		s := openStore(b, b.TempDir())
		h := fullHarvest(begin(b, s, addTenant(b, s, 1), day0), benchUsers)
		floor := cpuOf(func() { bareInsert(b, h) })
		b.StartTimer()
		first := cpuOf(func() { save(b, s, h) })
		b.StopTimer()
		again := fullHarvest(begin(b, s, models.Tenant{ID: h.Scan.TenantID}, day0.Add(time.Hour)), benchUsers)
		second := cpuOf(func() { save(b, s, again) })
		third := fullHarvest(begin(b, s, models.Tenant{ID: h.Scan.TenantID}, day0.Add(2*time.Hour)), benchUsers)
		judged := cpuOf(func() {
			if err := s.SaveHarvest(b.Context(), clone(third), nil); err != nil {
				b.Fatal(err)
			}
		})
		rows := float64(4*benchUsers + (benchUsers+2)/3)
		b.ReportMetric(floor.Seconds(), "floor-cpu-s")
		b.ReportMetric(first.Seconds(), "first-cpu-s")
		b.ReportMetric(rows/first.Seconds(), "rows/cpu-s")
		b.ReportMetric(first.Seconds()/floor.Seconds(), "x-floor")
		b.ReportMetric(second.Seconds()/floor.Seconds(), "again-x-floor")
		b.ReportMetric(judged.Seconds()/floor.Seconds(), "again+snapshot-x-floor")
		b.StartTimer()
	}
}

// bareInsert is what any program must do at least: the same schema, one
// transaction, one prepared statement a table, one row at a time.
func bareInsert(b *testing.B, h models.Harvest) {
	db, err := openWriter(filepath.Join(b.TempDir(), "floor.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	schema, err := migrationFiles.ReadFile("migrations/0001_initial.sql")
	must(b, err)
	_, err = db.Exec(string(schema))
	must(b, err)
	_, err = db.Exec("INSERT INTO tenants VALUES (1, 'id', '', '', NULL, '', '', '', '', '', NULL, '', '', '', '', NULL, 0, 0)")
	must(b, err)
	tx, err := db.Begin()
	must(b, err)
	table := func(name string, columns int) func(...any) {
		stmt, err := tx.Prepare("INSERT INTO " + name + " VALUES (?" + strings.Repeat(", ?", columns-1) + ")")
		must(b, err)
		return func(args ...any) {
			_, err := stmt.Exec(args...)
			must(b, err)
		}
	}
	user, license := table("users", 16), table("licenses", 7)
	for _, u := range *h.Users {
		user(1, u.ID, u.UPN, strings.ToLower(u.UPN), u.Mail, u.DisplayName, u.GivenName, u.Surname, u.JobTitle,
			u.Department, u.Country, string(u.Type), int64(u.Enabled), int64(u.OnPremSync), u.CreatedAt.Unix(), 1)
		for _, l := range u.Licenses {
			license(1, u.ID, l.SKUID, l.Direct, strings.Join(l.Groups, "\n"), l.Since.Unix(), l.Error)
		}
	}
	signIn, activity, mailbox := table("sign_ins", 5), table("activity", 8), table("mailboxes", 8)
	for _, s := range *h.SignIns {
		signIn(1, s.UserID, s.Success.Unix(), s.Interactive.Unix(), s.NonInteractive.Unix())
	}
	for _, a := range *h.Activity {
		activity(1, strings.ToLower(a.UPN), a.UPN, a.Exchange.Unix(), nil, a.SharePoint.Unix(), a.Teams.Unix(), nil)
	}
	for _, m := range *h.Mailboxes {
		mailbox(1, strings.ToLower(m.UPN), m.UPN, string(m.Recipient), m.Bytes, m.Items, int64(m.HasArchive), m.LastActive.Unix())
	}
	must(b, tx.Commit())
}

// BenchmarkSnapshots loads 200 tenants of 500 users, as the dashboard does
// after a start, on two goroutines. The floor reads the same cells without
// making anything of them.
func BenchmarkSnapshots(b *testing.B) {
	const tenants, users = 200, 500
	s := openStore(b, b.TempDir())
	var ids []string
	for n := range tenants {
		t := addTenant(b, s, n)
		ids = append(ids, t.ID)
		save(b, s, fullHarvest(begin(b, s, t, day0), users))
	}
	all := func(load func(id string) error) (wall time.Duration) {
		began := time.Now()
		var wg sync.WaitGroup
		work := make(chan string)
		for range 2 {
			wg.Go(func() {
				for id := range work {
					must(b, load(id))
				}
			})
		}
		for _, id := range ids {
			work <- id
		}
		close(work)
		wg.Wait()
		return time.Since(began)
	}
	for b.Loop() {
		var floorWall, wall time.Duration
		floor := cpuOf(func() { floorWall = all(func(id string) error { return scanOnly(b.Context(), s, id) }) })
		cpu := cpuOf(func() {
			wall = all(func(id string) error {
				snap, err := s.Snapshot(b.Context(), id)
				if err == nil && len(snap.Accounts) != users {
					return fmt.Errorf("%d accounts", len(snap.Accounts))
				}
				return err
			})
		})
		b.ReportMetric(floorWall.Seconds(), "floor-s")
		b.ReportMetric(wall.Seconds(), "load-s")
		b.ReportMetric(floor.Seconds(), "floor-cpu-s")
		b.ReportMetric(cpu.Seconds(), "load-cpu-s")
		b.ReportMetric(cpu.Seconds()/floor.Seconds(), "x-floor")
	}
}

// scanOnly walks the tables of a tenant and drops what it reads.
func scanOnly(ctx context.Context, s *Store, id string) error {
	return s.view(ctx, func(tx *sql.Tx) error {
		key, err := liveTenant(ctx, tx, id)
		if err != nil {
			return err
		}
		for _, t := range []struct {
			query string
			cells int
		}{
			{"SELECT id, upn, mail, display_name, given_name, surname, job_title, department, country, type, enabled, on_prem_sync, created_at FROM users", 13},
			{"SELECT success, interactive, non_interactive FROM sign_ins", 3},
			{"SELECT upn, exchange, onedrive, sharepoint, teams, viva FROM activity", 6},
			{"SELECT upn, recipient, bytes, items, has_archive, last_active FROM mailboxes", 6},
			{"SELECT user_id, sku_id, direct, groups, since, error FROM licenses", 6},
		} {
			cells := make([]any, t.cells)
			for i := range cells {
				cells[i] = new(any)
			}
			if err := each(ctx, tx, t.query+" WHERE tenant = ?", []any{key}, cells, func() {}); err != nil {
				return err
			}
		}
		return nil
	})
}

// BenchmarkBigSnapshot loads one tenant of 100,000 users.
func BenchmarkBigSnapshot(b *testing.B) {
	s := openStore(b, b.TempDir())
	t := addTenant(b, s, 1)
	save(b, s, fullHarvest(begin(b, s, t, day0), benchUsers))
	var before, after runtime.MemStats
	for b.Loop() {
		runtime.GC()
		runtime.ReadMemStats(&before)
		snap, err := s.Snapshot(b.Context(), t.ID)
		must(b, err)
		runtime.GC()
		runtime.ReadMemStats(&after)
		b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/1e6, "live-MB")
		runtime.KeepAlive(snap)
	}
}

func must(b *testing.B, err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}
