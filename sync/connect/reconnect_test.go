package connect_test

import (
	"strings"
	"testing"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/fault"
)

func TestReconnectKeepsWhatTheOwnerDecided(t *testing.T) {
	w := start(t)
	if _, _, err := w.service.Connect(t.Context(), models.ConnectRequest{TenantID: tenantID, Connection: own(), Secret: secret}); err != nil {
		t.Fatal(err)
	}
	tenant := w.store.kept[tenantID]
	tenant.State, tenant.Tags = models.TenantDisconnected, []string{"vip"}
	w.store.kept[tenantID] = tenant
	got, _, err := w.service.Reconnect(t.Context(), tenantID, models.ConnectRequest{})
	if err != nil || got.State != models.TenantConnected || len(got.Tags) != 1 || got.Connection.ClientID != clientID {
		t.Errorf("with the kept credential: %+v, %v", got, err)
	}
	if err := w.vault.Delete(tenantID); err != nil {
		t.Fatal(err)
	}
	if _, _, err := w.service.Reconnect(t.Context(), tenantID, models.ConnectRequest{}); !fault.Is(err, fault.CredentialMissing) {
		t.Errorf("without any: %v", err)
	}
	if _, _, err := w.service.Reconnect(t.Context(), tenantID, models.ConnectRequest{Secret: secret}); err != nil {
		t.Errorf("with a typed one: %v", err)
	}
	if _, _, err := w.service.Reconnect(t.Context(), tenantID, models.ConnectRequest{TenantID: "other.test", Secret: secret}); !fault.Is(err, fault.WrongTenant) {
		t.Errorf("another tenant: %v", err)
	}
}

func TestANewCredentialIsProvedBeforeTheOldOneIsDropped(t *testing.T) {
	w := start(t)
	if _, _, err := w.service.Connect(t.Context(), models.ConnectRequest{TenantID: tenantID, Connection: own(), Secret: secret}); err != nil {
		t.Fatal(err)
	}
	const next = "Next8Q~secret-value-of-the-app"
	ends := w.clock.Now().AddDate(0, 6, 0).UTC().Truncate(time.Second)
	req := models.ConnectRequest{Secret: next, Connection: models.Connection{CredentialEnds: ends}}
	if _, _, err := w.service.RotateCredential(t.Context(), tenantID, req); !fault.Is(err, "AADSTS7000215") {
		t.Errorf("not known at Microsoft: %v", err)
	}
	if kept, err := w.vault.Get(tenantID); err != nil || kept.Secret != secret {
		t.Errorf("the old one is gone: %v", err)
	}
	w.sts.Set(func() { w.tenant.Secret = next })
	got, _, err := w.service.RotateCredential(t.Context(), tenantID, req)
	if err != nil || !got.Connection.CredentialEnds.Equal(ends) {
		t.Errorf("%+v, %v", got.Connection, err)
	}
	if kept, err := w.vault.Get(tenantID); err != nil || kept.Secret != next {
		t.Errorf("the new one is not kept: %v", err)
	}
	if _, _, err := w.service.RotateCredential(t.Context(), otherID, req); !fault.Is(err, fault.TenantUnknown) {
		t.Errorf("an unknown tenant: %v", err)
	}
	w.noSecrets(t, nil)
}

func TestAMadeCertificateCanBeUploadedAndUsed(t *testing.T) {
	w := start(t)
	made, err := w.service.NewCertificate(t.Context(), "Harbour Dental", 0)
	if err != nil || strings.Contains(string(made.Public), "PRIVATE") || len(made.Thumbprint) != 40 {
		t.Fatalf("%+v, %v", made, err)
	}
	got, _, err := w.service.Connect(t.Context(), models.ConnectRequest{TenantID: tenantID, Connection: own(), Certificate: made.Private})
	if err != nil || got.Connection.Credential != models.CertificateCredential || !got.Connection.CredentialEnds.Equal(made.Ends) {
		t.Errorf("%+v, %v", got.Connection, err)
	}
}
