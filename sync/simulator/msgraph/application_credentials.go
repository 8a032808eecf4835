package msgraph

import (
	"slices"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"msp-license-tracker/sync/simulator/registry"
)

// addPassword is POST /applications/{id}/addPassword: the only answer that
// ever shows the text of a secret.
func (s *Service) addPassword(c *call) *problem {
	a, p := s.ownApp(c)
	if p != nil {
		return p
	}
	var body struct {
		Credential struct {
			DisplayName string    `json:"displayName"`
			Start       time.Time `json:"startDateTime"`
			End         time.Time `json:"endDateTime"`
		} `json:"passwordCredential"`
	}
	if c.decode(&body) != nil {
		return badPayload
	}
	in := body.Credential
	made, text, err := s.o.Registry.AddPassword(c.tenant.ID, a.ID, registry.Password{Name: in.DisplayName, Start: in.Start, End: in.End})
	if err != nil {
		return appProblem(err, a.ObjectID)
	}
	out := password(made, text)
	out["@odata.context"] = c.base() + "/$metadata#microsoft.graph.passwordCredential"
	return c.json(200, out)
}

// removePassword is POST /applications/{id}/removePassword.
func (s *Service) removePassword(c *call) *problem {
	a, p := s.ownApp(c)
	if p != nil {
		return p
	}
	var body struct {
		KeyID string `json:"keyId"`
	}
	if c.decode(&body) != nil {
		return badPayload
	}
	if s.o.Registry.RemovePassword(c.tenant.ID, a.ID, body.KeyID) != nil {
		return directoryBad("No password credential found with keyId '%s'.", body.KeyID)
	}
	return c.nothing()
}

// keyAction is the body of addKey and removeKey.
type keyAction struct {
	KeyCredential keyBody `json:"keyCredential"`
	KeyID         string  `json:"keyId"`
	Proof         string  `json:"proof"`
}

// addKey is POST /applications/{id}/addKey. It takes a proof signed with a
// certificate the application has already, so it cannot add the first one.
func (s *Service) addKey(c *call) *problem {
	a, body, p := s.proved(c)
	if p != nil {
		return p
	}
	key, p := body.KeyCredential.read()
	if p != nil {
		return p
	}
	key.KeyID = ""
	after, err := s.o.Registry.Change(c.tenant.ID, a.ID, func(x *registry.App) { x.Keys = append(slices.Clip(x.Keys), key) })
	if err != nil {
		return appProblem(err, a.ObjectID)
	}
	last := after
	last.Keys = after.Keys[len(after.Keys)-1:]
	out := keys(&last, c)[0].(map[string]any)
	out["@odata.context"] = c.base() + "/$metadata#microsoft.graph.keyCredential"
	return c.json(200, out)
}

// removeKey is POST /applications/{id}/removeKey.
func (s *Service) removeKey(c *call) *problem {
	a, body, p := s.proved(c)
	if p != nil {
		return p
	}
	if _, ok := keyByID(a, body.KeyID); !ok {
		return directoryBad("No key credential found with keyId '%s'.", body.KeyID)
	}
	_, err := s.o.Registry.Change(c.tenant.ID, a.ID, func(x *registry.App) {
		x.Keys = slices.DeleteFunc(slices.Clone(x.Keys), func(k registry.Key) bool { return strings.EqualFold(k.KeyID, body.KeyID) })
	})
	if err != nil {
		return appProblem(err, a.ObjectID)
	}
	return c.nothing()
}

// proved reads a key action and checks its proof of possession. An
// application may roll its own keys without any permission.
func (s *Service) proved(c *call) (*registry.App, keyAction, *problem) {
	var body keyAction
	key := keyOf(c.vars[0])
	a, err := s.o.Registry.Own(c.tenant.ID, key)
	switch {
	case err != nil:
		return nil, body, notFound(key)
	case c.claims.AppID != a.ID && !c.holds(writeApps...):
		return nil, body, denied
	case c.decode(&body) != nil:
		return nil, body, badPayload
	}
	if !s.possessed(a, body.Proof) {
		return nil, body, appProblem(registry.ErrBadProof, "")
	}
	return &a, body, nil
}

// directoryApp is the audience of proofs.
const directoryApp = "00000002-0000-0000-c000-000000000000"

// possessed checks a proof: signed by a certificate of the application, for
// the directory, issued by the application object, ten minutes at most.
func (s *Service) possessed(a registry.App, proof string) bool {
	for _, k := range a.Keys {
		claims := jwt.RegisteredClaims{}
		_, err := jwt.ParseWithClaims(proof, &claims, func(*jwt.Token) (any, error) { return k.Cert.PublicKey, nil },
			jwt.WithValidMethods([]string{"RS256", "PS256"}), jwt.WithTimeFunc(s.o.Clock), jwt.WithAudience(directoryApp),
			jwt.WithIssuer(a.ObjectID), jwt.WithExpirationRequired())
		if err != nil || claims.NotBefore == nil {
			continue
		}
		if s.o.Clock().Before(k.End) && claims.ExpiresAt.Sub(claims.NotBefore.Time) <= 10*time.Minute {
			return true
		}
	}
	return false
}
