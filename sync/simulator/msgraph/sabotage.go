package msgraph

import (
	"net/http"

	"msp-license-tracker/sync/simulator/faults"
)

// proxyPage is what a captive network answers instead of Graph.
const proxyPage = "<!DOCTYPE html><html><head><title>Network sign-in</title></head><body><h1>Access to this site needs a sign-in to the network.</h1></body></html>"

// sabotage lets a fault on demand answer the call. broken is true when
// nothing more is to be done; the problem, if any, is still to be written.
func (s *Service) sabotage(c *call, healthy bool) (broken bool, p *problem) {
	req := c.request()
	if rule, ok := s.o.Faults.Take(req, faults.Slow); ok && !s.delay(c.r.Context(), rule.Delay) {
		return true, nil
	}
	if !healthy {
		return false, nil
	}
	rule, ok := s.o.Faults.Take(req, faults.Status, faults.Graph, faults.NoRetryAfter, faults.HTML, faults.Reset, faults.Truncate)
	if !ok {
		return false, nil
	}
	switch rule.Kind {
	case faults.Status:
		return true, ofStatus(rule.Code)
	case faults.Graph:
		return true, ofCode(rule.Name)
	case faults.NoRetryAfter:
		return true, throttled(0, true)
	case faults.HTML:
		c.w.Header().Set("Content-Type", "text/html")
		c.w.WriteHeader(http.StatusOK)
		c.w.Write([]byte(proxyPage))
		return true, nil
	case faults.Reset:
		panic(http.ErrAbortHandler)
	default:
		c.w = &cutter{ResponseWriter: c.w}
		return false, nil
	}
}

// cutter lets the first half of a body through and loses the rest.
type cutter struct {
	http.ResponseWriter
	done bool
}

func (w *cutter) Write(b []byte) (int, error) {
	if !w.done {
		w.done = true
		if _, err := w.ResponseWriter.Write(b[:len(b)/2]); err != nil {
			return 0, err
		}
	}
	return len(b), nil
}
