package register_test

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/models/store"
	"msp-license-tracker/sync/auth"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/connect"
	"msp-license-tracker/sync/fault"
	"msp-license-tracker/sync/register"
	"msp-license-tracker/sync/simulator"
	"msp-license-tracker/sync/transport"
	"msp-license-tracker/sync/vault"
)

// msp is the whole program short of its window, on the simulated cloud. What
// was made there becomes known only when somebody waits.
type msp struct {
	sim       *simulator.Simulator
	store     *store.Store
	registrar *register.Service
	connector *connect.Service
	log       *buffer
	dir       string
}

func onSimulator(t *testing.T) *msp {
	t.Helper()
	sim, err := simulator.Start(t.Context(), simulator.Options{Tenants: 2, Customers: 3, Users: 10, Replication: time.Hour, Propagation: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { sim.Close() })
	m := &msp{sim: sim, log: &buffer{}, dir: t.TempDir()}
	log := slog.New(slog.NewTextHandler(m.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	if m.store, err = store.Open(t.Context(), m.dir, store.Options{Log: log}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { m.store.Close() })
	pool := transport.NewPool(log)
	t.Cleanup(pool.Close)
	clouds, kept := cloud.NewDirectory(sim.Cloud()), vault.Memory()
	settle := func(ctx context.Context, _ time.Duration) error { sim.Settle(); return ctx.Err() }
	after := func(time.Duration) <-chan time.Time {
		sim.Settle()
		due := make(chan time.Time, 1)
		due <- time.Time{}
		return due
	}
	ahead := time.Duration(0)
	now := func() time.Time { ahead += 10 * time.Second; return time.Now().Add(ahead) } // looks are always due
	m.connector = connect.New(connect.Deps{Clouds: clouds, Clients: pool, Vault: kept, Store: m.store, Links: m.store,
		Tokens: auth.New(clouds, pool, kept), Wait: settle, After: after, Now: now})
	m.registrar = register.New(register.Deps{Clouds: clouds, Clients: pool, Vault: kept, Store: m.store, Prover: m.connector, Wait: settle})
	return m
}

func (m *msp) person(account string) *simulator.Browser {
	return m.sim.Browser(simulator.Person{Account: account, Everyone: true})
}

func (m *msp) register(t *testing.T, kind models.CredentialKind, account string) (models.Registration, error) {
	t.Helper()
	return m.registrar.Register(t.Context(), models.RegistrationRequest{Cloud: m.sim.Cloud().Name, Credential: kind}, m.person(account).Open, nil)
}

func TestOnTheSimulatedCloudARegistrationIsMadeReusedRenewedAndApproved(t *testing.T) {
	for _, kind := range kinds {
		t.Run(string(kind), func(t *testing.T) {
			m := onSimulator(t)
			first, err := m.register(t, kind, m.sim.Home().Admin)
			if err != nil || first.TenantID != m.sim.Home().ID || first.Credential != kind {
				t.Fatalf("%+v, %v", first, err)
			}
			again, err := m.register(t, kind, m.sim.Home().Admin)
			if err != nil || again.ClientID != first.ClientID || again.KeyID != first.KeyID {
				t.Fatalf("again: %+v, %v", again, err)
			}
			renewed, err := m.registrar.Rotate(t.Context(), m.person(m.sim.Home().Admin).Open, nil)
			if err != nil || renewed.KeyID == first.KeyID || renewed.RetiredKeyID != "" {
				t.Fatalf("renewed: %+v, %v", renewed, err)
			}
			m.approveByLink(t)
			for _, text := range []string{"eyJ", "8Q~", "PRIVATE KEY"} {
				for where, content := range files(t, m.dir) {
					if strings.Contains(content, text) || strings.Contains(m.log.String(), text) {
						t.Errorf("%s or the log holds %q", where, text)
					}
				}
			}
		})
	}
}

// approveByLink sends a customer a link; their administrator accepts it, and
// the approval is noticed.
func (m *msp) approveByLink(t *testing.T) {
	t.Helper()
	customer := m.sim.Tenants()[1]
	p, err := m.connector.ConsentLink(t.Context(), customer.Domain)
	if err != nil {
		t.Fatal(err)
	}
	admin, _ := m.sim.People(customer.ID)
	_, _ = m.person(admin).Visit(t.Context(), p.Link) // it ends at this computer's localhost, where nobody listens
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	done := make(chan error, 1)
	go func() { done <- m.connector.Run(ctx) }()
	for ctx.Err() == nil {
		if list := m.connector.Pending(); len(list) == 1 && list[0].State == models.ConsentAccepted {
			break
		}
		select {
		case <-ctx.Done():
		case <-time.After(5 * time.Millisecond):
		}
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
	tenant, err := m.store.Tenant(t.Context(), customer.ID)
	if err != nil || tenant.Connection.Kind != models.SharedRegistration {
		t.Errorf("%+v, %v, %+v", tenant, err, m.connector.Pending())
	}
}

func TestTheSimulatedRefusalsOfARegistration(t *testing.T) {
	for _, c := range []struct {
		name    string
		policy  simulator.Policy
		account func(simulator.Home) string
		kind    models.CredentialKind
		want    string
	}{
		{"nobody special signs in", simulator.Policy{NoRegistration: true}, func(h simulator.Home) string { return h.Plain }, models.CertificateCredential, fault.SignInCancelled},
		{"may register and not grant", simulator.Policy{}, func(h simulator.Home) string { return h.Technician }, models.CertificateCredential, fault.RegistrationGrantRole},
		{"no self-signed certificates", simulator.Policy{TrustedAuthority: true}, func(h simulator.Home) string { return h.Admin }, models.CertificateCredential, fault.PolicyNoSelfSigned},
		{"credentials live too long", simulator.Policy{MaxCertificate: 30 * 24 * time.Hour}, func(h simulator.Home) string { return h.Admin }, models.CertificateCredential, fault.PolicyCredentialLifetime},
		{"no secrets, so a certificate", simulator.Policy{NoSecrets: true}, func(h simulator.Home) string { return h.Admin }, models.SecretCredential, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := onSimulator(t)
			m.sim.SetPolicy(m.sim.Home().ID, c.policy)
			ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
			defer cancel()
			browser := m.person(c.account(m.sim.Home()))
			r, err := m.registrar.Register(ctx, models.RegistrationRequest{Cloud: m.sim.Cloud().Name, Credential: c.kind}, browser.Open, nil)
			x := models.Explain(err)
			if (err == nil) != (c.want == "") || err != nil && x.Code != c.want {
				t.Errorf("%s: %v, %+v", x.Code, err, r)
			}
			if err == nil && r.Credential != models.CertificateCredential {
				t.Errorf("%+v", r)
			}
		})
	}
}
