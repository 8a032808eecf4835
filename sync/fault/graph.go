package fault

import (
	"encoding/json"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// FromGraph reads a reply of Graph that is not a success. The body is what was
// read of it and may be cut short or no JSON at all.
func FromGraph(op string, resp *http.Response, body []byte) *Error {
	return fromGraph(op, resp, body, time.Now())
}

func fromGraph(op string, resp *http.Response, body []byte, now time.Time) *Error {
	e := &Error{
		Op: op, Status: resp.StatusCode, Time: now.UTC(), generic: statusCode(resp.StatusCode),
		RequestID:  Redact(resp.Header.Get("request-id")),
		RetryAfter: RetryAfter(resp, now),
	}
	reply, ok := parseGraph(body)
	switch {
	case ok:
		e.Code, e.raw = reply.code, Redact(reply.message)
		e.Permission = permissionIn(reply.message)
		if e.RequestID == "" {
			e.RequestID = Redact(reply.requestID)
		}
	case isPage(resp, body):
		e.Code = ProxyPage
	}
	e.settle(resp.StatusCode)
	return e
}

// settle chooses the status where the service's own code is missing, says
// nothing, or is no code at all.
func (e *Error) settle(status int) {
	nothing := e.Code == "UnknownError" && status < 500
	if e.Code == "" || nothing || !plausibleCode(e.Code) {
		e.Code = statusCode(status)
	}
}

// InvalidToken is Graph's code for a token that expired, was revoked or is
// meant for somebody else.
const InvalidToken = "InvalidAuthenticationToken"

func statusCode(status int) string {
	code := "http-" + strconv.Itoa(status)
	if _, ok := catalogue[code]; ok {
		return code
	}
	if status >= 500 {
		return "http-500"
	}
	return "http-other"
}

var codeShape = regexp.MustCompile(`^[A-Za-z0-9_.\-]{1,80}$`)

func plausibleCode(code string) bool { return codeShape.MatchString(code) }

type graphReply struct{ code, message, requestID string }

type graphBody struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
		Inner   struct {
			RequestID string `json:"request-id"`
		} `json:"innerError"`
	} `json:"error"`
}

// parseGraph reads Graph's error object. Back-end services put a second one,
// as text, into the message of the first: then the inner one counts.
func parseGraph(body []byte) (graphReply, bool) {
	var b graphBody
	if err := json.Unmarshal(body, &b); err != nil || (b.Error.Code == "" && b.Error.Message == "") {
		return graphReply{}, false
	}
	r := graphReply{code: b.Error.Code, message: b.Error.Message, requestID: b.Error.Inner.RequestID}
	var inner graphBody
	if strings.HasPrefix(strings.TrimSpace(r.message), "{") && json.Unmarshal([]byte(r.message), &inner) == nil && inner.Error.Code != "" {
		r.code, r.message = inner.Error.Code, inner.Error.Message
	}
	return r, true
}

var permissionShape = regexp.MustCompile(`\b[A-Z][A-Za-z]+\.(?:Read|ReadWrite|ReadBasic)(?:\.[A-Z][A-Za-z]+)*\b`)

func permissionIn(message string) string { return permissionShape.FindString(message) }

// isPage says whether a reply is a web page: a proxy, a filter, a sign-in page.
func isPage(resp *http.Response, body []byte) bool {
	if strings.Contains(strings.ToLower(resp.Header.Get("Content-Type")), "html") {
		return true
	}
	head := strings.ToLower(strings.TrimSpace(string(body[:min(len(body), 256)])))
	head = strings.TrimPrefix(head, "\ufeff")
	return strings.HasPrefix(head, "<!doctype html") || strings.HasPrefix(head, "<html")
}

// RetryAfter reads how long a reply asks to wait: seconds or an HTTP date.
// 0 = it does not say, or the time is past.
func RetryAfter(resp *http.Response, now time.Time) time.Duration {
	text := strings.TrimSpace(resp.Header.Get("Retry-After"))
	if text == "" {
		return 0
	}
	if seconds, err := strconv.ParseFloat(text, 64); err == nil {
		const day = 24 * 60 * 60
		if seconds > 0 && seconds <= day {
			return time.Duration(seconds * float64(time.Second))
		}
		if seconds > day {
			return 24 * time.Hour
		}
		return 0
	}
	at, err := http.ParseTime(text)
	if err != nil {
		return 0
	}
	if date, err := http.ParseTime(resp.Header.Get("Date")); err == nil {
		now = date // the service's own clock, in case ours is wrong
	}
	return min(max(0, at.Sub(now)), 24*time.Hour)
}
