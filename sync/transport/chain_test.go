package transport

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/fault"
)

const (
	graphURL = "https://graph.example"
	oldToken = "eyJhbGciOiJub25lIn0.b2xkLXRva2Vu.c2ln"
	newToken = "eyJhbGciOiJub25lIn0.bmV3LXRva2Vu.c2ln"
)

var (
	demo   = cloud.Cloud{Name: "test", LoginURL: "https://login.example", GraphURL: graphURL}
	tenant = models.Tenant{ID: "t1", Connection: models.Connection{ClientID: "c1"}}
)

// serve answers in place of the network.
type serve func(*http.Request) (*http.Response, error)

func (s serve) RoundTrip(r *http.Request) (*http.Response, error) { return s(r) }

func answer(r *http.Request, status int, text string, header ...string) *http.Response {
	resp := &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(text)), Request: r}
	for i := 0; i+1 < len(header); i += 2 {
		resp.Header.Set(header[i], header[i+1])
	}
	return resp
}

type tokens struct {
	renewals atomic.Int64
	renewErr error
}

func (t *tokens) Token(context.Context, models.Tenant) (string, error) { return oldToken, nil }

func (t *tokens) Renew(context.Context, models.Tenant) (string, error) {
	t.renewals.Add(1)
	return newToken, t.renewErr
}

type setup struct {
	pool   *Pool
	client *http.Client
	tokens *tokens
	log    *bytes.Buffer
}

func over(net serve) setup {
	s := setup{tokens: &tokens{}, log: &bytes.Buffer{}}
	s.pool = NewPool(slog.New(slog.NewTextHandler(s.log, &slog.HandlerOptions{Level: slog.LevelDebug})))
	s.pool.rand = func() float64 { return 0.5 }
	s.client = s.pool.ForTenantOver(net, demo, s.tokens, tenant)
	return s
}

func get(t *testing.T, c *http.Client, url string) (int, string, error) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := c.Do(req)
	if err != nil {
		return 0, "", err
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	return resp.StatusCode, string(text), err
}

func TestTheTokenGoesToTheGraphHostOnly(t *testing.T) {
	for _, c := range []struct {
		name, url string
		token     bool
	}{
		{"Graph", graphURL + "/v1.0/users", true},
		{"Graph, other letter case", "https://GRAPH.example/v1.0/users", true},
		{"another host", "https://graph.example.evil.test/v1.0/users", false},
		{"Graph on another port", "https://graph.example:8443/v1.0/users", false},
		{"Graph without encryption", "http://graph.example/v1.0/users", false},
	} {
		var seen string
		s := over(func(r *http.Request) (*http.Response, error) {
			seen = r.Header.Get("Authorization")
			return answer(r, 200, ""), nil
		})
		if _, _, err := get(t, s.client, c.url); err != nil {
			t.Fatal(err)
		}
		if (seen == "Bearer "+oldToken) != c.token || (!c.token && seen != "") {
			t.Errorf("%s: %q", c.name, seen)
		}
	}
}

func TestACallersOwnAuthorizationDoesNotLeaveGraph(t *testing.T) {
	s := over(func(r *http.Request) (*http.Response, error) {
		if r.Header.Get("Authorization") != "" {
			t.Error("the header was sent")
		}
		return answer(r, 200, ""), nil
	})
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "https://elsewhere.example/", nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+oldToken)
	resp, err := s.client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if req.Header.Get("Authorization") == "" {
		t.Error("the caller's request was changed")
	}
}

