package vault_test

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/gob"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"log/slog"
	"math/big"
	"strings"
	"testing"
	"time"

	"software.sslmate.com/src/go-pkcs12"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/fault"
	"msp-license-tracker/sync/vault"
)

var now = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

func rsaKey(t testing.TB) *rsa.PrivateKey {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func certificate(t testing.TB, key crypto.Signer) *x509.Certificate {
	t.Helper()
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "MSP"},
		NotBefore: now.AddDate(0, -1, 0), NotAfter: now.AddDate(1, 0, 0),
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return cert
}

func block(kind string, der []byte) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der})
}

func pkcs8(t testing.TB, key any) []byte {
	t.Helper()
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return der
}

func join(parts ...[]byte) []byte { return bytes.Join(parts, nil) }

func TestCertificateFilesThatWork(t *testing.T) {
	key := rsaKey(t)
	cert := certificate(t, key)
	other := certificate(t, rsaKey(t))
	pfx, err := pkcs12.Modern.Encode(key, cert, nil, "pass word")
	if err != nil {
		t.Fatal(err)
	}
	legacy, err := pkcs12.LegacyRC2.Encode(key, cert, []*x509.Certificate{other}, "pass word")
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{
		"PEM, PKCS#8":           join(block("CERTIFICATE", cert.Raw), block("PRIVATE KEY", pkcs8(t, key))),
		"PEM, PKCS#1":           join(block("RSA PRIVATE KEY", x509.MarshalPKCS1PrivateKey(key)), block("CERTIFICATE", cert.Raw)),
		"PEM, signer not first": join(block("CERTIFICATE", other.Raw), block("CERTIFICATE", cert.Raw), block("PRIVATE KEY", pkcs8(t, key))),
		"PFX":                   pfx,
		"PFX of old Windows":    legacy,
	} {
		c, err := vault.Certificate(content, "pass word")
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		first, _ := pem.Decode([]byte(c.PEM))
		if !bytes.Equal(first.Bytes, cert.Raw) || c.Kind() != models.CertificateCredential || !c.Ends().Equal(cert.NotAfter) {
			t.Errorf("%s: kind %s, ends %v", name, c.Kind(), c.Ends())
		}
		if err := c.CheckTime(now); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if err := c.CheckTime(now.AddDate(2, 0, 0)); !fault.Is(err, fault.CertificateExpired) {
			t.Errorf("%s: an expired certificate passed: %v", name, err)
		}
	}
}

