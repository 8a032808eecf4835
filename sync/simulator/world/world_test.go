package world

import (
	"testing"
	"time"
)

var anchor = DayOf(time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC))

func make12(t *testing.T) *World {
	t.Helper()
	w, err := New(Options{Seed: 1, Tenants: 12, Anchor: anchor})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestPrintWorld(t *testing.T) {
	for _, tn := range make12(t).Tenants {
		t.Logf("%s %s users=%d premium=%v", tn.Name, tn.ID, tn.Count(anchor), tn.EntraPremium(anchor))
		for _, s := range tn.SKUs {
			for _, ago := range []Day{365, 180, 90, 0} {
				d := anchor - ago
				t.Logf("   -%d %s %s %+v assigned %d", ago, s.PartNumber, s.Status(d), s.Units(d), tn.Assigned(s, d))
			}
		}
	}
}
