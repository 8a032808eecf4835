package simulator

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"math/big"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	msalerrors "github.com/AzureAD/microsoft-authentication-library-for-go/apps/errors"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/confidential"
)

// msal asks Microsoft's own library for an app-only token.
func msal(t *testing.T, s *Simulator, tenant, clientID string, cred confidential.Credential) (string, error) {
	t.Helper()
	hc := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: s.Cloud().Roots}}}
	defer hc.CloseIdleConnections()
	app, err := confidential.New(s.Cloud().LoginURL+"/"+tenant, clientID, cred,
		confidential.WithHTTPClient(hc), confidential.WithInstanceDiscovery(false))
	if err != nil {
		t.Fatal(err)
	}
	r, err := app.AcquireTokenByCredential(context.Background(), []string{s.Cloud().Scope()})
	return r.AccessToken, err
}

func secretOf(t *testing.T, secret string) confidential.Credential {
	t.Helper()
	cred, err := confidential.NewCredFromSecret(secret)
	if err != nil {
		t.Fatal(err)
	}
	return cred
}

func claims(t *testing.T, token string) map[string]any {
	t.Helper()
	parts := strings.Split(token, ".")
	raw, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		t.Fatal(err)
	}
	var out map[string]any
	if err := json.Unmarshal(raw, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestAppTokensCarryTheClaimsOfRealOnes(t *testing.T) {
	s := start(t, Options{Tenants: 2})
	info := s.Tenants()[0]
	token, err := msal(t, s, info.ID, info.ClientID, secretOf(t, info.Secret))
	if err != nil {
		t.Fatal(err)
	}
	c := claims(t, token)
	want := []string{"appid", "app_displayname", "aud", "exp", "iat", "idtyp", "iss", "nbf", "oid", "roles", "sub", "tid", "uti", "ver"}
	slices.Sort(want)
	if got := slices.Sorted(maps.Keys(c)); !slices.Equal(got, want) {
		t.Errorf("claims %v, want %v", got, want)
	}
	if c["tid"] != info.ID || c["aud"] != s.Cloud().GraphURL || c["idtyp"] != "app" || c["iss"] != "https://sts.windows.net/"+info.ID+"/" {
		t.Errorf("claims %v", c)
	}
	if len(c["roles"].([]any)) != 8 {
		t.Errorf("roles %v", c["roles"])
	}
}

func TestTenantMayBeNamedByDomain(t *testing.T) {
	s := start(t, Options{Tenants: 1})
	info := s.Tenants()[0]
	if _, err := msal(t, s, info.Domain, info.ClientID, secretOf(t, info.Secret)); err != nil {
		t.Error(err)
	}
}

func TestCertificateProvesARegistration(t *testing.T) {
	s := start(t, Options{Tenants: 1})
	info := s.Tenants()[0]
	cert, key := certificate(t)
	cred, err := confidential.NewCredFromCert([]*x509.Certificate{cert}, key)
	if err != nil {
		t.Fatal(err)
	}
	_, err = msal(t, s, info.ID, info.ClientID, cred)
	wantCode(t, err, 700027)
	s.AddCertificate(info.ClientID, cert)
	if _, err := msal(t, s, info.ID, info.ClientID, cred); err != nil {
		t.Error(err)
	}
	s.SetFaults([]Fault{{Kind: "clock", Delay: time.Hour}})
	_, err = msal(t, s, info.ID, info.ClientID, cred)
	wantCode(t, err, 700024)
}

func certificate(t *testing.T) (*x509.Certificate, *rsa.PrivateKey) {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	tmpl := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "tool"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(48 * time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, tmpl, tmpl, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return cert, key
}

// wantCode checks the AADSTS number of a refused token request.
func wantCode(t *testing.T, err error, code int) {
	t.Helper()
	var ce msalerrors.CallErr
	if !errors.As(err, &ce) {
		t.Errorf("got %v, want AADSTS%d", err, code)
		return
	}
	body, _ := io.ReadAll(ce.Resp.Body)
	var e struct {
		Codes       []int  `json:"error_codes"`
		Description string `json:"error_description"`
		Trace       string `json:"trace_id"`
		Correlation string `json:"correlation_id"`
		Timestamp   string `json:"timestamp"`
	}
	if json.Unmarshal(body, &e) != nil || len(e.Codes) != 1 || e.Codes[0] != code || e.Trace == "" || e.Correlation == "" || e.Timestamp == "" {
		t.Errorf("got %s, want AADSTS%d", body, code)
	}
}

func TestTokenErrorsAriseByThemselves(t *testing.T) {
	s := start(t, Options{Tenants: 3})
	a, b, c := s.Tenants()[0], s.Tenants()[1], s.Tenants()[2]
	shared, sharedSecret := s.SharedApp()
	s.ExpireSecret(b.ClientID, time.Now().Add(-time.Hour))
	s.Revoke(c.ClientID, c.ID)
	unknown := "5e0cf3a1-1111-4222-8333-944444444444"
	for _, tc := range []struct {
		name, tenant, client, secret string
		code                         int
	}{
		{"wrong secret", a.ID, a.ClientID, "nope", 7000215},
		{"expired secret", b.ID, b.ClientID, b.Secret, 7000222},
		{"application of another tenant", b.ID, a.ClientID, a.Secret, 700016},
		{"unknown application", a.ID, unknown, "x", 700016},
		{"no enterprise application", c.ID, c.ClientID, c.Secret, 7000229},
		{"nobody consented to the shared application", a.ID, shared, sharedSecret, 7000229},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, err := msal(t, s, tc.tenant, tc.client, secretOf(t, tc.secret))
			wantCode(t, err, tc.code)
		})
	}
	for tenant, code := range map[string]float64{unknown: 90002, "nowhere.example": 90002, "not-a-tenant": 900023} {
		hc := connect(t, s, 0)
		body := hc.post(s.Cloud().LoginURL+"/"+tenant+"/oauth2/v2.0/token", url.Values{"grant_type": {"client_credentials"}})
		if codes := body["error_codes"].([]any); codes[0] != code {
			t.Errorf("%s: %v", tenant, codes)
		}
	}
}

func TestAdminConsentGrantsThePermissions(t *testing.T) {
	s := start(t, Options{Tenants: 1})
	info := s.Tenants()[0]
	shared, secret := s.SharedApp()
	c := connect(t, s, 0)
	c.hc.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	page := s.Cloud().LoginURL + "/" + info.ID + "/v2.0/adminconsent?client_id=" + shared +
		"&scope=" + url.QueryEscape(s.Cloud().Scope()) + "&state=xyz&redirect_uri=" + url.QueryEscape("http://localhost:9/consent")
	answer := func(action string) url.Values {
		resp, err := c.hc.PostForm(page, url.Values{"action": {action}})
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		u, err := resp.Location()
		if err != nil {
			t.Fatal(err)
		}
		return u.Query()
	}
	if q := answer("cancel"); q.Get("error") != "consent_required" || q.Get("admin_consent") != "True" || q.Get("state") != "xyz" {
		t.Errorf("cancelled: %v", q)
	}
	if q := answer("accept"); q.Get("error") != "" || q.Get("tenant") != info.ID || q.Get("state") != "xyz" || q.Get("scope") == "" {
		t.Errorf("accepted: %v", q)
	}
	token, err := msal(t, s, info.ID, shared, secretOf(t, secret))
	if err != nil {
		t.Fatal(err)
	}
	if roles, _ := claims(t, token)["roles"].([]any); len(roles) == 0 {
		t.Error("no roles after consent")
	}
}
