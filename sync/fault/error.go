package fault

import (
	"errors"
	"strings"
	"time"

	"msp-license-tracker/models"
)

// Error is one failure that can say itself. The zero RetryAfter means the
// service did not say when to try again.
type Error struct {
	Op         string // what was being done, e.g. "GET /users"
	TenantID   string
	Code       string // a code of the catalogue, or Microsoft's own
	Status     int    // HTTP status, 0 when there was no reply
	RequestID  string // for Microsoft's support
	Time       time.Time
	RetryAfter time.Duration
	Permission string // permission or licence that is missing, when known

	raw     string // foreign text, redacted
	generic string // catalogue code of the words when Code itself has none
	cause   error  // never holds a request or a secret
}

// Local makes an error for a code of this program's own, around its cause.
func Local(code, op string, err error) *Error {
	e := &Error{Op: op, Code: code, cause: err}
	if err != nil {
		e.raw = Redact(err.Error())
	}
	return e
}

// Error is one line for logs: operation, code and redacted cause.
func (e *Error) Error() string {
	var b strings.Builder
	if e.Op != "" {
		b.WriteString(Redact(e.Op) + ": ")
	}
	b.WriteString(e.Code)
	if e.TenantID != "" {
		b.WriteString(" (tenant " + e.TenantID + ")")
	}
	if e.raw != "" {
		b.WriteString(": " + e.raw)
	}
	return b.String()
}

// Unwrap gives the cause, so that cancellation and files can be asked for.
func (e *Error) Unwrap() error { return e.cause }

// Retryable says whether trying again unchanged may work.
func (e *Error) Retryable() bool { return e.row().Retry }

// After is how long to wait before trying again; 0 = the service did not say.
func (e *Error) After() time.Duration { return e.RetryAfter }

// Missing names the permission or licence that is missing, "" when unknown.
func (e *Error) Missing() string { return e.Permission }

// Explain says the failure in plain words.
func (e *Error) Explain() models.Explanation {
	row := e.row()
	return models.Explanation{
		Code: e.Code, Title: row.Title, Cause: row.Cause, Next: row.Next,
		Whose: row.Whose, Retry: row.Retry, Missing: e.Permission,
		RequestID: e.RequestID, At: e.Time, Raw: e.raw,
	}
}

func (e *Error) row() Row {
	for _, code := range []string{e.Code, e.generic} {
		if row, ok := catalogue[code]; ok {
			return row
		}
	}
	return catalogue[Unknown]
}

// In gives a copy that names the tenant.
func (e *Error) In(tenantID string) *Error {
	c := *e
	c.TenantID = tenantID
	return &c
}

// Needs gives a copy that names the missing permission, unless Microsoft
// already named one.
func (e *Error) Needs(permission string) *Error {
	c := *e
	if c.Permission == "" {
		c.Permission = permission
	}
	return &c
}

// Of finds a fault anywhere in an error's chain.
func Of(err error) (*Error, bool) {
	var e *Error
	ok := errors.As(err, &e)
	return e, ok
}

// Is says whether an error carries one of these codes.
func Is(err error, codes ...string) bool {
	e, ok := Of(err)
	if !ok {
		return false
	}
	for _, code := range codes {
		if e.Code == code {
			return true
		}
	}
	return false
}
