package fault

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"
)

// FromReply reads why a successful reply could not be decoded: a web page in
// place of data, an answer that broke off, or a form nobody documented. The
// body is as much of it as was read; err is the reader's or decoder's error.
func FromReply(op string, resp *http.Response, body []byte, err error) *Error {
	code := Unreadable
	var syntax *json.SyntaxError
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return FromNet(op, err)
	case isPage(resp, body):
		code = ProxyPage
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF),
		errors.As(err, &syntax) && strings.HasPrefix(syntax.Error(), "unexpected end"):
		code = Truncated
	case isNet(err):
		return FromNet(op, err)
	}
	e := Local(code, op, err)
	e.Status, e.Time = resp.StatusCode, time.Now().UTC()
	e.RequestID = Redact(resp.Header.Get("request-id"))
	return e
}

// maxSkew is how far this computer's clock may be off: beyond it signatures
// are refused and every date of a scan would be wrong.
const maxSkew = 5 * time.Minute

// Skew is how far this computer's clock is ahead of a reply's (negative =
// behind) and whether that is too much. A reply kept by a cache tells nothing.
func Skew(resp *http.Response, now time.Time) (time.Duration, bool) {
	if resp == nil || resp.Header.Get("Age") != "" {
		return 0, false
	}
	at, err := http.ParseTime(resp.Header.Get("Date"))
	if err != nil {
		return 0, false
	}
	skew := now.Sub(at)
	return skew, skew > maxSkew || skew < -maxSkew
}

// WrongClock is the fault of a clock that is off by this much.
func WrongClock(op string, skew time.Duration) *Error {
	direction := "ahead of"
	if skew < 0 {
		direction, skew = "behind", -skew
	}
	return Local(ClockSkew, op, errors.New("this clock is "+skew.Round(time.Second).String()+" "+direction+" the service's"))
}
