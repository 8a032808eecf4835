package scan_test

import (
	"context"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"msp-license-tracker/assets"
	"msp-license-tracker/models"
	"msp-license-tracker/models/event"
	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/portfolio"
	"msp-license-tracker/models/store"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/collect"
	"msp-license-tracker/sync/graph"
	"msp-license-tracker/sync/scan"
	"msp-license-tracker/sync/simulator"
	"msp-license-tracker/sync/transport"
)

// place is where a simulated tenant can be reached; it travels as JSON.
type place struct {
	Login  string `json:"login"`
	Graph  string `json:"graph"`
	CA     string `json:"ca"`
	Tenant simulator.TenantInfo
	// Unpaced leaves out what Graph allows five requests in ten seconds for: a
	// hundred thousand users take minutes of waiting there.
	Unpaced bool
}

func (p place) collectors() []collect.Collector {
	all := collect.All()
	if p.Unpaced {
		all = slices.DeleteFunc(all, func(c collect.Collector) bool {
			return c.Name == models.CollectMFA || c.Name == models.CollectServiceSignIns
		})
	}
	return all
}

// play prepares this binary for a role.
func play(ctx context.Context, role string, env ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, os.Args[0], "-test.run=^$")
	cmd.Env = append(os.Environ(), append(env, roleVar+"="+role)...)
	cmd.Stderr = os.Stderr
	return cmd
}

// simulate starts a simulator of one tenant as its own process.
func simulate(tb testing.TB, users int) place {
	tb.Helper()
	cmd := play(context.Background(), "simulator", fmt.Sprint("USERS=", users))
	in, err := cmd.StdinPipe() // the simulator ends when this closes
	if err != nil {
		tb.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		tb.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		in.Close()
		_ = cmd.Wait()
	})
	var p place
	if err := json.NewDecoder(out).Decode(&p); err != nil {
		tb.Fatal(err)
	}
	return p
}

// simulatorRole serves until its standard input ends.
func simulatorRole(ctx context.Context, out io.Writer) error {
	var users int
	if _, err := fmt.Sscan(os.Getenv("USERS"), &users); err != nil {
		return err
	}
	sim, err := simulator.Start(ctx, simulator.Options{Tenants: 1, Users: users, Quotas: simulator.QuotasOff})
	if err != nil {
		return err
	}
	defer sim.Close()
	if err := json.NewEncoder(out).Encode(places(sim)[0]); err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, os.Stdin)
	return err
}

// places are the tenants of a simulator.
func places(sim *simulator.Simulator) (list []place) {
	c := sim.Cloud()
	for _, t := range sim.Tenants() {
		list = append(list, place{Login: c.LoginURL, Graph: c.GraphURL, CA: string(sim.CAPEM()), Tenant: t})
	}
	return list
}

// cloud is the cloud of a place.
func (p place) cloud() cloud.Cloud {
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM([]byte(p.CA))
	return cloud.Cloud{Name: "bench", LoginURL: p.Login, GraphURL: p.Graph, Roots: roots}
}

func (p place) tenant() models.Tenant {
	return models.Tenant{
		ID: p.Tenant.ID, Name: p.Tenant.Name, Domain: p.Tenant.Domain, State: models.TenantConnected,
		Connection: models.Connection{Kind: models.OwnRegistration, ClientID: p.Tenant.ClientID, Credential: models.SecretCredential, Cloud: "bench"},
	}
}

// tokens asks the login service in the plainest way, once a tenant.
type tokens struct {
	http   *http.Client
	places map[string]place // by tenant
	mu     sync.Mutex
	kept   map[string]string // by tenant
}

func newTokens(hc *http.Client, places ...place) *tokens {
	t := &tokens{http: hc, places: make(map[string]place), kept: make(map[string]string)}
	for _, p := range places {
		t.places[p.Tenant.ID] = p
	}
	return t
}

func (t *tokens) Token(ctx context.Context, tenant models.Tenant) (string, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if token := t.kept[tenant.ID]; token != "" {
		return token, nil
	}
	token, err := t.Renew(ctx, tenant)
	t.kept[tenant.ID] = token
	return token, err
}

func (t *tokens) Renew(ctx context.Context, tenant models.Tenant) (string, error) {
	p := t.places[tenant.ID]
	form := url.Values{
		"grant_type": {"client_credentials"}, "client_id": {p.Tenant.ClientID},
		"client_secret": {p.Tenant.Secret}, "scope": {p.cloud().Scope()},
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, p.Login+"/"+tenant.ID+"/oauth2/v2.0/token", strings.NewReader(form.Encode()))
	if err != nil {
		return "", err
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	resp, err := t.http.Do(req)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	var answer struct {
		Token string `json:"access_token"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil || answer.Token == "" {
		return "", errors.Join(err, fmt.Errorf("no token: %s", resp.Status))
	}
	return answer.Token, nil
}

// given reads the place and the data folder a role works on.
func given() (p place, dir string, err error) {
	err = json.Unmarshal([]byte(os.Getenv("PLACE")), &p)
	return p, os.Getenv("DATA"), err
}

// handOver is what given reads.
func handOver(p place, dir string) []string {
	raw, err := json.Marshal(p)
	if err != nil {
		panic(err) // strings only
	}
	return []string{"PLACE=" + string(raw), "DATA=" + dir}
}

// scanner is the real thing: store, rules, transport and engine.
type scanner struct {
	*scan.Engine
	store *store.Store
	book  *portfolio.Portfolio
	pool  *transport.Pool

	// beforeCommit is called when a scan's rows are written and not committed.
	beforeCommit func()
}

// assemble opens a data folder and puts the tenants of one simulator into it.
func assemble(ctx context.Context, dir string, publish func(event.Event), list ...place) (*scanner, error) {
	db, err := store.Open(ctx, dir, store.Options{})
	if err != nil {
		return nil, err
	}
	catalog, err := assets.Catalog()
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	for _, p := range list {
		if err := db.SaveTenant(ctx, p.tenant()); err != nil {
			return nil, errors.Join(err, db.Close())
		}
	}
	prices, err := assets.ListPrices()
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	s := &scanner{store: db, book: portfolio.New(db, catalog, prices), pool: transport.NewPool(nil), beforeCommit: func() {}}
	where := list[0].cloud()
	source := newTokens(s.pool.ForLogin(where), list...)
	s.Engine = scan.New(scan.Deps{
		Tenants: db,
		Store:   db,
		Clients: func(t models.Tenant) (*graph.Client, cloud.Cloud, error) {
			return graph.New(where.GraphURL, s.pool.ForTenant(where, source, t)), where, nil
		},
		Figures: func(ctx context.Context, snap insight.Snapshot) ([]models.Figure, error) {
			figures, err := s.book.Figures(ctx, snap)
			s.beforeCommit()
			return figures, err
		},
		Publish:    publish,
		Collectors: list[0].collectors(),
		Now:        time.Now,
	})
	return s, nil
}

func (s *scanner) close() error {
	s.pool.Close()
	return s.store.Close()
}
