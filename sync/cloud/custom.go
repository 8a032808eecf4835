package cloud

import (
	"crypto/x509"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"
)

// Errors a person can act on; sync/fault says them in plain words.
var (
	ErrAddress = errors.New("not an https address of a host")
	ErrCAFile  = errors.New("no certificate authority in the file")
	ErrUnknown = errors.New("unknown cloud")
)

// Custom makes a cloud from its own addresses. The CA file (PEM, "" = none)
// adds roots to the system's; it is read now, once.
func Custom(login, graph, caFile string) (Cloud, error) {
	loginURL, err := root(login)
	if err != nil {
		return Cloud{}, fmt.Errorf("login address %q: %w", login, err)
	}
	graphURL, err := root(graph)
	if err != nil {
		return Cloud{}, fmt.Errorf("graph address %q: %w", graph, err)
	}
	c := Cloud{Name: CustomName, LoginURL: loginURL, GraphURL: graphURL}
	if caFile == "" {
		return c, nil
	}
	c.Roots, err = rootsWith(caFile)
	if err != nil {
		return Cloud{}, err
	}
	return c, nil
}

// root checks an address and cuts it down to scheme and host.
func root(raw string) (string, error) {
	u, err := url.Parse(strings.TrimSpace(raw))
	if err != nil {
		return "", ErrAddress // the parser's own text would repeat the address
	}
	if u.Scheme != "https" || u.Hostname() == "" || u.User != nil || u.RawQuery != "" || strings.Trim(u.Path, "/") != "" {
		return "", ErrAddress
	}
	return "https://" + strings.ToLower(u.Host), nil
}

func rootsWith(caFile string) (*x509.CertPool, error) {
	pem, err := os.ReadFile(caFile)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrCAFile, err)
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	if !pool.AppendCertsFromPEM(pem) {
		return nil, fmt.Errorf("%w: %s", ErrCAFile, caFile)
	}
	return pool, nil
}
