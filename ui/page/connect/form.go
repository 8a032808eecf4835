package connect

import (
	"errors"
	"fmt"
	"io"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"

	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
)

// form is what the owner typed. It checks itself without asking anyone.
type form struct {
	tenant    string
	clientID  string
	kind      models.CredentialKind
	secret    models.Sensitive
	certFile  string
	cert      models.Sensitive
	password  models.Sensitive
	cloud     string
	loginURL  string
	graphURL  string
	caFile    string
	byConsent bool // the tenant's administrator approves in the browser
}

// Format prints no field: fmt looks past the redaction of values in unexported
// fields.
func (f form) Format(s fmt.State, _ rune) { _, _ = io.WriteString(s, "connect form") }

// customCloud is the name of a cloud given by its addresses.
const customCloud = "custom"

var (
	guid   = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)
	domain = regexp.MustCompile(`^([a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?\.)+[a-zA-Z]{2,}$`)
)

// checkTenant wants a directory id or one of its domains.
func checkTenant(s string) error {
	s = strings.TrimSpace(s)
	if guid.MatchString(s) || domain.MatchString(s) {
		return nil
	}
	return errors.New(lang.L("Enter the tenant's id or one of its domains, such as contoso.com."))
}

// checkClientID wants the id of an app registration.
func checkClientID(s string) error {
	if guid.MatchString(strings.TrimSpace(s)) {
		return nil
	}
	return errors.New(lang.L("Enter the application (client) id of the app registration: 32 digits with hyphens."))
}

// checkSecret wants the value of a secret, not its id, which looks like a GUID.
func checkSecret(s string) error {
	switch s = strings.TrimSpace(s); {
	case s == "":
		return errors.New(lang.L("Enter the client secret."))
	case guid.MatchString(s):
		return errors.New(lang.L("This looks like the secret's id. Copy the column “Value” instead; it is shown only once."))
	default:
		return nil
	}
}

func checkURL(s string) error {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || u.Scheme != "https" || u.Host == "" {
		return errors.New(lang.L("Enter an address that begins with https://"))
	}
	return nil
}

// check finds the first thing that keeps the form from being sent.
func (f *form) check() error {
	if !f.byConsent || strings.TrimSpace(f.tenant) != "" {
		if err := checkTenant(f.tenant); err != nil {
			return err
		}
	}
	if err := checkClientID(f.clientID); err != nil {
		return err
	}
	if err := f.checkCredential(); err != nil {
		return err
	}
	if f.cloud == customCloud {
		return errors.Join(checkURL(f.loginURL), checkURL(f.graphURL))
	}
	return nil
}

func (f *form) checkCredential() error {
	if f.kind == models.CertificateCredential {
		if f.cert == "" {
			return errors.New(lang.L("Choose the certificate file with its private key (.pfx or .pem)."))
		}
		return nil
	}
	return checkSecret(f.secret.Reveal())
}

func (f *form) connection() models.Connection {
	c := models.Connection{Kind: models.OwnRegistration, ClientID: strings.ToLower(strings.TrimSpace(f.clientID)), Credential: f.kind, Cloud: f.cloud}
	if f.byConsent {
		c.Kind = models.SharedRegistration
	}
	if f.cloud == customCloud {
		c.LoginURL, c.GraphURL, c.CAFile = strings.TrimSpace(f.loginURL), strings.TrimSpace(f.graphURL), strings.TrimSpace(f.caFile)
	}
	return c
}

// credential gives exactly one of secret and certificate.
func (f *form) credential() (secret, cert, password models.Sensitive) {
	if f.kind == models.CertificateCredential {
		return "", f.cert, f.password
	}
	return models.Sensitive(strings.TrimSpace(f.secret.Reveal())), "", ""
}

func (f *form) connectRequest() models.ConnectRequest {
	r := models.ConnectRequest{TenantID: strings.TrimSpace(f.tenant), Connection: f.connection()}
	r.Secret, r.Certificate, r.Password = f.credential()
	return r
}

func (f *form) consentRequest() models.ConsentRequest {
	r := models.ConsentRequest{TenantID: strings.TrimSpace(f.tenant), Connection: f.connection()}
	r.Secret, r.Certificate, r.Password = f.credential()
	return r
}

// needsPassword says whether a certificate file usually has a password.
func needsPassword(file string) bool {
	ext := strings.ToLower(filepath.Ext(file))
	return ext == ".pfx" || ext == ".p12"
}

// Cloud is one choice of where a tenant lives: a name package cloud knows and
// how it is called.
type Cloud struct{ Name, Label string }

// clouds of Microsoft, by the names package cloud knows, and any other.
var clouds = []Cloud{
	{"global", "Microsoft 365 (worldwide)"},
	{"usgov", "US Government (GCC High)"},
	{"usdod", "US Government (DoD)"},
	{"china", "China (21Vianet)"},
	{customCloud, "Another address…"},
}
