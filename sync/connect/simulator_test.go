package connect_test

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"log/slog"
	"math/big"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/auth"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/connect"
	"msp-license-tracker/sync/fault"
	"msp-license-tracker/sync/simulator"
	"msp-license-tracker/sync/transport"
	"msp-license-tracker/sync/vault"
)

// onSimulator is a service against the simulated cloud, reached like any
// custom one: by its addresses and its CA file.
type onSimulator struct {
	*world
	sim  *simulator.Simulator
	conn models.Connection
}

func onSim(t *testing.T) *onSimulator {
	t.Helper()
	sim, err := simulator.Start(t.Context(), simulator.Options{Tenants: 3, Users: 12})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { sim.Close() })
	file := filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(file, sim.CAPEM(), 0o600); err != nil {
		t.Fatal(err)
	}
	w := &world{vault: vault.Memory(), store: &store{kept: map[string]models.Tenant{}}, log: &safeBuffer{}, clock: &clock{now: time.Now()}}
	pool := transport.NewPool(slog.New(slog.NewTextHandler(w.log, &slog.HandlerOptions{Level: slog.LevelDebug})))
	t.Cleanup(pool.Close)
	clouds := cloud.NewDirectory()
	w.tokens = auth.New(clouds, pool, w.vault)
	w.service = connect.New(connect.Deps{Clouds: clouds, Clients: pool, Vault: w.vault, Tokens: w.tokens, Store: w.store, Now: w.clock.Now, Wait: w.clock.Wait})
	c := sim.Cloud()
	return &onSimulator{world: w, sim: sim, conn: models.Connection{Cloud: "custom", LoginURL: c.LoginURL, GraphURL: c.GraphURL, CAFile: file}}
}

func (o *onSimulator) request(t simulator.TenantInfo) models.ConnectRequest {
	conn := o.conn
	conn.Kind, conn.ClientID = models.OwnRegistration, t.ClientID
	return models.ConnectRequest{TenantID: t.ID, Connection: conn, Secret: models.Sensitive(t.Secret)}
}

// quietly says that no secret of any tenant was logged or stored in the error.
func (o *onSimulator) quietly(t *testing.T, err error) {
	t.Helper()
	o.noSecrets(t, err)
	for _, tenant := range o.sim.Tenants() {
		if strings.Contains(o.log.String(), tenant.Secret) || err != nil && strings.Contains(err.Error(), tenant.Secret) {
			t.Errorf("the secret of %s was shown", tenant.Domain)
		}
	}
}

func TestTheSimulatedTenantsCanBeConnected(t *testing.T) {
	o := onSim(t)
	for _, info := range o.sim.Tenants() {
		req := o.request(info)
		req.TenantID = info.Domain
		tenant, checks, err := o.service.Connect(t.Context(), req)
		if err != nil {
			t.Fatalf("%s: %v", info.Domain, err)
		}
		if tenant.ID != info.ID || tenant.Name != info.Name || tenant.Domain != info.Domain || len(checks) != 8 || !filepath.IsAbs(tenant.Connection.CAFile) {
			t.Errorf("%+v with %d checks", tenant, len(checks))
		}
	}
	o.quietly(t, nil)
}

func TestTheSimulatedRefusals(t *testing.T) {
	for _, c := range []struct {
		name   string
		faults string
		bend   func(*onSimulator, *models.ConnectRequest)
		code   string
	}{
		{"wrong secret", "", func(_ *onSimulator, r *models.ConnectRequest) { r.Secret = "wrong" }, "AADSTS7000215"},
		{"expired secret", "", func(o *onSimulator, r *models.ConnectRequest) {
			o.sim.ExpireSecret(r.Connection.ClientID, time.Now().Add(-time.Hour))
		}, "AADSTS7000222"},
		{"unknown tenant", "", func(_ *onSimulator, r *models.ConnectRequest) { r.TenantID = otherID }, "AADSTS90002"},
		{"unknown domain", "", func(_ *onSimulator, r *models.ConnectRequest) { r.TenantID = "nobody.example" }, "AADSTS90002"},
		{"unknown application", "", func(_ *onSimulator, r *models.ConnectRequest) { r.Connection.ClientID = otherID }, "AADSTS700016"},
		{"missing permission", "deny:User.Read.All", nil, fault.ConsentIncomplete},
		{"proxy page from the login service", "token-html", nil, fault.ProxyPage},
		{"proxy page from Graph", "html:organization", nil, fault.ProxyPage},
		{"truncated answer of Graph", "truncate:organization", nil, fault.Truncated},
		{"clock off by an hour", "clock+1h", nil, fault.ClockSkew},
		{"nobody trusts the authority", "", func(_ *onSimulator, r *models.ConnectRequest) { r.Connection.CAFile = "" }, fault.TLSUnknownCA},
		{"nothing listens", "", func(_ *onSimulator, r *models.ConnectRequest) { r.Connection.LoginURL = "https://127.0.0.1:1" }, fault.Refused},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := onSim(t)
			info := o.sim.Tenants()[0]
			req := o.request(info)
			if c.bend != nil {
				c.bend(o, &req)
			}
			list, err := simulator.ParseFaults(c.faults)
			if err != nil {
				t.Fatal(err)
			}
			o.sim.SetFaults(list)
			_, _, err = o.service.Connect(t.Context(), req)
			if x := models.Explain(err); x.Code != c.code || x.Title == "" || x.Next == "" {
				t.Errorf("%s: %v", x.Code, err)
			}
			o.untouched(t)
			o.quietly(t, err)
		})
	}
}

