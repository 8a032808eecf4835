package msgraph

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"msp-license-tracker/sync/simulator/faults"
)

// problem is an error as Graph words it.
type problem struct {
	status  int
	code    string
	message string
	detail  string // code of the one entry in "details"
	header  map[string]string
}

func badRequest(format string, args ...any) *problem {
	return &problem{status: 400, code: "BadRequest", message: fmt.Sprintf(format, args...)}
}

func directoryBad(format string, args ...any) *problem {
	return &problem{status: 400, code: "Request_BadRequest", message: fmt.Sprintf(format, args...)}
}

func unsupported(format string, args ...any) *problem {
	return &problem{status: 400, code: "Request_UnsupportedQuery", message: fmt.Sprintf(format, args...)}
}

func unknownSegment(segment string) *problem {
	return badRequest("Resource not found for the segment '%s'.", segment)
}

func notFound(id string) *problem {
	return &problem{status: 404, code: "Request_ResourceNotFound", message: fmt.Sprintf("Resource '%s' does not exist or one of its queried reference-property objects are not present.", id)}
}

var (
	denied = &problem{status: 403, code: "Authorization_RequestDenied", message: "Insufficient privileges to complete the operation."}

	noPremium = &problem{status: 403, code: "Authentication_RequestFromNonPremiumTenantOrB2CTenant", message: "Neither tenant is B2C or tenant doesn't have premium license"}

	reportDenied = &problem{status: 403, code: "UnknownError", message: `{"error":{"code":"S2SUnauthorized","message":"Invalid permission."}}`}

	expiredPage = &problem{status: 400, code: "Directory_ExpiredPageToken", message: "The specified page token value has expired and can no longer be included in your request."}

	wrongMethod = &problem{status: 405, code: "Request_BadRequest", message: "Specified HTTP method is not allowed for the request target."}
)

func scopeMissing(scope string) *problem {
	return &problem{status: 403, code: "Authentication_MSGraphPermissionMissing",
		message: "Calling principal does not have required MSGraph permissions " + scope}
}

func unauthenticated(message string) *problem {
	return &problem{status: 401, code: "InvalidAuthenticationToken", message: message, header: map[string]string{
		"WWW-Authenticate": `Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"`,
	}}
}

func throttled(after time.Duration, bare bool) *problem {
	p := &problem{status: 429, code: "TooManyRequests", message: "Please retry again later.", header: map[string]string{}}
	if !bare {
		p.header["Retry-After"] = fmt.Sprint(max(1, int(after.Seconds())))
	}
	return p
}

// ofStatus is the problem of a plain HTTP status, for faults on demand.
func ofStatus(status int) *problem {
	switch status {
	case 401:
		return unauthenticated("Access token has expired or is not yet valid.")
	case 403:
		return denied
	case 404:
		return notFound("00000000-0000-0000-0000-000000000000")
	case 410:
		return &problem{status: 410, code: "resyncRequired", message: "Resync required."}
	case 429:
		return throttled(2*time.Second, false)
	case 503:
		return &problem{status: 503, code: "serviceNotAvailable", message: "The service is temporarily unavailable. Please retry.", header: map[string]string{"Retry-After": "1"}}
	default:
		return &problem{status: status, code: "UnknownError", message: "An internal server error occurred."}
	}
}

// ofCode is the problem of an error code of Graph.
func ofCode(code string) *problem {
	a, ok := faults.Worded(code)
	if !ok {
		return ofStatus(500)
	}
	p := &problem{status: a.Status, code: code, message: a.Text}
	switch {
	case code == "InvalidAuthenticationToken":
		return unauthenticated(a.Text)
	case code == "S2SUnauthorized":
		p.code = "UnknownError"
	case a.Status == 429:
		p.header = map[string]string{"Retry-After": "2"}
	}
	return p
}

// write sends the problem with its request ids.
func (p *problem) write(w http.ResponseWriter, id, clientID string, now time.Time) {
	inner := map[string]any{"date": now.UTC().Format("2006-01-02T15:04:05"), "request-id": id, "client-request-id": clientID}
	if p.status == 429 {
		inner["code"], inner["status"], inner["message"] = "429", "429", "Please retry after"
	}
	for k, v := range p.header {
		w.Header().Set(k, v)
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(p.status)
	body := map[string]any{"code": p.code, "message": p.message, "innerError": inner}
	if p.detail != "" {
		body["details"] = []any{map[string]any{"code": p.detail, "message": p.message}}
	}
	json.NewEncoder(w).Encode(map[string]any{"error": body})
}
