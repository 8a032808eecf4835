package store

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
)

func TestLastScansTellTheNewestAndTheLastGoodOne(t *testing.T) {
	s := openStore(t, t.TempDir())
	tenant, never := addTenant(t, s, 1), addTenant(t, s, 2)
	good := fullHarvest(begin(t, s, tenant, day0), 1)
	save(t, s, good)
	bad := begin(t, s, tenant, day0.Add(time.Hour))
	why := &models.Explanation{Code: "AADSTS7000222", Title: "The secret has expired.", Whose: models.PartyMSP, At: day0}
	if err := s.FailScan(t.Context(), bad.Scan.ID, models.ScanFailed, why); err != nil {
		t.Fatal(err)
	}
	last, err := s.LastScans(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := last[never.ID]; ok || len(last) != 1 {
		t.Errorf("a tenant never scanned has a last scan: %+v", last)
	}
	newest := models.Scan{ID: bad.Scan.ID, TenantID: tenant.ID, Trigger: models.TriggerManual, State: models.ScanFailed,
		StartedAt: day0.Add(time.Hour), FinishedAt: day0, Fault: why}
	if diff := cmp.Diff(newest, last[tenant.ID].Newest); diff != "" {
		t.Errorf("newest (-want +got):\n%s", diff)
	}
	if got := last[tenant.ID].Good; got.ID != good.Scan.ID || got.State != models.ScanComplete || len(got.Outcomes) != 10 {
		t.Errorf("last good scan %+v", got)
	}
	if err := s.FailScan(t.Context(), bad.Scan.ID, models.ScanFailed, why); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("a scan can fail only once: %v", err)
	}
}

func TestScansAreListedNewestFirstUpToALimit(t *testing.T) {
	s := openStore(t, t.TempDir())
	a, b := addTenant(t, s, 1), addTenant(t, s, 2)
	var ids []int64
	for _, tenant := range []models.Tenant{a, b, a} {
		ids = append(ids, begin(t, s, tenant, day0).Scan.ID)
	}
	all, err := s.Scans(t.Context(), "", 2)
	if err != nil || len(all) != 2 || all[0].ID != ids[2] || all[1].TenantID != b.ID {
		t.Errorf("%+v, %v", all, err)
	}
	own, err := s.Scans(t.Context(), a.ID, 10)
	if err != nil || len(own) != 2 || own[1].ID != ids[0] {
		t.Errorf("%+v, %v", own, err)
	}
}

func TestStateOfAScanFollowsItsCollectorsWhenLeftOpen(t *testing.T) {
	for status, want := range map[models.Status]models.ScanState{
		models.StatusOK: models.ScanComplete, models.StatusUnlicensed: models.ScanComplete, models.StatusNotOffered: models.ScanComplete,
		models.StatusDenied: models.ScanPartial, models.StatusFailed: models.ScanPartial, models.StatusPartial: models.ScanPartial,
	} {
		s := openStore(t, t.TempDir())
		tenant := addTenant(t, s, 1)
		h := begin(t, s, tenant, day0)
		h.Scan.Outcomes = []models.Outcome{{Collector: models.CollectSignIns, Status: status}}
		save(t, s, h)
		if scans, err := s.Scans(t.Context(), tenant.ID, 1); err != nil || scans[0].State != want {
			t.Errorf("%s: %+v, %v; want %s", status, scans, err, want)
		}
	}
}

func TestFiguresSinceAMoment(t *testing.T) {
	s := openStore(t, t.TempDir())
	a, b := addTenant(t, s, 1), addTenant(t, s, 2)
	for day := range 3 {
		for _, tenant := range []models.Tenant{a, b} {
			h := begin(t, s, tenant, day0.AddDate(0, 0, day))
			err := s.SaveHarvest(t.Context(), clone(h), func(context.Context, insight.Snapshot) ([]models.Figure, error) {
				return []models.Figure{{SKUID: "x", Owned: day}}, nil
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	got, err := s.Figures(t.Context(), []string{b.ID}, day0.AddDate(0, 0, 1))
	if err != nil || len(got) != 2 || got[0].Owned != 1 || got[1].Owned != 2 || got[0].TenantID != b.ID {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestCancelInTheMiddleChangesNothing(t *testing.T) {
	s := openStore(t, t.TempDir())
	tenant := addTenant(t, s, 1)
	save(t, s, fullHarvest(begin(t, s, tenant, day0), 3))
	ctx, cancel := context.WithCancel(t.Context())
	h := fullHarvest(begin(t, s, tenant, day0.Add(time.Hour)), 700)
	err := s.SaveHarvest(ctx, clone(h), func(context.Context, insight.Snapshot) ([]models.Figure, error) {
		cancel()
		return []models.Figure{{SKUID: "x"}}, nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if snap, err := s.Snapshot(t.Context(), tenant.ID); err != nil || len(snap.Accounts) != 3 {
		t.Errorf("%d accounts, %v", len(snap.Accounts), err)
	}
	if err := s.FailScan(t.Context(), h.Scan.ID, models.ScanCancelled, nil); err != nil {
		t.Errorf("the scan should still be running: %v", err)
	}
}

// A tenant of 100,000 users is ordinary.
func TestHundredThousandUsersComeBack(t *testing.T) {
	s := openStore(t, t.TempDir())
	tenant := addTenant(t, s, 1)
	h := fullHarvest(begin(t, s, tenant, day0), manyUsers)
	save(t, s, h)
	snap, err := s.Snapshot(t.Context(), tenant.ID)
	if err != nil || len(snap.Accounts) != manyUsers {
		t.Fatalf("%d accounts, %v", len(snap.Accounts), err)
	}
	users := sorted(h.Users, func(u models.User) string { return u.ID })
	licenses := 0
	for i := range snap.Accounts {
		a := &snap.Accounts[i]
		if a.ID != users[i].ID || a.UPN != users[i].UPN || !a.HasActivity || !a.HasMailbox || a.SignIn.UserID != a.ID ||
			!a.Activity.Exchange.Equal(a.SignIn.Success) || !a.Mailbox.LastActive.Equal(a.SignIn.Success) {
			t.Fatalf("account %d: %+v", i, a)
		}
		licenses += len(a.Licenses)
	}
	if licenses != manyUsers+(manyUsers+2)/3 {
		t.Errorf("%d licences", licenses)
	}
}
