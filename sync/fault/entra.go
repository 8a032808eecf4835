package fault

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"

	msal "github.com/AzureAD/microsoft-authentication-library-for-go/apps/errors"
)

// FromAAD reads why the login service gave no token. It drains the reply that
// MSAL's error holds and keeps nothing else of it, because the request inside
// still carries the secret.
func FromAAD(err error) *Error { return fromAAD(err, time.Now()) }

func fromAAD(err error, now time.Time) *Error {
	const op = "get a token"
	if err == nil {
		return nil
	}
	if e, ok := Of(err); ok {
		return e
	}
	if errors.Is(err, context.Canceled) {
		return FromNet(op, context.Canceled)
	}
	var call msal.CallErr
	if errors.As(err, &call) && call.Resp != nil {
		var body []byte
		if call.Resp.Body != nil {
			body, _ = io.ReadAll(io.LimitReader(call.Resp.Body, 64<<10)) // a part is enough to find the code
			call.Resp.Body.Close()
		}
		return fromLogin(op, call.Resp, body, err.Error(), now)
	}
	var notJSON msal.InvalidJsonErr
	if errors.As(err, &notJSON) {
		return atTime(Local(notJSONCode(err.Error()), op, nil), now)
	}
	if code := aadstsIn(err.Error()); code != "" {
		return atTime(&Error{Op: op, Code: code, raw: shown(err.Error())}, now)
	}
	if errors.As(err, &call) { // no reply to read, and its request must not be kept
		return atTime(Local(Unknown, op, nil), now)
	}
	return FromNet(op, err)
}

// FromLogin reads a reply of the login service that is not a success.
func FromLogin(op string, resp *http.Response, body []byte) *Error {
	return fromLogin(op, resp, body, "", time.Now())
}

// FromRedirect reads the error parameters that the login service puts on a
// return address.
func FromRedirect(op, oauthError, description string) *Error {
	e := &Error{Op: op, Code: aadstsIn(description), raw: shown(description), generic: oauthError, Time: time.Now().UTC()}
	if e.Code == "" {
		e.Code = oauthError
	}
	if !plausibleCode(e.Code) {
		e.Code = Unknown
	}
	return e
}

type loginBody struct {
	Error         string `json:"error"`
	Description   string `json:"error_description"`
	Codes         []int  `json:"error_codes"`
	CorrelationID string `json:"correlation_id"`
	TraceID       string `json:"trace_id"`
}

func fromLogin(op string, resp *http.Response, body []byte, text string, now time.Time) *Error {
	e := atTime(&Error{Op: op, Status: resp.StatusCode, RetryAfter: RetryAfter(resp, now)}, now)
	var b loginBody
	err := json.Unmarshal(body, &b)
	switch {
	case err == nil && b.Error != "":
		e.generic, e.raw, e.RequestID = b.Error, shown(b.Description), Redact(firstOf(b.CorrelationID, b.TraceID))
		e.Code = loginCode(b)
	case aadstsIn(text) != "": // the reply was read before, its text is left
		e.Code, e.raw = aadstsIn(text), shown(text)
	case isPage(resp, body), isPage(resp, []byte(afterHeader(text))):
		e.Code = ProxyPage
	default:
		e.Code = statusCode(resp.StatusCode)
	}
	if skew, wrong := Skew(resp, now); wrong && timed[e.Code] {
		clock := WrongClock(op, skew)
		clock.RequestID, clock.Time, clock.Status = e.RequestID, e.Time, e.Status
		return clock
	}
	return e
}

// timed are the refusals that a wrong clock causes.
var timed = map[string]bool{
	"AADSTS700024": true, "AADSTS700027": true, "AADSTS7000274": true, "AADSTS1000502": true, "AADSTS50012": true, "invalid_client": true,
}

// loginCode prefers a number the catalogue knows, then the first number, then
// OAuth's own word.
func loginCode(b loginBody) string {
	codes := b.Codes
	if code := aadstsIn(b.Description); code != "" {
		n, _ := strconv.Atoi(strings.TrimPrefix(code, "AADSTS")) // digits by its shape
		codes = append([]int{n}, codes...)
	}
	for _, n := range codes {
		if _, known := catalogue["AADSTS"+strconv.Itoa(n)]; known {
			return "AADSTS" + strconv.Itoa(n)
		}
	}
	if len(codes) > 0 {
		return "AADSTS" + strconv.Itoa(codes[0])
	}
	if plausibleCode(b.Error) {
		return b.Error
	}
	return Unknown
}

var aadsts = regexp.MustCompile(`AADSTS(\d{5,9})`)

func aadstsIn(text string) string { return aadsts.FindString(text) }

// shown is the part of Microsoft's text that helps a person: without the ids
// and times that follow it.
func shown(text string) string {
	if i := strings.Index(text, "Trace ID:"); i > 0 {
		text = text[:i]
	}
	return Redact(text)
}

func notJSONCode(text string) string {
	if strings.Contains(strings.ToLower(text), "<html") || strings.Contains(text, "character '<'") || strings.Contains(text, "'<'") {
		return ProxyPage
	}
	if strings.Contains(text, "unexpected end of JSON") || strings.Contains(text, "unexpected EOF") {
		return Truncated
	}
	return Unreadable
}

// afterHeader finds the body in MSAL's text of a failed call.
func afterHeader(text string) string {
	if i := strings.Index(text, "<"); i >= 0 {
		return text[i:]
	}
	return ""
}

func atTime(e *Error, now time.Time) *Error {
	e.Time = now.UTC()
	return e
}

func firstOf(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}
