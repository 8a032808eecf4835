package register

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/google/uuid"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/fault"
	"msp-license-tracker/sync/vault"
)

const opCredential = "add the credential to the registration"

// issued is a credential that Microsoft knows and this computer holds.
type issued struct {
	vault.Credential
	keyID string
	ends  time.Time
}

// issue adds a credential to the application, beside those it has. Where the
// organization forbids secrets a certificate takes its place.
func (a *attempt) issue(ctx context.Context, objectID string) (issued, error) {
	until := a.Now().UTC().AddDate(0, a.months, 0).Truncate(time.Second)
	if a.kind == models.SecretCredential {
		a.progress("Making the client secret.")
		c, err := a.secret(ctx, objectID, until)
		if !fault.Is(err, fault.PolicyNoSecret) {
			return c, lacksRole(err, fault.RegistrationRole)
		}
		a.progress("Your organization does not allow client secrets, so a certificate is used instead.")
	}
	a.progress("Making the certificate.")
	c, err := a.certificate(ctx, objectID, until)
	return c, lacksRole(err, fault.RegistrationRole)
}

func (a *attempt) secret(ctx context.Context, objectID string, until time.Time) (issued, error) {
	var made struct {
		KeyID  string    `json:"keyId"`
		Secret string    `json:"secretText"`
		Ends   time.Time `json:"endDateTime"`
	}
	body := map[string]any{"passwordCredential": map[string]any{"displayName": a.draft.CredentialName, "endDateTime": until.Format(time.RFC3339)}}
	err := a.until(ctx, "Waiting until the new registration is known everywhere:", spreading, func() error {
		return a.dir.call(ctx, opCredential, http.MethodPost, "/applications/"+url.PathEscape(objectID)+"/addPassword", body, &made)
	})
	switch {
	case err != nil:
		return issued{}, err
	case made.Secret == "" || made.KeyID == "":
		return issued{}, fault.Local(fault.Unreadable, opCredential, nil)
	case made.Ends.IsZero():
		made.Ends = until
	}
	return issued{vault.Credential{Secret: made.Secret}, made.KeyID, made.Ends.UTC()}, nil
}

// certificate makes a key on this computer and gives its public part to the
// application.
func (a *attempt) certificate(ctx context.Context, objectID string, until time.Time) (issued, error) {
	cred, err := vault.SelfSigned(a.name, a.Now(), until)
	if err != nil {
		return issued{}, fault.Local(fault.Unknown, "make the certificate", err)
	}
	der, _ := cred.Public()
	id := uuid.NewString()
	entry, err := json.Marshal(map[string]any{
		"keyId": id, "displayName": a.draft.CredentialName, "type": "AsymmetricX509Cert", "usage": "Verify",
		"key":           base64.StdEncoding.EncodeToString(der),
		"startDateTime": cred.Starts().Format(time.RFC3339), "endDateTime": cred.Ends().Format(time.RFC3339),
	})
	if err != nil {
		return issued{}, fault.Local(fault.Unknown, "make the certificate", nil)
	}
	err = a.changeKeys(ctx, objectID, func(app application) []json.RawMessage { return append(app.Keys, entry) })
	if fault.Is(err, fault.PolicyNoSecret) { // the refusal did not say what of it is not allowed
		err = fault.Local(fault.PolicyNoSelfSigned, opCredential, err)
	}
	return issued{cred, id, cred.Ends()}, err
}

// changeKeys replaces the list of certificates by one made of the list as it
// is now: Graph has no other way, and the entries of others must stay.
func (a *attempt) changeKeys(ctx context.Context, objectID string, change func(application) []json.RawMessage) error {
	app, err := a.read(ctx, objectID)
	if err != nil {
		return err
	}
	list := change(app)
	if list == nil {
		list = []json.RawMessage{}
	}
	return a.patch(ctx, objectID, map[string]any{"keyCredentials": list})
}

func (a *attempt) read(ctx context.Context, objectID string) (app application, err error) {
	err = a.until(ctx, "Waiting until the new registration is known everywhere:", spreading, func() error {
		return a.dir.get(ctx, "read the app registration", "/applications/"+url.PathEscape(objectID), &app)
	})
	return app, err
}

// drop takes credentials away from the application: the ones gone says.
func (a *attempt) drop(ctx context.Context, app application, gone func(credentialEntry) bool) error {
	for _, p := range app.Passwords {
		if !gone(p) {
			continue
		}
		err := a.dir.call(ctx, "remove a secret from the registration", http.MethodPost,
			"/applications/"+url.PathEscape(app.ID)+"/removePassword", map[string]string{"keyId": p.KeyID}, nil)
		if err != nil && !missing(err) {
			return err
		}
	}
	kept := []json.RawMessage{}
	for i, e := range app.keyEntries {
		if !gone(e) {
			kept = append(kept, app.Keys[i])
		}
	}
	if len(kept) == len(app.Keys) {
		return nil
	}
	return a.patch(ctx, app.ID, map[string]any{"keyCredentials": kept})
}

// clean removes what an attempt that was cut short added and nobody holds, and
// what was to be removed after an earlier replacement.
func (a *attempt) clean(ctx context.Context, objectID string) error {
	app, err := a.read(ctx, objectID)
	if err != nil {
		return err
	}
	return lacksRole(a.drop(ctx, app, func(e credentialEntry) bool {
		if e.KeyID == a.current.KeyID && e.KeyID != "" {
			return false
		}
		return e.Name == a.draft.CredentialName || e.KeyID != "" && e.KeyID == a.current.RetiredKeyID
	}), fault.RegistrationRole)
}

// entryOf finds the entry of a credential among those of the application: by
// its id where that is known, else by thumbprint or, for a secret, by its first
// letters if only one entry has them.
func (app application) entryOf(keyID string, c vault.Credential) (id string) {
	for _, e := range append(app.keyEntries, app.Passwords...) {
		if keyID != "" && e.KeyID == keyID {
			return keyID
		}
	}
	if print := c.Thumbprint(); print != nil {
		for _, e := range app.keyEntries {
			if thumbprint(e.CustomID, print) {
				return e.KeyID
			}
		}
		return ""
	}
	for _, e := range app.Passwords {
		if e.Hint != "" && strings.HasPrefix(c.Secret, e.Hint) {
			if id != "" {
				return ""
			}
			id = e.KeyID
		}
	}
	return id
}

// thumbprint compares the forms Microsoft's tools write: base64 of the bytes,
// base64 of their hexadecimal text, and that text.
func thumbprint(custom string, print []byte) bool {
	text := hex.EncodeToString(print)
	if strings.EqualFold(custom, text) {
		return true
	}
	data, err := base64.StdEncoding.DecodeString(custom)
	return err == nil && (string(data) == string(print) || strings.EqualFold(string(data), text))
}