func TestReportsAreFetchedFromWhereGraphSends(t *testing.T) {
	const report = graphURL + "/v1.0/reports/getMailboxUsageDetail(period='D90')"
	for _, c := range []struct {
		name, from string
		to         []string
		ok         bool
	}{
		{"another host", report, []string{"https://reports.example/x?sig=s1gnature"}, true},
		{"back to Graph", report, []string{graphURL + "/v1.0/users"}, true},
		{"twice", report, []string{"https://reports.example/x", "https://more.example/x"}, false},
		{"without encryption", report, []string{"http://reports.example/x"}, false},
		{"with a user name", report, []string{"https://u:p@reports.example/x"}, false},
		{"not a report", graphURL + "/v1.0/users", []string{"https://reports.example/x"}, false},
	} {
		hop := 0
		s := over(func(r *http.Request) (*http.Response, error) {
			if hop > 0 && r.Header.Get("Authorization") != "" {
				t.Errorf("%s: the token was sent to %s", c.name, r.URL.Host)
			}
			if hop < len(c.to) {
				hop++
				return answer(r, http.StatusFound, "", "Location", c.to[hop-1]), nil
			}
			return answer(r, 200, "table"), nil
		})
		_, text, err := get(t, s.client, c.from)
		if c.ok && (err != nil || text != "table") {
			t.Errorf("%s: %q, %v", c.name, text, err)
		}
		if !c.ok && !fault.Is(err, fault.RedirectRefused) {
			t.Errorf("%s: %v", c.name, err)
		}
		if strings.Contains(s.log.String(), "s1gnature") || strings.Contains(s.log.String(), oldToken) {
			t.Errorf("%s: the log holds a key: %s", c.name, s.log)
		}
	}
}

func TestARefusedTokenIsRenewedOnce(t *testing.T) {
	for _, c := range []struct {
		name     string
		accept   string
		renewErr error
		status   int
	}{
		{"the new one works", newToken, nil, 200},
		{"the new one does not", "another", nil, 401},
		{"no new one to be had", newToken, fault.Local("AADSTS7000222", "get a token", nil), 0},
	} {
		calls := 0
		s := over(func(r *http.Request) (*http.Response, error) {
			calls++
			if r.Header.Get("Authorization") != "Bearer "+c.accept {
				return answer(r, 401, `{"error":{"code":"InvalidAuthenticationToken"}}`), nil
			}
			return answer(r, 200, ""), nil
		})
		s.tokens.renewErr = c.renewErr
		status, _, err := get(t, s.client, graphURL+"/v1.0/organization")
		if status != c.status || s.tokens.renewals.Load() != 1 || calls > 2 {
			t.Errorf("%s: status %d after %d calls and %d renewals", c.name, status, calls, s.tokens.renewals.Load())
		}
		if c.renewErr != nil && !fault.Is(err, "AADSTS7000222") {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestWhatIsRepeatedAndWhen(t *testing.T) {
	reset := errors.Join(errors.New("read"), syscall.ECONNRESET)
	for _, c := range []struct {
		name   string
		method string
		first  func(*http.Request) (*http.Response, error)
		calls  int
		wait   time.Duration
	}{
		{"throttled, with a wait", "GET", func(r *http.Request) (*http.Response, error) { return answer(r, 429, "", "Retry-After", "7"), nil }, 2, 7125 * time.Millisecond},
		{"throttled until a date", "GET", func(r *http.Request) (*http.Response, error) {
			return answer(r, 429, "", "Retry-After", time.Now().Add(9*time.Second).UTC().Format(http.TimeFormat)), nil
		}, 2, 9125 * time.Millisecond},
		{"throttled without a wait", "GET", func(r *http.Request) (*http.Response, error) { return answer(r, 429, ""), nil }, 2, 750 * time.Millisecond},
		{"throttled change", "POST", func(r *http.Request) (*http.Response, error) { return answer(r, 429, "", "Retry-After", "7"), nil }, 2, 7125 * time.Millisecond},
		{"unavailable", "GET", func(r *http.Request) (*http.Response, error) { return answer(r, 503, ""), nil }, 2, 750 * time.Millisecond},
		{"unavailable change", "POST", func(r *http.Request) (*http.Response, error) { return answer(r, 503, ""), nil }, 1, 0},
		{"connection lost", "GET", func(*http.Request) (*http.Response, error) { return nil, reset }, 2, 750 * time.Millisecond},
		{"connection lost in a change", "POST", func(*http.Request) (*http.Response, error) { return nil, reset }, 1, 0},
		{"a wait longer than anybody likes", "GET", func(r *http.Request) (*http.Response, error) { return answer(r, 429, "", "Retry-After", "600"), nil }, 1, 0},
		{"forbidden", "GET", func(r *http.Request) (*http.Response, error) { return answer(r, 403, ""), nil }, 1, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				calls := 0
				s := over(func(r *http.Request) (*http.Response, error) {
					if calls++; calls == 1 {
						return c.first(r)
					}
					text, err := io.ReadAll(r.Body)
					if c.method == "POST" && (err != nil || string(text) != "body") {
						t.Errorf("the body was not sent again: %q, %v", text, err)
					}
					return answer(r, 200, ""), nil
				})
				begin := time.Now()
				req, err := http.NewRequestWithContext(t.Context(), c.method, graphURL+"/v1.0/admin/x", http.NoBody)
				if c.method == "POST" {
					req, err = http.NewRequestWithContext(t.Context(), c.method, graphURL+"/v1.0/$batch", strings.NewReader("body"))
				}
				if err != nil {
					t.Fatal(err)
				}
				if resp, err := s.client.Do(req); err == nil {
					resp.Body.Close()
				}
				if waited := time.Since(begin); calls != c.calls || waited != c.wait {
					t.Errorf("%d calls, waited %v; want %d and %v", calls, waited, c.calls, c.wait)
				}
			})
		})
	}
}

func TestRepeatingEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		calls := 0
		s := over(func(r *http.Request) (*http.Response, error) { calls++; return answer(r, 503, "busy"), nil })
		status, text, err := get(t, s.client, graphURL+"/v1.0/admin/x")
		if calls != maxTries || status != 503 || text != "busy" || err != nil {
			t.Errorf("%d calls, %d %q %v", calls, status, text, err)
		}
		if n := s.pool.Meter().Counts(); n.Requests != maxTries || n.Retries != maxTries-1 || n.Refused != maxTries {
			t.Errorf("%+v", n)
		}
	})
}

func TestCancellingEndsEveryWait(t *testing.T) {
	for name, first := range map[string]serve{
		"between tries": func(r *http.Request) (*http.Response, error) { return answer(r, 429, "", "Retry-After", "100"), nil },
		"on the wire":   func(r *http.Request) (*http.Response, error) { <-r.Context().Done(); return nil, r.Context().Err() },
	} {
		synctest.Test(t, func(t *testing.T) {
			s := over(first)
			ctx, cancel := context.WithCancel(t.Context())
			time.AfterFunc(time.Second, cancel)
			begin := time.Now()
			req, err := http.NewRequestWithContext(ctx, http.MethodGet, graphURL+"/v1.0/users", nil)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := s.client.Do(req); !errors.Is(err, context.Canceled) || time.Since(begin) != time.Second {
				t.Errorf("%s: %v after %v", name, err, time.Since(begin))
			}
		})
	}
}

// silent is a body that never gives a byte until its request ends.
type silent struct{ ctx context.Context }

func (s silent) Read([]byte) (int, error) { <-s.ctx.Done(); return 0, s.ctx.Err() }
func (s silent) Close() error             { return nil }

func TestAStalledReplyIsGivenUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := over(func(r *http.Request) (*http.Response, error) {
			resp := answer(r, 200, "")
			resp.Body = silent{r.Context()}
			return resp, nil
		})
		begin := time.Now()
		if _, _, err := get(t, s.client, graphURL+"/v1.0/users"); !fault.Is(err, fault.Timeout) || time.Since(begin) != longestSilence {
			t.Errorf("%v after %v", err, time.Since(begin))
		}
	})
}

func TestTheLogNamesTheTenantAndTheCounts(t *testing.T) {
	s := over(func(r *http.Request) (*http.Response, error) { return answer(r, 403, "", "request-id", "r-1"), nil })
	if _, _, err := get(t, s.client, graphURL+"/v1.0/users?$filter=mail%20eq%20'a@b.example'&$skiptoken=k3y"); err != nil {
		t.Fatal(err)
	}
	line := s.log.String()
	for _, want := range []string{"tenant=t1", "status=403", "request_id=r-1", "/v1.0/users"} {
		if !strings.Contains(line, want) {
			t.Errorf("%q is missing in %s", want, line)
		}
	}
	for _, secret := range []string{"k3y", "a@b.example", oldToken} {
		if strings.Contains(line, secret) {
			t.Errorf("%q is in the log: %s", secret, line)
		}
	}
}
