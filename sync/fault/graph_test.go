package fault

import (
	"errors"
	"io"
	"net/http"
	"testing"
	"time"

	"msp-license-tracker/models"
)

var now = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

func reply(status int, header ...string) *http.Response {
	r := &http.Response{StatusCode: status, Header: http.Header{}}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	return r
}

func TestGraphRepliesBecomePlainWords(t *testing.T) {
	for _, c := range []struct {
		name       string
		resp       *http.Response
		body       string
		code       string
		whose      models.Party
		retry      bool
		permission string
		after      time.Duration
	}{
		{"no permission", reply(403), `{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges to complete the operation."}}`,
			"Authorization_RequestDenied", models.PartyCustomer, false, "", 0},
		{"permission named", reply(403), `{"error":{"code":"Authentication_MSGraphPermissionMissing","message":"The principal does not have required Microsoft Graph permission(s): AuditLog.Read.All to call this API."}}`,
			"Authentication_MSGraphPermissionMissing", models.PartyCustomer, false, "AuditLog.Read.All", 0},
		{"no P1", reply(403), `{"error":{"code":"Authentication_RequestFromNonPremiumTenantOrB2CTenant","message":"Neither tenant is B2C or tenant doesn't have premium license"}}`,
			"Authentication_RequestFromNonPremiumTenantOrB2CTenant", models.PartyCustomer, false, "", 0},
		{"nested code", reply(403), `{"error":{"code":"UnknownError","message":"{\"error\":{\"code\":\"S2SUnauthorized\",\"message\":\"Invalid permission.\"}}"}}`,
			"S2SUnauthorized", models.PartyCustomer, false, "", 0},
		{"unknown error below 500 says what its status says", reply(403), `{"error":{"code":"UnknownError","message":""}}`,
			"http-403", models.PartyCustomer, false, "", 0},
		{"throttled", reply(429, "Retry-After", "17"), `{"error":{"code":"TooManyRequests","message":"Please retry again later."}}`,
			"TooManyRequests", models.PartyMicrosoft, true, "", 17 * time.Second},
		{"throttled until a date, by the service's clock", reply(429, "Retry-After", "Fri, 20 Nov 2026 14:00:30 GMT", "Date", "Fri, 20 Nov 2026 14:00:00 GMT"), ``,
			"http-429", models.PartyMicrosoft, true, "", 30 * time.Second},
		{"unknown code keeps the words of its status", reply(503), `{"error":{"code":"BrandNewCode","message":"x"}}`,
			"BrandNewCode", models.PartyMicrosoft, true, "", 0},
		{"empty code", reply(404), `{"error":{"code":"","message":"gone"}}`, "http-404", models.PartyApp, false, "", 0},
		{"proxy page", reply(403, "Content-Type", "text/html"), `<html><body>blocked</body></html>`, ProxyPage, models.PartyUser, true, "", 0},
		{"no body", reply(502), ``, "http-502", models.PartyMicrosoft, true, "", 0},
		{"truncated error", reply(500), `{"error":{"co`, "http-500", models.PartyMicrosoft, true, "", 0},
		{"a code that is no code", reply(418), `{"error":{"code":"<script>alert(1)</script>","message":"x"}}`, "http-other", models.PartyApp, false, "", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := fromGraph("GET /users", c.resp, []byte(c.body), now)
			x := models.Explain(e)
			if e.Code != c.code || x.Whose != c.whose || e.Retryable() != c.retry || e.Missing() != c.permission || e.After() != c.after {
				t.Errorf("code %s, whose %s, retry %v, missing %q, after %v", e.Code, x.Whose, e.Retryable(), e.Missing(), e.After())
			}
			if x.Title == "" || x.Cause == "" || x.Next == "" || x.At != now {
				t.Errorf("incomplete words: %+v", x)
			}
		})
	}
}

func TestTheRequestIDComesFromHeaderOrBody(t *testing.T) {
	body := []byte(`{"error":{"code":"x","message":"y","innerError":{"request-id":"from-body"}}}`)
	if e := fromGraph("op", reply(400, "request-id", "from-header"), body, now); e.RequestID != "from-header" {
		t.Errorf("got %q", e.RequestID)
	}
	if e := fromGraph("op", reply(400), body, now); e.RequestID != "from-body" {
		t.Errorf("got %q", e.RequestID)
	}
}

func TestNeedsNamesThePermissionUnlessMicrosoftDid(t *testing.T) {
	e := &Error{Code: "Authorization_RequestDenied"}
	if got := e.Needs("User.Read.All").Missing(); got != "User.Read.All" || e.Missing() != "" {
		t.Errorf("got %q, original %q", got, e.Missing())
	}
	e = &Error{Code: "x", Permission: "AuditLog.Read.All"}
	if got := e.Needs("User.Read.All").Missing(); got != "AuditLog.Read.All" {
		t.Errorf("got %q", got)
	}
}

func TestRepliesThatCannotBeDecoded(t *testing.T) {
	for _, c := range []struct {
		name string
		resp *http.Response
		body string
		err  error
		code string
	}{
		{"proxy page with status 200", reply(200, "Content-Type", "text/html; charset=utf-8"), "<html>", errors.New("invalid character '<'"), ProxyPage},
		{"page without a content type", reply(200), "\n<!DOCTYPE html>", errors.New("x"), ProxyPage},
		{"broke off", reply(200), `{"value":[{"id":`, io.ErrUnexpectedEOF, Truncated},
		{"some other form", reply(200), `[]`, errors.New("cannot unmarshal array"), Unreadable},
	} {
		if e := FromReply("GET /users", c.resp, []byte(c.body), c.err); e.Code != c.code {
			t.Errorf("%s: %s", c.name, e.Code)
		}
	}
}

func TestTheClockIsComparedWithTheServices(t *testing.T) {
	date := now.Format(http.TimeFormat)
	for _, c := range []struct {
		name  string
		resp  *http.Response
		ours  time.Time
		wrong bool
	}{
		{"same time", reply(200, "Date", date), now, false},
		{"five minutes are let pass", reply(200, "Date", date), now.Add(5 * time.Minute), false},
		{"an hour ahead", reply(200, "Date", date), now.Add(time.Hour), true},
		{"an hour behind", reply(200, "Date", date), now.Add(-time.Hour), true},
		{"kept by a cache", reply(200, "Date", date, "Age", "3600"), now.Add(time.Hour), false},
		{"no date", reply(200), now, false},
		{"no reply", nil, now, false},
	} {
		if _, wrong := Skew(c.resp, c.ours); wrong != c.wrong {
			t.Errorf("%s: %v", c.name, wrong)
		}
	}
}

func FuzzFromGraph(f *testing.F) {
	f.Add(403, "application/json", "5", `{"error":{"code":"a","message":"b"}}`)
	f.Add(429, "text/html", "Fri, 20 Nov 2026 14:00:30 GMT", `<html>`)
	f.Add(500, "", "-1", `{"error":{"message":"{\"error\":{\"code\":\"S2SUnauthorized\"}}"}}`)
	f.Fuzz(func(t *testing.T, status int, kind, after, body string) {
		e := fromGraph("op", reply(status, "Content-Type", kind, "Retry-After", after), []byte(body), now)
		x := e.Explain()
		if e.Code == "" || x.Title == "" || x.Next == "" || e.After() < 0 || e.After() > 24*time.Hour {
			t.Errorf("%+v", x)
		}
	})
}
