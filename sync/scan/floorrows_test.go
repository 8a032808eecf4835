//go:build unix

package scan_test

import (
	"database/sql"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"msp-license-tracker/models/store"
)

// The comparison of the benchmark is fair only if both end with the same rows.
func TestTheFloorWritesTheSameRowsAsAScan(t *testing.T) {
	p := simulate(t, 700)
	rows := func(role string) map[string]int {
		dir := t.TempDir()
		if out, err := play(t.Context(), role, handOver(p, dir)...).Output(); err != nil {
			t.Fatalf("%s: %v, %s", role, err, out)
		}
		db, err := sql.Open("sqlite", filepath.Join(dir, store.FileName))
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		count := make(map[string]int)
		for _, table := range []string{"users", "licenses", "sign_ins", "activity", "mailboxes", "skus",
			"email_activity", "teams_activity", "sharepoint_activity", "onedrive_activity", "viva_activity", "onedrive_sites", "apps_use",
			"activations", "mfa", "service_sign_ins"} {
			var n int
			if err := db.QueryRow("SELECT count(*) FROM " + table).Scan(&n); err != nil {
				t.Fatal(err)
			}
			if n == 0 {
				t.Errorf("%s wrote no row of %s", role, table)
			}
			count[table] = n
		}
		return count
	}
	if diff := cmp.Diff(rows("floor"), rows("scan")); diff != "" {
		t.Errorf("(-floor +scan):\n%s", diff)
	}
}
