package partner_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"msp-license-tracker/models"
	"msp-license-tracker/models/event"
	"msp-license-tracker/sync/auth/authtest"
	"msp-license-tracker/sync/fault"
)

// listed is a world whose partner tenant lists customer 1 with all roles.
func listed(t *testing.T) *world {
	t.Helper()
	w := start(t)
	w.signIn(t)
	w.relations(relationship{id: "r1", name: "Review", status: "active", customer: 1, roles: usual, assigned: usual, ends: w.in(300)})
	w.organization(1)
	if _, err := w.service.Customers(t.Context()); err != nil {
		t.Fatal(err)
	}
	return w
}

func TestACustomerIsApprovedThroughPartnerCenterAndConnected(t *testing.T) {
	w := listed(t)
	var asked string
	w.cloud.Set(func() {
		w.cloud.Center = func(r *http.Request) (int, string) {
			body, err := io.ReadAll(r.Body)
			if err != nil {
				return 500, ""
			}
			asked = r.Method + " " + r.URL.Path + " " + string(body)
			r.Body = io.NopCloser(strings.NewReader(string(body)))
			return w.cloud.Approve(r)
		}
	})
	tenant, err := w.service.Connect(t.Context(), " "+strings.ToUpper(customerID(1)))
	if err != nil {
		t.Fatal(err)
	}
	c := tenant.Connection
	if tenant.ID != customerID(1) || tenant.Name != "Customer 1 Ltd" || tenant.Domain != "c1.example" || tenant.Country != "GB" ||
		tenant.State != models.TenantConnected || !tenant.AddedAt.Equal(w.now) || c.Kind != models.PartnerConnection || c.ClientID != clientID || c.Credential != "" {
		t.Errorf("%+v", tenant)
	}
	for _, words := range []string{"POST /v1/customers/" + customerID(1) + "/applicationconsents", `"applicationId":"` + clientID + `"`,
		`"enterpriseApplicationId":"00000003-0000-0000-c000-000000000000"`, "User.Read.All,", "Reports.Read.All", `"displayName":"Northlight licence check"`} {
		if !strings.Contains(asked, words) {
			t.Errorf("%s is not in %s", words, asked)
		}
	}
	if strings.Contains(asked, "ReadWrite") {
		t.Errorf("more than reading is asked for: %s", asked)
	}
	kept, err := w.store.Tenant(t.Context(), customerID(1))
	if err != nil || kept.Connection.Kind != models.PartnerConnection {
		t.Errorf("%+v, %v", kept, err)
	}
	checks, err := w.service.Check(t.Context(), customerID(1))
	if err != nil || len(checks) != 8 || !checks[0].Granted {
		t.Errorf("%+v, %v", checks, err)
	}
	if last := w.events[len(w.events)-1]; last != (event.TenantsChanged{TenantID: customerID(1)}) {
		t.Errorf("%+v", last)
	}
	w.silent(t, nil)
}

func TestAnApprovalThatSpreadsIsWaitedFor(t *testing.T) {
	w := listed(t)
	late := 0
	w.cloud.Set(func() { w.cloud.Center = func(*http.Request) (int, string) { return 201, "{}" } })
	w.onWait = func() {
		if late++; late == 3 {
			w.cloud.Set(func() { w.cloud.Consented[customerID(1)] = "User.Read.All Organization.Read.All" })
		}
	}
	if _, err := w.service.Connect(t.Context(), customerID(1)); err != nil || late != 3 {
		t.Errorf("after %d waits: %v", late, err)
	}
	late = -100
	w.cloud.Set(func() { delete(w.cloud.Consented, customerID(1)) })
	if _, err := w.service.Connect(t.Context(), customerID(1)); !fault.Is(err, "AADSTS65001") {
		t.Errorf("an approval that never arrives: %v", err)
	}
	if n := len(w.waited); n > 30 {
		t.Errorf("waited %d times", n)
	}
}

