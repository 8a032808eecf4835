package connect

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/fault"
)

// callback is the return address on this computer for one consent. It answers
// one request that carries its state; all others are turned away and change
// nothing.
type callback struct {
	state   string
	port    int
	answers chan reply
	server  *http.Server
	serving sync.WaitGroup
	once    sync.Mutex
	used    bool
}

// reply is what the browser brought: a claim about a tenant, or an error.
type reply struct {
	tenant string
	err    error
}

// listen opens the return address on a free port of this computer.
func listen() (*callback, error) {
	state := make([]byte, 32)
	if _, err := rand.Read(state); err != nil {
		return nil, err
	}
	listeners, port, err := onBoth()
	if err != nil {
		return nil, err
	}
	b := &callback{state: base64.RawURLEncoding.EncodeToString(state), port: port, answers: make(chan reply, 1)}
	b.server = &http.Server{
		Handler: http.HandlerFunc(b.serve), ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout: 10 * time.Second, WriteTimeout: 10 * time.Second, MaxHeaderBytes: 32 << 10,
	}
	for _, l := range listeners {
		b.serving.Go(func() { _ = b.server.Serve(l) }) // ends with ErrServerClosed at close
	}
	return b, nil
}

// onBoth listens on one port of both loopback addresses: some browsers try the
// name localhost over IPv6 first. Where another program holds the port there,
// the answer could reach it instead, so another port is tried. A computer
// without IPv6 does without.
func onBoth() ([]net.Listener, int, error) {
	const tries = 20
	for range tries {
		four, err := net.Listen("tcp4", "127.0.0.1:0")
		if err != nil {
			return nil, 0, err
		}
		port := four.Addr().(*net.TCPAddr).Port
		six, err := net.Listen("tcp6", net.JoinHostPort("::1", strconv.Itoa(port)))
		switch {
		case err == nil:
			return []net.Listener{four, six}, port, nil
		case !taken("::1", port):
			return []net.Listener{four}, port, nil
		}
		four.Close()
	}
	return nil, 0, errors.New("every port tried is taken by another program")
}

// taken says whether somebody answers at a port.
func taken(host string, port int) bool {
	conn, err := net.DialTimeout("tcp", net.JoinHostPort(host, strconv.Itoa(port)), time.Second)
	if err != nil {
		return false
	}
	conn.Close()
	return true
}

func (b *callback) address() string { return "http://localhost:" + strconv.Itoa(b.port) + "/consent" }

// close lets the answer page under way reach the browser, then stops.
func (b *callback) close(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
	defer cancel()
	if err := b.server.Shutdown(ctx); err != nil {
		b.server.Close()
	}
	b.serving.Wait()
}

func (b *callback) serve(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
	w.Header().Set("Referrer-Policy", "no-referrer")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Connection", "close")
	switch {
	case !b.ours(r.Host) || r.URL.Path != "/consent":
		page(w, http.StatusNotFound, "Nothing here", "This address only receives the answer of Microsoft's consent page.")
	case r.Method != http.MethodGet:
		page(w, http.StatusMethodNotAllowed, "Not this way", "The answer of the consent page comes by itself.")
	case !b.take(r.URL.Query().Get("state")):
		x := fault.Local(fault.ConsentReplayed, "ask for consent", nil).Explain()
		page(w, http.StatusBadRequest, x.Title, x.Cause+" "+x.Next)
	default:
		b.answer(w, r)
	}
}

// ours turns away requests that reached this port under a foreign name.
func (b *callback) ours(host string) bool {
	name, port, err := net.SplitHostPort(host)
	return err == nil && port == strconv.Itoa(b.port) && (strings.EqualFold(name, "localhost") || name == "127.0.0.1" || name == "::1")
}

// take accepts the state once. The comparison takes the same time for every
// wrong guess.
func (b *callback) take(state string) bool {
	b.once.Lock()
	defer b.once.Unlock()
	fits := subtle.ConstantTimeCompare([]byte(state), []byte(b.state)) == 1
	if !fits || b.used {
		return false
	}
	b.used = true
	return true
}

// answer reads the outcome. Success is the absence of an error: the mark
// "admin_consent=True" comes with refusals too.
func (b *callback) answer(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	if code := q.Get("error"); code != "" || q.Get("error_description") != "" {
		err := fault.FromRedirect("ask for consent", code, q.Get("error_description"))
		if err.Code == "access_denied" && q.Get("error_subcode") == "cancel" {
			err = fault.Local(fault.ConsentReturned, "ask for consent", nil) // cancelled, or not an administrator: Microsoft does not tell
		}
		x := models.Explain(err)
		page(w, http.StatusOK, x.Title, x.Cause+" "+x.Next)
		b.answers <- reply{err: err}
		return
	}
	tenant := strings.ToLower(strings.TrimSpace(q.Get("tenant")))
	if tenant != "" && !guid.MatchString(tenant) {
		page(w, http.StatusBadRequest, "The answer cannot be read", "It does not name a tenant. Start again in the program.")
		b.answers <- reply{err: fault.Local(fault.ConsentUnproved, "read the answer of the consent page", errors.New("the tenant is no directory ID"))}
		return
	}
	page(w, http.StatusOK, "Thank you", "The approval arrived and is being checked. You can close this page and return to the program.")
	b.answers <- reply{tenant: tenant}
}
