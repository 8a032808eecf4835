package entra

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"msp-license-tracker/sync/simulator/faults"
	"msp-license-tracker/sync/simulator/world"
)

// fail is an error as the login service words it.
type fail struct {
	status int
	oauth  string // the OAuth error
	code   int    // the AADSTS number
	text   string
}

// The errors that arise by themselves; texts name ids where Entra does.
func unknownTenant(name string) *fail {
	return &fail{400, "invalid_request", 90002, fmt.Sprintf("Tenant '%s' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.", name)}
}

func badTenant(name string) *fail {
	return &fail{400, "invalid_request", 900023, fmt.Sprintf("Specified tenant identifier '%s' is neither a valid DNS name, nor a valid external domain.", name)}
}

func unknownApp(app, tenant string) *fail {
	return &fail{400, "unauthorized_client", 700016, fmt.Sprintf("Application with identifier '%s' was not found in the directory '%s'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.", app, tenant)}
}

func noPrincipal(app string) *fail {
	return &fail{401, "invalid_client", 7000229, fmt.Sprintf("The client application '%s' is missing service principal in the tenant. See instructions here: https://go.microsoft.com/fwlink/?linkid=2225119", app)}
}

func wrongSecret(app string) *fail {
	return &fail{401, "invalid_client", 7000215, fmt.Sprintf("Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '%s'.", app)}
}

func expiredSecret(app string) *fail {
	return &fail{401, "invalid_client", 7000222, fmt.Sprintf("The provided client secret keys for app '%s' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds.", app)}
}

func missing(field string) *fail {
	return &fail{400, "invalid_request", 900144, fmt.Sprintf("The request body must contain the following parameter: '%s'.", field)}
}

func badScope(scope string) *fail {
	return &fail{400, "invalid_scope", 1002012, fmt.Sprintf("The provided value for scope %s is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).", scope)}
}

func noConsent(app string) *fail {
	return &fail{400, "invalid_grant", 65001, fmt.Sprintf("The user or administrator has not consented to use the application with ID '%s'. Send an interactive authorization request for this user and resource.", app)}
}

func unauthorizedThere(app, tenant string) *fail {
	return &fail{400, "invalid_grant", 90099, fmt.Sprintf("The application '%s' has not been authorized in the tenant '%s'. Applications must be authorized to access the customer tenant before partner delegated administrators can use them.", app, tenant)}
}

func noAccount(account, tenant string) *fail {
	return &fail{400, "invalid_grant", 50020, fmt.Sprintf("User account '%s' from identity provider does not exist in tenant '%s' and cannot access the application in that tenant. The account needs to be added as an external user in the tenant first.", account, tenant)}
}

func badGrant(code int, text string) *fail { return &fail{400, "invalid_grant", code, text} }

// named are errors that arise only on demand, by number.
func named(code int, app, tenant string) *fail {
	switch code {
	case 7000215:
		return wrongSecret(app)
	case 7000222:
		return expiredSecret(app)
	case 7000229:
		return noPrincipal(app)
	case 700016:
		return unknownApp(app, tenant)
	case 90002:
		return unknownTenant(tenant)
	case 900023:
		return badTenant(tenant)
	case 65001:
		return noConsent(app)
	case 90099:
		return unauthorizedThere(app, tenant)
	}
	if a, ok := faults.Worded(strconv.Itoa(code)); ok {
		return &fail{a.Status, a.OAuth, code, a.Text}
	}
	return &fail{400, "invalid_request", code, "The request could not be completed."}
}

// worded is an error of the table, by number.
func worded(code int) *fail { return named(code, "", "") }

// demanded is what a fault rule asks for.
func demanded(rule faults.Rule, app, tenant string) *fail {
	if rule.Kind == faults.AADSTS {
		return named(rule.Code, app, tenant)
	}
	a, _ := faults.Worded(rule.Name)
	return &fail{a.Status, a.OAuth, 0, a.Text}
}

// write answers in the OAuth shape, with the ids support asks for.
func (f *fail) write(w http.ResponseWriter, r *http.Request, now time.Time) {
	trace, correlation := newID(), r.Header.Get("client-request-id")
	if correlation == "" {
		correlation = newID()
	}
	stamp := now.UTC().Format("2006-01-02 15:04:05Z")
	w.Header().Set("x-ms-request-id", trace)
	body := map[string]any{
		"error": f.oauth, "timestamp": stamp, "trace_id": trace, "correlation_id": correlation,
		"error_description": fmt.Sprintf("%s Trace ID: %s Correlation ID: %s Timestamp: %s", f.described(), trace, correlation, stamp),
	}
	if f.code != 0 {
		body["error_codes"] = []int{f.code}
		body["error_uri"] = fmt.Sprintf("https://%s/error?code=%d", r.Host, f.code)
	}
	reply(w, f.status, body)
}

// described is the text with its number in front.
func (f *fail) described() string {
	if f.code == 0 {
		return f.text
	}
	return fmt.Sprintf("AADSTS%d: %s", f.code, f.text)
}

func reply(w http.ResponseWriter, status int, body any) {
	h := w.Header()
	h.Set("Content-Type", "application/json; charset=utf-8")
	h.Set("Cache-Control", "no-store, no-cache")
	h.Set("Pragma", "no-cache")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(body)
}

// newID is a random GUID.
func newID() string { return world.ID(time.Now().UnixNano(), randomText()) }
