package partner_test

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/models/event"
	"msp-license-tracker/models/store"
	"msp-license-tracker/sync/auth"
	"msp-license-tracker/sync/auth/authtest"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/partner"
	"msp-license-tracker/sync/sealed"
	"msp-license-tracker/sync/transport"
	"msp-license-tracker/sync/vault"
)

const (
	msp      = "99999999-2222-4333-8444-000000000000"
	clientID = "aaaaaaaa-2222-4333-8444-555555555555"
)

// customerID is the n-th customer.
func customerID(n int) string { return fmt.Sprintf("99999999-2222-4333-8444-%012d", n) }

// safeBuffer is a log many goroutines write to.
type safeBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *safeBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *safeBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}

// registrations is the MSP's registration, if it has one.
type registrations struct{ have *models.Registration }

func (r registrations) Current(context.Context) (models.Registration, bool, error) {
	if r.have == nil {
		return models.Registration{}, false, nil
	}
	return *r.have, true, nil
}

// world is a computer with a data folder, a person and a small cloud.
type world struct {
	cloud        *authtest.Partner
	where        cloud.Cloud
	dir          string
	vault        vault.Vault
	log          *safeBuffer
	store        *store.Store
	registration *models.Registration
	person       *auth.Delegated
	service      *partner.Service
	now          time.Time

	mu     sync.Mutex
	events []event.Event
	waited []time.Duration
	onWait func()
	pool   *transport.Pool
}

func start(t *testing.T) *world {
	t.Helper()
	w := &world{
		cloud: authtest.StartPartner(t, msp, clientID), dir: t.TempDir(), vault: vault.Memory(), log: &safeBuffer{},
		registration: &models.Registration{TenantID: msp, Cloud: "test", ClientID: clientID, Name: "Northlight licence check"},
		now:          time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC),
	}
	w.where = w.cloud.Cloud()
	db, err := store.Open(t.Context(), w.dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	w.store = db
	w.restart(t)
	return w
}

// restart is the next process on the same computer.
func (w *world) restart(t *testing.T) {
	pool := transport.NewPool(slog.New(slog.NewTextHandler(w.log, &slog.HandlerOptions{Level: slog.LevelDebug})))
	t.Cleanup(pool.Close)
	w.pool = pool
	clouds := cloud.NewDirectory(w.where)
	w.person = auth.NewDelegated(clouds, pool, sealed.New(filepath.Join(w.dir, "partner.sealed"), "partner sign-in", w.vault))
	w.service = partner.New(partner.Deps{
		Clouds: clouds, Clients: pool, Person: w.person, Registrations: registrations{w.registration}, Tenants: w.store, Records: w.store,
		Publish: w.publish, Now: func() time.Time { return w.now }, Wait: w.wait,
	})
}

func (w *world) publish(e event.Event) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.events = append(w.events, e)
}

func (w *world) wait(ctx context.Context, d time.Duration) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.waited = append(w.waited, d)
	if w.onWait != nil {
		w.onWait()
	}
	return ctx.Err()
}

// client is the client of a customer's Graph.
func (w *world) client(tenant models.Tenant) *http.Client {
	return w.pool.ForTenant(w.where, w.person, tenant)
}

// silent says that no secret is in the log, the events, the database or an error.
func (w *world) silent(t *testing.T, err error) {
	t.Helper()
	w.mu.Lock()
	text := w.log.String() + fmt.Sprintf("%+v %#v", w.events, w.events)
	w.mu.Unlock()
	if err != nil {
		text += fmt.Sprintf("%v %+v %#v %+v", err, err, err, models.Explain(err))
	}
	everything := []byte(text)
	_ = filepath.WalkDir(w.dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			data, _ := os.ReadFile(path) // gone meanwhile, nothing to find
			everything = append(everything, data...)
		}
		return nil
	})
	look := secrets
	if key, err := w.vault.Get("sealed file partner sign-in"); err == nil {
		look = append(slices.Clone(look), key.Secret)
	}
	for _, secret := range look {
		if bytes.Contains(everything, []byte(secret)) {
			t.Errorf("%q was written", secret)
		}
	}
}

