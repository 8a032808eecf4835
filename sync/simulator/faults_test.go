package simulator

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func TestReportsComeThroughAPreAuthenticatedRedirect(t *testing.T) {
	s := start(t, Options{Tenants: 1})
	c := connect(t, s, 0)
	c.hc.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	resp := c.do("GET", "/v1.0/reports/getMailboxUsageDetail(period='D30')", nil)
	resp.Body.Close()
	to, err := resp.Location()
	if err != nil || resp.StatusCode != 302 || to.Hostname() != "localhost" || resp.Header.Get("Content-Type") != "text/plain" {
		t.Fatalf("%s to %v", resp.Status, to)
	}
	bare, err := c.hc.Get(to.String())
	if err != nil {
		t.Fatal(err)
	}
	defer bare.Body.Close()
	if body, _ := io.ReadAll(bare.Body); bare.StatusCode != 200 || bare.Header.Get("Content-Type") != "application/octet-stream" || len(body) < 100 {
		t.Errorf("download: %s %q", bare.Status, body)
	}
	leaky := c.do("GET", to.String(), nil)
	leaky.Body.Close()
	if leaky.StatusCode != 400 {
		t.Errorf("download with a token: %s", leaky.Status)
	}
	s.SetFaults([]Fault{{Kind: "clock", Delay: 10 * time.Minute}})
	late, err := c.hc.Get(to.String())
	if err != nil {
		t.Fatal(err)
	}
	late.Body.Close()
	if late.StatusCode != 403 {
		t.Errorf("download after its time: %s", late.Status)
	}
}

