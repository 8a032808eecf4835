package simulator

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	msalerrors "github.com/AzureAD/microsoft-authentication-library-for-go/apps/errors"
	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"
)

const partnerScope = "https://api.partnercenter.microsoft.com/.default"

// partnerPerson is somebody of the MSP, signed in with the shared registration.
type partnerPerson struct {
	*client
	app     public.Client
	account public.Account
}

func signInPartner(t *testing.T, s *Simulator, p Person) *partnerPerson {
	t.Helper()
	id, _ := s.SharedApp()
	c := bare(t, s)
	// The MSP's own administrator consents for everybody first.
	if err := s.Browse(t.Context(), s.Cloud().LoginURL+"/"+s.Home().ID+"/adminconsent?client_id="+id); err == nil {
		t.Fatal("the link has no return address and should end on a page that says so")
	}
	app := desktop(t, s, c.hc, id, s.Home().ID)
	r, err := app.AcquireTokenInteractive(context.Background(), []string{s.Cloud().Scope()}, public.WithOpenURL(s.Browser(p).Open))
	if err != nil {
		t.Fatal(err)
	}
	c.token = r.AccessToken
	return &partnerPerson{c, app, r.Account}
}

// in gets a token for a customer from the one sign-in.
func (p *partnerPerson) in(tenant, scope string) (*client, error) {
	r, err := p.app.AcquireTokenSilent(context.Background(), []string{scope}, public.WithSilentAccount(p.account), public.WithTenantID(tenant))
	c := *p.client
	c.token = r.AccessToken
	return &c, err
}

// consent calls Partner Center for a customer.
func (p *partnerPerson) consent(t *testing.T, customer, scopes string) (int, map[string]any) {
	t.Helper()
	c, err := p.in(p.s.Home().ID, partnerScope)
	if err != nil {
		t.Fatal(err)
	}
	id, _ := p.s.SharedApp()
	return c.send("POST", p.s.PartnerURL()+"/v1/customers/"+customer+"/applicationconsents", map[string]any{
		"applicationId": id, "displayName": "Licence tool", "applicationGrants": []any{map[string]any{"enterpriseApplicationId": graphApp, "scope": scopes}},
	})
}

const readScopes = "User.Read.All,Organization.Read.All,Reports.Read.All,AuditLog.Read.All,LicenseAssignment.Read.All,SecurityEvents.Read.All"

func TestThePartnerSeesItsCustomersInEveryState(t *testing.T) {
	s := start(t, Options{})
	p := signInPartner(t, s, Person{Account: s.Home().Technician})
	if n := len(s.Customers()); n != 40 {
		t.Errorf("%d customers", n)
	}
	status, names, several := map[string]int{}, 0, map[string]int{}
	for _, raw := range p.get("/v1.0/tenantRelationships/delegatedAdminRelationships?$top=300")["value"].([]any) {
		r := raw.(map[string]any)
		status[r["status"].(string)]++
		if strings.HasPrefix(r["displayName"].(string), "MLT_") {
			names++
		}
		if customer, ok := r["customer"].(map[string]any); ok {
			several[customer["tenantId"].(string)]++
		}
	}
	for _, want := range []string{"active", "expired", "approvalPending", "terminated", "terminationRequested", "expiring", "activating"} {
		if status[want] == 0 {
			t.Errorf("no relationship is %s", want)
		}
	}
	twice := 0
	for _, n := range several {
		if n > 1 {
			twice++
		}
	}
	if names < 2 || twice < 2 {
		t.Errorf("%d MLT_ relationships, %d customers with several", names, twice)
	}
	customers := len(p.get("/v1.0/tenantRelationships/delegatedAdminCustomers?$top=300")["value"].([]any))
	contracts := len(p.get("/v1.0/contracts?$top=999")["value"].([]any))
	if customers != 38 || contracts != 39 {
		t.Errorf("%d customers by relationship, %d by contract", customers, contracts)
	}
	active := p.get("/v1.0/tenantRelationships/delegatedAdminRelationships?$filter=status eq 'active'&$top=5")
	if len(active["value"].([]any)) != 5 || active["@odata.nextLink"] == nil {
		t.Error("relationships come in pages")
	}
	id := active["value"].([]any)[0].(map[string]any)["id"].(string)
	if list := p.get("/v1.0/tenantRelationships/delegatedAdminRelationships/" + id + "/accessAssignments")["value"].([]any); len(list) != 1 {
		t.Errorf("access assignments %v", list)
	}
	plain := signInPartner(t, s, Person{Account: s.Home().Plain})
	if st, code := plain.fails("/v1.0/tenantRelationships/delegatedAdminCustomers"); st != 403 || code != "Authorization_RequestDenied" {
		t.Errorf("somebody without a role: %d %s", st, code)
	}
}

