package transport

import (
	"log/slog"
	"net/http"
	"time"

	"msp-license-tracker/sync/fault"
)

// logging writes one line per exchange: what was asked, how it ended, never a
// header, a body or a query that could hold a key or a person's name.
type logging struct {
	next   http.RoundTripper
	log    *slog.Logger
	tenant string
	now    func() time.Time
	met    *Meter
}

func (l logging) RoundTrip(req *http.Request) (*http.Response, error) {
	start := l.now()
	resp, err := l.next.RoundTrip(req)
	took := l.now().Sub(start)
	l.met.exchange(resp, err)
	attrs := []any{"tenant", l.tenant, "method", req.Method, "url", fault.URL(req.URL), "took", took}
	switch {
	case err != nil:
		l.log.WarnContext(req.Context(), "no reply", append(attrs, "fault", fault.FromNet("", err).Error())...)
	case resp.StatusCode >= 400:
		l.log.WarnContext(req.Context(), "refused", append(attrs, "status", resp.StatusCode, "request_id", fault.Redact(resp.Header.Get("request-id")))...)
	default:
		l.log.DebugContext(req.Context(), "reply", append(attrs, "status", resp.StatusCode)...)
	}
	return resp, err
}
