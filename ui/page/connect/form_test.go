package connect

import (
	"fmt"
	"strings"
	"testing"

	"msp-license-tracker/models"
)

const (
	someGUID = "5b1f6a1e-7f0e-4a39-a7b0-0d6f52a31c00"
	secret   = "abc8Q~not-a-real-secret"
)

func full() form {
	return form{tenant: "contoso.com", clientID: someGUID, kind: models.SecretCredential, secret: secret, cloud: "global"}
}

func TestACompleteFormMayBeSent(t *testing.T) {
	f := full()
	if err := f.check(); err != nil {
		t.Fatal(err)
	}
	f.tenant = someGUID
	if err := f.check(); err != nil {
		t.Errorf("a tenant id was refused: %v", err)
	}
	f.kind, f.cert = models.CertificateCredential, "PEM"
	if err := f.check(); err != nil {
		t.Errorf("a certificate was refused: %v", err)
	}
	f.tenant, f.byConsent = "", true
	if err := f.check(); err != nil {
		t.Errorf("consent needs no tenant: %v", err)
	}
}

func TestWhatIsMissingIsSaidInWords(t *testing.T) {
	for name, spoil := range map[string]func(*form){
		"no tenant":       func(f *form) { f.tenant = "" },
		"a name":          func(f *form) { f.tenant = "Contoso Ltd" },
		"no client id":    func(f *form) { f.clientID = "my app" },
		"no secret":       func(f *form) { f.secret = " " },
		"the secret's id": func(f *form) { f.secret = someGUID },
		"no certificate":  func(f *form) { f.kind = models.CertificateCredential },
		"plain http":      func(f *form) { f.cloud, f.loginURL, f.graphURL = customCloud, "http://x", "https://y" },
	} {
		f := full()
		spoil(&f)
		if err := f.check(); err == nil || !strings.Contains(err.Error(), " ") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestOnlyOneCredentialIsSentAndNoneIsPrinted(t *testing.T) {
	f := full()
	f.cert, f.password = "PEM", "pw"
	r := f.connectRequest()
	if r.Secret.Reveal() != secret || r.Certificate != "" || r.Password != "" {
		t.Error("a secret connection must carry the secret only")
	}
	f.kind = models.CertificateCredential
	r = f.connectRequest()
	if r.Secret != "" || r.Certificate.Reveal() != "PEM" {
		t.Error("a certificate connection must carry the certificate only")
	}
	if printed := fmt.Sprintf("%v %+v %#v", f, f, r); strings.Contains(printed, secret) || strings.Contains(printed, "PEM") {
		t.Errorf("a credential was printed: %s", printed)
	}
}
