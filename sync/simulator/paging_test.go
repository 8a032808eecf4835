package simulator

import (
	"fmt"
	"io"
	"strings"
	"testing"
)

func TestPagesAreCutSilentlyAndLinkedOpaquely(t *testing.T) {
	s := start(t, Options{Tenants: 1, Users: 1200, Quotas: QuotasOff})
	c := connect(t, s, 0)
	for _, tc := range []struct {
		query string
		size  int
	}{
		{"", 100}, {"?$top=7", 7}, {"?$top=5000", 999}, {"?$top=999&$select=id,signInActivity", 500},
		{"?$top=999&$filter=signInActivity/lastSignInDateTime le 2030-01-01T00:00:00Z", 500},
	} {
		if n := len(c.get("/v1.0/users" + tc.query)["value"].([]any)); n != tc.size {
			t.Errorf("users%s: %d items, want %d", tc.query, n, tc.size)
		}
	}
	seen, pages, next := map[string]bool{}, 0, "/v1.0/users?$select=id&$top=500&$count=true"
	for next != "" {
		body := c.get(next, "ConsistencyLevel", "eventual")
		if _, counted := body["@odata.count"]; counted != (pages == 0) {
			t.Errorf("page %d: count present: %v", pages, counted)
		}
		for _, it := range body["value"].([]any) {
			seen[it.(map[string]any)["id"].(string)] = true
		}
		next, _ = body["@odata.nextLink"].(string)
		pages++
	}
	if pages != 3 || len(seen) < 1100 {
		t.Errorf("%d users on %d pages", len(seen), pages)
	}
}

func TestNextLinksAreBoundToTheirQuery(t *testing.T) {
	s := start(t, Options{Tenants: 2})
	c, other := connect(t, s, 0), connect(t, s, 1)
	link := c.get("/v1.0/users?$select=id&$top=5&$count=true", "ConsistencyLevel", "eventual")["@odata.nextLink"].(string)
	if !strings.HasPrefix(link, s.Cloud().GraphURL+"/v1.0/users?$select=id&$top=5&$count=true&$skiptoken=") {
		t.Errorf("link %s", link)
	}
	if status, code := c.fails(link); status != 400 || code != "Request_UnsupportedQuery" {
		t.Errorf("without ConsistencyLevel: %d %s", status, code)
	}
	if status, _ := c.fails(strings.Replace(link, "$select=id", "$select=mail", 1), "ConsistencyLevel", "eventual"); status != 400 {
		t.Errorf("other query: %d", status)
	}
	if status, _ := other.fails(link, "ConsistencyLevel", "eventual"); status != 400 {
		t.Errorf("other tenant: %d", status)
	}
	s.SetFaults([]Fault{{Kind: "expire-page", Target: "users"}})
	if status, code := c.fails(link, "ConsistencyLevel", "eventual"); status != 400 || code != "Directory_ExpiredPageToken" {
		t.Errorf("stale: %d %s", status, code)
	}
	s.SetFaults([]Fault{{Kind: "empty-page", Target: "users", Count: 1}})
	body := c.get("/v1.0/users?$top=5")
	if len(body["value"].([]any)) != 0 || body["@odata.nextLink"] == nil {
		t.Errorf("empty page: %v", body)
	}
}

