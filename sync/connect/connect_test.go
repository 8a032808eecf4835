package connect_test

import (
	"context"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/auth/authtest"
	"msp-license-tracker/sync/connect"
	"msp-license-tracker/sync/fault"
	"msp-license-tracker/sync/vault"
)

func TestATenantIsConnectedByItsIDOrDomain(t *testing.T) {
	for _, typed := range []string{tenantID, " {11111111-2222-4333-8444-555555555555}\n", "dental.test", "Dental.Test"} {
		w := start(t)
		got, _, err := w.service.Connect(t.Context(), models.ConnectRequest{TenantID: typed, Connection: own(), Secret: secret + "\n"})
		if err != nil {
			t.Fatalf("%q: %v", typed, err)
		}
		want := models.Tenant{ID: tenantID, Name: "Harbour Dental", Domain: "dental.test", Country: "GB", State: models.TenantConnected,
			AddedAt: w.clock.Now().UTC(), Connection: models.Connection{Kind: models.OwnRegistration, ClientID: clientID, Cloud: "test", Credential: models.SecretCredential}}
		if kept := w.store.kept[tenantID]; !equal(kept, want) || !equal(got, want) {
			t.Errorf("%q: got %+v", typed, got)
		}
		if c, err := w.vault.Get(tenantID); err != nil || c.Secret != secret {
			t.Errorf("%q: the secret was not kept: %v", typed, err)
		}
		if _, err := w.tokens.Token(t.Context(), got); err != nil {
			t.Errorf("%q: no token afterwards: %v", typed, err)
		}
		w.noSecrets(t, nil)
	}
}

func equal(a, b models.Tenant) bool {
	return a.ID == b.ID && a.Name == b.Name && a.Domain == b.Domain && a.Country == b.Country && a.State == b.State && a.AddedAt.Equal(b.AddedAt) && a.Connection == b.Connection
}

func TestWhatWasTypedWrongIsNamedBeforeAnythingIsSent(t *testing.T) {
	for _, c := range []struct {
		name string
		bend func(*models.ConnectRequest)
		code string
	}{
		{"no tenant", func(r *models.ConnectRequest) { r.TenantID = "" }, fault.InputTenant},
		{"tenant is a name", func(r *models.ConnectRequest) { r.TenantID = "Harbour Dental" }, fault.InputTenant},
		{"tenant is a path", func(r *models.ConnectRequest) { r.TenantID = "a.test/../../x" }, fault.InputTenant},
		{"no client", func(r *models.ConnectRequest) { r.Connection.ClientID = " " }, fault.InputClient},
		{"client is a sentence", func(r *models.ConnectRequest) { r.Connection.ClientID = "my app" }, fault.InputClient},
		{"client of Microsoft's cloud is no GUID", func(r *models.ConnectRequest) { r.Connection.ClientID, r.Connection.Cloud = "my-app", "global" }, fault.InputClient},
		{"client is the tenant", func(r *models.ConnectRequest) { r.Connection.ClientID = tenantID }, fault.InputClientIsTenant},
		{"no credential", func(r *models.ConnectRequest) { r.Secret = "" }, fault.InputCredential},
		{"two credentials", func(r *models.ConnectRequest) { r.Certificate = "x" }, fault.InputTwoCredentials},
		{"id of the secret", func(r *models.ConnectRequest) { r.Secret = "BBBBBBBB-2222-4333-8444-555555555555" }, fault.InputSecretIsID},
		{"two words", func(r *models.ConnectRequest) { r.Secret = "abc def" }, fault.InputSecretSpaces},
		{"not a certificate", func(r *models.ConnectRequest) { r.Secret, r.Certificate = "", "x" }, fault.CertificateUnreadable},
		{"unknown cloud", func(r *models.ConnectRequest) { r.Connection.Cloud = "moon" }, fault.InputCloud},
		{"custom cloud without https", func(r *models.ConnectRequest) {
			r.Connection.Cloud, r.Connection.LoginURL, r.Connection.GraphURL = "custom", "http://a.test", "https://b.test"
		}, fault.InputAddress},
		{"CA file that is not there", func(r *models.ConnectRequest) {
			r.Connection.Cloud, r.Connection.LoginURL, r.Connection.GraphURL = "custom", "https://a.test", "https://b.test"
			r.Connection.CAFile = filepath.Join(os.TempDir(), "no", "such", "file.pem")
		}, fault.InputCAFile},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := start(t)
			req := models.ConnectRequest{TenantID: tenantID, Connection: own(), Secret: secret}
			c.bend(&req)
			_, _, err := w.service.Connect(t.Context(), req)
			if !fault.Is(err, c.code) || w.sts.Asked() != 0 {
				t.Errorf("%v after %d requests", err, w.sts.Asked())
			}
			w.untouched(t)
		})
	}
}