func TestAnApprovalWithTooLittleIsMadeAnew(t *testing.T) {
	w := listed(t)
	w.cloud.Set(func() { w.cloud.Consented[customerID(1)] = "User.Read" })
	var calls []string
	w.cloud.Set(func() {
		w.cloud.Center = func(r *http.Request) (int, string) {
			calls = append(calls, r.Method)
			return w.cloud.Approve(r)
		}
	})
	if _, err := w.service.Connect(t.Context(), customerID(1)); err != nil || strings.Join(calls, " ") != "DELETE POST" {
		t.Errorf("%v, %v", calls, err)
	}
	calls = nil
	if _, err := w.service.Connect(t.Context(), customerID(1)); err != nil || len(calls) != 0 {
		t.Errorf("an approved customer was approved again: %v, %v", calls, err)
	}
}

func TestWhatCannotBeConnectedIsExplained(t *testing.T) {
	for _, c := range []struct {
		name   string
		bend   func(*testing.T, *world)
		number int
		code   string
	}{
		{"no registration", func(_ *testing.T, w *world) { w.registration = nil }, 1, fault.RegistrationMissing},
		{"nobody signed in", func(t *testing.T, w *world) {
			if err := w.person.SignOut(t.Context()); err != nil {
				t.Fatal(err)
			}
		}, 1, fault.PartnerSignedOut},
		{"Partner Center refuses", func(_ *testing.T, w *world) {
			w.cloud.Set(func() {
				w.cloud.Center = func(*http.Request) (int, string) { return 403, `{"code":"700","description":"MFA required"}` }
			})
		}, 1, fault.PartnerCenterRefused},
		{"Partner Center wants another sign-in", func(_ *testing.T, w *world) {
			w.cloud.Set(func() {
				w.cloud.Center = func(*http.Request) (int, string) { return 401, `{"code":"900421","description":"no MFA"}` }
			})
		}, 1, fault.PartnerCenterRefused},
		{"Partner Center is down", func(_ *testing.T, w *world) {
			w.cloud.Set(func() { w.cloud.Center = func(*http.Request) (int, string) { return 404, "nothing here" } })
		}, 1, "http-404"},
		{"no Partner Center in this cloud", func(t *testing.T, w *world) { w.where.PartnerURL = ""; w.restart(t) }, 1, fault.PartnerCenterAbsent},
		{"a policy of the customer", func(_ *testing.T, w *world) {
			w.cloud.Set(func() {
				w.cloud.Refusals[customerID(1)] = authtest.Refusal{Status: 400, OAuth: "access_denied", Code: 53003, Text: "Blocked."}
			})
		}, 1, "AADSTS53003"},
		{"not in the group", func(_ *testing.T, w *world) {
			w.cloud.Set(func() {
				w.cloud.Refusals[customerID(1)] = authtest.Refusal{Status: 400, OAuth: "invalid_grant", Code: 50020, Text: "No."}
			})
		}, 1, "AADSTS50020"},
		{"connected through a registration", func(t *testing.T, w *world) {
			tenant := models.Tenant{ID: customerID(1), State: models.TenantConnected, Connection: models.Connection{Kind: models.OwnRegistration}}
			if err := w.store.SaveTenant(t.Context(), tenant); err != nil {
				t.Fatal(err)
			}
		}, 1, fault.PartnerConnectedOther},
		{"nobody has access", func(t *testing.T, w *world) {
			w.relations(relationship{id: "r1", name: "Review", status: "active", customer: 1, roles: usual, ends: w.in(300)})
			if _, err := w.service.Customers(t.Context()); err != nil {
				t.Fatal(err)
			}
		}, 1, fault.PartnerNoAccess},
		{"another tenant answers", func(_ *testing.T, w *world) {
			w.cloud.Set(func() {
				w.cloud.Answers[customerID(1)+" /v1.0/organization"] = `{"value":[{"id":"` + customerID(7) + `"}]}`
			})
		}, 1, fault.WrongTenant},
		{"no role that reads the directory", func(_ *testing.T, w *world) {
			w.cloud.Set(func() {
				w.cloud.Answers[customerID(1)+" /v1.0/organization"] = `{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges."}}`
			})
		}, 1, fault.PartnerRoleDirectory},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := listed(t)
			before, err := w.store.Tenants(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			c.bend(t, w)
			if c.name == "no registration" {
				w.restart(t)
			}
			_, err = w.service.Connect(t.Context(), customerID(c.number))
			x := models.Explain(err)
			if !fault.Is(err, c.code) || x.Title == "" || x.Next == "" {
				t.Errorf("%s, %v", x.Code, err)
			}
			after, _ := w.store.Tenants(t.Context())
			if c.name != "connected through a registration" && len(after) != len(before) {
				t.Errorf("stored all the same: %+v", after)
			}
			w.silent(t, err)
		})
	}
	w := start(t)
	if _, err := w.service.Connect(t.Context(), "contoso.example"); !fault.Is(err, fault.InputTenant) {
		t.Errorf("a domain: %v", err)
	}
}

