package collect_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/collect"
	"msp-license-tracker/sync/graph"
)

var now = time.Date(2026, 10, 1, 8, 0, 0, 0, time.UTC)

// answers are what a Graph host says, by the beginning of the request's path
// and query; an answer that begins with a number and a space has that status.
type answers map[string]string

func (a answers) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	asked := r.URL.Path + "?" + r.URL.RawQuery
	best := ""
	for path := range a {
		if strings.HasPrefix(asked, path) && len(path) > len(best) {
			best = path
		}
	}
	body, status := a[best], 200
	if best == "" {
		body = `404 {"error":{"code":"BadRequest","message":"unknown segment"}}`
	}
	if len(body) > 4 && body[3] == ' ' && body[0] >= '3' && body[0] <= '5' {
		fmt.Sscan(body[:3], &status)
		body = body[4:]
	}
	w.WriteHeader(status)
	fmt.Fprint(w, strings.ReplaceAll(body, "{host}", "https://"+r.Host))
}

// run lets one collector read from these answers.
func run(t *testing.T, c collect.Collector, a http.Handler) (models.Harvest, map[models.Collector]models.Outcome) {
	t.Helper()
	return runIn(t, c, a, "")
}

func runIn(t *testing.T, c collect.Collector, a http.Handler, cloudName string) (models.Harvest, map[models.Collector]models.Outcome) {
	t.Helper()
	srv := httptest.NewTLSServer(a)
	t.Cleanup(srv.Close)
	where, ok := cloud.Named(cloudName)
	if !ok {
		t.Fatal("no such cloud")
	}
	var h models.Harvest
	list := c.Run(context.Background(), collect.Source{
		Graph: graph.New(srv.URL, srv.Client()),
		Cloud: where,
		Now:   func() time.Time { return now },
		Rows:  func(models.Collector, int) {},
	}, &h)
	byName := make(map[models.Collector]models.Outcome)
	for _, o := range list {
		byName[o.Collector] = o
	}
	if len(byName) != len(c.Outcomes()) {
		t.Fatalf("outcomes %v, promised %v", list, c.Outcomes())
	}
	return h, byName
}

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func day(year, month, d int) time.Time {
	return time.Date(year, time.Month(month), d, 0, 0, 0, 0, time.UTC)
}

func TestOrganization(t *testing.T) {
	h, o := run(t, collect.Organization, answers{"/v1.0/organization": `{"value":[{"id":"11111111-2222-4333-8444-55555555555A","displayName":"Harbour Dental","countryLetterCode":"GB","tenantType":"AAD","onPremisesSyncEnabled":null,"createdDateTime":"2020-01-02T03:04:05Z",
		"verifiedDomains":[{"name":"harbourdental.example","isDefault":true,"isInitial":false,"type":"Managed"},{"name":"harbourdental.onmicrosoft.com","isDefault":false,"isInitial":true}]}]}`})
	same(t, "organization", *h.Organization, models.Organization{
		TenantID: "11111111-2222-4333-8444-55555555555a", Name: "Harbour Dental",
		DefaultDomain: "harbourdental.example", InitialDomain: "harbourdental.onmicrosoft.com",
		Country: "GB", CreatedAt: time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC),
	})
	got := o[models.CollectOrganization]
	if got.Status != models.StatusOK || got.Rows != 1 || !got.DataDate.Equal(now) || !got.ChangedAt.Equal(now) || got.Hash == "" {
		t.Errorf("%+v", got)
	}
	if _, o := run(t, collect.Organization, answers{"/": `{"value":[]}`}); o[models.CollectOrganization].Status != models.StatusFailed {
		t.Error("a tenant without organization is a failure")
	}
}