func TestAConnectionThatIsNotProvedIsNotStored(t *testing.T) {
	for _, c := range []struct {
		name    string
		bend    func(*world)
		code    string
		missing string
	}{
		{"wrong secret", func(w *world) { w.tenant.Secret = "another" }, "AADSTS7000215", ""},
		{"unknown tenant", func(w *world) { w.tenant.ID, w.tenant.Domain = "x", "y" }, "AADSTS90002", ""},
		{"unknown application", func(w *world) { w.tenant.ClientID = "y" }, "AADSTS700016", ""},
		{"token of another tenant", func(w *world) { w.tenant.TokenTenant = otherID }, fault.WrongTenant, ""},
		{"organization of another tenant", func(w *world) { w.tenant.OrganizationID = otherID }, fault.WrongTenant, ""},
		{"users may not be read", func(w *world) { w.tenant.Roles = []string{"Organization.Read.All"} }, fault.ConsentIncomplete, "User.Read.All"},
		{"nothing useful may be read", func(w *world) { w.tenant.Roles = []string{"Mail.Send"} }, fault.ConsentIncomplete, "Organization.Read.All, User.Read.All"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := start(t)
			w.sts.Set(func() { c.bend(w) })
			_, _, err := w.service.Connect(t.Context(), models.ConnectRequest{TenantID: tenantID, Connection: own(), Secret: secret})
			if x := models.Explain(err); x.Code != c.code || x.Missing != c.missing || x.Next == "" {
				t.Errorf("%v, missing %q", err, x.Missing)
			}
			w.untouched(t)
			w.noSecrets(t, err)
		})
	}
}

func TestRefusalsOfTheLoginService(t *testing.T) {
	for code, r := range map[string]*authtest.Refusal{
		"AADSTS7000222": {Status: 401, OAuth: "invalid_client", Code: 7000222, Text: "The provided client secret keys are expired."},
		"AADSTS65001":   {Status: 400, OAuth: "invalid_grant", Code: 65001, Text: "Not consented."},
		fault.ClockSkew: {Status: 401, OAuth: "invalid_client", Code: 700024, Text: "Not within its valid time.", Date: time.Now().Add(time.Hour).UTC().Format(http.TimeFormat)},
	} {
		w := start(t)
		w.sts.Refuse(r)
		_, _, err := w.service.Connect(t.Context(), models.ConnectRequest{TenantID: tenantID, Connection: own(), Secret: secret})
		if !fault.Is(err, code) {
			t.Errorf("%s: %v", code, err)
		}
		w.untouched(t)
		w.noSecrets(t, err)
	}
}