func TestPartnerCenterIsAllowedByASecondLookAtTheBrowser(t *testing.T) {
	w := start(t)
	denied := authtest.Refusal{Status: 400, OAuth: "invalid_grant", Code: 65001, Text: "No consent for Partner Center."}
	w.cloud.Set(func() { w.cloud.RefuseScope = map[string]authtest.Refusal{"user_impersonation": denied} })
	if account := w.signIn(t); account.Approves {
		t.Error("approvals are said to work")
	}
	w.relations(relationship{id: "r1", name: "Review", status: "active", customer: 1, assigned: usual, ends: w.in(300)})
	w.organization(1)
	if _, err := w.service.Customers(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := w.service.Connect(t.Context(), customerID(1)); !fault.Is(err, fault.PartnerCenterSignIn) {
		t.Errorf("%v", err)
	}
	link, err := w.service.ConsentLink(t.Context(), customerID(1))
	if err != nil || link != w.cloud.URL+"/"+customerID(1)+"/adminconsent?client_id="+clientID {
		t.Errorf("%s, %v", link, err)
	}
	w.cloud.Set(func() { w.cloud.RefuseScope = nil })
	if err := w.service.AllowApprovals(t.Context(), w.cloud.Browser(nil), nil); err != nil {
		t.Fatal(err)
	}
	account, ok, err := w.service.Account(t.Context())
	if err != nil || !ok || !account.Approves || !account.Discovered.Equal(w.now) {
		t.Errorf("%+v, %v", account, err)
	}
	if _, err := w.service.Connect(t.Context(), customerID(1)); err != nil {
		t.Error(err)
	}
	w.silent(t, nil)
}

func TestSigningOutKeepsTheCustomersData(t *testing.T) {
	w := listed(t)
	w.cloud.Set(func() { w.cloud.Consented[customerID(1)] = "User.Read.All Organization.Read.All" })
	tenant, err := w.service.Connect(t.Context(), customerID(1))
	if err != nil {
		t.Fatal(err)
	}
	if err := w.service.SignOut(t.Context()); err != nil {
		t.Fatal(err)
	}
	if kept, err := w.store.Tenant(t.Context(), tenant.ID); err != nil || kept.State != models.TenantConnected || kept.Name != tenant.Name {
		t.Errorf("%+v, %v", kept, err)
	}
	if account, ok, err := w.service.Account(t.Context()); err != nil || ok {
		t.Errorf("%+v, %v", account, err)
	}
	if _, err := w.person.Token(t.Context(), tenant); !fault.Is(err, fault.PartnerSignedOut) {
		t.Errorf("%v", err)
	}
	w.signIn(t)
	if _, err := w.person.Token(t.Context(), tenant); err != nil {
		t.Errorf("after signing in again: %v", err)
	}
}

func TestASignInThatCannotBeUsedIsStillNamed(t *testing.T) {
	w := start(t)
	if _, ok, err := w.service.Account(t.Context()); ok || err != nil {
		t.Fatalf("before anybody signed in: %v", err)
	}
	w.signIn(t)
	if err := w.vault.Delete("sealed file partner sign-in"); err != nil {
		t.Fatal(err)
	}
	w.restart(t)
	account, ok, err := w.service.Account(t.Context())
	if err != nil || !ok || account.UserName == "" || account.Explanation == nil || account.Explanation.Code != fault.PartnerSignInDamaged {
		t.Errorf("%+v, %v", account, err)
	}
	if _, err := w.service.Customers(t.Context()); !fault.Is(err, fault.PartnerSignInDamaged) {
		t.Errorf("%v", err)
	}
}

func TestRolesAreNamedOnlyWhereThePermissionIsThere(t *testing.T) {
	w := listed(t)
	const refusal = `{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges."}}`
	const nested = `{"error":{"code":"UnknownError","message":"{\"error\":{\"code\":\"S2SUnauthorized\",\"message\":\"Invalid permission.\"}}"}}`
	tenant := models.Tenant{ID: customerID(1), Connection: models.Connection{Kind: models.PartnerConnection, ClientID: clientID, Cloud: "test"}}
	for _, c := range []struct{ path, query, scopes, body, code, role string }{
		{"/v1.0/reports/getMailboxUsageDetail(period='D180')", "", "Reports.Read.All", nested, fault.PartnerRoleReports, "Reports Reader"},
		{"/v1.0/reports/getMailboxUsageDetail(period='D180')", "", "User.Read.All", nested, "", ""},
		{"/v1.0/users", "?$select=id,signInActivity", "User.Read.All AuditLog.Read.All", refusal, fault.PartnerRoleSignIns, "Reports Reader"},
		{"/v1.0/users", "?$select=id", "User.Read.All", refusal, fault.PartnerRoleDirectory, "Directory Readers"},
		{"/v1.0/users", "?$select=id", "Reports.Read.All", refusal, "", ""},
		{"/v1.0/security/secureScores", "", "SecurityEvents.Read.All", refusal, fault.PartnerRoleScore, "Security Reader"},
		{"/v1.0/auditLogs/signIns", "", "AuditLog.Read.All", refusal, fault.PartnerRoleSignIns, "Reports Reader"},
		{"/v1.0/subscribedSkus", "", "Organization.Read.All", refusal, fault.PartnerRoleDirectory, "Directory Readers"},
		{"/v1.0/users", "?$select=id,signInActivity", "User.Read.All AuditLog.Read.All", `{"error":{"code":"Authentication_RequestFromNonPremiumTenantOrB2CTenant","message":"No P1."}}`, "", ""},
	} {
		w.cloud.Set(func() {
			w.cloud.Consented[customerID(1)] = c.scopes
			w.cloud.Answers[customerID(1)+" "+c.path] = c.body
		})
		w.person.Forget(customerID(1))
		hc := w.service.Explaining(w.client(tenant), tenant)
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, w.cloud.URL+c.path+c.query, nil)
		if err != nil {
			t.Fatal(err)
		}
		resp, err := hc.Do(req)
		if c.code == "" {
			if err != nil {
				t.Errorf("%s%s: %v", c.path, c.query, err)
				continue
			}
			body, _ := io.ReadAll(resp.Body)
			resp.Body.Close()
			if resp.StatusCode != 403 || string(body) != c.body {
				t.Errorf("%s: the answer was changed: %d %s", c.path, resp.StatusCode, body)
			}
			continue
		}
		f, ok := fault.Of(err)
		if !ok || f.Code != c.code || f.Missing() != c.role || f.Status != 403 || f.TenantID != customerID(1) {
			t.Errorf("%s%s: %v", c.path, c.query, err)
		}
	}
	app := models.Tenant{ID: customerID(1), Connection: models.Connection{Kind: models.OwnRegistration}}
	if hc := w.client(app); w.service.Explaining(hc, app) != hc {
		t.Error("an application's client was changed")
	}
	w.silent(t, nil)
}