func TestSKUs(t *testing.T) {
	h, o := run(t, collect.SKUs, answers{"/v1.0/subscribedSkus": `{"value":[
		{"skuId":"F30DB892-07E9-47E9-837C-80727F46FD3D","skuPartNumber":"FLOW_FREE","appliesTo":"User","capabilityStatus":"Enabled","consumedUnits":3,"prepaidUnits":{"enabled":1000000,"warning":null,"suspended":0},"servicePlans":[]},
		{"skuId":"cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46","skuPartNumber":"SPB","appliesTo":"User","capabilityStatus":"Enabled","consumedUnits":22,"prepaidUnits":{"enabled":25,"warning":1,"suspended":2,"lockedOut":3},"subscriptionIds":["BBBBBBBB-0000-4000-8000-000000000001"],
		 "servicePlans":[{"servicePlanId":"41781FB2-bc02-4b7c-bd55-b576c07bb09d","servicePlanName":"AAD_PREMIUM","provisioningStatus":"Success","appliesTo":"User"}]}]}`})
	same(t, "SKUs", *h.SKUs, []models.SKU{
		{ID: "cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46", PartNumber: "SPB", AppliesTo: "User", Status: "Enabled", Enabled: 25, Warning: 1, Suspended: 2, LockedOut: 3, Assigned: 22,
			SubscriptionIDs: []string{"bbbbbbbb-0000-4000-8000-000000000001"},
			Plans:           []models.ServicePlan{{ID: "41781fb2-bc02-4b7c-bd55-b576c07bb09d", Name: "AAD_PREMIUM", Status: "Success"}}},
		{ID: "f30db892-07e9-47e9-837c-80727f46fd3d", PartNumber: "FLOW_FREE", AppliesTo: "User", Status: "Enabled", Enabled: 1000000, Assigned: 3},
	})
	if got := o[models.CollectSKUs]; got.Rows != 2 {
		t.Errorf("%+v", got)
	}
}

func TestSubscriptions(t *testing.T) {
	h, _ := run(t, collect.Subscriptions, answers{"/v1.0/directory/subscriptions": `{"value":[
		{"id":"BBBBBBBB-0000-4000-8000-000000000001","commerceSubscriptionId":"CCCCCCCC-0000-4000-8000-000000000001","skuId":"CBDC14AB-d96c-4c30-b9f4-6ada7cdc1d46","skuPartNumber":"SPB","status":"Enabled","totalLicenses":25,"isTrial":null,"createdDateTime":"2025-02-01T00:00:00Z","nextLifecycleDateTime":null,"ownerTenantId":null,"ownerId":null,"serviceStatus":[]}]}`})
	same(t, "subscriptions", *h.Subscriptions, []models.Subscription{{
		ID: "bbbbbbbb-0000-4000-8000-000000000001", CommerceID: "cccccccc-0000-4000-8000-000000000001",
		SKUID: "cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46", PartNumber: "SPB", Status: "Enabled", Seats: 25, CreatedAt: day(2025, 2, 1),
	}})
}

func TestUserCount(t *testing.T) {
	h, o := run(t, collect.UserCount, answers{"/v1.0/users/$count": "\xEF\xBB\xBF893"})
	if *h.UserCount != 893 || o[models.CollectUserCount].Status != models.StatusOK {
		t.Errorf("%d, %+v", *h.UserCount, o)
	}
}

func TestSecureScoreTakesTheNewestAndDoesNotFollowTheOlderOnes(t *testing.T) {
	h, o := run(t, collect.SecureScore, answers{"/v1.0/security/secureScores?$top=1": `{"@odata.nextLink":"{host}/v1.0/nowhere","value":[{"id":"x","createdDateTime":"2026-09-30T00:00:00Z","currentScore":212.5,"maxScore":430.0,"controlScores":[{"a":1}],"averageComparativeScores":[{"basis":"AllTenants","averageScore":44.1},{"basis":"totalseats","averageScore":51},{"basis":"Moon","averageScore":9}]}]}`})
	same(t, "score", *h.SecureScore, models.SecureScore{Current: 212.5, Max: 430, At: day(2026, 9, 30), AverageAll: 44.1, AverageSize: 51})
	if got := o[models.CollectSecureScore]; got.Status != models.StatusOK || !got.DataDate.Equal(day(2026, 9, 30)) {
		t.Errorf("%+v", got)
	}
	h, o = run(t, collect.SecureScore, answers{"/": `{"value":[]}`})
	if h.SecureScore != nil || o[models.CollectSecureScore].Status != models.StatusNoData {
		t.Errorf("a tenant without score: %+v", o)
	}
}

