package cloud

import (
	"crypto/tls"
	"net"
	"net/http"
	"time"
)

// Timeouts of one exchange. A usage report is prepared while the client waits,
// so the wait for the first byte is long; a dead network shows much earlier.
const (
	dialTimeout   = 15 * time.Second
	tlsTimeout    = 15 * time.Second
	headerTimeout = 100 * time.Second
	idleTimeout   = 90 * time.Second
	keepAlive     = 30 * time.Second
)

// Transport is a new connection pool for this cloud: its roots of trust, its
// dialer, TLS 1.2 or newer, HTTP/2, and the proxy named by the environment
// unless the cloud has a dialer of its own. The caller owns it and closes its
// idle connections.
func (c Cloud) Transport() *http.Transport {
	t := &http.Transport{
		Proxy:                 http.ProxyFromEnvironment,
		DialContext:           (&net.Dialer{Timeout: dialTimeout, KeepAlive: keepAlive}).DialContext,
		TLSClientConfig:       &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: c.Roots},
		TLSHandshakeTimeout:   tlsTimeout,
		ResponseHeaderTimeout: headerTimeout,
		IdleConnTimeout:       idleTimeout,
		ForceAttemptHTTP2:     true,
		MaxIdleConns:          64,
		MaxIdleConnsPerHost:   16,
	}
	if c.Dial != nil {
		t.DialContext = c.Dial
		t.Proxy = nil
	}
	return t
}
