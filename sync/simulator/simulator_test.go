package simulator

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// day is the data time of the tests.
var day = time.Date(2026, 11, 20, 9, 30, 0, 0, time.UTC)

func start(t *testing.T, o Options) *Simulator {
	t.Helper()
	if o.Now == nil {
		o.Now = func() time.Time { return day }
	}
	s, err := Start(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// client is a plain program that knows nothing but the addresses.
type client struct {
	t     *testing.T
	s     *Simulator
	hc    *http.Client
	token string
}

func connect(t *testing.T, s *Simulator, tenant int) *client {
	t.Helper()
	c := &client{t: t, s: s, hc: &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: s.Cloud().Roots}}}}
	t.Cleanup(c.hc.CloseIdleConnections)
	info := s.Tenants()[tenant]
	answer := c.post(s.Cloud().LoginURL+"/"+info.ID+"/oauth2/v2.0/token", url.Values{
		"grant_type": {"client_credentials"}, "client_id": {info.ClientID}, "client_secret": {info.Secret}, "scope": {s.Cloud().Scope()},
	})
	c.token, _ = answer["access_token"].(string)
	if c.token == "" {
		t.Fatalf("no token: %v", answer)
	}
	return c
}

func (c *client) post(address string, form url.Values) map[string]any {
	c.t.Helper()
	resp, err := c.hc.PostForm(address, form)
	if err != nil {
		c.t.Fatal(err)
	}
	return decode(c.t, resp)
}

func decode(t *testing.T, resp *http.Response) map[string]any {
	t.Helper()
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	var out map[string]any
	if err := json.Unmarshal(body, &out); err != nil {
		t.Fatalf("%s: %v in %.200q", resp.Status, err, body)
	}
	return out
}

// do sends a request to Graph; headers come in pairs.
func (c *client) do(method, path string, body io.Reader, headers ...string) *http.Response {
	c.t.Helper()
	if !strings.HasPrefix(path, "https://") {
		path = c.s.Cloud().GraphURL + path
	}
	req, err := http.NewRequest(method, path, body)
	if err != nil {
		c.t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+c.token)
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	resp, err := c.hc.Do(req)
	if err != nil {
		c.t.Fatal(err)
	}
	return resp
}

func (c *client) get(path string, headers ...string) map[string]any {
	c.t.Helper()
	return decode(c.t, c.do("GET", strings.ReplaceAll(path, " ", "%20"), nil, headers...))
}

// fails gets a path and returns status and error code.
func (c *client) fails(path string, headers ...string) (int, string) {
	c.t.Helper()
	resp := c.do("GET", strings.ReplaceAll(path, " ", "%20"), nil, headers...)
	body := decode(c.t, resp)
	e, _ := body["error"].(map[string]any)
	code, _ := e["code"].(string)
	return resp.StatusCode, code
}

func TestPlainClientReadsEverythingAScanNeeds(t *testing.T) {
	s := start(t, Options{})
	c := connect(t, s, 1)
	for _, path := range []string{
		"/v1.0/organization", "/v1.0/subscribedSkus", "/v1.0/directory/subscriptions", "/v1.0/security/secureScores?$top=1",
		"/v1.0/users?$select=id,userPrincipalName,assignedLicenses,licenseAssignmentStates,signInActivity&$top=500",
	} {
		if v, ok := c.get(path)["value"].([]any); !ok || len(v) == 0 {
			t.Errorf("%s: no items", path)
		}
	}
	resp := c.do("GET", "/v1.0/users/$count", nil, "ConsistencyLevel", "eventual")
	body, _ := io.ReadAll(resp.Body)
	resp.Body.Close()
	if resp.Header.Get("Content-Type") != "text/plain" || string(body) != "64" {
		t.Errorf("user count: %q", body)
	}
	for _, report := range []string{"getOffice365ActiveUserDetail", "getMailboxUsageDetail"} {
		resp := c.do("GET", "/v1.0/reports/"+report+"(period='D180')", nil)
		body, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		if resp.StatusCode != 200 || !strings.HasPrefix(string(body), "\uFEFFReport Refresh Date,") || strings.Count(string(body), "\n") < 20 {
			t.Errorf("%s: %s %.300q", report, resp.Status, body)
		}
	}
}