func TestCertificateFilesThatAreRefusedWithASentence(t *testing.T) {
	key := rsaKey(t)
	cert := certificate(t, key)
	ec, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	pfx, err := pkcs12.Modern.Encode(key, cert, nil, "right")
	if err != nil {
		t.Fatal(err)
	}
	store, err := pkcs12.Modern.EncodeTrustStore([]*x509.Certificate{cert}, "wrong")
	if err != nil {
		t.Fatal(err)
	}
	oldStyle := pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Headers: map[string]string{"Proc-Type": "4,ENCRYPTED", "DEK-Info": "AES-128-CBC,00"}, Bytes: []byte{1}})
	for _, c := range []struct {
		name    string
		content []byte
		code    string
	}{
		{"nothing", nil, fault.CertificateUnreadable},
		{"not a certificate", []byte("hello"), fault.CertificateUnreadable},
		{"broken PEM", []byte("-----BEGIN CERTIFICATE-----\n!!"), fault.CertificateUnreadable},
		{"certificate alone", block("CERTIFICATE", cert.Raw), fault.CertificateNoKey},
		{"certificate alone, DER", cert.Raw, fault.CertificateNoKey},
		{"PFX without a key", store, fault.CertificateNoKey},
		{"key alone", block("PRIVATE KEY", pkcs8(t, key)), fault.CertificateNoCertificate},
		{"encrypted PKCS#8", join(block("CERTIFICATE", cert.Raw), block("ENCRYPTED PRIVATE KEY", []byte{1})), fault.CertificateEncrypted},
		{"encrypted in the old style", join(block("CERTIFICATE", cert.Raw), oldStyle), fault.CertificateEncrypted},
		{"wrong password", pfx, fault.CertificatePassword},
		{"elliptic curve", join(block("CERTIFICATE", certificate(t, ec).Raw), block("PRIVATE KEY", pkcs8(t, ec))), fault.CertificateKind},
		{"key of another certificate", join(block("CERTIFICATE", cert.Raw), block("PRIVATE KEY", pkcs8(t, rsaKey(t)))), fault.CertificateMismatch},
	} {
		if _, err := vault.Certificate(c.content, "wrong"); !fault.Is(err, c.code) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestAFileThatWouldKeepUsBusyForHoursIsRefused(t *testing.T) {
	key := rsaKey(t)
	pfx, err := pkcs12.Legacy.WithIterations(3000).Encode(key, certificate(t, key), nil, "p")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := vault.Certificate(pfx, "p"); err != nil {
		t.Fatalf("the honest file: %v", err)
	}
	count := []byte{2, 2, 0x0b, 0xb8} // INTEGER 3000, at the end as the MAC's
	at := bytes.LastIndex(pfx, count)
	if at != len(pfx)-len(count) {
		t.Fatal("the count is not where it should be")
	}
	bomb := append(bytes.Clone(pfx[:at]), 2, 2, 0x7f, 0xff)
	if _, err := vault.Certificate(bomb, "p"); !fault.Is(err, fault.CertificatePassword) {
		t.Errorf("a count that is merely wrong: %v", err)
	}
	long := bytes.Repeat([]byte{0x30}, 1<<20)
	if _, err := vault.Certificate(long, "p"); !fault.Is(err, fault.CertificateUnreadable) {
		t.Errorf("a long file: %v", err)
	}
}

func TestACredentialIsNeverPrinted(t *testing.T) {
	c := vault.Credential{Secret: "t0p-secret", PEM: "pr1vate-key"}
	var out bytes.Buffer
	slog.New(slog.NewJSONHandler(&out, nil)).Info("x", "credential", c, "holder", struct{ C vault.Credential }{c})
	slog.New(slog.NewTextHandler(&out, nil)).Info("x", "credential", c, "holder", struct{ C *vault.Credential }{&c})
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d", "%t"} {
		fmt.Fprintf(&out, verb+verb+verb, c, &c, struct{ C vault.Credential }{c})
	}
	asJSON, err := json.Marshal(map[string]any{"c": c, "p": &c})
	if err != nil {
		t.Fatal(err)
	}
	out.Write(asJSON)
	if err := gob.NewEncoder(&out).Encode(c); err == nil {
		t.Error("gob must refuse a credential")
	}
	for _, secret := range []string{c.Secret, c.PEM, fmt.Sprintf("%x", c.Secret)} {
		if strings.Contains(out.String(), secret) {
			t.Errorf("%q was shown in %s", secret, out.String())
		}
	}
}

// The seeds are the same in every process, as fuzzing needs them to be.
func FuzzCertificate(f *testing.F) {
	key := ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))
	cert := certificate(f, key)
	pfx, err := pkcs12.Modern.WithIterations(1).WithRand(bytes.NewReader(make([]byte, 4096))).Encode(key, cert, nil, "p")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(join(block("CERTIFICATE", cert.Raw), block("PRIVATE KEY", pkcs8(f, key))), "")
	f.Add(pfx, "p")
	f.Add([]byte("-----BEGIN CERTIFICATE-----"), "")
	f.Fuzz(func(t *testing.T, content []byte, password string) {
		c, err := vault.Certificate(content, password)
		if (err == nil) == c.IsZero() {
			t.Errorf("credential %v with error %v", c, err)
		}
		if _, ok := fault.Of(err); err != nil && !ok {
			t.Errorf("an error without words: %v", err)
		}
	})
}
