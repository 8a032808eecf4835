package graph_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"msp-license-tracker/sync/fault"
	"msp-license-tracker/sync/graph"
)

type item struct {
	ID string `json:"id"`
}

// serve starts a Graph host; {host} in a body becomes its own address.
func serve(t *testing.T, answer http.HandlerFunc) (*graph.Client, *httptest.Server) {
	t.Helper()
	srv := httptest.NewTLSServer(answer)
	t.Cleanup(srv.Close)
	return graph.New(srv.URL, srv.Client()), srv
}

func say(w http.ResponseWriter, r *http.Request, status int, body string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	fmt.Fprint(w, strings.ReplaceAll(body, "{host}", "https://"+r.Host))
}

// list reads a listing to its end.
func list(c *graph.Client, path string, opts ...graph.Option) (ids []string, err error) {
	for page, err := range graph.Pages[item](context.Background(), c, path, opts...) {
		if err != nil {
			return ids, err
		}
		for _, i := range page {
			ids = append(ids, i.ID)
		}
	}
	return ids, nil
}

func TestPagesFollowsNextLinksVerbatim(t *testing.T) {
	var asked []string
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.RequestURI+" "+r.Header.Get("ConsistencyLevel"))
		switch r.URL.Query().Get("$skiptoken") {
		case "":
			say(w, r, 200, `{"@odata.count":3,"@odata.nextLink":"{host}/v1.0/users?%24skiptoken=a%2Bb&x=1","value":[{"id":"1"},{"id":"2"}]}`)
		case "a+b":
			say(w, r, 200, `{"value":[],"@odata.nextLink":"{host}/v1.0/users?$skiptoken=c"}`)
		default:
			say(w, r, 200, `{"value":[{"id":"3"}]}`)
		}
	})
	ids, err := list(c, "/v1.0/users?$count=true", graph.Eventual)
	if err != nil || strings.Join(ids, " ") != "1 2 3" {
		t.Fatalf("%v, %v", ids, err)
	}
	want := []string{"/v1.0/users?$count=true eventual", "/v1.0/users?%24skiptoken=a%2Bb&x=1 eventual", "/v1.0/users?$skiptoken=c eventual"}
	if strings.Join(asked, "\n") != strings.Join(want, "\n") {
		t.Errorf("asked\n%s\nwant\n%s", strings.Join(asked, "\n"), strings.Join(want, "\n"))
	}
}

func TestPagesAbsentMembersOfOnePageDoNotLeakIntoTheNext(t *testing.T) {
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.RawQuery == "" {
			say(w, r, 200, `{"value":[{"id":"1"},{"id":"2"}],"@odata.nextLink":"{host}/v1.0/users?2"}`)
			return
		}
		say(w, r, 200, `{"value":[{},{"id":null},{"id":"4"}]}`)
	})
	ids, err := list(c, "/v1.0/users")
	if err != nil || strings.Join(ids, ",") != "1,2,,,4" {
		t.Errorf("%q, %v", ids, err)
	}
}

func TestPagesRefusesWhatIsNoListing(t *testing.T) {
	for name, tc := range map[string]struct {
		status int
		kind   string
		body   string
		code   string
	}{
		"another host":      {200, "application/json", `{"value":[],"@odata.nextLink":"https://evil.example/v1.0/users"}`, fault.ForeignLink},
		"not https":         {200, "application/json", `{"value":[],"@odata.nextLink":"http://{name}/v1.0/users"}`, fault.ForeignLink},
		"a user in the URL": {200, "application/json", `{"value":[],"@odata.nextLink":"https://a:b@{name}/v1.0/users"}`, fault.ForeignLink},
		"a loop":            {200, "application/json", `{"value":[{"id":"1"}],"@odata.nextLink":"{host}/v1.0/users?again"}`, fault.Unreadable},
		"no value":          {200, "application/json", `{"hello":"world"}`, fault.Unreadable},
		"null value":        {200, "application/json", `{"value":null}`, fault.Unreadable},
		"value is text":     {200, "application/json", `{"value":"x"}`, fault.Unreadable},
		"cut JSON":          {200, "application/json", `{"value":[{"id":"1"},{"id":`, fault.Truncated},
		"nothing":           {200, "application/json", ``, fault.Truncated},
		"two answers":       {200, "application/json", `{"value":[]}{"value":[]}`, fault.Unreadable},
		"proxy page":        {200, "text/html; charset=utf-8", `<html>sign in</html>`, fault.ProxyPage},
		"disguised page":    {200, "application/json", "\xEF\xBB\xBF <!DOCTYPE html><p>", fault.ProxyPage},
		"refused by proxy":  {403, "text/html", `<html>blocked</html>`, fault.ProxyPage},
		"denied":            {403, "application/json", `{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges to complete the operation."}}`, "Authorization_RequestDenied"},
		"nested denial":     {403, "application/json", `{"error":{"code":"UnknownError","message":"{\"error\":{\"code\":\"S2SUnauthorized\",\"message\":\"Invalid permission.\"}}"}}`, "S2SUnauthorized"},
		"empty code":        {403, "application/json", `{"error":{"code":"","message":""}}`, "http-403"},
	} {
		t.Run(name, func(t *testing.T) {
			c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Content-Type", tc.kind)
				w.WriteHeader(tc.status)
				body := strings.ReplaceAll(tc.body, "{host}", "https://"+r.Host)
				fmt.Fprint(w, strings.ReplaceAll(body, "{name}", r.Host))
			})
			_, err := list(c, "/v1.0/users")
			if !fault.Is(err, tc.code) {
				t.Errorf("want %s, got %v", tc.code, err)
			}
		})
	}
}

