package partner_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/fault"
	"msp-license-tracker/sync/simulator"
	truths "msp-license-tracker/sync/simulator/world"
)

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
