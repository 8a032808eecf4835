package auth_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"log/slog"
	"math/big"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/auth"
	"msp-license-tracker/sync/auth/authtest"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/fault"
	"msp-license-tracker/sync/transport"
	"msp-license-tracker/sync/vault"
)

const (
	tenantID = "11111111-2222-4333-8444-555555555555"
	clientID = "aaaaaaaa-2222-4333-8444-555555555555"
	secret   = "s3cret-Value~of-the-app"
)

type world struct {
	sts    *authtest.Server
	tenant *authtest.Tenant
	vault  vault.Vault
	tokens *auth.Tokens
	log    *bytes.Buffer
}

var ours = models.Tenant{ID: tenantID, Connection: models.Connection{Kind: models.OwnRegistration, ClientID: clientID, Cloud: "test"}}

func start(t *testing.T) world {
	t.Helper()
	w := world{tenant: &authtest.Tenant{ID: tenantID, Domain: "dental.test", ClientID: clientID, Secret: secret, Roles: []string{"User.Read.All"}}}
	w.sts = authtest.Start(t, w.tenant)
	w.vault, w.log = vault.Memory(), &bytes.Buffer{}
	if err := w.vault.Put(tenantID, vault.Credential{Secret: secret}); err != nil {
		t.Fatal(err)
	}
	pool := transport.NewPool(slog.New(slog.NewTextHandler(w.log, &slog.HandlerOptions{Level: slog.LevelDebug})))
	t.Cleanup(pool.Close)
	w.tokens = auth.New(cloud.NewDirectory(w.sts.Cloud()), pool, w.vault)
	return w
}

func TestATokenIsKeptAndRenewedOnDemand(t *testing.T) {
	w := start(t)
	first, err := w.tokens.Token(t.Context(), ours)
	if err != nil {
		t.Fatal(err)
	}
	again, err := w.tokens.Token(t.Context(), ours)
	if err != nil || again != first || w.sts.Asked() != 1 {
		t.Errorf("asked %d times, %v", w.sts.Asked(), err)
	}
	renewed, err := w.tokens.Renew(t.Context(), ours)
	if err != nil || renewed == first {
		t.Errorf("the old token came back, %v", err)
	}
	if kept, err := w.tokens.Token(t.Context(), ours); err != nil || kept != renewed {
		t.Errorf("the renewed token was not kept, %v", err)
	}
	w.tokens.Forget(tenantID)
	if fresh, err := w.tokens.Token(t.Context(), ours); err != nil || fresh == renewed {
		t.Errorf("the forgotten token came back, %v", err)
	}
}

