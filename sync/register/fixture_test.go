package register_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"sync"
	"testing"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/models/event"
	"msp-license-tracker/models/store"
	"msp-license-tracker/sync/auth"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/connect"
	"msp-license-tracker/sync/register"
	"msp-license-tracker/sync/transport"
	"msp-license-tracker/sync/vault"
)

// clock passes only when somebody waits.
type clock struct {
	mu     sync.Mutex
	now    time.Time
	waited time.Duration
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Wait(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	c.now, c.waited = c.now.Add(d), c.waited+d
	c.mu.Unlock()
	return ctx.Err()
}

// plain are clients that repeat nothing, so that a broken call stays broken.
type plain struct{ hc *http.Client }

func (p plain) ForLogin(cloud.Cloud) *http.Client { return p.hc }

func (p plain) ForTenant(_ cloud.Cloud, s transport.Source, t models.Tenant) *http.Client {
	return &http.Client{Transport: bearer{p.hc.Transport, s, t}}
}

type bearer struct {
	next   http.RoundTripper
	tokens transport.Source
	tenant models.Tenant
}

func (b bearer) RoundTrip(r *http.Request) (*http.Response, error) {
	token, err := b.tokens.Token(r.Context(), b.tenant)
	if err != nil {
		return nil, err
	}
	r = r.Clone(r.Context())
	r.Header.Set("Authorization", "Bearer "+token)
	return b.next.RoundTrip(r)
}

// safe counts what is asked of vault and store, and fails one of it.
type safe struct {
	vault.Vault
	*store.Store
	mu      sync.Mutex
	calls   int
	breakAt int
}

var errBroken = errors.New("broken on purpose")

func (s *safe) call() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.calls++; s.calls == s.breakAt {
		return errBroken
	}
	return nil
}

func (s *safe) Put(id string, c vault.Credential) error {
	return errors.Join(s.call(), s.Vault.Put(id, c)) // the worst case: it failed, and yet it is there
}

func (s *safe) SaveRegistration(ctx context.Context, r models.Registration) error {
	if err := s.call(); err != nil {
		return err
	}
	return s.Store.SaveRegistration(ctx, r)
}

func (s *safe) SaveRegistrationDraft(ctx context.Context, d models.RegistrationDraft) error {
	if err := s.call(); err != nil {
		return err
	}
	return s.Store.SaveRegistrationDraft(ctx, d)
}

type world struct {
	*fakeCloud
	clock   *clock
	safe    *safe
	service *register.Service
	dir     string
	log     *buffer
	mu      sync.Mutex
	events  []event.Event
}

type buffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *buffer) String() string { b.mu.Lock(); defer b.mu.Unlock(); return b.b.String() }

// begin makes a world in which no call is repeated by the transport.
func begin(t *testing.T) *world {
	t.Helper()
	return beginOver(t, unrepeated)
}

func unrepeated(f *fakeCloud, _ *buffer) register.Clients { return plain{f.Client()} }

func beginOver(t *testing.T, clients func(*fakeCloud, *buffer) register.Clients) *world {
	t.Helper()
	c := &clock{now: time.Now()}
	return computer(t, startCloud(t, c), c, clients)
}

// computer is one more installation of this program on the same cloud.
func computer(t *testing.T, f *fakeCloud, c *clock, clients func(*fakeCloud, *buffer) register.Clients) *world {
	t.Helper()
	w := &world{fakeCloud: f, clock: c, dir: t.TempDir(), log: &buffer{}}
	kept, err := store.Open(t.Context(), w.dir, store.Options{Now: w.clock.Now, Log: slog.New(slog.NewTextHandler(w.log, nil))})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kept.Close() })
	w.safe = &safe{Vault: vault.Memory(), Store: kept}
	clouds := cloud.NewDirectory(w.cloud())
	over := clients(w.fakeCloud, w.log)
	prover := connect.New(connect.Deps{Clouds: clouds, Clients: over, Vault: w.safe, Store: w.safe, Tokens: auth.New(clouds, over, w.safe), Now: w.clock.Now, Wait: w.clock.Wait})
	w.service = register.New(register.Deps{Clouds: clouds, Clients: over, Vault: w.safe, Store: w.safe, Prover: prover, Publish: w.publish, Now: w.clock.Now, Wait: w.clock.Wait})
	return w
}

func (w *world) publish(e event.Event) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.events = append(w.events, e)
}

func (w *world) told() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return fmt.Sprintf("%+v", w.events)
}

func request(kind models.CredentialKind) models.RegistrationRequest {
	return models.RegistrationRequest{Cloud: "test", Credential: kind}
}

func (w *world) register(t *testing.T, kind models.CredentialKind) (models.Registration, error) {
	t.Helper()
	return w.service.Register(t.Context(), request(kind), w.browser(t), nil)
}

// whole checks the end state that every way must lead to: one application, one
// enterprise application, every permission once, one credential which the
// vault holds and which works, and nothing left of earlier attempts.
func (w *world) whole(t *testing.T, r models.Registration) {
	t.Helper()
	w.fakeCloud.mu.Lock()
	apps, principals, assignments := len(w.apps), len(w.principals), len(w.assignments)
	credentials := 0
	for _, app := range w.apps {
		credentials += len(entries(app, "keyCredentials")) + len(entries(app, "passwordCredentials"))
	}
	w.fakeCloud.mu.Unlock()
	if apps != 1 || principals != 1 || assignments != len(roleIDs)-len(w.hiddenRoles) || credentials != 1 {
		t.Errorf("%d applications, %d enterprise applications, %d permissions, %d credentials", apps, principals, assignments, credentials)
	}
	kept, err := w.safe.Registration(t.Context())
	if err != nil || kept != r || r.RetiredKeyID != "" || r.TenantID != homeID {
		t.Errorf("kept %+v, got %+v, %v", kept, r, err)
	}
	if _, err := w.safe.RegistrationDraft(t.Context(), "test", "", homeID); r.KeyID != "" && !errors.Is(err, models.ErrNotFound) {
		t.Errorf("a draft is left: %v", err)
	}
	w.works(t, r)
}

// works asks for a token with what the vault holds.
func (w *world) works(t *testing.T, r models.Registration) {
	t.Helper()
	cred, err := w.safe.Get(vault.ID(r.TenantID, r.Connection()))
	if err != nil || cred.Kind() != r.Credential {
		t.Fatalf("the vault holds %v, %v", cred, err)
	}
	if _, err := auth.Once(t.Context(), w.Client(), auth.App{Cloud: w.cloud(), TenantID: homeID, ClientID: r.ClientID, Credential: cred}); err != nil {
		t.Errorf("the credential does not work: %v", err)
	}
}