func TestReportNamesReadsBothShapesOfTheSetting(t *testing.T) {
	for body, want := range map[string]string{
		`{"displayConcealedNames":true}`:            "true",
		`{"value":{"displayConcealedNames":false}}`: "false",
		`{"displayConcealedNames":null}`:            "unknown",
	} {
		h, o := run(t, collect.ReportNames, answers{"/v1.0/admin/reportSettings": body})
		got := "unknown"
		if h.NamesHidden != nil {
			got = fmt.Sprint(*h.NamesHidden)
		}
		if got != want {
			t.Errorf("%s: %s, %+v", body, got, o)
		}
	}
}

func TestWhereTheSettingCannotBeReadTheReportsDecide(t *testing.T) {
	for _, tc := range []struct {
		status models.Status
		want   string
	}{{models.StatusConcealed, "true"}, {models.StatusOK, "false"}, {models.StatusFailed, "unknown"}} {
		var h models.Harvest
		collect.SettleNames(&h, []models.Outcome{{Collector: models.CollectActivity, Status: tc.status}})
		got := "unknown"
		if h.NamesHidden != nil {
			got = fmt.Sprint(*h.NamesHidden)
		}
		if got != tc.want {
			t.Errorf("%s: %s", tc.status, got)
		}
	}
}

func TestWhatACloudLacksIsNotAskedFor(t *testing.T) {
	for _, c := range []collect.Collector{collect.Activity, collect.Mailboxes, collect.ReportNames, collect.SecureScore,
		collect.Email, collect.Teams, collect.SharePoint, collect.OneDriveActivity, collect.Viva, collect.OneDrive, collect.Apps, collect.Activations,
		collect.Copilot, collect.CopilotCounts} {
		_, o := runIn(t, c, http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Errorf("%s asked", c.Name) }), cloud.China)
		if got := o[c.Name]; got.Status != models.StatusNotOffered || !got.ChangedAt.IsZero() || !got.LookedAt.Equal(now) {
			t.Errorf("%s: %+v", c.Name, got)
		}
	}
}

func TestEveryRefusalHasItsStatus(t *testing.T) {
	for name, tc := range map[string]struct {
		answer  string
		status  models.Status
		missing string
		code    string
	}{
		"permission":       {`403 {"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges to complete the operation."}}`, models.StatusDenied, "Reports.Read.All", "Authorization_RequestDenied"},
		"report role":      {`403 {"error":{"code":"UnknownError","message":"{\"error\":{\"code\":\"S2SUnauthorized\",\"message\":\"Invalid permission.\"}}"}}`, models.StatusDenied, "Reports.Read.All", "S2SUnauthorized"},
		"rule of a tenant": {`403 {"error":{"code":"insufficient_claims","message":"x"}}`, models.StatusDenied, "", "insufficient_claims"},
		"proxy":            {`403 <html>blocked</html>`, models.StatusFailed, "", "proxy-page"},
		"token":            {`401 {"error":{"code":"InvalidAuthenticationToken","message":"x"}}`, models.StatusFailed, "", "InvalidAuthenticationToken"},
		"service":          {`503 {"error":{"code":"serviceNotAvailable","message":"x"}}`, models.StatusFailed, "", "serviceNotAvailable"},
		"throttled":        {`429 {"error":{"code":"TooManyRequests","message":"x"}}`, models.StatusFailed, "", "TooManyRequests"},
		"web page":         {`<html>welcome</html>`, models.StatusFailed, "", "proxy-page"},
		"missing columns":  {"Report Refresh Date,Something\n2026-09-29,1\n", models.StatusFailed, "", "csv-columns"},
		"cut report":       {"Report Refresh Date,User Principal Name,Storage Used (Byte)\n2026-09-29,a", models.StatusFailed, "", "truncated-reply"},
	} {
		t.Run(name, func(t *testing.T) {
			h, o := run(t, collect.Mailboxes, answers{"/": tc.answer})
			got := o[models.CollectMailboxes]
			if got.Status != tc.status || got.Missing != tc.missing || got.Fault == nil || got.Fault.Code != tc.code || got.Fault.Missing != tc.missing {
				t.Errorf("%+v, fault %+v", got, got.Fault)
			}
			if h.Mailboxes != nil || !got.ChangedAt.IsZero() {
				t.Error("a source that was not read left rows")
			}
		})
	}
}
