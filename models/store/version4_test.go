package store

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"msp-license-tracker/models"
	"msp-license-tracker/models/roster"
)

const tenantOfVersion4 = 4

// versionFour is a tenant of its own, so that the older parts stay as they were.
func versionFour() []models.Harvest {
	var list []models.Harvest
	for i := range 2 {
		at := day0.AddDate(0, 0, i)
		h := models.Harvest{Scan: models.Scan{TenantID: guid(0, tenantOfVersion4), StartedAt: at, FinishedAt: at.Add(time.Minute)}}
		list = append(list, everything(h, 3))
	}
	(*list[1].Users)[1].Enabled = models.No
	(*list[1].Users)[2].Licenses = nil
	return list
}

func fillVersion4(t *testing.T, s *Store) {
	t.Helper()
	tenant := addTenant(t, s, tenantOfVersion4)
	for _, h := range versionFour() {
		h.Scan.ID = begin(t, s, tenant, h.Scan.StartedAt).Scan.ID
		save(t, s, h)
	}
}

func mustHaveVersion4(t *testing.T, s *Store) {
	t.Helper()
	m := tenantModel{tenant: models.Tenant{ID: guid(0, tenantOfVersion4)}}
	scans, err := s.Scans(t.Context(), m.tenant.ID, 10)
	if err != nil || len(scans) != 2 {
		t.Fatalf("scans %v, %v", scans, err)
	}
	for i, h := range versionFour() {
		h.Scan.ID = scans[1-i].ID
		m.move(h)
		h.Scan.Outcomes = nil
		m.parts = h
	}
	m.mustEqualMovements(t, s)
	m.mustEqualRoster(t, s)
	var blocked time.Time
	err = s.Roster(t.Context(), m.tenant.ID, []string{guid(1, 1)}, func(roster.Tenant) {}, func(p *roster.Person) { blocked = p.BlockedAt })
	if diff := cmp.Diff(day0.AddDate(0, 0, 1).Add(time.Minute), blocked); err != nil || diff != "" {
		t.Errorf("blocked: %v (-want +got):\n%s", err, diff)
	}
}
