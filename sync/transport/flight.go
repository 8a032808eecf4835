package transport

import (
	"context"
	"io"
	"net/http"
	"sync"
	"time"

	"msp-license-tracker/sync/fault"
)

// inFlight is how many calls one tenant has at a time.
const inFlight = 4

// flight lets few requests be under way at once. A request counts until its
// reply's body is closed.
type flight struct {
	next  http.RoundTripper
	slots chan struct{}
}

func (f flight) RoundTrip(req *http.Request) (*http.Response, error) {
	select {
	case f.slots <- struct{}{}:
	case <-req.Context().Done():
		closeBody(req)
		return nil, req.Context().Err()
	}
	release := sync.OnceFunc(func() { <-f.slots })
	resp, err := f.next.RoundTrip(req)
	if err != nil {
		release()
		return nil, err
	}
	resp.Body = &body{ReadCloser: resp.Body, done: release}
	return resp, nil
}

// body runs a function once when it was read to its end or closed.
type body struct {
	io.ReadCloser
	done func()
}

func (b *body) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if err != nil {
		b.done()
	}
	return n, err
}

func (b *body) Close() error {
	defer b.done()
	return b.ReadCloser.Close()
}

// longestSilence is how long a reply may pause in the middle of its body. The
// wait for its beginning is bounded by the connection pool.
const longestSilence = time.Minute

// patience gives up on a reply whose body stalls.
type patience struct{ next http.RoundTripper }

func (p patience) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx, cancel := context.WithCancelCause(req.Context())
	resp, err := p.next.RoundTrip(req.WithContext(ctx))
	if err != nil {
		cancel(nil)
		return nil, err
	}
	stalled := fault.Local(fault.Timeout, "read the reply", nil)
	timer := time.AfterFunc(longestSilence, func() { cancel(stalled) })
	timer.Stop() // it runs only while somebody waits for bytes
	resp.Body = &watched{ReadCloser: resp.Body, timer: timer, ctx: ctx, cancel: cancel}
	return resp, nil
}

type watched struct {
	io.ReadCloser
	timer  *time.Timer
	ctx    context.Context // of this one exchange; the body is its only user
	cancel context.CancelCauseFunc
}

func (w *watched) Read(p []byte) (int, error) {
	w.timer.Reset(longestSilence)
	n, err := w.ReadCloser.Read(p)
	w.timer.Stop()
	if err != nil && err != io.EOF {
		if cause, ok := fault.Of(context.Cause(w.ctx)); ok {
			return n, cause
		}
	}
	return n, err
}

func (w *watched) Close() error {
	w.timer.Stop()
	defer w.cancel(nil)
	return w.ReadCloser.Close()
}
