package simulator

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"
)

// bare is a plain program without a token.
func bare(t *testing.T, s *Simulator) *client {
	t.Helper()
	c := &client{t: t, s: s, hc: &http.Client{Transport: s.Cloud().Transport()}}
	t.Cleanup(c.hc.CloseIdleConnections)
	return c
}

// desktop is Microsoft's library for a public client.
func desktop(t *testing.T, s *Simulator, hc *http.Client, clientID, tenant string) public.Client {
	t.Helper()
	app, err := public.New(clientID, public.WithAuthority(s.Cloud().LoginURL+"/"+tenant), public.WithHTTPClient(hc), public.WithInstanceDiscovery(false))
	if err != nil {
		t.Fatal(err)
	}
	return app
}

// signedIn is a plain program with the token of a person who signed in with a
// client and accepted the scopes.
func signedIn(t *testing.T, s *Simulator, clientID string, p Person, scopes ...string) *client {
	t.Helper()
	c := bare(t, s)
	for i, name := range scopes {
		if !strings.Contains(name, "://") {
			scopes[i] = s.Cloud().GraphURL + "/" + name
		}
	}
	r, err := desktop(t, s, c.hc, clientID, "organizations").AcquireTokenInteractive(context.Background(), scopes, public.WithOpenURL(s.Browser(p).Open))
	if err != nil {
		t.Fatalf("sign in: %v", err)
	}
	c.token = r.AccessToken
	return c
}

// send writes to Graph and returns status and body.
func (c *client) send(method, path string, body any) (int, map[string]any) {
	c.t.Helper()
	raw, err := json.Marshal(body)
	if err != nil {
		c.t.Fatal(err)
	}
	resp := c.do(method, path, bytes.NewReader(raw), "Content-Type", "application/json")
	if resp.StatusCode == http.StatusNoContent {
		resp.Body.Close()
		return resp.StatusCode, nil
	}
	return resp.StatusCode, decode(c.t, resp)
}

// must is send that succeeds.
func (c *client) must(method, path string, body any) map[string]any {
	c.t.Helper()
	status, out := c.send(method, path, body)
	if status >= 300 {
		c.t.Fatalf("%s %s: %d %v", method, path, status, out)
	}
	return out
}

// problemOf is status, code and code of the first detail of a Graph error.
func problemOf(status int, body map[string]any) (int, string, string) {
	e, _ := body["error"].(map[string]any)
	code, _ := e["code"].(string)
	detail := ""
	if list, ok := e["details"].([]any); ok && len(list) > 0 {
		detail, _ = list[0].(map[string]any)["code"].(string)
	}
	return status, code, detail
}

// roles are the application roles of a token.
func roles(t *testing.T, token string) []any {
	t.Helper()
	out, _ := claims(t, token)["roles"].([]any)
	return out
}

func challengeOf(verifier string) string {
	sum := sha256.Sum256([]byte(verifier))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}
