package fault

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/confidential"
	msal "github.com/AzureAD/microsoft-authentication-library-for-go/apps/errors"
)

const secret = "v3ry-Secret~Value"

// msalError is what MSAL really returns when the login service answers so.
func msalError(t *testing.T, status int, kind, body string, header ...string) error {
	t.Helper()
	mux := http.NewServeMux()
	var srv *httptest.Server
	mux.HandleFunc("GET /{tenant}/v2.0/.well-known/openid-configuration", func(w http.ResponseWriter, r *http.Request) {
		at := srv.URL + "/" + r.PathValue("tenant")
		fmt.Fprintf(w, `{"authorization_endpoint":%q,"token_endpoint":%q,"issuer":%q}`, at+"/oauth2/v2.0/authorize", at+"/oauth2/v2.0/token", at+"/v2.0")
	})
	mux.HandleFunc("POST /{tenant}/oauth2/v2.0/token", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", kind)
		for i := 0; i+1 < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(status)
		fmt.Fprint(w, body)
	})
	srv = httptest.NewTLSServer(mux)
	t.Cleanup(srv.Close)
	cred, err := confidential.NewCredFromSecret(secret)
	if err != nil {
		t.Fatal(err)
	}
	client, err := confidential.New(srv.URL+"/t1", "client", cred, confidential.WithHTTPClient(srv.Client()), confidential.WithInstanceDiscovery(false))
	if err != nil {
		t.Fatal(err)
	}
	_, err = client.AcquireTokenByCredential(t.Context(), []string{"https://graph.example/.default"})
	if err == nil {
		t.Fatal("the call should have failed")
	}
	return err
}

func TestLoginFailuresBecomePlainWords(t *testing.T) {
	body := func(oauth string, codes, text string) string {
		return fmt.Sprintf(`{"error":%q,"error_description":%q,"error_codes":[%s],"correlation_id":"corr-1"}`, oauth, text, codes)
	}
	for _, c := range []struct {
		name   string
		status int
		kind   string
		body   string
		code   string
		retry  bool
	}{
		{"wrong secret", 401, "application/json", body("invalid_client", "7000215", "AADSTS7000215: Invalid client secret provided. Trace ID: 1 Correlation ID: 2"), "AADSTS7000215", false},
		{"expired secret", 401, "application/json", body("invalid_client", "7000222", "AADSTS7000222: The provided client secret keys are expired."), "AADSTS7000222", false},
		{"unknown tenant", 400, "application/json", body("invalid_request", "90002", "AADSTS90002: Tenant 'x' not found."), "AADSTS90002", false},
		{"passing fault", 503, "application/json", body("temporarily_unavailable", "90033", "AADSTS90033: A transient error has occurred."), "AADSTS90033", true},
		{"number only in the text", 400, "application/json", body("invalid_request", "", "AADSTS900023: Specified tenant identifier is invalid"), "AADSTS900023", false},
		{"number nobody knows", 400, "application/json", body("invalid_client", "7999999", "AADSTS7999999: new"), "AADSTS7999999", false},
		{"OAuth word alone", 400, "application/json", body("unauthorized_client", "", "no"), "unauthorized_client", false},
		{"proxy page", 403, "text/html", "<html>blocked by policy</html>", ProxyPage, true},
		{"page with status 200", 200, "text/html", "<html>please sign in</html>", ProxyPage, true},
		{"broke off", 200, "application/json", `{"access_token":"ab`, Truncated, true},
		{"throttled", 429, "application/json", "", "http-429", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := msalError(t, c.status, c.kind, c.body)
			e := FromAAD(err)
			if e.Code != c.code || e.Retryable() != c.retry {
				t.Errorf("code %s, retry %v (%v)", e.Code, e.Retryable(), err)
			}
			if x := e.Explain(); x.Title == "" || strings.Contains(x.Raw, "Trace ID") {
				t.Errorf("%+v", x)
			}
			var call msal.CallErr
			if errors.As(error(e), &call) {
				t.Error("the request with the secret in it was kept")
			}
			if all := fmt.Sprintf("%v %+v %#v", e, e, e); strings.Contains(all, secret) {
				t.Error("the secret was shown")
			}
		})
	}
}

func TestAWrongClockIsToldFromAWrongCertificate(t *testing.T) {
	body := `{"error":"invalid_client","error_description":"AADSTS700024: Client assertion is not within its valid time range.","error_codes":[700024]}`
	hourAgo := time.Now().Add(-time.Hour).UTC().Format(http.TimeFormat)
	if e := FromAAD(msalError(t, 401, "application/json", body, "Date", hourAgo)); e.Code != ClockSkew || !strings.Contains(e.Error(), "ahead of") {
		t.Errorf("%v", e)
	}
	if e := FromAAD(msalError(t, 401, "application/json", body)); e.Code != "AADSTS700024" {
		t.Errorf("%v", e)
	}
}

func TestLoginWithoutAReply(t *testing.T) {
	if FromAAD(nil) != nil {
		t.Error("no error must stay no error")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if e := FromAAD(fmt.Errorf("wrapped: %w", ctx.Err())); e.Code != Cancelled || !errors.Is(e, context.Canceled) {
		t.Errorf("%v", e)
	}
	if e := FromAAD(errors.New("AADSTS65004: User declined to consent")); e.Code != "AADSTS65004" {
		t.Errorf("%v", e)
	}
	req, err := http.NewRequest(http.MethodPost, "https://login.example", strings.NewReader("client_secret="+secret))
	if err != nil {
		t.Fatal(err)
	}
	e := FromAAD(msal.CallErr{Req: req, Err: errors.New("no reply")})
	if e.Code != Unknown || errors.Unwrap(e) != nil {
		t.Errorf("%#v", e)
	}
}

func TestErrorsOnTheReturnAddress(t *testing.T) {
	for _, c := range []struct{ oauth, text, code string }{
		{"consent_required", "AADSTS65004: User declined to consent to access the app.", "AADSTS65004"},
		{"access_denied", "", "access_denied"},
		{"permission_denied", "The admin canceled the request", "permission_denied"},
		{"<b>", "", Unknown},
	} {
		if e := FromRedirect("consent", c.oauth, c.text); e.Code != c.code || e.Explain().Title == "" {
			t.Errorf("%+v: %v", c, e)
		}
	}
}

func FuzzFromLogin(f *testing.F) {
	f.Add(401, `{"error":"invalid_client","error_codes":[7000215],"error_description":"AADSTS7000215: x"}`)
	f.Add(200, `<html>`)
	f.Add(500, ``)
	f.Fuzz(func(t *testing.T, status int, body string) {
		e := fromLogin("op", reply(status), []byte(body), "", now)
		if x := e.Explain(); e.Code == "" || x.Title == "" || strings.ContainsAny(e.Error(), "\r\n") {
			t.Errorf("%+v", x)
		}
	})
}