// secrets are parts of every refresh token, access token and code of the cloud.
var secrets = []string{"refresh-secret", "device-secret", "eyJ", "c2lnbmF0dXJl", "code-"}

func (w *world) signIn(t *testing.T) models.PartnerAccount {
	t.Helper()
	account, err := w.service.SignIn(t.Context(), w.cloud.Browser(nil), nil)
	if err != nil {
		t.Fatal(err)
	}
	return account
}

// relationship is one entry of the partner tenant's list.
type relationship struct {
	id, name, status string
	customer         int // 0 = not approved yet
	roles            []string
	assigned         []string // nil = no assignment at all
	ends             time.Time
	extends          string
}

const (
	globalReader     = "f2ef992c-3afb-46b9-b7cf-a126ee74c451"
	reportsReader    = "4a5d8f65-41da-4de4-8968-e035b65339cf"
	securityReader   = "5d6b6bb7-de71-4623-b4af-96380a352509"
	directoryReaders = "88d8e3e3-8f55-4a1e-953a-9b9898b8876b"
	cloudAppAdmin    = "158c047a-c907-4556-b7ef-446551a6b5f7"
)

func rolesJSON(ids []string) string {
	var out []string
	for _, id := range ids {
		out = append(out, `{"roleDefinitionId":"`+id+`"}`)
	}
	return `{"unifiedRoles":[` + strings.Join(out, ",") + `]}`
}

// relations tells the cloud its relationships.
func (w *world) relations(list ...relationship) {
	w.cloud.Set(func() {
		var entries []string
		for _, r := range list {
			customer := "null"
			if r.customer > 0 {
				customer = fmt.Sprintf(`{"tenantId":%q,"displayName":"Customer %d"}`, customerID(r.customer), r.customer)
			}
			if r.extends == "" {
				r.extends = "PT0S"
			}
			entries = append(entries, fmt.Sprintf(`{"id":%q,"displayName":%q,"status":%q,"customer":%s,"accessDetails":%s,"autoExtendDuration":%q,"createdDateTime":"2025-01-01T00:00:00Z","activatedDateTime":null,"endDateTime":%q}`,
				r.id, r.name, r.status, customer, rolesJSON(r.roles), r.extends, r.ends.Format(time.RFC3339)))
			assignments := []string{`{"id":"old","status":"deleted","accessDetails":` + rolesJSON(r.roles) + `}`}
			if r.assigned != nil {
				assignments = append(assignments, `{"id":"a","status":"active","accessDetails":`+rolesJSON(r.assigned)+`}`)
			}
			w.cloud.Answers["/v1.0/tenantRelationships/delegatedAdminRelationships/"+r.id+"/accessAssignments"] = `{"value":[` + strings.Join(assignments, ",") + `]}`
		}
		w.cloud.Answers["/v1.0/tenantRelationships/delegatedAdminRelationships"] = `{"value":[` + strings.Join(entries, ",") + `]}`
	})
}

// organization lets a customer's Graph say who it is.
func (w *world) organization(n int) {
	w.cloud.Set(func() {
		w.cloud.Answers[customerID(n)+" /v1.0/organization"] = fmt.Sprintf(`{"value":[{"id":%q,"displayName":"Customer %d Ltd","countryLetterCode":"GB","verifiedDomains":[{"name":"C%d.example","isDefault":true}]}]}`, strings.ToUpper(customerID(n)), n, n)
	})
}

var usual = []string{globalReader, reportsReader, directoryReaders, securityReader, cloudAppAdmin}

func (w *world) in(days int) time.Time { return w.now.AddDate(0, 0, days) }

// find picks one customer of a list.
func find(t *testing.T, list []models.PartnerCustomer, n int) models.PartnerCustomer {
	t.Helper()
	i := slices.IndexFunc(list, func(c models.PartnerCustomer) bool { return c.TenantID == customerID(n) })
	if i < 0 {
		t.Fatalf("customer %d is not listed", n)
	}
	return list[i]
}

// has says whether one of the gaps uses these words.
func has(gaps []string, words string) bool {
	return slices.ContainsFunc(gaps, func(g string) bool { return strings.Contains(g, words) })
}
