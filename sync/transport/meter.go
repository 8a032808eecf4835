package transport

import (
	"net/http"
	"sync/atomic"
)

// Meter counts what a Pool did. It is safe for use from many goroutines.
type Meter struct {
	requests, refused, throttled, unanswered, retries, paced atomic.Int64
}

// Counts are the figures of a Meter at one moment.
type Counts struct {
	Requests   int64 // exchanges begun, retries included
	Refused    int64 // replies of 400 and above
	Throttled  int64 // of these, 429
	Unanswered int64 // exchanges without a reply
	Retries    int64
	Paced      int64 // waits for a turn
}

// Counts reads the figures.
func (m *Meter) Counts() Counts {
	return Counts{
		Requests: m.requests.Load(), Refused: m.refused.Load(), Throttled: m.throttled.Load(),
		Unanswered: m.unanswered.Load(), Retries: m.retries.Load(), Paced: m.paced.Load(),
	}
}

func (m *Meter) exchange(resp *http.Response, err error) {
	m.requests.Add(1)
	switch {
	case err != nil:
		m.unanswered.Add(1)
	case resp.StatusCode >= 400:
		m.refused.Add(1)
		if resp.StatusCode == http.StatusTooManyRequests {
			m.throttled.Add(1)
		}
	}
}