func TestACertificateConnects(t *testing.T) {
	o := onSim(t)
	info := o.sim.Tenants()[0]
	cert, content := selfSigned(t)
	req := o.request(info)
	req.Secret, req.Certificate = "", models.Sensitive(content)
	if _, _, err := o.service.Connect(t.Context(), req); !fault.Is(err, "AADSTS700027") {
		t.Errorf("before the upload: %v", err)
	}
	o.sim.AddCertificate(info.ClientID, cert)
	tenant, _, err := o.service.Connect(t.Context(), req)
	if err != nil || tenant.Connection.Credential != models.CertificateCredential || !tenant.Connection.CredentialEnds.Equal(cert.NotAfter) {
		t.Errorf("%+v, %v", tenant.Connection, err)
	}
	if _, err := o.tokens.Token(t.Context(), tenant); err != nil {
		t.Errorf("no token afterwards: %v", err)
	}
	o.quietly(t, nil)
}

func selfSigned(t *testing.T) (*x509.Certificate, []byte) {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "MSP"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return cert, append(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}),
		pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)})...)
}

// browser presses a button on the simulated consent page and follows the
// redirect to this computer.
func (o *onSimulator) browser(t *testing.T, action, account string) func(string) error {
	c, err := cloud.Of(o.conn)
	if err != nil {
		t.Fatal(err)
	}
	tr := c.Transport()
	t.Cleanup(tr.CloseIdleConnections)
	hc := &http.Client{Transport: tr}
	return func(link string) error {
		resp, err := hc.PostForm(link, url.Values{"action": {action}, "account": {account}})
		if err == nil {
			resp.Body.Close()
		}
		return err
	}
}

func TestConsentOnTheSimulatedPage(t *testing.T) {
	o := onSim(t)
	clientID, secret := o.sim.SharedApp()
	conn := o.conn
	conn.Kind, conn.ClientID = models.SharedRegistration, clientID
	info := o.sim.Tenants()[1]
	o.sim.Revoke(clientID, info.ID)
	req := models.ConsentRequest{TenantID: info.Domain, Connection: conn, Secret: models.Sensitive(secret)}

	if _, _, err := o.service.Consent(t.Context(), req, o.browser(t, "cancel", "")); !fault.Is(err, "AADSTS65004") {
		t.Errorf("cancelled: %v", err)
	}
	o.untouched(t)
	forged := func(link string) error {
		u, err := url.Parse(link)
		if err != nil {
			return err
		}
		visit(t, http.MethodGet, u.Query().Get("redirect_uri")+"?admin_consent=True&tenant="+info.ID+"&state="+u.Query().Get("state"))
		return nil
	}
	if _, _, err := o.service.Consent(t.Context(), req, forged); !fault.Is(err, "AADSTS700016", "AADSTS7000229", "AADSTS65001", fault.ConsentIncomplete) {
		t.Errorf("an answer without an approval: %v", err)
	}
	o.untouched(t)
	tenant, checks, err := o.service.Consent(t.Context(), req, o.browser(t, "accept", ""))
	if err != nil || tenant.ID != info.ID || len(checks) != 8 {
		t.Fatalf("accepted: %+v, %d checks, %v", tenant, len(checks), err)
	}
	again := models.ConsentRequest{TenantID: o.sim.Tenants()[2].ID, Connection: conn}
	if _, _, err := o.service.Consent(t.Context(), again, o.browser(t, "accept", "")); err != nil {
		t.Errorf("the next tenant with the stored credential: %v", err)
	}
	o.quietly(t, nil)
}
