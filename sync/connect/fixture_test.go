package connect_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/auth"
	"msp-license-tracker/sync/auth/authtest"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/connect"
	"msp-license-tracker/sync/fault"
	"msp-license-tracker/sync/transport"
	"msp-license-tracker/sync/vault"
)

const (
	tenantID = "11111111-2222-4333-8444-555555555555"
	otherID  = "99999999-2222-4333-8444-555555555555"
	clientID = "aaaaaaaa-2222-4333-8444-555555555555"
	secret   = "s3cret-Value~of-the-app"
)

var allRoles = []string{"Organization.Read.All", "User.Read.All", "LicenseAssignment.Read.All", "GroupMember.Read.All",
	"AuditLog.Read.All", "Reports.Read.All", "ReportSettings.Read.All", "SecurityEvents.Read.All"}

// store keeps tenants in memory and can be told to fail.
type store struct {
	mu   sync.Mutex
	kept map[string]models.Tenant
	err  error
}

func (s *store) Tenant(_ context.Context, id string) (models.Tenant, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	t, ok := s.kept[id]
	if !ok {
		return models.Tenant{}, models.ErrNotFound
	}
	return t, nil
}

func (s *store) SaveTenant(_ context.Context, t models.Tenant) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err == nil {
		s.kept[t.ID] = t
	}
	return s.err
}

type world struct {
	sts     *authtest.Server
	tenant  *authtest.Tenant
	other   *authtest.Tenant
	vault   vault.Vault
	store   *store
	service *connect.Service
	tokens  *auth.Tokens
	log     *safeBuffer
	clock   *clock
}

// clock passes only when somebody waits.
type clock struct {
	mu    sync.Mutex
	now   time.Time
	waits int
	on    func(wait int) // called at every wait
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Wait(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	c.now = c.now.Add(d)
	c.waits++
	on, n := c.on, c.waits
	c.mu.Unlock()
	if on != nil {
		on(n)
	}
	return ctx.Err()
}

type safeBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *safeBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}
func (s *safeBuffer) String() string { s.mu.Lock(); defer s.mu.Unlock(); return s.b.String() }

func start(t *testing.T) *world {
	t.Helper()
	w := &world{
		tenant: &authtest.Tenant{ID: tenantID, Domain: "dental.test", Name: "Harbour Dental", ClientID: clientID, Secret: secret, Roles: allRoles},
		other:  &authtest.Tenant{ID: otherID, Domain: "other.test", Name: "Other", ClientID: clientID, Secret: secret, Roles: allRoles},
		vault:  vault.Memory(), store: &store{kept: map[string]models.Tenant{}}, log: &safeBuffer{}, clock: &clock{now: time.Now()},
	}
	w.sts = authtest.Start(t, w.tenant, w.other)
	pool := transport.NewPool(slog.New(slog.NewTextHandler(w.log, &slog.HandlerOptions{Level: slog.LevelDebug})))
	t.Cleanup(pool.Close)
	clouds := cloud.NewDirectory(w.sts.Cloud())
	w.tokens = auth.New(clouds, pool, w.vault)
	w.service = connect.New(connect.Deps{Clouds: clouds, Clients: pool, Vault: w.vault, Tokens: w.tokens, Store: w.store, Now: w.clock.Now, Wait: w.clock.Wait})
	return w
}

func own() models.Connection {
	return models.Connection{Kind: models.OwnRegistration, ClientID: clientID, Cloud: "test"}
}

func shared() models.Connection {
	return models.Connection{Kind: models.SharedRegistration, ClientID: clientID, Cloud: "test"}
}

// untouched says that nothing was stored.
func (w *world) untouched(t *testing.T) {
	t.Helper()
	if len(w.store.kept) != 0 {
		t.Error("a tenant was stored")
	}
	for _, id := range []string{tenantID, otherID, clientID} {
		if _, err := w.vault.Get(id); !fault.Is(err, fault.CredentialMissing) {
			t.Errorf("a credential was stored under %s", id)
		}
	}
}

// noSecrets says that neither log nor error shows the secret or a token.
func (w *world) noSecrets(t *testing.T, err error) {
	t.Helper()
	text := w.log.String()
	if err != nil {
		text += err.Error() + models.Explain(err).Raw
	}
	for _, shown := range []string{secret, "eyJ", "client_secret=", "client_assertion=", "BEGIN"} {
		if strings.Contains(text, shown) {
			t.Errorf("%q was shown in %s", shown, text)
		}
	}
}

var errDisk = errors.New("disk went away")
