package vault

import (
	"bytes"
	"crypto"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"time"

	"software.sslmate.com/src/go-pkcs12"

	"msp-license-tracker/sync/fault"
)

const readCertificate = "read the certificate file"

// maxFile is more than any certificate with its chain and key takes.
const maxFile = 64 << 10

// Certificate reads the content of a PEM or PFX file with its private key.
// The password is for PFX only. The result holds the key unencrypted, fit for
// the keyring and nothing else.
func Certificate(content []byte, password string) (Credential, error) {
	var (
		certs []*x509.Certificate
		key   crypto.PrivateKey
		err   error
	)
	if len(content) > maxFile {
		return Credential{}, fault.Local(fault.CertificateUnreadable, readCertificate, errors.New("the file is too long"))
	}
	if bytes.Contains(content, []byte("-----BEGIN ")) {
		certs, key, err = fromPEM(content)
	} else {
		certs, key, err = fromPFX(content, password)
	}
	if err != nil {
		return Credential{}, err
	}
	return assemble(certs, key)
}

// Ends is when the certificate of a credential expires; zero for a secret,
// whose end Entra does not tell.
func (c Credential) Ends() time.Time {
	leaf := c.leaf()
	if leaf == nil {
		return time.Time{}
	}
	return leaf.NotAfter.UTC()
}

// CheckTime says, as a fault, when the certificate is not valid at that time.
func (c Credential) CheckTime(now time.Time) error {
	leaf := c.leaf()
	if leaf == nil || (now.After(leaf.NotBefore) && now.Before(leaf.NotAfter)) {
		return nil
	}
	return fault.Local(fault.CertificateExpired, "check the certificate", errors.New("valid from "+
		leaf.NotBefore.UTC().Format(time.DateOnly)+" to "+leaf.NotAfter.UTC().Format(time.DateOnly)))
}

func (c Credential) leaf() *x509.Certificate {
	block, _ := pem.Decode([]byte(c.PEM))
	if block == nil {
		return nil
	}
	leaf, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		return nil
	}
	return leaf
}

func fromPFX(content []byte, password string) ([]*x509.Certificate, crypto.PrivateKey, error) {
	if tooManyIterations(content, 0) {
		return nil, nil, fault.Local(fault.CertificateUnreadable, readCertificate, errors.New("the password is hashed too often"))
	}
	key, leaf, chain, err := pkcs12.DecodeChain(content, password)
	switch {
	case errors.Is(err, pkcs12.ErrIncorrectPassword):
		return nil, nil, fault.Local(fault.CertificatePassword, readCertificate, nil)
	case err != nil && onlyCertificates(content, password):
		return nil, nil, fault.Local(fault.CertificateNoKey, readCertificate, nil)
	case err != nil:
		return nil, nil, fault.Local(fault.CertificateUnreadable, readCertificate, err)
	}
	return append([]*x509.Certificate{leaf}, chain...), key, nil
}

// onlyCertificates recognises files that hold a certificate without its key:
// a DER file (.cer) or a PFX used as a trust store.
func onlyCertificates(content []byte, password string) bool {
	if _, err := x509.ParseCertificate(content); err == nil {
		return true
	}
	certs, err := pkcs12.DecodeTrustStore(content, password)
	return err == nil && len(certs) > 0
}

func fromPEM(content []byte) ([]*x509.Certificate, crypto.PrivateKey, error) {
	var (
		certs []*x509.Certificate
		key   crypto.PrivateKey
	)
	for block, rest := pem.Decode(content); block != nil; block, rest = pem.Decode(rest) {
		if block.Type == "ENCRYPTED PRIVATE KEY" || block.Headers["DEK-Info"] != "" {
			return nil, nil, fault.Local(fault.CertificateEncrypted, readCertificate, nil)
		}
		var err error
		switch block.Type {
		case "CERTIFICATE":
			var cert *x509.Certificate
			cert, err = x509.ParseCertificate(block.Bytes)
			certs = append(certs, cert)
		case "PRIVATE KEY":
			key, err = x509.ParsePKCS8PrivateKey(block.Bytes)
		case "RSA PRIVATE KEY":
			key, err = x509.ParsePKCS1PrivateKey(block.Bytes)
		case "EC PRIVATE KEY":
			return nil, nil, fault.Local(fault.CertificateKind, readCertificate, nil)
		}
		if err != nil {
			return nil, nil, fault.Local(fault.CertificateUnreadable, readCertificate, err)
		}
	}
	return certs, key, nil
}

// assemble checks that certificate and key fit and writes them as one PEM, the
// signing certificate first.
func assemble(certs []*x509.Certificate, key crypto.PrivateKey) (Credential, error) {
	switch {
	case len(certs) == 0 && key == nil:
		return Credential{}, fault.Local(fault.CertificateUnreadable, readCertificate, nil)
	case key == nil:
		return Credential{}, fault.Local(fault.CertificateNoKey, readCertificate, nil)
	case len(certs) == 0:
		return Credential{}, fault.Local(fault.CertificateNoCertificate, readCertificate, nil)
	}
	rsaKey, ok := key.(*rsa.PrivateKey)
	if !ok {
		return Credential{}, fault.Local(fault.CertificateKind, readCertificate, nil)
	}
	certs, ok = signerFirst(certs, rsaKey)
	if !ok {
		return Credential{}, fault.Local(fault.CertificateMismatch, readCertificate, nil)
	}
	der, err := x509.MarshalPKCS8PrivateKey(rsaKey)
	if err != nil {
		return Credential{}, fault.Local(fault.CertificateUnreadable, readCertificate, err)
	}
	var out bytes.Buffer
	for _, cert := range certs {
		out.Write(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: cert.Raw}))
	}
	out.Write(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}))
	return Credential{PEM: out.String()}, nil
}

func signerFirst(certs []*x509.Certificate, key *rsa.PrivateKey) ([]*x509.Certificate, bool) {
	for i, cert := range certs {
		if key.PublicKey.Equal(cert.PublicKey) {
			ordered := append([]*x509.Certificate{cert}, certs[:i]...)
			return append(ordered, certs[i+1:]...), true
		}
	}
	return nil, false
}
