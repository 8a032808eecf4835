package transport

import (
	"math/rand/v2"
	"net/http"
	"time"

	"msp-license-tracker/sync/fault"
)

const (
	maxTries    = 6
	firstPause  = time.Second
	longestOwn  = time.Minute     // of our own pauses
	longestTold = 2 * time.Minute // of the service's; a longer one is handed to the caller
)

// retry repeats what the service asked to repeat, and what broke off before an
// answer came. Only requests that change nothing are repeated, except that a
// throttled one was never carried out, whatever it was.
type retry struct {
	next http.RoundTripper
	now  func() time.Time
	rand func() float64 // in [0,1)
	met  *Meter
}

func (r retry) RoundTrip(req *http.Request) (*http.Response, error) {
	for try := 1; ; try++ {
		attempt := req
		if try > 1 {
			var err error
			if attempt, err = rewound(req); err != nil {
				return nil, fault.FromNet("repeat the request", err)
			}
		}
		resp, err := r.next.RoundTrip(attempt)
		if try == maxTries || req.Context().Err() != nil || !worthwhile(req, resp, err) {
			return resp, err
		}
		wait := r.pause(try, resp)
		if wait > longestTold {
			return resp, err
		}
		if resp != nil {
			drain(resp)
		}
		r.met.retries.Add(1)
		if err := sleep(req.Context(), wait); err != nil {
			return nil, err
		}
	}
}

// worthwhile says whether sending the same request again may work and is safe.
func worthwhile(req *http.Request, resp *http.Response, err error) bool {
	if !replayable(req) {
		return false
	}
	safe := req.Method == http.MethodGet || req.Method == http.MethodHead
	if err != nil {
		return safe && fault.Is(fault.FromNet("", err), fault.Reset, fault.Timeout)
	}
	switch resp.StatusCode {
	case http.StatusTooManyRequests:
		return true
	case http.StatusInternalServerError, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout, 509:
		return safe
	}
	return false
}

// pause is what the service asked for; without that it doubles from try to
// try, and a random half of it keeps many clients from coming back together.
func (r retry) pause(try int, resp *http.Response) time.Duration {
	if resp != nil {
		if told := fault.RetryAfter(resp, r.now()); told > 0 {
			return told + time.Duration(r.rand()*float64(firstPause)/4)
		}
	}
	full := min(firstPause<<(try-1), longestOwn)
	return full/2 + time.Duration(r.rand()*float64(full)/2)
}

func defaultRand() float64 { return rand.Float64() }
