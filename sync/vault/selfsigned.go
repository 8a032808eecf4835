package vault

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"time"
)

// keyBits is the size Microsoft asks for; larger keys do not fit every keyring
// as comfortably and buy nothing for a certificate replaced within years.
const keyBits = 2048

// early is how long before its making a certificate counts as valid, for
// clocks that are not quite in step.
const early = 15 * time.Minute

// SelfSigned makes a new RSA key and a certificate for it that ends at until.
func SelfSigned(name string, now, until time.Time) (Credential, error) {
	key, err := rsa.GenerateKey(rand.Reader, keyBits)
	if err != nil {
		return Credential{}, fmt.Errorf("make a key: %w", err)
	}
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 127))
	if err != nil {
		return Credential{}, fmt.Errorf("make a serial number: %w", err)
	}
	template := &x509.Certificate{
		SerialNumber: serial, Subject: pkix.Name{CommonName: name},
		NotBefore: now.Add(-early), NotAfter: until,
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth},
		BasicConstraintsValid: true, SignatureAlgorithm: x509.SHA256WithRSA,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		return Credential{}, fmt.Errorf("make a certificate: %w", err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		return Credential{}, fmt.Errorf("read the new certificate: %w", err)
	}
	return assemble([]*x509.Certificate{cert}, key)
}

// Public is the certificate without its key: DER, as Graph takes it, and PEM,
// as the portal does. Both are nil for a secret.
func (c Credential) Public() (der, asPEM []byte) {
	leaf := c.leaf()
	if leaf == nil {
		return nil, nil
	}
	return leaf.Raw, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: leaf.Raw})
}

// Thumbprint is what Microsoft calls a certificate by: its SHA-1. Nil for a
// secret.
func (c Credential) Thumbprint() []byte {
	leaf := c.leaf()
	if leaf == nil {
		return nil
	}
	sum := sha1.Sum(leaf.Raw)
	return sum[:]
}

// Starts is from when the certificate is valid; zero for a secret.
func (c Credential) Starts() time.Time {
	leaf := c.leaf()
	if leaf == nil {
		return time.Time{}
	}
	return leaf.NotBefore.UTC()
}
