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

func TestHarvestComesBackAsSnapshot(t *testing.T) {
	s := openStore(t, t.TempDir())
	tenant := addTenant(t, s, 1)
	h := fullHarvest(begin(t, s, tenant, day0), 50)
	var judged insight.Snapshot
	err := s.SaveHarvest(t.Context(), clone(h), func(_ context.Context, snap insight.Snapshot) ([]models.Figure, error) {
		judged = snap
		return []models.Figure{{SKUID: guid(2, 0), Owned: 55, Assigned: 50, Currency: "USD", Spend: "1210.00", Leakage: "110.5", Inactive: 2}}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	got, err := s.Snapshot(t.Context(), tenant.ID)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(judged, got); diff != "" {
		t.Errorf("what was judged inside the transaction differs from what is stored:\n%s", diff)
	}
	want := expected(tenantModel{tenant: tenant, scan: h.Scan, parts: h})
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("snapshot (-want +got):\n%s", diff)
	}
	if got.TenantName != "Contoso Ltd" {
		t.Errorf("the tenant is still listed as %q", got.TenantName)
	}
	figures, err := s.Figures(t.Context(), nil, time.Time{})
	wantFigures := []models.Figure{{ScanID: h.Scan.ID, TenantID: tenant.ID, SKUID: guid(2, 0), At: h.Scan.FinishedAt,
		Owned: 55, Assigned: 50, Currency: "USD", Spend: "1210.00", Leakage: "110.5", Inactive: 2}}
	if diff := cmp.Diff(wantFigures, figures); err != nil || diff != "" {
		t.Errorf("figures: %v\n%s", err, diff)
	}
}

func TestFailedCollectorKeepsItsRowsAndTheirDates(t *testing.T) {
	s := openStore(t, t.TempDir())
	tenant := addTenant(t, s, 1)
	save(t, s, fullHarvest(begin(t, s, tenant, day0), 3))

	later := day0.Add(24 * time.Hour)
	h := begin(t, s, tenant, later)
	why := &models.Explanation{Code: "throttled", Title: "Microsoft asked us to wait.", Retry: true}
	h.Scan.Outcomes = []models.Outcome{
		{Collector: models.CollectUsers, Status: models.StatusFailed, LookedAt: later, Fault: why},
		{Collector: models.CollectMailboxes, Status: models.StatusDenied, LookedAt: later, Missing: "Reports.Read.All"},
	}
	save(t, s, h)

	snap, err := s.Snapshot(t.Context(), tenant.ID)
	if err != nil || len(snap.Accounts) != 3 {
		t.Fatalf("%d accounts, %v; want the 3 of the good scan", len(snap.Accounts), err)
	}
	if !snap.ScannedAt.Equal(h.Scan.FinishedAt) {
		t.Errorf("scanned at %v, want the end of the newest scan", snap.ScannedAt)
	}
	users := snap.Outcomes[models.CollectUsers]
	want := models.Outcome{Collector: models.CollectUsers, Status: models.StatusFailed, Rows: 3, DataDate: day0, LookedAt: later, ChangedAt: day0, Fault: why}
	if diff := cmp.Diff(want, users); diff != "" {
		t.Errorf("outcome of users (-want +got):\n%s", diff)
	}
	if !users.Readable() {
		t.Error("kept rows of a merely failed collector must stay readable")
	}
	if snap.Outcomes[models.CollectMailboxes].Readable() {
		t.Error("a denied source must not be readable")
	}
	if got := snap.Outcomes[models.CollectSKUs]; got.Status != models.StatusOK || !got.LookedAt.Equal(day0) {
		t.Errorf("a collector that was not part of the scan changed: %+v", got)
	}
	scans, err := s.Scans(t.Context(), tenant.ID, 1)
	if err != nil || scans[0].State != models.ScanPartial || len(scans[0].Outcomes) != 2 {
		t.Errorf("scan %+v, %v; want partial with its own two outcomes", scans, err)
	}
}

func TestSnapshotHoldsOnlyLicensedAccounts(t *testing.T) {
	s := openStore(t, t.TempDir())
	tenant := addTenant(t, s, 1)
	h := fullHarvest(begin(t, s, tenant, day0), 4)
	(*h.Users)[1].Licenses = nil
	h.UserCount = nil
	save(t, s, h)
	snap, err := s.Snapshot(t.Context(), tenant.ID)
	if err != nil || len(snap.Accounts) != 3 || snap.UserCount != 4 {
		t.Errorf("%d accounts of %d users, %v; want 3 of 4", len(snap.Accounts), snap.UserCount, err)
	}
}

func TestReportsJoinUsersByUPNWhateverTheCase(t *testing.T) {
	s := openStore(t, t.TempDir())
	tenant := addTenant(t, s, 1)
	h := begin(t, s, tenant, day0)
	h.Users = &[]models.User{{ID: "u", UPN: "Jürgen.MÜLLER@Contoso.com", Licenses: []models.License{{SKUID: "sku"}}}}
	h.Activity = &[]models.Activity{{UPN: "jürgen.müller@contoso.COM", Teams: day0}, {UPN: ""}}
	save(t, s, h)
	snap, err := s.Snapshot(t.Context(), tenant.ID)
	if err != nil || len(snap.Accounts) != 1 || !snap.Accounts[0].Activity.Teams.Equal(day0) {
		t.Errorf("%+v, %v", snap.Accounts, err)
	}
}

func TestRepeatedRowsOfOverlappingPagesCountOnce(t *testing.T) {
	s := openStore(t, t.TempDir())
	tenant := addTenant(t, s, 1)
	h := begin(t, s, tenant, day0)
	h.Users = &[]models.User{
		{ID: "b", UPN: "old@x", Licenses: []models.License{{SKUID: "1"}, {SKUID: "1", Direct: true}}},
		{ID: "a", UPN: "a@x", Licenses: []models.License{{SKUID: "1"}}},
		{ID: "b", UPN: "new@x", Licenses: []models.License{{SKUID: "1"}, {SKUID: "1", Direct: true}}},
	}
	save(t, s, h)
	snap, _ := s.Snapshot(t.Context(), tenant.ID)
	if len(snap.Accounts) != 2 || snap.Accounts[1].UPN != "new@x" || len(snap.Accounts[1].Licenses) != 1 || !snap.Accounts[1].Licenses[0].Direct {
		t.Errorf("accounts %+v", snap.Accounts)
	}
}

func TestScanThatEndedCannotBeStored(t *testing.T) {
	s := openStore(t, t.TempDir())
	tenant := addTenant(t, s, 1)
	h := fullHarvest(begin(t, s, tenant, day0), 3)
	if err := s.FailScan(t.Context(), h.Scan.ID, models.ScanCancelled, nil); err != nil {
		t.Fatal(err)
	}
	if err := s.SaveHarvest(t.Context(), h, nil); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("got %v", err)
	}
	if n := count(t, s, "users"); n != 0 {
		t.Errorf("%d users of a cancelled scan were stored", n)
	}
	if _, err := s.Snapshot(t.Context(), tenant.ID); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("snapshot of a tenant without a good scan: %v", err)
	}
}
