package store

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/money"
)

// tables lists every table that holds rows of tenants.
func tables(t *testing.T, s *Store) (names []string) {
	t.Helper()
	rows, err := s.read.Query("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	return names
}

// ofTheWorkspace are the tables without rows of tenants.
var ofTheWorkspace = map[string]bool{
	"workspace": true, "customers": true, "rates": true, "registrations": true, "registration_drafts": true,
	"partner_account": true, "partner_customers": true,
}

// furnish gives a tenant rows in every table there is.
func furnish(t *testing.T, s *Store, tenant models.Tenant) {
	t.Helper()
	h := everything(begin(t, s, tenant, day0), 7)
	tenant.Tags = []string{"vip"}
	spare := 1
	p := consent(1)
	p.TenantID, p.ID = tenant.ID, "consent of "+tenant.ID
	err := errors.Join(
		s.SaveTenant(t.Context(), tenant), s.SavePendingConsent(t.Context(), p),
		s.SaveHarvest(t.Context(), h, func(context.Context, insight.Snapshot) ([]models.Figure, error) {
			return []models.Figure{{SKUID: guid(2, 0), Owned: 1, Spend: "1", Currency: "USD"}}, nil
		}),
		s.SavePrice(t.Context(), money.Price{TenantID: tenant.ID, SKUID: "sku", Amount: decimal.New(1, 0), Currency: "USD", Frequency: money.Monthly}),
		s.SaveSKUSetting(t.Context(), models.SKUSetting{TenantID: tenant.ID, SKUID: "sku", Spare: &spare}),
	)
	if err != nil {
		t.Fatal(err)
	}
	next := fullHarvest(begin(t, s, tenant, day0.Add(time.Hour)), 7)
	(*next.Users)[0].Enabled = models.No
	save(t, s, next)
}

func TestPurgeLeavesNothingOfATenantAndAllOfTheOthers(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, dir)
	before := map[string]int{}
	stays := addTenant(t, s, 2)
	furnish(t, s, stays)
	for _, table := range tables(t, s) {
		if before[table] = count(t, s, table); before[table] == 0 && !ofTheWorkspace[table] {
			t.Errorf("nothing is in %s", table)
		}
	}
	gone := addTenant(t, s, 1)
	furnish(t, s, gone)
	if err := s.SetTenantState(t.Context(), gone.ID, models.TenantDeleted); err != nil {
		t.Fatal(err)
	}
	if err := s.Purge(t.Context(), gone.ID); err != nil {
		t.Fatal(err)
	}
	for table, want := range before {
		if n := count(t, s, table); n != want {
			t.Errorf("%s has %d rows, want %d", table, n, want)
		}
	}
	if scans, err := s.Scans(t.Context(), gone.ID, 10); len(scans) != 0 {
		t.Errorf("its history answers: %v, %v", scans, err)
	}
	if list, err := s.EveryTenant(t.Context()); err != nil || len(list) != 1 || list[0].ID != stays.ID {
		t.Errorf("tenants %v, %v", list, err)
	}
	if err := s.Purge(t.Context(), gone.ID); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("a second time: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	mustNotHold(t, dir, gone.ID, gone.Domain)
}

// mustNotHold looks through the bytes of every file.
func mustNotHold(t *testing.T, dir string, texts ...string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range texts {
			if bytes.Contains(content, []byte(text)) {
				t.Errorf("%s still holds %q", filepath.Base(file), text)
			}
		}
	}
}

func TestACancelledPurgeRemovesNothing(t *testing.T) {
	s := openStore(t, t.TempDir())
	tenant := addTenant(t, s, 1)
	furnish(t, s, tenant)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.Purge(ctx, tenant.ID); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if n := count(t, s, "users"); n != 7 {
		t.Errorf("%d users are left", n)
	}
}

// A scan under way when its tenant is purged must not bring rows back.
func TestAHarvestOfAPurgedTenantIsRefused(t *testing.T) {
	s := openStore(t, t.TempDir())
	tenant := addTenant(t, s, 1)
	h := fullHarvest(begin(t, s, tenant, day0.Add(time.Hour)), 3)
	if err := s.Purge(t.Context(), tenant.ID); err != nil {
		t.Fatal(err)
	}
	if err := s.SaveHarvest(t.Context(), h, nil); err == nil {
		t.Error("the harvest was stored")
	}
	if n := count(t, s, "users") + count(t, s, "tenants"); n != 0 {
		t.Errorf("%d rows came back", n)
	}
}
