package partner_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/fault"
)

func TestEachRelationshipIsShownWithWhatIsMissing(t *testing.T) {
	w := start(t)
	w.signIn(t)
	for _, c := range []struct {
		name     string
		list     []relationship
		status   models.RelationshipStatus
		usable   bool
		missing  []string
		helpful  []string
		gap      string
		noGap    bool
		relation string
	}{
		{name: "all roles", list: []relationship{{status: "active", roles: usual, assigned: usual, ends: w.in(300)}},
			status: "active", usable: true, noGap: true},
		{name: "Global Reader without Reports Reader", list: []relationship{{status: "active", roles: usual, assigned: []string{globalReader}, ends: w.in(300)}},
			status: "active", usable: true, missing: []string{"Reports Reader"}, helpful: []string{"Cloud Application Administrator"}, gap: "never names"},
		{name: "Reports Reader alone", list: []relationship{{status: "active", assigned: []string{reportsReader}, ends: w.in(300)}},
			status: "active", usable: true, missing: []string{"Directory Readers"}, helpful: []string{"Security Reader", "Cloud Application Administrator"}, gap: "Users and licences cannot be read"},
		{name: "Global Administrator", list: []relationship{{status: "active", assigned: []string{"62e90394-69f5-4237-9190-012177145e10"}, ends: w.in(300)}},
			status: "active", usable: true, noGap: true},
		{name: "no group holds the roles", list: []relationship{{status: "active", roles: usual, ends: w.in(300)}},
			status: "active", gap: "Nobody has access"},
		{name: "ends soon", list: []relationship{{status: "active", roles: usual, assigned: usual, ends: w.in(12)}},
			status: "active", usable: true, gap: "ends on 2 December 2026"},
		{name: "ends soon but extends itself", list: []relationship{{status: "active", roles: usual, assigned: usual, ends: w.in(12), extends: "P180D"}},
			status: "active", usable: true, noGap: true},
		{name: "active but past its end", list: []relationship{{status: "active", roles: usual, assigned: usual, ends: w.in(-1)}},
			status: "active", gap: "ended on 19 November 2026"},
		{name: "being ended", list: []relationship{{status: "terminationRequested", roles: usual, assigned: usual, ends: w.in(100)}},
			status: "terminationRequested", usable: true, gap: "being ended"},
		{name: "expired", list: []relationship{{status: "expired", roles: usual, assigned: usual, ends: w.in(-30)}},
			status: "expired", gap: "has expired"},
		{name: "being set up", list: []relationship{{status: "activating", roles: usual, ends: w.in(700)}},
			status: "activating", gap: "setting the relationship up"},
		{name: "a state nobody knows", list: []relationship{{status: "dreaming", roles: usual, ends: w.in(700)}},
			status: "dreaming", gap: "does not know (dreaming)"},
		{name: "the active one with the latest end counts", list: []relationship{
			{id: "old", name: "Old", status: "active", assigned: []string{directoryReaders}, ends: w.in(50)},
			{id: "gone", name: "Gone", status: "expired", roles: usual, ends: w.in(900)},
			{id: "new", name: "New", status: "active", assigned: []string{reportsReader, cloudAppAdmin, securityReader}, ends: w.in(500)},
		}, status: "active", usable: true, noGap: true, relation: "New"},
		{name: "a transition relationship does not count", list: []relationship{{name: "MLT_Customer", status: "active", assigned: usual, ends: w.in(300)}},
			status: "", gap: "MLT_"},
		{name: "beside one of our own it is ignored", list: []relationship{
			{id: "mlt", name: "MLT_Customer", status: "active", assigned: usual, ends: w.in(600)},
			{id: "own", name: "Own", status: "active", assigned: []string{directoryReaders}, ends: w.in(300)},
		}, status: "active", usable: true, missing: []string{"Reports Reader"}, helpful: []string{"Security Reader", "Cloud Application Administrator"}, gap: "Reports Reader", relation: "Own"},
	} {
		t.Run(c.name, func(t *testing.T) {
			for i := range c.list {
				c.list[i].customer = 1
				if c.list[i].id == "" {
					c.list[i].id = fmt.Sprint("r", i)
				}
				if c.list[i].name == "" {
					c.list[i].name = "Licence review"
				}
			}
			w.relations(c.list...)
			list, err := w.service.Customers(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			got := find(t, list, 1)
			if got.Status != c.status || got.Usable != c.usable || (c.relation != "" && got.Relationship != c.relation) {
				t.Errorf("%+v", got)
			}
			if diff := cmp.Diff([2][]string{c.missing, c.helpful}, [2][]string{got.Missing, got.Helpful}); diff != "" {
				t.Errorf("roles (-want +got):\n%s", diff)
			}
			if c.noGap != (len(got.Gaps) == 0) || c.gap != "" && !has(got.Gaps, c.gap) {
				t.Errorf("gaps %q", got.Gaps)
			}
			for _, gap := range got.Gaps {
				if len(gap) > 200 || !strings.HasSuffix(gap, ".") {
					t.Errorf("not a plain sentence: %q", gap)
				}
			}
		})
	}
}

func TestContractsNamesAndConnectedTenantsMeet(t *testing.T) {
	w := start(t)
	account := w.signIn(t)
	w.relations(
		relationship{id: "r1", name: "Review", status: "active", customer: 1, roles: usual, assigned: usual, ends: w.in(300), extends: "P180D"},
		relationship{id: "r2", name: "Review", status: "active", customer: 2, roles: usual, assigned: usual, ends: w.in(300)},
		relationship{id: "r9", name: "Not approved", status: "approvalPending", roles: usual, ends: w.in(300)},
	)
	w.cloud.Set(func() {
		w.cloud.Answers["/v1.0/contracts"] = fmt.Sprintf(`{"value":[{"customerId":%q,"displayName":"Old name","defaultDomainName":"Old.example"},{"customerId":%q,"displayName":"Contract only","defaultDomainName":"c3.example"},{"customerId":%q,"displayName":"We ourselves"}]}`, customerID(1), customerID(3), strings.ToUpper(msp))
		w.cloud.Answers["/v1.0/tenantRelationships/delegatedAdminCustomers"] = fmt.Sprintf(`{"value":[{"tenantId":%q,"displayName":"New name"},{"tenantId":%q,"displayName":"Was a customer"}]}`, strings.ToUpper(customerID(1)), customerID(4))
	})
	other := models.Tenant{ID: customerID(2), Name: "Zebra Ltd", Domain: "zebra.example", State: models.TenantConnected, Connection: models.Connection{Kind: models.OwnRegistration}}
	if err := w.store.SaveTenant(t.Context(), other); err != nil {
		t.Fatal(err)
	}
	list, err := w.service.Customers(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var order []string
	for _, c := range list {
		order = append(order, c.Name)
	}
	if diff := cmp.Diff([]string{"Contract only", "New name", "Was a customer", "Zebra Ltd"}, order); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	first, second, third, fourth := find(t, list, 1), find(t, list, 2), find(t, list, 3), find(t, list, 4)
	if first.Name != "New name" || first.Domain != "old.example" || !first.Contract || !first.AutoExtends || !first.Ends.Equal(w.in(300)) || !first.Starts.IsZero() {
		t.Errorf("%+v", first)
	}
	if len(first.Roles) != 5 || first.Roles[0] != "Cloud Application Administrator" || first.Connected || first.OtherWay {
		t.Errorf("%+v", first)
	}
	if second.Name != "Zebra Ltd" || second.Domain != "zebra.example" || !second.OtherWay || second.Connected {
		t.Errorf("%+v", second)
	}
	if third.Status != models.RelationshipNone || !has(third.Gaps, "There is a contract, but it gives no access") || third.Usable {
		t.Errorf("%+v", third)
	}
	if !has(fourth.Gaps, "any more") {
		t.Errorf("%+v", fourth)
	}
	w.cloud.Close() // no network any more
	known, err := w.service.Known(t.Context())
	if diff := cmp.Diff(list, known); err != nil || diff != "" {
		t.Errorf("what was seen last: %v\n%s", err, diff)
	}
	got, ok, err := w.service.Account(t.Context())
	account.Discovered = w.now
	if diff := cmp.Diff(account, got); err != nil || !ok || diff != "" {
		t.Errorf("%v\n%s", err, diff)
	}
}

func TestWhatThePartnerTenantHidesIsSaid(t *testing.T) {
	const forbidden = `{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges to complete the operation."}}`
	relations, contracts := "/v1.0/tenantRelationships/delegatedAdminRelationships", "/v1.0/contracts"
	for _, c := range []struct {
		name    string
		answers map[string]string
		code    string
		rows    int
	}{
		{"relationships are hidden", map[string]string{relations: forbidden}, fault.PartnerCustomersRefused, 0},
		{"contracts are hidden", map[string]string{contracts: forbidden}, "", 1},
		{"the customer list is hidden", map[string]string{"/v1.0/tenantRelationships/delegatedAdminCustomers": forbidden}, "", 1},
		{"no JSON", map[string]string{relations: "<html>"}, fault.ProxyPage, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := start(t)
			w.signIn(t)
			w.relations(relationship{id: "r1", name: "Review", status: "active", customer: 1, assigned: usual, ends: w.in(300)})
			w.cloud.Set(func() {
				for path, answer := range c.answers {
					w.cloud.Answers[path] = answer
				}
			})
			list, err := w.service.Customers(t.Context())
			if f, _ := fault.Of(err); (err != nil || c.code != "") && (f == nil || f.Code != c.code) || len(list) != c.rows {
				t.Errorf("%d rows, %v", len(list), err)
			}
		})
	}
}

func TestACloudWithoutRelationshipsShowsContracts(t *testing.T) {
	w := start(t)
	w.where.Lacks = map[cloud.Feature]bool{cloud.PartnerRelations: true}
	w.restart(t)
	w.signIn(t)
	w.cloud.Set(func() {
		w.cloud.Answers["/v1.0/contracts"] = fmt.Sprintf(`{"value":[{"customerId":%q,"displayName":"One"}]}`, customerID(1))
		w.cloud.Answers["/v1.0/tenantRelationships/delegatedAdminRelationships"] = "<html>"
	})
	list, err := w.service.Customers(t.Context())
	if err != nil || len(list) != 1 || !list[0].Contract {
		t.Errorf("%+v, %v", list, err)
	}
}

func TestFortyCustomersAreListed(t *testing.T) {
	w := start(t)
	w.signIn(t)
	var all []relationship
	for n := range 40 {
		all = append(all, relationship{id: fmt.Sprint("r", n), name: "Review", status: "active", customer: n + 1, assigned: usual, ends: w.now.Add(time.Hour * 9000)})
	}
	w.relations(all...)
	list, err := w.service.Customers(t.Context())
	if err != nil || len(list) != 40 {
		t.Errorf("%d customers, %v", len(list), err)
	}
}
