package vault

import (
	"encoding/json"
	"fmt"
	"log/slog"

	"msp-license-tracker/models"
)

// Credential proves an app registration to Entra: a client secret, or a
// certificate with its private key. Exactly one of the two is set.
type Credential struct {
	Secret string
	PEM    string // certificates, the signing one first, then its PKCS#8 key
}

// Kind says which of the two it is.
func (c Credential) Kind() models.CredentialKind {
	if c.PEM != "" {
		return models.CertificateCredential
	}
	return models.SecretCredential
}

// IsZero says whether there is no credential at all.
func (c Credential) IsZero() bool { return c.Secret == "" && c.PEM == "" }

// String never shows the credential, only its kind.
func (c Credential) String() string {
	if c.IsZero() {
		return "no credential"
	}
	return string(c.Kind()) + " [redacted]"
}

// GoString never shows the credential.
func (c Credential) GoString() string { return "vault.Credential{" + c.String() + "}" }

// Format never shows the credential, whatever the verb.
func (c Credential) Format(f fmt.State, _ rune) { fmt.Fprint(f, c.String()) }

// LogValue never shows the credential.
func (c Credential) LogValue() slog.Value { return slog.StringValue(c.String()) }

// MarshalText never shows the credential.
func (c Credential) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// MarshalJSON never shows the credential.
func (c Credential) MarshalJSON() ([]byte, error) { return json.Marshal(c.String()) }

// GobEncode refuses, because gob would write the fields themselves.
func (c Credential) GobEncode() ([]byte, error) {
	return nil, fmt.Errorf("a credential belongs in the keyring only")
}

// stored is the form inside a keyring entry; Credential itself redacts.
type stored struct {
	Secret string `json:"secret,omitempty"`
	PEM    string `json:"pem,omitempty"`
}

func encode(c Credential) ([]byte, error) { return json.Marshal(stored(c)) }

func decode(data []byte) (Credential, error) {
	var s stored
	if err := json.Unmarshal(data, &s); err != nil {
		return Credential{}, fmt.Errorf("entry is not in the form it was written") // the parser's text may quote the entry
	}
	return Credential(s), nil
}
