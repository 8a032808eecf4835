package vault

import (
	"bytes"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"strings"
	"testing"
	"time"
)

func TestASelfSignedCertificateIsWhatEntraTakes(t *testing.T) {
	now := time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
	c, err := SelfSigned("MSP License Tracker", now, now.AddDate(1, 0, 0))
	if err != nil {
		t.Fatal(err)
	}
	der, public := c.Public()
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	key, ok := cert.PublicKey.(*rsa.PublicKey)
	if !ok || key.Size() < 256 || cert.SignatureAlgorithm != x509.SHA256WithRSA || cert.Subject.CommonName != "MSP License Tracker" {
		t.Errorf("%v with %T", cert.Subject, cert.PublicKey)
	}
	if !c.Ends().Equal(now.AddDate(1, 0, 0)) || !c.Starts().Before(now) || c.CheckTime(now) != nil || len(c.Thumbprint()) != 20 {
		t.Errorf("valid from %v to %v", c.Starts(), c.Ends())
	}
	block, rest := pem.Decode(public)
	if block == nil || !bytes.Equal(block.Bytes, der) || len(rest) != 0 || strings.Contains(string(public), "PRIVATE") {
		t.Error("the public part is not the certificate alone")
	}
	if again, err := Certificate([]byte(c.PEM), ""); err != nil || again != c {
		t.Errorf("it cannot be read again: %v", err)
	}
}

func TestASecretHasNoPublicPart(t *testing.T) {
	c := Credential{Secret: "x"}
	if der, public := c.Public(); der != nil || public != nil || c.Thumbprint() != nil || !c.Starts().IsZero() {
		t.Error("it has one")
	}
}
