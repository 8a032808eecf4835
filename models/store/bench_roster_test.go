package store

import (
	"database/sql"
	"fmt"
	"runtime"
	"testing"

	"msp-license-tracker/models"
	"msp-license-tracker/models/portfolio"
	"msp-license-tracker/models/roster"
)

// noNames is a catalogue that knows nothing.
type noNames struct{}

func (noNames) Product(id, part string) (models.Product, bool) {
	return models.Product{SKUID: id, PartNumber: part, Class: models.ClassPaid}, false
}

// BenchmarkRoster reads one tenant of 100,000 accounts of which every source
// has a row: as a whole, filtered to ids, and a page of 100 rows. The floor
// walks the same joined cells without making anything of them.
func BenchmarkRoster(b *testing.B) {
	s := openStore(b, b.TempDir())
	t := addTenant(b, s, 1)
	must(b, s.SaveHarvest(b.Context(), everything(begin(b, s, t, day0), benchUsers), nil))
	p := portfolio.New(s, noNames{}, nil)
	for b.Loop() {
		floor := cpuOf(func() { must(b, joinOnly(b, s, t.ID)) })
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		var rows []roster.Row
		all := cpuOf(func() {
			var err error
			rows, err = p.Roster(b.Context(), portfolio.Scope{})
			must(b, err)
		})
		runtime.GC()
		runtime.ReadMemStats(&after)
		if len(rows) != benchUsers {
			b.Fatal(len(rows))
		}
		b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/1e6, "live-MB")
		rows = nil
		var ids []roster.ID
		filtered := cpuOf(func() {
			var err error
			ids, err = p.RosterIDs(b.Context(), portfolio.Scope{}, roster.Filter{Inactive: models.No})
			must(b, err)
		})
		page := cpuOf(func() {
			got, err := p.RosterRows(b.Context(), ids[:100])
			if err == nil && len(got) != 100 {
				err = fmt.Errorf("%d rows", len(got))
			}
			must(b, err)
		})
		b.ReportMetric(floor.Seconds(), "floor-cpu-s")
		b.ReportMetric(all.Seconds(), "all-cpu-s")
		b.ReportMetric(all.Seconds()/floor.Seconds(), "x-floor")
		b.ReportMetric(filtered.Seconds(), "ids-cpu-s")
		b.ReportMetric(page.Seconds()*1000, "page-cpu-ms")
	}
}

// joinOnly walks the cells of every account and drops them.
func joinOnly(b *testing.B, s *Store, id string) error {
	return s.view(b.Context(), func(tx *sql.Tx) error {
		key, err := liveTenant(b.Context(), tx, id)
		if err != nil {
			return err
		}
		var c personCells
		return each(b.Context(), tx, personQuery+"?2 IS NULL ORDER BY u.id", []any{key, nil}, c.cells(), func() {})
	})
}