func TestMissingExtrasAreNoHindrance(t *testing.T) {
	for name, roles := range map[string][]string{
		"the two that are needed": {"Organization.Read.All", "User.Read.All"},
		"a wider one":             {"Directory.Read.All"},
	} {
		w := start(t)
		w.sts.Set(func() { w.tenant.Roles = roles })
		if _, _, err := w.service.Connect(t.Context(), models.ConnectRequest{TenantID: tenantID, Connection: own(), Secret: secret}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		checks, err := w.service.Check(t.Context(), tenantID)
		if err != nil || len(checks) != 8 {
			t.Fatalf("%s: %d checks, %v", name, len(checks), err)
		}
		for _, c := range checks {
			if c.Required && !c.Granted || c.Name == "Reports.Read.All" && (c.Granted || c.How == "") || c.Unlocks == "" {
				t.Errorf("%s: %+v", name, c)
			}
		}
	}
}

func TestACloudOfSomebodysOwnMayGiveOpaqueTokens(t *testing.T) {
	w := start(t)
	w.sts.Set(func() { w.tenant.Opaque = true })
	if _, _, err := w.service.Connect(t.Context(), models.ConnectRequest{TenantID: tenantID, Connection: own(), Secret: secret}); err != nil {
		t.Error(err)
	}
}

func TestAReconnectionKeepsWhatTheOwnerDecided(t *testing.T) {
	w := start(t)
	w.store.kept[tenantID] = models.Tenant{ID: tenantID, Name: "Old name", CustomerID: "c9", Tags: []string{"vip"}, State: models.TenantDisconnected,
		AddedAt: time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC), Overrides: models.TenantSettings{GraceDays: 7}}
	got, _, err := w.service.Connect(t.Context(), models.ConnectRequest{TenantID: tenantID, Connection: own(), Secret: secret})
	if err != nil || got.CustomerID != "c9" || got.Tags[0] != "vip" || got.AddedAt.Year() != 2025 || got.Overrides.GraceDays != 7 || got.State != models.TenantConnected || got.Name != "Harbour Dental" {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestAFailedReconnectionKeepsTheOldCredential(t *testing.T) {
	old := vault.Credential{Secret: "old"}
	for name, bend := range map[string]func(*world){
		"the new secret is wrong":     func(w *world) { w.sts.Set(func() { w.tenant.Secret = "another" }) },
		"the store fails":             func(w *world) { w.store.err = errDisk },
		"the organization is foreign": func(w *world) { w.sts.Set(func() { w.tenant.OrganizationID = otherID }) },
	} {
		w := start(t)
		if err := w.vault.Put(tenantID, old); err != nil {
			t.Fatal(err)
		}
		bend(w)
		if _, _, err := w.service.Connect(t.Context(), models.ConnectRequest{TenantID: tenantID, Connection: own(), Secret: secret}); err == nil {
			t.Errorf("%s: it should have failed", name)
		}
		if c, err := w.vault.Get(tenantID); err != nil || c != old {
			t.Errorf("%s: the old credential is gone, %v", name, err)
		}
	}
}

func TestAFailingStoreLeavesNoCredentialBehind(t *testing.T) {
	w := start(t)
	w.store.err = errDisk
	if _, _, err := w.service.Connect(t.Context(), models.ConnectRequest{TenantID: tenantID, Connection: own(), Secret: secret}); !errors.Is(err, errDisk) {
		t.Errorf("%v", err)
	}
	w.untouched(t)
}

// noRing is a computer without a keyring.
type noRing struct{}

func (noRing) Get(string) (vault.Credential, error) {
	return vault.Credential{}, fault.Local(fault.NoKeyring, "read", nil)
}
func (noRing) Put(string, vault.Credential) error { return fault.Local(fault.NoKeyring, "store", nil) }
func (noRing) Delete(string) error                { return nil }

func TestWithoutAKeyringNothingIsStored(t *testing.T) {
	w := start(t)
	w.service.Vault = noRing{}
	_, _, err := w.service.Connect(t.Context(), models.ConnectRequest{TenantID: tenantID, Connection: own(), Secret: secret})
	if !fault.Is(err, fault.NoKeyring) || len(w.store.kept) != 0 {
		t.Errorf("%v", err)
	}
}

func TestCancellingStopsConnecting(t *testing.T) {
	w := start(t)
	release := w.sts.Hold()
	defer release()
	ctx, cancel := context.WithCancel(t.Context())
	go func() { <-w.sts.Arrived(); cancel() }()
	_, _, err := w.service.Connect(ctx, models.ConnectRequest{TenantID: tenantID, Connection: own(), Secret: secret})
	if !errors.Is(err, context.Canceled) || !fault.Is(err, fault.Cancelled) {
		t.Errorf("%v", err)
	}
	w.untouched(t)
}

func TestCheckingATenantNobodyKnows(t *testing.T) {
	w := start(t)
	if _, err := w.service.Check(t.Context(), tenantID); !fault.Is(err, fault.TenantUnknown) {
		t.Errorf("%v", err)
	}
	for _, c := range connect.Permissions(nil) {
		if c.Granted {
			t.Errorf("%s is granted by nothing", c.Name)
		}
	}
}
