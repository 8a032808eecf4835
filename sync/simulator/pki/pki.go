// Package pki makes the certificate authority of the simulated cloud and the
// one server certificate it needs. Keys live in memory only; the authority's
// certificate (never its key) may be written to a file for other programs.
package pki

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"time"
)

// Hosts are the names and addresses the server certificate covers: the ones
// that resolve on any machine, and Microsoft's, so that programs with fixed
// endpoints can be pointed here through the hosts file.
var Hosts = []string{
	"localhost", "127.0.0.1", "::1",
	"login.microsoftonline.com", "login.microsoftonline.us", "login.microsoft.com", "login.windows.net",
	"graph.microsoft.com", "graph.microsoft.us", "dod-graph.microsoft.us",
	"api.partnercenter.microsoft.com", "reports.office.com", "*.office.com",
}

// Authority is a fresh certificate authority with one server certificate.
type Authority struct {
	Cert *x509.Certificate
	Leaf tls.Certificate
}

// New makes an authority whose server certificate covers Hosts and extra.
func New(now time.Time, extra ...string) (*Authority, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, fmt.Errorf("make authority key: %w", err)
	}
	root := template("Simulated Cloud Root", now)
	root.IsCA, root.MaxPathLenZero = true, true
	root.KeyUsage = x509.KeyUsageCertSign | x509.KeyUsageCRLSign
	der, err := x509.CreateCertificate(rand.Reader, root, root, &key.PublicKey, key)
	if err != nil {
		return nil, fmt.Errorf("make authority certificate: %w", err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, fmt.Errorf("read authority certificate: %w", err)
	}
	leaf, err := serve(cert, key, now, append(append([]string{}, Hosts...), extra...))
	if err != nil {
		return nil, err
	}
	return &Authority{Cert: cert, Leaf: leaf}, nil
}

// serve makes the server certificate for the hosts.
func serve(ca *x509.Certificate, caKey *ecdsa.PrivateKey, now time.Time, hosts []string) (tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, fmt.Errorf("make server key: %w", err)
	}
	t := template("Simulated Cloud", now)
	t.KeyUsage = x509.KeyUsageDigitalSignature
	t.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
	for _, h := range hosts {
		if ip := net.ParseIP(h); ip != nil {
			t.IPAddresses = append(t.IPAddresses, ip)
		} else if h != "" {
			t.DNSNames = append(t.DNSNames, h)
		}
	}
	der, err := x509.CreateCertificate(rand.Reader, t, ca, &key.PublicKey, caKey)
	if err != nil {
		return tls.Certificate{}, fmt.Errorf("make server certificate: %w", err)
	}
	return tls.Certificate{Certificate: [][]byte{der, ca.Raw}, PrivateKey: key}, nil
}

func template(name string, now time.Time) *x509.Certificate {
	serial, _ := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120))
	return &x509.Certificate{
		SerialNumber: serial, Subject: pkix.Name{CommonName: name},
		NotBefore: now.Add(-48 * time.Hour), NotAfter: now.AddDate(1, 0, 0),
		BasicConstraintsValid: true,
	}
}

// PEM is the authority's certificate for a file.
func (a *Authority) PEM() []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: a.Cert.Raw})
}

// Pool trusts this authority and nothing else.
func (a *Authority) Pool() *x509.CertPool {
	p := x509.NewCertPool()
	p.AddCert(a.Cert)
	return p
}
