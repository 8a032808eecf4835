package cloud

import (
	"context"
	"crypto/x509"
	"net"
	"net/url"
	"strings"
)

// Cloud is one instance of Microsoft's login and Graph services.
type Cloud struct {
	Name      string
	LoginURL  string // https, no path, no slash at the end
	GraphURL  string // https, no path, no slash at the end
	PortalURL string // where a registration is made, "" when unknown
	// PartnerURL is Partner Center's API (https, no path), "" when not offered.
	PartnerURL string
	Roots      *x509.CertPool // nil = the system's roots

	// Dial connects to a host of this cloud; nil = the network.
	Dial func(ctx context.Context, network, addr string) (net.Conn, error)

	// Lacks holds the features this cloud does not offer.
	Lacks map[Feature]bool
}

// Scope is what an app-only token for this cloud's Graph is asked for.
func (c Cloud) Scope() string { return c.GraphURL + "/.default" }

// Offers says whether the cloud has a feature.
func (c Cloud) Offers(f Feature) bool { return !c.Lacks[f] }

// LoginHost is the host (and port) of the login service.
func (c Cloud) LoginHost() string { return hostOf(c.LoginURL) }

// GraphHost is the only host (and port) that may ever see a Graph token.
func (c Cloud) GraphHost() string { return hostOf(c.GraphURL) }

// Microsofts says whether the login host is one of Microsoft's own, known by
// name. Any other host must not be looked up at Microsoft first.
func (c Cloud) Microsofts() bool {
	for _, known := range named {
		if c.LoginHost() == known.LoginHost() {
			return true
		}
	}
	return false
}

func hostOf(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Host)
}
