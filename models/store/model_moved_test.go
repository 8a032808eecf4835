package store

import (
	"cmp"
	"slices"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"msp-license-tracker/models"
)

// move notes what a harvest changes, before it is applied.
func (m *tenantModel) move(h models.Harvest) {
	note := func(kind models.MovementKind, u models.User, sku string, seats int) {
		m.moved = append(m.moved, models.Movement{
			ScanID: h.Scan.ID, TenantID: m.tenant.ID, At: h.Scan.FinishedAt, Kind: kind, UserID: u.ID, UPN: u.UPN, SKUID: sku, Seats: seats,
		})
	}
	if h.SKUs != nil && m.parts.SKUs != nil && len(*m.parts.SKUs) > 0 {
		before, after := ownedSeats(m.parts.SKUs), ownedSeats(h.SKUs)
		for _, sku := range ids(before, after) {
			switch change := after[sku] - before[sku]; {
			case change > 0:
				note(models.SeatsBought, models.User{}, sku, change)
			case change < 0:
				note(models.SeatsCut, models.User{}, sku, -change)
			}
		}
	}
	if h.Users == nil || m.parts.Users == nil || len(*m.parts.Users) == 0 {
		return
	}
	before, after := accounts(m.parts.Users), accounts(h.Users)
	for _, id := range ids(before, after) {
		was, is := before[id], after[id]
		for _, sku := range seatsOf(is) {
			if !slices.Contains(seatsOf(was), sku) {
				note(models.SeatGained, is, sku, 1)
			}
		}
		for _, sku := range seatsOf(was) {
			if !slices.Contains(seatsOf(is), sku) {
				note(models.SeatLost, was, sku, 1)
			}
		}
		switch {
		case was.Enabled == models.Yes && is.Enabled == models.No:
			note(models.AccountBlocked, is, "", 0)
		case was.Enabled == models.No && is.Enabled == models.Yes:
			note(models.AccountReturned, is, "", 0)
		}
	}
}

func ownedSeats(rows *[]models.SKU) map[string]int {
	owned := map[string]int{}
	for _, s := range *rows { // of equal ids the last counts
		owned[s.ID] = max(0, min(s.Owned(), 1_000_000_000))
	}
	return owned
}

func accounts(rows *[]models.User) map[string]models.User {
	byID := map[string]models.User{}
	for _, u := range *rows {
		byID[u.ID] = u
	}
	return byID
}

func seatsOf(u models.User) (skus []string) {
	for _, l := range sorted(&u.Licenses, func(l models.License) string { return l.SKUID }) {
		if l.Error == "" {
			skus = append(skus, l.SKUID)
		}
	}
	return skus
}

func ids[T any](a, b map[string]T) (all []string) {
	for _, m := range []map[string]T{a, b} {
		for id := range m {
			all = append(all, id)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func (m *tenantModel) mustEqualMovements(t *testing.T, s *Store) {
	t.Helper()
	got, err := s.Movements(t.Context(), []string{m.tenant.ID}, time.Time{})
	want := slices.Clone(m.moved)
	slices.SortFunc(want, func(a, b models.Movement) int {
		return cmp.Or(cmp.Compare(a.ScanID, b.ScanID), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.UserID, b.UserID), cmp.Compare(a.SKUID, b.SKUID))
	})
	if len(want) == 0 {
		want = []models.Movement{}
	}
	if diff := gocmp.Diff(want, got); err != nil || diff != "" {
		t.Fatalf("movements: %v (-want +got):\n%s", err, diff)
	}
}
