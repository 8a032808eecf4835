package store

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"msp-license-tracker/models"
)

// partnerCustomer has every field filled.
func partnerCustomer() models.PartnerCustomer {
	return models.PartnerCustomer{
		TenantID: guid(4, 0), Name: "Contoso", Domain: "contoso.example", RelationshipID: "r-1", Relationship: "Licence review",
		Status: models.RelationshipActive, Roles: []string{"Global Reader"}, Approved: []string{"Global Reader", "Reports Reader"},
		Missing: []string{"Reports Reader"}, Helpful: []string{"Cloud Application Administrator"}, Gaps: []string{"One.\nTwo.", "Ü"},
		Starts: day0, Ends: day0.AddDate(2, 0, 0), AutoExtends: true, Contract: true, Usable: true,
	}
}

func partnerAccount() models.PartnerAccount {
	return models.PartnerAccount{TenantID: guid(3, 1), UserName: "robin@msp.example", SignedInAt: day0, Approves: true}
}

func fillVersion3(t *testing.T, s *Store) {
	t.Helper()
	err := errors.Join(
		s.SavePartnerAccount(t.Context(), partnerAccount()),
		s.SavePartnerCustomers(t.Context(), []models.PartnerCustomer{partnerCustomer()}, day0),
	)
	if err != nil {
		t.Fatal(err)
	}
}

func mustHaveVersion3(t *testing.T, s *Store) {
	t.Helper()
	account := partnerAccount()
	account.Discovered = day0
	a, err := s.PartnerAccount(t.Context())
	if diff := cmp.Diff(account, a); err != nil || diff != "" {
		t.Errorf("account: %v (-want +got):\n%s", err, diff)
	}
	list, err := s.PartnerCustomers(t.Context())
	if diff := cmp.Diff([]models.PartnerCustomer{partnerCustomer()}, list); err != nil || diff != "" {
		t.Errorf("customers: %v (-want +got):\n%s", err, diff)
	}
}

func TestThePartnerAccountIsKept(t *testing.T) {
	s := openStore(t, t.TempDir())
	if _, err := s.PartnerAccount(t.Context()); !errors.Is(err, models.ErrNotFound) {
		t.Fatalf("before anybody signed in: %v", err)
	}
	want := partnerAccount()
	for _, user := range []string{"robin@msp.example", "kim@msp.example"} {
		want.UserName = user
		if err := s.SavePartnerAccount(t.Context(), want); err != nil {
			t.Fatal(err)
		}
		got, err := s.PartnerAccount(t.Context())
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("%v (-want +got):\n%s", err, diff)
		}
	}
}

func TestThePartnersCustomersAreReplacedAsAWhole(t *testing.T) {
	s := openStore(t, t.TempDir())
	if err := s.SavePartnerAccount(t.Context(), models.PartnerAccount{TenantID: guid(3, 1), SignedInAt: day0}); err != nil {
		t.Fatal(err)
	}
	var many []models.PartnerCustomer
	for i := range 1200 {
		many = append(many, models.PartnerCustomer{TenantID: guid(4, i), Name: fmt.Sprint("Customer ", 1200-i)})
	}
	for _, want := range [][]models.PartnerCustomer{many, {partnerCustomer(), {TenantID: guid(4, 1), Name: "Bare"}}, {}} {
		if err := s.SavePartnerCustomers(t.Context(), want, day0); err != nil {
			t.Fatal(err)
		}
		got, err := s.PartnerCustomers(t.Context())
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("%v (-want +got):\n%s", err, diff)
		}
	}
	account, err := s.PartnerAccount(t.Context())
	if err != nil || !account.Discovered.Equal(day0) {
		t.Errorf("discovered %v, %v", account.Discovered, err)
	}
}

// Which customers are connected is what the tenants say, not the list.
func TestSigningOutOfThePartnerKeepsTheTenants(t *testing.T) {
	s := openStore(t, t.TempDir())
	tenant := addTenant(t, s, 1)
	err := errors.Join(
		s.SavePartnerAccount(t.Context(), models.PartnerAccount{TenantID: guid(3, 1)}),
		s.SavePartnerCustomers(t.Context(), []models.PartnerCustomer{{TenantID: tenant.ID, Connected: true}}, day0),
	)
	if err != nil {
		t.Fatal(err)
	}
	if list, err := s.PartnerCustomers(t.Context()); err != nil || len(list) != 1 || list[0].Connected {
		t.Errorf("%+v, %v", list, err)
	}
	for range 2 {
		if err := s.DeletePartnerAccount(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.PartnerAccount(t.Context()); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("%v", err)
	}
	if list, err := s.PartnerCustomers(t.Context()); err != nil || len(list) != 0 {
		t.Errorf("%+v, %v", list, err)
	}
	if _, err := s.Tenant(t.Context(), tenant.ID); err != nil {
		t.Errorf("the tenant went too: %v", err)
	}
}