func TestPagesStartsAnExpiredListingAgainAtMostTwice(t *testing.T) {
	for _, tc := range []struct {
		expiries int
		code     string
	}{{0, ""}, {2, ""}, {3, "Directory_ExpiredPageToken"}} {
		left, starts := tc.expiries, 0
		c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
			switch {
			case r.URL.RawQuery == "":
				starts++
				say(w, r, 200, `{"value":[{"id":"1"}],"@odata.nextLink":"{host}/v1.0/users?2"}`)
			case left > 0:
				left--
				say(w, r, 400, `{"error":{"code":"Directory_ExpiredPageToken","message":"gone"}}`)
			default:
				say(w, r, 200, `{"value":[{"id":"2"}]}`)
			}
		})
		ids, err := list(c, "/v1.0/users")
		if tc.code != "" {
			if !fault.Is(err, tc.code) || starts != 3 {
				t.Errorf("%d expiries: %d starts, %v", tc.expiries, starts, err)
			}
			continue
		}
		if err != nil || starts != tc.expiries+1 || ids[len(ids)-1] != "2" {
			t.Errorf("%d expiries: %v after %d starts, %v", tc.expiries, ids, starts, err)
		}
	}
}

func TestABodyThatBreaksOffIsAskedForOnceMore(t *testing.T) {
	for _, tc := range []struct {
		breaks int
		good   bool
	}{{1, true}, {2, false}} {
		left := tc.breaks
		c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if left--; left >= 0 {
				w.Header().Set("Content-Length", "500")
				fmt.Fprint(w, `{"value":[`)
				return
			}
			say(w, r, 200, `{"value":[{"id":"1"}]}`)
		})
		_, err := list(c, "/v1.0/users")
		if tc.good && err != nil || !tc.good && !fault.Is(err, fault.Truncated) {
			t.Errorf("%d breaks: %v", tc.breaks, err)
		}
	}
}

func TestPagesEndsWithItsContextAndWithItsReader(t *testing.T) {
	asked := 0
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		asked++
		say(w, r, 200, fmt.Sprintf(`{"value":[{"id":"%d"}],"@odata.nextLink":"{host}/v1.0/users?%d"}`, asked, asked))
	})
	for range graph.Pages[item](context.Background(), c, "/v1.0/users") {
		break
	}
	if asked != 1 {
		t.Errorf("%d requests for one page", asked)
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var last error
	for _, err := range graph.Pages[item](ctx, c, "/v1.0/users") {
		cancel()
		last = err
	}
	if !errors.Is(last, context.Canceled) || !fault.Is(last, fault.Cancelled) {
		t.Errorf("after cancel: %v", last)
	}
}

func TestGetReadsOneObjectAndRefusesForeignAddresses(t *testing.T) {
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) { say(w, r, 200, "\xEF\xBB\xBF"+`{"id":"x","id":"y"}`) })
	got, err := graph.Get[item](context.Background(), c, "/v1.0/me")
	if err != nil || got.ID != "y" {
		t.Errorf("%+v, %v", got, err)
	}
	for _, path := range []string{"//evil.example/x", "https://evil.example/", "http://" + "127.0.0.1/", "relative", ""} {
		if _, err := graph.Get[item](context.Background(), c, path); !errors.Is(err, graph.ErrAddress) {
			t.Errorf("%q: %v", path, err)
		}
	}
	plain := graph.New("http://graph.example", http.DefaultClient)
	if _, err := graph.Get[item](context.Background(), plain, "/v1.0/me"); !errors.Is(err, graph.ErrAddress) {
		t.Errorf("a Graph root without https: %v", err)
	}
}

func TestCountReadsPlainText(t *testing.T) {
	for body, want := range map[string]int{"893": 893, "\xEF\xBB\xBF 12\r\n": 12, "0": 0, "-1": -1, "many": -1, "": -1} {
		c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("ConsistencyLevel") != "eventual" {
				t.Error("asked without ConsistencyLevel")
			}
			w.Header().Set("Content-Type", "text/plain")
			fmt.Fprint(w, body)
		})
		got, err := graph.Count(context.Background(), c, "/v1.0/users/$count")
		if (want < 0) != (err != nil) || err == nil && got != want {
			t.Errorf("%q: %d, %v", body, got, err)
		}
	}
}
