package store

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"msp-license-tracker/models"
)

func registration() models.Registration {
	return models.Registration{
		TenantID: guid(7, 0), Cloud: "custom", LoginURL: "https://l", GraphURL: "https://g", CAFile: "/ca.pem",
		ClientID: guid(9, 1), ObjectID: guid(7, 1), Name: "MSP License Tracker", Credential: models.CertificateCredential,
		CredentialEnds: day0.AddDate(1, 0, 0), KeyID: guid(7, 2), RetiredKeyID: guid(7, 3), CreatedAt: day0, Verified: day0.Add(time.Minute),
	}
}

func draft() models.RegistrationDraft {
	return models.RegistrationDraft{Cloud: "global", TenantID: guid(7, 9), ObjectID: "o", ClientID: "c", CredentialName: "n", StartedAt: day0, AskedAt: day0.Add(time.Second)}
}

func consent(n int) models.PendingConsent {
	return models.PendingConsent{
		ID: guid(8, n), TenantID: guid(0, n), Domain: "contoso.com", ClientID: guid(9, 1), Cloud: "custom", LoginURL: "https://l",
		Link: "https://l/adminconsent", MailSubject: "Please approve", MailBody: "Hello,\n…", Started: day0.Add(time.Duration(n) * time.Second),
		Expires: day0.AddDate(0, 0, 14), NextLook: day0.Add(time.Minute), State: models.ConsentWaiting, Text: "Waiting.",
		Explanation: &models.Explanation{Code: "x", Title: "T"},
	}
}

func fillVersion2(t *testing.T, s *Store) {
	t.Helper()
	err := errors.Join(
		s.SaveRegistration(t.Context(), registration()), s.SaveRegistrationDraft(t.Context(), draft()),
		s.SavePendingConsent(t.Context(), consent(1)), s.SavePendingConsent(t.Context(), consent(2)),
	)
	if err != nil {
		t.Fatal(err)
	}
}

func mustHaveVersion2(t *testing.T, s *Store) {
	t.Helper()
	r, err := s.Registration(t.Context())
	if diff := cmp.Diff(registration(), r); err != nil || diff != "" {
		t.Errorf("registration: %v (-want +got):\n%s", err, diff)
	}
	d, err := s.RegistrationDraft(t.Context(), "global", "", draft().TenantID)
	if diff := cmp.Diff(draft(), d); err != nil || diff != "" {
		t.Errorf("draft: %v (-want +got):\n%s", err, diff)
	}
	list, err := s.PendingConsents(t.Context())
	if diff := cmp.Diff([]models.PendingConsent{consent(1), consent(2)}, list); err != nil || diff != "" {
		t.Errorf("consents: %v (-want +got):\n%s", err, diff)
	}
}

func TestConnectingIsKeptInFull(t *testing.T) {
	s := openStore(t, t.TempDir())
	fillVersion2(t, s)
	mustHaveVersion2(t, s)
}

func TestTheRegistrationSavedLastIsTheCurrentOne(t *testing.T) {
	s := openStore(t, t.TempDir())
	if _, err := s.Registration(t.Context()); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("none yet: %v", err)
	}
	first, second := registration(), registration()
	second.Cloud, second.LoginURL, second.ClientID = "global", "", guid(9, 2)
	for _, r := range []models.Registration{first, second, first} {
		if err := s.SaveRegistration(t.Context(), r); err != nil {
			t.Fatal(err)
		}
		if got, err := s.Registration(t.Context()); err != nil || got.ClientID != r.ClientID {
			t.Errorf("current is %s, want %s, %v", got.ClientID, r.ClientID, err)
		}
	}
	if got, err := s.RegistrationIn(t.Context(), "global", ""); err != nil || got.ClientID != second.ClientID {
		t.Errorf("the other cloud's: %+v, %v", got, err)
	}
	if n := count(t, s, "registrations"); n != 2 {
		t.Errorf("%d rows", n)
	}
}

func TestASavedRegistrationEndsItsDraftAndReachesItsTenants(t *testing.T) {
	s := openStore(t, t.TempDir())
	r := registration()
	reached, other := addTenant(t, s, 1), addTenant(t, s, 2)
	reached.Connection = r.Connection()
	reached.Connection.Credential, reached.Connection.CredentialEnds = models.SecretCredential, time.Time{}
	foreign := draft()
	d := models.RegistrationDraft{Cloud: r.Cloud, LoginURL: r.LoginURL, TenantID: r.TenantID}
	err := errors.Join(s.SaveTenant(t.Context(), reached), s.SaveRegistrationDraft(t.Context(), d),
		s.SaveRegistrationDraft(t.Context(), foreign), s.SaveRegistration(t.Context(), r))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.RegistrationDraft(t.Context(), d.Cloud, d.LoginURL, d.TenantID); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("its draft: %v", err)
	}
	if _, err := s.RegistrationDraft(t.Context(), foreign.Cloud, "", foreign.TenantID); err != nil {
		t.Errorf("another cloud's draft: %v", err)
	}
	if got, err := s.Tenant(t.Context(), reached.ID); err != nil || !cmp.Equal(got.Connection, r.Connection()) {
		t.Errorf("a tenant reached through it: %+v, %v", got.Connection, err)
	}
	if got, err := s.Tenant(t.Context(), other.ID); err != nil || !cmp.Equal(got.Connection, other.Connection) {
		t.Errorf("a tenant of its own: %+v, %v", got.Connection, err)
	}
}

func TestAConsentMovesOnlyWhileItIsThere(t *testing.T) {
	s := openStore(t, t.TempDir())
	p := consent(1)
	if err := s.MovePendingConsent(t.Context(), p); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("never saved: %v", err)
	}
	if err := s.SavePendingConsent(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	p.State, p.Text, p.Explanation, p.NextLook = models.ConsentAccepted, "", nil, time.Time{}
	if err := s.MovePendingConsent(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	list, err := s.PendingConsents(t.Context())
	if diff := cmp.Diff([]models.PendingConsent{p}, list); err != nil || diff != "" {
		t.Errorf("moved: %v (-want +got):\n%s", err, diff)
	}
	if err := errors.Join(s.DeletePendingConsent(t.Context(), p.ID), s.DeletePendingConsent(t.Context(), p.ID)); err != nil {
		t.Error(err)
	}
	if n := count(t, s, "pending_consents"); n != 0 {
		t.Errorf("%d rows are left", n)
	}
}
