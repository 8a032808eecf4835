package store

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/money"
)

func TestFreshStoreHasTheDefaultWorkspace(t *testing.T) {
	s := openStore(t, t.TempDir())
	got, err := s.Workspace(t.Context())
	if diff := cmp.Diff(models.DefaultWorkspace(), got); err != nil || diff != "" {
		t.Errorf("%v\n%s", err, diff)
	}
}

func TestWorkspaceIsReplacedAsAWhole(t *testing.T) {
	s := openStore(t, t.TempDir())
	w := models.Workspace{Company: "Northwind", ContactName: "Ann", ContactEmail: "ann@northwind.example", ContactPhone: "1", Website: "w",
		Logo: []byte{0, 1, 2}, BrandColor: "#112233", ReportFooter: "f", LegalNote: "l", Currency: "EUR", InactiveAfterDays: 30, GraceDays: 7,
		Theme: "dark", Onboarded: true}
	for _, want := range []models.Workspace{w, {Currency: "USD"}} {
		if err := s.SaveWorkspace(t.Context(), want); err != nil {
			t.Fatal(err)
		}
		if got, err := s.Workspace(t.Context()); err != nil || !cmp.Equal(want, got) {
			t.Errorf("%v (-want +got):\n%s", err, cmp.Diff(want, got))
		}
	}
}

func TestTenantKeepsEveryField(t *testing.T) {
	s := openStore(t, t.TempDir())
	if err := s.SaveCustomer(t.Context(), models.Customer{ID: "c", Name: "C", Currency: "EUR"}); err != nil {
		t.Fatal(err)
	}
	want := models.Tenant{
		ID: "id", Name: "N", Domain: "n.example", CustomerID: "c", Country: "DE", Tags: []string{"a", "b"}, State: models.TenantConnected,
		Connection: models.Connection{Kind: models.OwnRegistration, ClientID: "cid", Credential: models.CertificateCredential,
			CredentialEnds: day0.AddDate(1, 0, 0), Cloud: "custom", LoginURL: "https://l", GraphURL: "https://g", CAFile: "/ca.pem"},
		AddedAt: day0, Overrides: models.TenantSettings{InactiveAfterDays: 30, GraceDays: 10},
	}
	if err := s.SaveTenant(t.Context(), want); err != nil {
		t.Fatal(err)
	}
	got, err := s.Tenant(t.Context(), "id")
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	want.Name, want.CustomerID, want.Tags, want.Connection.CredentialEnds = "M", "", nil, time.Time{}
	change := want
	change.AddedAt = day0.AddDate(0, 0, 1)
	if err := s.SaveTenant(t.Context(), change); err != nil {
		t.Fatal(err)
	}
	list, err := s.Tenants(t.Context())
	if diff := cmp.Diff([]models.Tenant{want}, list); err != nil || diff != "" {
		t.Errorf("changed; AddedAt stays: %v (-want +got):\n%s", err, diff)
	}
	want.CustomerID = "nobody"
	if err := s.SaveTenant(t.Context(), want); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("unknown customer: %v", err)
	}
}