func TestASecretReplacedInTheVaultIsUsed(t *testing.T) {
	w := start(t)
	w.sts.Set(func() { w.tenant.Lifetime = 60 })
	if _, err := w.tokens.Token(t.Context(), ours); err != nil {
		t.Fatal(err)
	}
	w.sts.Set(func() { w.tenant.Secret = "n3w" })
	if _, err := w.tokens.Token(t.Context(), ours); !fault.Is(err, "AADSTS7000215") {
		t.Errorf("with the old secret: %v", err)
	}
	if err := w.vault.Put(tenantID, vault.Credential{Secret: "n3w"}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.tokens.Token(t.Context(), ours); err != nil {
		t.Errorf("with the new secret: %v", err)
	}
}

func TestConcurrentCallersShareOneRequest(t *testing.T) {
	w := start(t)
	release := w.sts.Hold()
	var group sync.WaitGroup
	for range 20 {
		group.Go(func() {
			if _, err := w.tokens.Token(t.Context(), ours); err != nil {
				t.Error(err)
			}
		})
	}
	<-w.sts.Arrived()
	release()
	group.Wait()
	if w.sts.Asked() != 1 {
		t.Errorf("asked %d times", w.sts.Asked())
	}
}

func TestACancelledCallerDoesNotTakeTheOthersAlong(t *testing.T) {
	w := start(t)
	release := w.sts.Hold()
	defer release()
	ctx, cancel := context.WithCancel(t.Context())
	first := make(chan error, 1)
	go func() { _, err := w.tokens.Token(ctx, ours); first <- err }()
	<-w.sts.Arrived()
	second := make(chan error, 1)
	go func() { _, err := w.tokens.Token(t.Context(), ours); second <- err }()
	cancel()
	if err := <-first; !errors.Is(err, context.Canceled) {
		t.Errorf("the first caller: %v", err)
	}
	release()
	if err := <-second; err != nil {
		t.Errorf("the second caller: %v", err)
	}
}

func TestLoginFailuresNameTheTenantAndHideTheSecret(t *testing.T) {
	for _, c := range []struct {
		name    string
		refusal *authtest.Refusal
		prepare func(world)
		code    string
	}{
		{"expired secret", &authtest.Refusal{Status: 401, OAuth: "invalid_client", Code: 7000222, Text: "The provided client secret keys are expired."}, nil, "AADSTS7000222"},
		{"no consent", &authtest.Refusal{Status: 400, OAuth: "invalid_grant", Code: 65001, Text: "No consent."}, nil, "AADSTS65001"},
		{"wrong secret", nil, func(w world) { w.sts.Set(func() { w.tenant.Secret = "another" }) }, "AADSTS7000215"},
		{"no credential", nil, func(w world) { w.vault.Delete(tenantID) }, fault.CredentialMissing},
		{"unknown tenant", nil, func(w world) { w.sts.Set(func() { w.tenant.ID, w.tenant.Domain = "x", "y" }) }, "AADSTS90002"},
		{"token of another tenant", nil, func(w world) { w.sts.Set(func() { w.tenant.TokenTenant = "99999999-2222-4333-8444-555555555555" }) }, fault.WrongTenant},
		{"clock off by an hour", nil, func(w world) { w.sts.Date(time.Now().Add(time.Hour).UTC().Format(http.TimeFormat)) }, fault.ClockSkew},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := start(t)
			w.sts.Refuse(c.refusal)
			if c.prepare != nil {
				c.prepare(w)
			}
			_, err := w.tokens.Token(t.Context(), ours)
			f, ok := fault.Of(err)
			if !ok || f.Code != c.code || (f.TenantID != tenantID && f.TenantID != "") {
				t.Errorf("%v", err)
			}
			if strings.Contains(err.Error()+w.log.String(), secret) {
				t.Error("the secret was shown")
			}
		})
	}
}

func TestCertificatesSignIn(t *testing.T) {
	w := start(t)
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "MSP"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	content := append(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}),
		pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)})...)
	cred, err := vault.Certificate(content, "")
	if err != nil {
		t.Fatal(err)
	}
	if err := w.vault.Put(tenantID, cred); err != nil {
		t.Fatal(err)
	}
	if _, err := w.tokens.Token(t.Context(), ours); err != nil {
		t.Error(err)
	}
}

func TestClaims(t *testing.T) {
	token := authtest.Token(authtest.Tenant{ID: strings.ToUpper(tenantID), ClientID: clientID, Roles: []string{"User.Read.All"}}, 1)
	c, err := auth.Decode(token)
	if err != nil || c.TenantID != tenantID || c.AppID != clientID || !c.Grants("User.Read.All") || c.Grants("User") || c.Expires.Unix() != 4000000000 {
		t.Errorf("%+v, %v", c, err)
	}
	for _, bad := range []string{"", "opaque", "a.b", "a.!!.c", "a." + base64.RawURLEncoding.EncodeToString([]byte("[]")) + ".c"} {
		if _, err := auth.Decode(bad); err == nil || (bad != "" && strings.Contains(err.Error(), bad)) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(authtest.Token(authtest.Tenant{ID: tenantID, Roles: []string{"x"}}, 1))
	f.Add("a.e30.c")
	f.Add("a.eyJleHAiOjFlMzAwfQ.c")
	f.Fuzz(func(t *testing.T, token string) {
		c, err := auth.Decode(token)
		if err != nil && (c.TenantID != "" || len(c.Roles) > 0) {
			t.Errorf("%+v with %v", c, err)
		}
		if !c.Expires.IsZero() && c.Expires.Year() < 1970 {
			t.Errorf("expires %v", c.Expires)
		}
	})
}