func TestFaultsOnDemand(t *testing.T) {
	s := start(t, Options{Tenants: 2, Quotas: QuotasOff})
	c := connect(t, s, 1)
	const users = "/v1.0/users?$top=5&$select=id"
	read := func(path string) (int, string, http.Header, error) {
		req, err := http.NewRequest("GET", s.Cloud().GraphURL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Authorization", "Bearer "+c.token)
		resp, err := c.hc.Do(req)
		if err != nil {
			return 0, "", nil, err
		}
		defer resp.Body.Close()
		body, err := io.ReadAll(resp.Body)
		return resp.StatusCode, string(body), resp.Header, err
	}
	for _, tc := range []struct {
		faults string
		path   string
		good   func(status int, body string, h http.Header, err error) bool
	}{
		{"429:users:1", users, func(st int, b string, h http.Header, _ error) bool {
			return st == 429 && h.Get("Retry-After") != "" && strings.Contains(b, "TooManyRequests")
		}},
		{"429-bare:users", users, func(st int, _ string, h http.Header, _ error) bool { return st == 429 && h.Get("Retry-After") == "" }},
		{"503:*:1", "/v1.0/organization", func(st int, _ string, _ http.Header, _ error) bool { return st == 503 }},
		{"truncate:users", users, func(st int, b string, _ http.Header, err error) bool {
			return st == 200 && err == nil && !json.Valid([]byte(b))
		}},
		{"html:skus", "/v1.0/subscribedSkus", func(st int, b string, _ http.Header, _ error) bool {
			return st == 200 && strings.Contains(b, "<html")
		}},
		{"reset:users", users, func(_ int, _ string, _ http.Header, err error) bool { return err != nil }},
		{"401:midpaging", users, func(st int, _ string, _ http.Header, _ error) bool { return st == 200 }},
		{"empty-dates", "/v1.0/users?$top=999&$select=id,signInActivity", func(_ int, b string, _ http.Header, _ error) bool {
			return strings.Contains(b, `"lastSuccessfulSignInDateTime":""`)
		}},
		{"no-bom", "/v1.0/reports/getMailboxUsageDetail(period='D7')", func(_ int, b string, _ http.Header, _ error) bool {
			return strings.HasPrefix(b, "Report Refresh Date")
		}},
		{"header-only:reports", "/v1.0/reports/getMailboxUsageDetail(period='D7')", func(_ int, b string, _ http.Header, _ error) bool {
			return strings.Count(b, "\n") == 1
		}},
		{"csv-columns", "/v1.0/reports/getMailboxUsageDetail(period='D7')", func(_ int, b string, _ http.Header, _ error) bool {
			return strings.Contains(b, "Total Wellbeing Score") && !strings.Contains(b, "Display Name")
		}},
	} {
		rules, err := ParseFaults(tc.faults)
		if err != nil {
			t.Fatal(err)
		}
		s.SetFaults(rules)
		if st, b, h, err := read(tc.path); !tc.good(st, b, h, err) {
			t.Errorf("%s: %d %.120q %v", tc.faults, st, b, err)
		}
	}
	s.SetFaults(nil)
	link := c.get(users)["@odata.nextLink"].(string)
	s.SetFaults([]Fault{{Kind: "status", Code: 401, Target: "midpaging", Count: 1}})
	if status, code := c.fails(link); status != 401 || code != "InvalidAuthenticationToken" {
		t.Errorf("second page: %d %s", status, code)
	}
	if c.get(link)["value"] == nil {
		t.Error("the fault was not used up")
	}
}

func TestBatchAnswersEachItemOnItsOwn(t *testing.T) {
	s := start(t, Options{Tenants: 1})
	c := connect(t, s, 0)
	send := func(items ...string) (int, map[string]map[string]any) {
		resp := c.do("POST", "/v1.0/$batch", strings.NewReader(`{"requests":[`+strings.Join(items, ",")+`]}`), "Content-Type", "application/json")
		status := resp.StatusCode
		body := decode(t, resp)
		out := map[string]map[string]any{}
		list, _ := body["responses"].([]any)
		for _, r := range list {
			m := r.(map[string]any)
			out[m["id"].(string)] = m
		}
		return status, out
	}
	s.SetFaults([]Fault{{Kind: "status", Code: 429, Target: "skus", Count: 1}})
	status, got := send(
		`{"id":"a","method":"GET","url":"/users?$top=3&$select=id"}`,
		`{"id":"b","method":"GET","url":"subscribedSkus"}`,
		`{"id":"c","method":"GET","url":"/users/$count","headers":{"ConsistencyLevel":"eventual"}}`,
		`{"id":"d","method":"GET","url":"/reports/getMailboxUsageDetail(period='D7')"}`,
		`{"id":"e","method":"GET","url":"/organization","dependsOn":["b"]}`,
		`{"id":"f","method":"PATCH","url":"/admin/reportSettings","body":{"displayConcealedNames":false},"headers":{"Content-Type":"application/json"}}`,
	)
	if status != 200 || len(got) != 6 {
		t.Fatalf("%d, %d answers", status, len(got))
	}
	for id, want := range map[string]float64{"a": 200, "b": 429, "c": 200, "d": 302, "e": 424, "f": 403} {
		if got[id]["status"] != want {
			t.Errorf("item %s: %v, want %v", id, got[id]["status"], want)
		}
	}
	headers := func(id string) map[string]any { return got[id]["headers"].(map[string]any) }
	if headers("a")["Content-Type"] == nil || headers("b")["Retry-After"] == nil || headers("d")["Location"] == nil {
		t.Errorf("headers: %v", got)
	}
	var many []string
	for i := range 21 {
		many = append(many, fmt.Sprintf(`{"id":"%d","method":"GET","url":"/organization"}`, i))
	}
	if status, _ := send(many...); status != 400 {
		t.Errorf("21 items: %d", status)
	}
	if status, _ := send(many[0], many[0]); status != 400 {
		t.Errorf("same id twice: %d", status)
	}
}

func TestLimitsOfAReportAreEnforced(t *testing.T) {
	var later atomic.Int64 // days
	s := start(t, Options{Tenants: 1, Now: func() time.Time { return day.AddDate(0, 0, int(later.Load())) }})
	c := connect(t, s, 0)
	for i := range 15 {
		resp := c.do("GET", "/v1.0/reports/getMailboxUsageDetail(period='D7')", nil)
		resp.Body.Close()
		if want := map[bool]int{true: 429, false: 200}[i == 14]; resp.StatusCode != want {
			t.Fatalf("call %d: %s", i+1, resp.Status)
		}
		if i == 14 && (resp.Header.Get("Retry-After") == "" || !strings.HasPrefix(resp.Header.Get("x-ms-throttle-scope"), "Tenant_Application/Read/")) {
			t.Errorf("headers %v", resp.Header)
		}
	}
	later.Store(1)
	resp := c.do("GET", "/v1.0/reports/getMailboxUsageDetail(period='D7')", nil)
	resp.Body.Close()
	if resp.StatusCode != 200 {
		t.Errorf("on the next day of the data: %s", resp.Status)
	}
}

func TestGovernmentCloudHasNoUsageReportsInV1(t *testing.T) {
	s := start(t, Options{Tenants: 1})
	c := connect(t, s, 0)
	ask := func(path string) int {
		req, err := http.NewRequest("GET", s.Cloud().GraphURL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Host = "graph.microsoft.us"
		req.Header.Set("Authorization", "Bearer "+c.token)
		resp, err := c.hc.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		return resp.StatusCode
	}
	for path, want := range map[string]int{
		"/v1.0/users?$top=1": 200,
		"/v1.0/reports/getOffice365ActiveUserDetail(period='D30')":                          400,
		"/beta/reports/getOffice365ActiveUserDetail(period='D30')?$format=application/json": 200,
		"/v1.0/admin/reportSettings":                                                        400,
	} {
		if got := ask(path); got != want {
			t.Errorf("%s: %d, want %d", path, got, want)
		}
	}
}

func TestFaultsOfTheLogin(t *testing.T) {
	s := start(t, Options{Tenants: 1})
	c := connect(t, s, 0)
	form := url.Values{"grant_type": {"client_credentials"}}
	for list, want := range map[string]int{"503:*": 400, "503:token": 503, "token-html": 200, "html:token": 200, "90055:token": 503} {
		rules, err := ParseFaults(list)
		if err != nil {
			t.Fatal(err)
		}
		s.SetFaults(rules)
		resp, err := c.hc.PostForm(s.Cloud().LoginURL+"/"+s.Tenants()[0].ID+"/oauth2/v2.0/token", form)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != want {
			t.Errorf("%s: %s, want %d", list, resp.Status, want)
		}
	}
}

func TestRealHostNamesServeTheirPartOnly(t *testing.T) {
	s := start(t, Options{Tenants: 1})
	c := connect(t, s, 0)
	ask := func(host, path string) int {
		req, err := http.NewRequest("GET", s.Cloud().GraphURL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Host = host
		resp, err := c.hc.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		return resp.StatusCode
	}
	for _, tc := range []struct {
		host, path string
		status     int
	}{
		{"login.microsoftonline.com", "/organizations/v2.0/.well-known/openid-configuration", 200},
		{"login.microsoftonline.com", "/v1.0/users", 404},
		{"graph.microsoft.com", "/v1.0/users", 401},
		{"graph.microsoft.us", "/v1.0/users", 401},
		{"graph.microsoft.com", "/organizations/v2.0/.well-known/openid-configuration", 400},
	} {
		if got := ask(tc.host, tc.path); got != tc.status {
			t.Errorf("%s%s: %d, want %d", tc.host, tc.path, got, tc.status)
		}
	}
	form := url.Values{"grant_type": {"client_credentials"}, "client_id": {s.Tenants()[0].ClientID}, "client_secret": {s.Tenants()[0].Secret},
		"scope": {"https://graph.microsoft.com/.default"}}
	answer := c.post(s.Cloud().LoginURL+"/"+s.Tenants()[0].ID+"/oauth2/v2.0/token", form)
	if c.token, _ = answer["access_token"].(string); c.get("/v1.0/organization")["value"] == nil {
		t.Error("a token for graph.microsoft.com was refused")
	}
}
