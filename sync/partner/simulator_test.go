package partner_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
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
	"msp-license-tracker/sync/fault"
	"msp-license-tracker/sync/graph"
	"msp-license-tracker/sync/partner"
	"msp-license-tracker/sync/scan"
	"msp-license-tracker/sync/sealed"
	"msp-license-tracker/sync/simulator"
	truths "msp-license-tracker/sync/simulator/world"
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

func TestFortyCustomersOfTheSimulatedPartner(t *testing.T) {
	sim := begin(t)
	h := build(t, sim)
	h.signIn(t)
	list, err := h.service.Customers(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	truth, err := truths.New(truths.Options{Tenants: 3, Users: 12, Customers: 40, Anchor: truths.DayOf(time.Now())})
	if err != nil {
		t.Fatal(err)
	}
	if len(list) != len(truth.Customers()) {
		t.Errorf("%d of %d customers", len(list), len(truth.Customers()))
	}
	for i, c := range truth.Customers() {
		at := slices.IndexFunc(list, func(p models.PartnerCustomer) bool { return p.TenantID == c.ID })
		if at < 0 {
			t.Errorf("customer %d, %s, is not listed", i, c.Name)
			continue
		}
		got := list[at]
		want := expected(truth, c)
		if got.Status != want.Status || !got.Ends.Equal(want.Ends) || got.AutoExtends != want.AutoExtends || got.Usable != want.Usable ||
			got.Relationship != want.Relationship || got.Contract != want.Contract || len(got.Roles) != len(want.Roles) {
			t.Errorf("customer %d\n got %+v\nwant %+v", i, got, want)
		}
		if want.Relationship != "" && got.Name != c.Name {
			t.Errorf("customer %d is called %q, not %q", i, got.Name, c.Name)
		}
		if gap := gapsOf[i]; gap == "" && len(got.Gaps) > 0 || !has(got.Gaps, gap) && gap != "" {
			t.Errorf("customer %d: %q, expected %q", i, got.Gaps, gap)
		}
	}
}

// gapsOf are words of what is to be said of the special customers, by place.
var gapsOf = map[int]string{
	2: "never names", 3: "Nobody has access", 4: "has expired", 5: "There is a contract", 6: "was ended", 7: "does not extend itself",
	8: "MLT_", 11: "being ended", 13: "Partner Center yourself", 15: "Users and licences", 16: "about to expire", 17: "There is a contract", 20: "setting the relationship up",
}

// expected is worked out from the world itself, by the documented rules.
func expected(w *truths.World, c *truths.Tenant) models.PartnerCustomer {
	out := models.PartnerCustomer{Contract: slices.ContainsFunc(w.Contracts, func(k *truths.Contract) bool { return k.Customer == c })}
	today := truths.DayOf(time.Now())
	for _, r := range w.Relations {
		if r.Customer != c || !r.Listed() || strings.HasPrefix(r.Name, "MLT_") || out.Relationship != "" && out.Ends.After(r.End.Time()) {
			continue
		}
		out.Relationship, out.Status, out.Ends, out.AutoExtends = r.Name, models.RelationshipStatus(r.Status), r.End.Time(), r.Extends
		if r.InForce(today) {
			out.Roles, out.Usable = r.Assigned, len(r.Assigned) > 0
		}
	}
	return out
}

func TestCustomersAreConnectedAndScannedWithOneSignIn(t *testing.T) {
	sim := begin(t)
	h := build(t, sim)
	h.signIn(t)
	if _, err := h.service.Customers(t.Context()); err != nil {
		t.Fatal(err)
	}
	customers := sim.Customers()
	for i, want := range map[int]string{0: "", 1: "", 2: "", 3: fault.PartnerNoAccess, 13: fault.PartnerCenterRefused, 14: "AADSTS50020"} {
		tenant, err := h.service.Connect(t.Context(), customers[i].ID)
		switch {
		case want == "" && (err != nil || tenant.Name != customers[i].Name || tenant.Domain != customers[i].Domain):
			t.Errorf("customer %d: %+v, %v", i, tenant, err)
		case want != "" && !fault.Is(err, want):
			t.Errorf("customer %d: %v, expected %s", i, err, want)
		}
	}
	approveByLink(t, h, customers[13])
	if _, err := h.service.Connect(t.Context(), customers[13].ID); err != nil {
		t.Errorf("after the link was accepted: %v", err)
	}
	for _, i := range []int{0, 2} {
		if err := h.engine.Scan(t.Context(), customers[i].ID, models.TriggerManual); err != nil {
			t.Fatalf("customer %d: %v", i, err)
		}
	}
	for i, want := range map[int]models.Status{0: models.StatusOK, 2: models.StatusConcealed} {
		o := outcome(t, h, customers[i].ID, models.CollectActivity)
		if o.Status != want {
			t.Errorf("customer %d: activity is %s, %+v", i, o.Status, o.Fault)
		}
		if want != models.StatusOK && (o.Fault == nil || o.Fault.Code != fault.PartnerRoleReports || o.Missing != "Reports Reader") {
			t.Errorf("customer %d: the missing role is not named: %+v", i, o)
		}
		if users := outcome(t, h, customers[i].ID, models.CollectUsers); users.Status != models.StatusOK || users.Rows == 0 {
			t.Errorf("customer %d: users %+v", i, users)
		}
	}
	list, err := h.service.Known(t.Context())
	connected := slices.DeleteFunc(list, func(c models.PartnerCustomer) bool { return !c.Connected })
	if err != nil || len(connected) != 4 {
		t.Errorf("%d connected, %v", len(connected), err)
	}
	nothingLeaked(t, h)
}

func TestTheSimulatedRefusalsOfACustomer(t *testing.T) {
	for _, c := range []struct {
		name     string
		customer int
		person   simulator.Person
		before   func(*simulator.Simulator, simulator.TenantInfo)
		code     string
	}{
		{"reports only: users cannot be read", 15, simulator.Person{}, nil, fault.PartnerCenterRefused},
		{"Partner Center wants a second factor", 0, simulator.Person{NoMFA: true}, nil, fault.PartnerCenterRefused},
		{"the customer wants a second factor", 0, simulator.Person{NoMFA: true}, func(s *simulator.Simulator, c simulator.TenantInfo) {
			s.SetPolicy(c.ID, simulator.Policy{NeedMFA: true})
		}, "AADSTS50076"},
	} {
		t.Run(c.name, func(t *testing.T) {
			sim := begin(t)
			h := build(t, sim)
			c.person.Account = sim.Home().Admin
			h.signInAs(t, c.person)
			customer := sim.Customers()[c.customer]
			if _, err := h.service.Customers(t.Context()); err != nil {
				t.Fatal(err)
			}
			if c.before != nil {
				c.before(sim, customer)
			}
			_, err := h.service.Connect(t.Context(), customer.ID)
			if x := models.Explain(err); x.Code != c.code || x.Next == "" {
				t.Errorf("%+v, %v", x, err)
			}
			if tenants, err := h.store.Tenants(t.Context()); err != nil || len(tenants) != 0 {
				t.Errorf("stored all the same: %+v, %v", tenants, err)
			}
		})
	}
}

func TestWithoutAReadingRoleTheCureIsARole(t *testing.T) {
	sim := begin(t)
	h := build(t, sim)
	h.signIn(t)
	reportsOnly := sim.Customers()[15]
	approveByLink(t, h, reportsOnly)
	_, err := h.service.Connect(t.Context(), reportsOnly.ID)
	if x := models.Explain(err); x.Code != fault.PartnerRoleDirectory || x.Missing != "Directory Readers" {
		t.Errorf("%+v, %v", x, err)
	}
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

func TestARestartNeedsNoSignInAndARevokedOneIsExplained(t *testing.T) {
	sim := begin(t)
	h := build(t, sim)
	account := h.signIn(t)
	customer := sim.Customers()[0].ID
	if _, err := h.service.Connect(t.Context(), customer); err != nil {
		t.Fatal(err)
	}
	h.close()
	h.open(t)
	if got, ok, err := h.service.Account(t.Context()); err != nil || !ok || got.UserName != account.UserName || !got.Approves || got.Explanation != nil {
		t.Errorf("%+v, %v", got, err)
	}
	if err := h.engine.Scan(t.Context(), customer, models.TriggerManual); err != nil {
		t.Fatalf("after the restart: %v", err)
	}
	sim.SignOut(account.UserName) // revoked by an administrator
	h.close()
	h.open(t)
	err := h.engine.Scan(t.Context(), customer, models.TriggerManual)
	if x := models.Explain(err); x.Code != "AADSTS50173" || x.Next != "Sign in again." {
		t.Errorf("%+v, %v", x, err)
	}
	scans, err := h.store.Scans(t.Context(), customer, 1)
	if err != nil || len(scans) != 1 || scans[0].State != models.ScanFailed || scans[0].Fault == nil || scans[0].Fault.Code != "AADSTS50173" {
		t.Errorf("%+v, %v", scans, err)
	}
	if snapshot, err := h.store.Snapshot(t.Context(), customer); err != nil || len(snapshot.Accounts) == 0 {
		t.Errorf("the last good data is gone: %v", err)
	}
	if err := h.service.SignOut(t.Context()); err != nil {
		t.Fatal(err)
	}
	if snapshot, err := h.store.Snapshot(t.Context(), customer); err != nil || len(snapshot.Accounts) == 0 {
		t.Errorf("signing out took the data: %v", err)
	}
	h.signIn(t)
	if err := h.engine.Scan(t.Context(), customer, models.TriggerManual); err != nil {
		t.Errorf("after a new sign-in: %v", err)
	}
	nothingLeaked(t, h)
}

func TestTheSimulatedRefusalsOfASignIn(t *testing.T) {
	for _, c := range []struct {
		name   string
		person func(simulator.Home) simulator.Person
		code   string
	}{
		{"cancelled", func(h simulator.Home) simulator.Person {
			return simulator.Person{Account: h.Admin, Does: simulator.Cancel}
		}, fault.PartnerSignInCancelled},
		{"somebody without a role", func(h simulator.Home) simulator.Person { return simulator.Person{Account: h.Plain} }, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			sim := begin(t)
			h := build(t, sim)
			ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second) // only reached when the page never comes back
			defer cancel()
			browser := sim.Browser(c.person(sim.Home()))
			_, err := h.service.SignIn(ctx, browser.Open, nil)
			if _, failed := browser.Wait(); failed != nil {
				t.Log(failed)
			}
			x := models.Explain(err)
			if err == nil || x.Title == "" || x.Code == "unexpected" || c.code != "" && x.Code != c.code {
				t.Errorf("%+v, %v", x, err)
			}
			if _, ok, err := h.service.Account(t.Context()); ok || err != nil {
				t.Errorf("signed in all the same: %v", err)
			}
		})
	}
}

func TestASimulatedSignInByCode(t *testing.T) {
	sim := begin(t)
	h := build(t, sim)
	browser := sim.Browser(simulator.Person{Account: sim.Home().Admin})
	account, err := h.service.SignIn(t.Context(), nil, func(code models.DeviceCode) {
		if err := browser.EnterCode(code.URL, code.UserCode); err != nil {
			t.Error(err)
		}
	})
	if page, failed := browser.Wait(); err != nil || failed != nil {
		t.Fatalf("%v, %v, %+v", err, failed, page)
	}
	if list, err := h.service.Customers(t.Context()); err != nil || len(list) == 0 || account.UserName != sim.Home().Admin {
		t.Errorf("%d customers, %v", len(list), err)
	}
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