func TestTokensForCustomersNeedConsentAndARelationship(t *testing.T) {
	s := start(t, Options{})
	p := signInPartner(t, s, Person{Account: s.Home().Technician})
	all := s.Customers()
	_, err := p.in(all[0].ID, s.Cloud().Scope())
	wantCode(t, err, 90099)
	if status, _ := p.consent(t, all[0].ID, readScopes); status != 201 {
		t.Fatalf("consent: %d", status)
	}
	if status, body := p.consent(t, all[0].ID, readScopes); status != 409 || !strings.Contains(body["description"].(string), "Permission entry already exists") {
		t.Errorf("consent twice: %d %v", status, body)
	}
	c, err := p.in(all[0].ID, s.Cloud().Scope())
	if err != nil {
		t.Fatal(err)
	}
	got := claims(t, c.token)
	if got["tid"] != all[0].ID || len(got["wids"].([]any)) != 5 || !strings.Contains(got["scp"].(string), "Reports.Read.All") {
		t.Errorf("claims %v", got)
	}
	if c.get("/v1.0/users?$top=1")["value"] == nil {
		t.Error("the customer cannot be read")
	}
	for place, why := range map[int]string{3: "no role was given to a group", 4: "the relationship is over", 5: "not approved yet", 6: "terminated", 14: "not in the group", 17: "no relationship"} {
		if status, _ := p.consent(t, all[place].ID, readScopes); status != 403 {
			t.Errorf("consent where %s: %d", why, status)
		}
		_, err := p.in(all[place].ID, s.Cloud().Scope())
		wantCode(t, err, 50020)
	}
	if status, _ := p.consent(t, all[13].ID, readScopes); status != 403 {
		t.Errorf("consent without the role for it: %d", status)
	}
	if status, _ := p.consent(t, "00000000-0000-4000-8000-000000000000", readScopes); status != 404 {
		t.Errorf("unknown customer: %d", status)
	}
	if status, _ := p.consent(t, all[1].ID, "Elephants.Read.All"); status != 400 {
		t.Errorf("unknown scope: %d", status)
	}
	s.SignOut(s.Home().Technician)
	_, err = p.in(all[1].ID, s.Cloud().Scope())
	wantCode(t, err, 50173)
}

func TestRolesDecideWhatPartnersSee(t *testing.T) {
	s := start(t, Options{Quotas: QuotasOff})
	p := signInPartner(t, s, Person{})
	all := s.Customers()
	const report = "/v1.0/reports/getOffice365ActiveUserDetail(period='D30')"
	named := func(place int) (bool, *client) {
		if status, body := p.consent(t, all[place].ID, readScopes); status != 201 {
			t.Fatalf("consent: %d %v", status, body)
		}
		c, err := p.in(all[place].ID, s.Cloud().Scope())
		if err != nil {
			t.Fatal(err)
		}
		return strings.Contains(c.csv(report)[1][1], "@"), c
	}
	if shown, _ := named(0); !shown {
		t.Error("a Reports Reader sees names")
	}
	if shown, _ := named(2); shown {
		t.Error("a Global Reader sees no names")
	}
	// Reports Reader alone: reports, but no directory. Consent comes from the customer.
	id, _ := s.SharedApp()
	_ = s.Browse(t.Context(), s.Cloud().LoginURL+"/"+all[15].ID+"/adminconsent?client_id="+id)
	c, err := p.in(all[15].ID, s.Cloud().Scope())
	if err != nil {
		t.Fatal(err)
	}
	if status, code := c.fails("/v1.0/users"); status != 403 || code != "Authorization_RequestDenied" {
		t.Errorf("users without a directory role: %d %s", status, code)
	}
	if len(c.csv(report)) < 2 {
		t.Error("no report")
	}
	// Directory and Global Reader of a transition relationship: no consent through Partner Center.
	if status, _ := p.consent(t, all[8].ID, readScopes); status != 403 {
		t.Errorf("MLT_: %d", status)
	}
}

func TestPartnerCenterWantsASecondFactor(t *testing.T) {
	s := start(t, Options{Tenants: 1})
	p := signInPartner(t, s, Person{Account: s.Home().Technician, NoMFA: true})
	if status, body := p.consent(t, s.Customers()[0].ID, readScopes); status != http.StatusUnauthorized || body["code"].(float64) != 900421 {
		t.Errorf("%d %v", status, body)
	}
	s.SetFaults([]Fault{{Kind: "aadsts", Code: 53003, Target: "refresh_token", Tenant: s.Customers()[0].Domain, Count: 1}})
	_, err := p.in(s.Customers()[0].ID, s.Cloud().Scope())
	wantCode(t, err, 53003)
	var ce msalerrors.CallErr
	if !errors.As(err, &ce) {
		t.Error("not an answer of the login")
	}
	_, err = p.in(s.Customers()[0].ID, s.Cloud().Scope())
	wantCode(t, err, 90099)
}