func TestDeletedTenantIsHiddenButItsHistoryAnswers(t *testing.T) {
	s := openStore(t, t.TempDir())
	gone, stays := addTenant(t, s, 1), addTenant(t, s, 2)
	for _, tenant := range []models.Tenant{gone, stays} {
		h := fullHarvest(begin(t, s, tenant, day0), 2)
		err := errors.Join(
			s.SaveHarvest(t.Context(), clone(h), func(context.Context, insight.Snapshot) ([]models.Figure, error) {
				return []models.Figure{{SKUID: "sku", Owned: 1}}, nil
			}),
			s.SavePrice(t.Context(), money.Price{TenantID: tenant.ID, SKUID: "sku", Currency: "USD", Frequency: money.Monthly}),
			s.SaveSKUSetting(t.Context(), models.SKUSetting{TenantID: tenant.ID, SKUID: "sku", Name: new(string)}),
		)
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := s.SetTenantState(t.Context(), gone.ID, models.TenantDeleted); err != nil {
		t.Fatal(err)
	}
	ctx := t.Context()
	tenants, _ := s.Tenants(ctx)
	last, _ := s.LastScans(ctx)
	scans, _ := s.Scans(ctx, "", 10)
	figures, _ := s.Figures(ctx, nil, time.Time{})
	prices, _ := s.Prices(ctx)
	settings, _ := s.SKUSettings(ctx)
	for what, n := range map[string]int{"tenants": len(tenants), "last scans": len(last), "scans": len(scans), "figures": len(figures),
		"prices": len(prices), "settings": len(settings)} {
		if n != 1 {
			t.Errorf("%d %s are listed, want 1", n, what)
		}
	}
	_, tenantErr := s.Tenant(ctx, gone.ID)
	_, snapshotErr := s.Snapshot(ctx, gone.ID)
	_, outcomesErr := s.Outcomes(ctx, gone.ID)
	_, beginErr := s.BeginScan(ctx, models.Scan{TenantID: gone.ID})
	for _, err := range []error{tenantErr, snapshotErr, outcomesErr, beginErr, s.SetTenantState(ctx, "nobody", models.TenantConnected)} {
		if !errors.Is(err, models.ErrNotFound) {
			t.Errorf("want not found, got %v", err)
		}
	}
	scans, err := s.Scans(ctx, gone.ID, 10)
	figures, err2 := s.Figures(ctx, []string{gone.ID}, time.Time{})
	if err != nil || err2 != nil || len(scans) != 1 || len(figures) != 1 {
		t.Errorf("history: %d scans, %d figures, %v, %v", len(scans), len(figures), err, err2)
	}
	if err := s.SaveTenant(ctx, gone); err != nil {
		t.Fatal(err)
	}
	if snap, err := s.Snapshot(ctx, gone.ID); err != nil || len(snap.Accounts) != 2 {
		t.Errorf("connected again: %d accounts, %v", len(snap.Accounts), err)
	}
}

func TestOnePriceOfAnOwnerAndSKUAndDay(t *testing.T) {
	s := openStore(t, t.TempDir())
	tenant := addTenant(t, s, 1)
	p := money.Price{Scope: money.WorkspacePrice, SKUID: "sku", Amount: decimal.RequireFromString("12.34567890123"), Currency: "EUR",
		Frequency: money.Annual, Term: "annual commitment", Expires: day0, Source: "distributor"}
	later, own := p, p
	later.Effective, later.Amount = day0, decimal.RequireFromString("13")
	own.Scope, own.TenantID = money.TenantPrice, tenant.ID
	again := later
	again.Amount = decimal.RequireFromString("14.5")
	for _, price := range []money.Price{own, later, p, again} {
		if err := s.SavePrice(t.Context(), price); err != nil {
			t.Fatal(err)
		}
	}
	got, err := s.Prices(t.Context())
	if diff := cmp.Diff([]money.Price{p, again, own}, got); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	for _, price := range []money.Price{p, own, own} {
		if err := s.DeletePrice(t.Context(), price); err != nil {
			t.Fatal(err)
		}
	}
	if got, _ := s.Prices(t.Context()); len(got) != 1 {
		t.Errorf("left: %v", got)
	}
	p.Scope, p.TenantID = money.TenantPrice, "nobody"
	if err := s.SavePrice(t.Context(), p); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("unknown tenant: %v", err)
	}
	p.Scope = money.ListPrice
	if err := s.SavePrice(t.Context(), p); !errors.Is(err, models.ErrInvalid) {
		t.Errorf("list price: %v", err)
	}
}

func TestSettingKeepsWhatIsDecidedAndWhatIsNot(t *testing.T) {
	s := openStore(t, t.TempDir())
	tenant := addTenant(t, s, 1)
	managed, spare, class, name := false, 0, models.ClassDonated, "Mine"
	wide := models.SKUSetting{SKUID: "sku", Managed: &managed, Class: &class}
	own := models.SKUSetting{TenantID: tenant.ID, SKUID: "sku", Spare: &spare, Name: &name}
	for _, set := range []models.SKUSetting{own, {SKUID: "sku", Name: &name}, wide} {
		if err := s.SaveSKUSetting(t.Context(), set); err != nil {
			t.Fatal(err)
		}
	}
	got, err := s.SKUSettings(t.Context())
	if diff := cmp.Diff([]models.SKUSetting{wide, own}, got); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	if err := s.SaveSKUSetting(t.Context(), models.SKUSetting{SKUID: "sku"}); err != nil {
		t.Fatal(err)
	}
	if got, _ := s.SKUSettings(t.Context()); len(got) != 1 {
		t.Errorf("an empty decision stays: %+v", got)
	}
}

func TestRateOfADayIsReplaced(t *testing.T) {
	s := openStore(t, t.TempDir())
	r := insight.Rate{From: "EUR", To: "USD", Value: "1.08", Date: day0}
	newer := r
	newer.Value = "1.09"
	other := insight.Rate{From: "EUR", To: "USD", Value: "1.1", Date: day0.AddDate(0, 0, 1)}
	for _, rate := range []insight.Rate{other, r, newer} {
		if err := s.SaveRate(t.Context(), rate); err != nil {
			t.Fatal(err)
		}
	}
	got, err := s.Rates(t.Context())
	if diff := cmp.Diff([]insight.Rate{newer, other}, got); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}
