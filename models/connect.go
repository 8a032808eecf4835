package models

import (
	"encoding/json"
	"fmt"
	"log/slog"
)

// redacted is all that is ever printed of a sensitive value.
const redacted = "[redacted]"

// Sensitive is a value that must not be seen: a secret, a key, a password. It
// prints, logs and marshals as "[redacted]"; Reveal is the only way to its
// text, so a search for Reveal finds every place that reads one.
type Sensitive string

// Reveal is the value itself, for the keyring and the login service only.
func (s Sensitive) Reveal() string { return string(s) }

// String never shows the value.
func (s Sensitive) String() string {
	if s == "" {
		return ""
	}
	return redacted
}

// GoString never shows the value.
func (s Sensitive) GoString() string { return s.String() }

// Format never shows the value, whatever the verb.
func (s Sensitive) Format(f fmt.State, _ rune) { fmt.Fprint(f, s.String()) }

// LogValue never shows the value.
func (s Sensitive) LogValue() slog.Value { return slog.StringValue(s.String()) }

// MarshalText never shows the value.
func (s Sensitive) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// MarshalJSON never shows the value.
func (s Sensitive) MarshalJSON() ([]byte, error) { return json.Marshal(s.String()) }

// ConnectRequest is what the owner typed to connect one tenant. Exactly one of
// Secret and Certificate is set. It is kept nowhere: the credential goes to the
// OS keyring once it has been proved.
type ConnectRequest struct {
	TenantID    string     // GUID or a domain of the tenant
	Connection  Connection // Kind, ClientID and cloud; the rest is filled in
	Secret      Sensitive
	Certificate Sensitive // content of a PEM or PFX file with its private key
	Password    Sensitive // of a PFX file
}

// ConsentRequest asks a customer's administrator to approve a registration.
// Without Secret and Certificate the credential already in the keyring for
// this registration is used. TenantID "" or "organizations" means the tenant
// of whoever signs in.
type ConsentRequest struct {
	TenantID    string
	Connection  Connection
	Secret      Sensitive
	Certificate Sensitive
	Password    Sensitive
}

// PermissionCheck says of one permission whether the tenant granted it.
type PermissionCheck struct {
	Name     string `json:"name"`     // Microsoft's value, e.g. "Reports.Read.All"
	Granted  bool   `json:"granted"`  // by the roles of a fresh token
	Required bool   `json:"required"` // a tenant cannot be connected without it
	Unlocks  string `json:"unlocks"`  // what it is for, one sentence
	How      string `json:"how"`      // how to grant it, one sentence
}
