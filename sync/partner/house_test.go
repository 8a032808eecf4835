package partner_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"msp-license-tracker/assets"
	"msp-license-tracker/models"
	"msp-license-tracker/models/event"
	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/portfolio"
	"msp-license-tracker/models/store"
	"msp-license-tracker/sync/auth"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/graph"
	"msp-license-tracker/sync/partner"
	"msp-license-tracker/sync/scan"
	"msp-license-tracker/sync/sealed"
	"msp-license-tracker/sync/simulator"
	"msp-license-tracker/sync/transport"
	"msp-license-tracker/sync/vault"
)

// house is the program around partner mode, on the simulated cloud.
type house struct {
	sim     *simulator.Simulator
	dir     string
	log     *safeBuffer
	vault   vault.Vault
	store   *store.Store
	person  *auth.Delegated
	service *partner.Service
	engine  *scan.Engine
	close   func()
}

func build(t *testing.T, sim *simulator.Simulator) *house {
	t.Helper()
	h := &house{sim: sim, dir: t.TempDir(), log: &safeBuffer{}, vault: vault.Memory()}
	h.open(t)
	t.Cleanup(func() { h.close() })
	return h
}

// open is a process that starts on what is kept on the disk and in the keyring.
func (h *house) open(t *testing.T) {
	t.Helper()
	var err error
	if h.store, err = store.Open(t.Context(), h.dir, store.Options{}); err != nil {
		t.Fatal(err)
	}
	log := slog.New(slog.NewTextHandler(h.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	pool := transport.NewPool(log)
	h.close = func() { pool.Close(); h.store.Close() }
	c := h.sim.Cloud()
	c.PartnerURL = h.sim.PartnerURL()
	clouds := cloud.NewDirectory(c)
	h.person = auth.NewDelegated(clouds, pool, sealed.New(filepath.Join(h.dir, "partner.sealed"), "partner sign-in", h.vault))
	id, _ := h.sim.SharedApp()
	registration := &models.Registration{TenantID: h.sim.Home().ID, Cloud: c.Name, ClientID: id, Name: "License Tracker (MSP)"}
	h.service = partner.New(partner.Deps{
		Clouds: clouds, Clients: pool, Person: h.person, Registrations: registrations{registration}, Tenants: h.store, Records: h.store,
	})
	source := auth.Kinds{App: auth.New(clouds, pool, h.vault), Person: h.person}
	h.engine = scan.New(scan.Deps{
		Tenants: h.store, Store: h.service.Explained(h.store), Publish: func(event.Event) {}, Now: time.Now, Figures: h.figures(t),
		Clients: func(tenant models.Tenant) (*graph.Client, cloud.Cloud, error) {
			return graph.New(c.GraphURL, h.service.Explaining(pool.ForTenant(c, source, tenant), tenant)), c, nil
		},
	})
}

func (h *house) figures(t *testing.T) func(context.Context, insight.Snapshot) ([]models.Figure, error) {
	t.Helper()
	catalog, err := assets.Catalog()
	if err != nil {
		t.Fatal(err)
	}
	prices, err := assets.ListPrices()
	if err != nil {
		t.Fatal(err)
	}
	return portfolio.New(h.store, catalog, prices).Figures
}

// signIn lets the MSP's administrator sign in and allow Partner Center.
func (h *house) signIn(t *testing.T) models.PartnerAccount {
	t.Helper()
	return h.signInAs(t, simulator.Person{Account: h.sim.Home().Admin})
}

func (h *house) signInAs(t *testing.T, person simulator.Person) models.PartnerAccount {
	t.Helper()
	browser := h.sim.Browser(person)
	account, err := h.service.SignIn(t.Context(), browser.Open, nil)
	if page, failed := browser.Wait(); err != nil || failed != nil {
		t.Fatalf("%v, %v, %+v", err, failed, page)
	}
	if !account.Approves {
		if err := h.service.AllowApprovals(t.Context(), browser.Open, nil); err != nil {
			t.Fatal(err)
		}
		if _, err := browser.Wait(); err != nil {
			t.Fatal(err)
		}
	}
	return account
}

func begin(t *testing.T) *simulator.Simulator {
	t.Helper()
	sim, err := simulator.Start(t.Context(), simulator.Options{Tenants: 3, Users: 12})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { sim.Close() })
	return sim
}

// approveByLink is what the customer's own administrator does.
func approveByLink(t *testing.T, h *house, c simulator.TenantInfo) {
	t.Helper()
	link, err := h.service.ConsentLink(t.Context(), c.ID)
	if err != nil {
		t.Fatal(err)
	}
	admin, _ := h.sim.People(c.ID)
	if page, err := h.sim.Browser(simulator.Person{Account: admin}).Visit(t.Context(), link); err != nil {
		t.Fatalf("%v, %+v", err, page)
	}
}

func outcome(t *testing.T, h *house, tenant string, name models.Collector) models.Outcome {
	t.Helper()
	list, err := h.store.Outcomes(t.Context(), tenant)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range list {
		if o.Collector == name {
			return o
		}
	}
	t.Fatalf("no outcome of %s", name)
	return models.Outcome{}
}

// nothingLeaked searches everything the program wrote for every token and key
// it held, and for anything that looks like one.
func nothingLeaked(t *testing.T, h *house) {
	t.Helper()
	content, err := sealed.New(filepath.Join(h.dir, "partner.sealed"), "partner sign-in", h.vault).Read(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	key, err := h.vault.Get("sealed file partner sign-in")
	if err != nil {
		t.Fatal(err)
	}
	hunted := append(secretsIn(t, content), key.Secret, "eyJ", "-----BEGIN", "code_verifier", "refresh_token=")
	if tenants, err := h.store.Tenants(t.Context()); err == nil && len(tenants) > 0 {
		if token, err := h.person.Token(t.Context(), tenants[0]); err == nil {
			hunted = append(hunted, token, token[strings.LastIndex(token, ".")+1:])
		}
	}
	if len(hunted) < 7 {
		t.Fatalf("only %d secrets to look for", len(hunted))
	}
	h.store.Close() // folds the log into the file
	files := map[string][]byte{"the log": []byte(h.log.String())}
	err = filepath.WalkDir(h.dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files[path], err = os.ReadFile(path)
		return err
	})
	if err != nil || len(files) < 4 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for name, data := range files {
		for _, secret := range hunted {
			if bytes.Contains(data, []byte(secret)) {
				t.Errorf("%s holds %.12q…", name, secret)
			}
		}
	}
}

// secretsIn are the tokens MSAL keeps.
func secretsIn(t *testing.T, content []byte) []string {
	t.Helper()
	var kept struct {
		Cache map[string]map[string]struct {
			Secret string `json:"secret"`
		} `json:"cache"`
	}
	if err := json.Unmarshal(content, &kept); err != nil {
		t.Fatal(err)
	}
	if len(kept.Cache["AccessToken"]) > 0 {
		t.Error("access tokens are kept on the disk")
	}
	var out []string
	for _, kind := range kept.Cache {
		for _, entry := range kind {
			if entry.Secret != "" {
				out = append(out, entry.Secret)
			}
		}
	}
	return out
}