func TestQueriesGraphRefuses(t *testing.T) {
	s := start(t, Options{Quotas: QuotasOff})
	full, basic, noAudit := connect(t, s, 0), connect(t, s, 3), connect(t, s, 11)
	for _, tc := range []struct {
		c      *client
		path   string
		status int
		code   string
	}{
		{full, "/v1.0/users?$select=id,shoeSize", 400, "BadRequest"},
		{full, "/v1.0/users?$select=mailboxSettings", 501, "NotImplemented"},
		{full, "/v1.0/users?$filter=shoeSize eq 4", 400, "Request_UnsupportedQuery"},
		{full, "/v1.0/users?$filter=userType ne 'Guest'", 400, "Request_UnsupportedQuery"},
		{full, "/v1.0/users?$filter=licenseAssignmentStates/any(l:l/state eq 'Error')", 400, "Request_UnsupportedQuery"},
		{full, "/v1.0/users?$filter=signInActivity/lastSignInDateTime le 2026-01-01T00:00:00Z and accountEnabled eq true", 400, "Request_UnsupportedQuery"},
		{full, "/v1.0/users?$filter=accountEnabled", 400, "BadRequest"},
		{full, "/v1.0/users?$bogus=1", 400, "BadRequest"},
		{full, "/v1.0/users/$count", 400, "Request_BadRequest"},
		{full, "/v1.0/users/nobody@nowhere.example", 404, "Request_ResourceNotFound"},
		{full, "/v1.0/elephants", 400, "BadRequest"},
		{full, "/v1.0/reports/getOffice365ActiveUserDetail(period='D31')", 400, "BadRequest"},
		{full, "/v1.0/reports/getElephantDetail(period='D30')", 400, "BadRequest"},
		{full, "/v1.0/reports/getMailboxUsageDetail(date=2026-11-01)", 400, "BadRequest"},
		{full, "/v1.0/copilot/reports/getMicrosoft365CopilotUsageUserDetail(period='D30',version='v2')", 400, "BadRequest"},
		{basic, "/v1.0/users?$select=id,signInActivity", 403, "Authentication_RequestFromNonPremiumTenantOrB2CTenant"},
		{noAudit, "/v1.0/users?$select=id,signInActivity", 403, "Authentication_MSGraphPermissionMissing"},
		{noAudit, "/v1.0/auditLogs/signIns", 403, "Authentication_MSGraphPermissionMissing"},
		{&client{t: t, s: s, hc: full.hc, token: "x.y.z"}, "/v1.0/users", 401, "InvalidAuthenticationToken"},
	} {
		status, code := tc.c.fails(tc.path)
		if status != tc.status || code != tc.code {
			t.Errorf("%s: %d %s, want %d %s", tc.path, status, code, tc.status, tc.code)
		}
	}
}

func TestMissingPermissionsAreToldAsGraphTellsThem(t *testing.T) {
	s := start(t, Options{Tenants: 1, Faults: []Fault{
		{Kind: "deny", Target: "Reports.Read.All"}, {Kind: "deny", Target: "ReportSettings.Read.All"},
		{Kind: "deny", Target: "User.Read.All"}, {Kind: "deny", Target: "Organization.Read.All"},
	}})
	c := connect(t, s, 0)
	for path, want := range map[string]string{
		"/v1.0/users":                   "403 Authorization_RequestDenied",
		"/v1.0/directory/subscriptions": "403 Authorization_RequestDenied",
		"/v1.0/admin/reportSettings":    "403 UnknownError",
		"/v1.0/reports/getOffice365ActiveUserDetail(period='D30')": "403 UnknownError",
	} {
		status, code := c.fails(path)
		if got := fmt.Sprint(status, " ", code); got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
}

func TestSameSeedGivesTheSameBytes(t *testing.T) {
	read := func() string {
		s := start(t, Options{Seed: 7, Quotas: QuotasOff})
		var all strings.Builder
		for i := range s.Tenants() {
			c := connect(t, s, i)
			for _, path := range []string{"/v1.0/users?$top=999&$select=id,userPrincipalName,assignedLicenses,createdDateTime", "/v1.0/subscribedSkus",
				"/v1.0/directory/subscriptions", "/v1.0/reports/getMailboxUsageDetail(period='D90')", "/v1.0/reports/getOffice365ActiveUserDetail(period='D90')"} {
				resp := c.do("GET", path, nil)
				body, err := io.ReadAll(resp.Body)
				resp.Body.Close()
				if err != nil {
					t.Fatal(err)
				}
				all.WriteString(strings.ReplaceAll(string(body), s.Cloud().GraphURL, ""))
			}
		}
		return all.String()
	}
	if one, other := read(), read(); one != other {
		t.Error("two clouds of one seed differ")
	}
}
