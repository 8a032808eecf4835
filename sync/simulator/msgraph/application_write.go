package msgraph

import (
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"net/url"
	"strings"
	"time"

	"msp-license-tracker/sync/simulator/registry"
	"msp-license-tracker/sync/simulator/world"
)

// appBody is what a client may write of an application; nil = not named.
type appBody struct {
	DisplayName            *string              `json:"displayName"`
	SignInAudience         *string              `json:"signInAudience"`
	IsFallbackPublicClient *bool                `json:"isFallbackPublicClient"`
	Web                    *addresses           `json:"web"`
	PublicClient           *addresses           `json:"publicClient"`
	RequiredResourceAccess *[]registry.Required `json:"requiredResourceAccess"`
	KeyCredentials         *[]keyBody           `json:"keyCredentials"`
	PasswordCredentials    []json.RawMessage    `json:"passwordCredentials"`
}

type addresses struct {
	RedirectURIs *[]string `json:"redirectUris"`
}

type keyBody struct {
	KeyID       string    `json:"keyId"`
	DisplayName string    `json:"displayName"`
	CustomID    string    `json:"customKeyIdentifier"`
	Type        string    `json:"type"`
	Usage       string    `json:"usage"`
	Key         string    `json:"key"`
	Start       time.Time `json:"startDateTime"`
	End         time.Time `json:"endDateTime"`
}

// createApplication is POST /applications.
func (s *Service) createApplication(c *call) *problem {
	var body appBody
	if c.decode(&body) != nil {
		return badPayload
	}
	switch {
	case s.o.Registry.PolicyOf(c.tenant.ID).NoRegistration && !c.hasRole(world.AppAdmin, world.CloudAppAdmin):
		return denied
	case body.DisplayName == nil || *body.DisplayName == "":
		return directoryBad("A value is required for property 'displayName' of resource 'Application'.")
	case len(body.PasswordCredentials) > 0:
		return directoryBad("New password credentials must be generated with service actions.")
	}
	a := registry.App{Owner: c.claims.OID}
	if p := body.write(&a); p != nil {
		return p
	}
	a, err := s.o.Registry.Create(c.tenant.ID, a)
	if err != nil {
		return appProblem(err, "")
	}
	return applications.created(c, &a, a.ObjectID)
}

// changeApplication is PATCH /applications/{id}. Lists are replaced whole.
func (s *Service) changeApplication(c *call) *problem {
	a, p := s.ownApp(c)
	if p != nil {
		return p
	}
	var body appBody
	if c.decode(&body) != nil {
		return badPayload
	}
	if len(body.PasswordCredentials) > 0 {
		return directoryBad("New password credentials must be generated with service actions.")
	}
	trial := *a
	if p := body.write(&trial); p != nil {
		return p
	}
	if _, err := s.o.Registry.Change(c.tenant.ID, a.ID, func(x *registry.App) { body.write(x) }); err != nil {
		return appProblem(err, a.ObjectID)
	}
	return c.nothing()
}

// deleteApplication is DELETE /applications/{id}.
func (s *Service) deleteApplication(c *call) *problem {
	a, p := s.ownApp(c)
	if p != nil {
		return p
	}
	if err := s.o.Registry.Delete(c.tenant.ID, a.ID); err != nil {
		return appProblem(err, a.ObjectID)
	}
	return c.nothing()
}

// write puts what the body names into an application.
func (b appBody) write(a *registry.App) *problem {
	if b.DisplayName != nil {
		a.Name = *b.DisplayName
	}
	if b.IsFallbackPublicClient != nil {
		a.Fallback = *b.IsFallbackPublicClient
	}
	if b.SignInAudience != nil {
		if a.Audience = *b.SignInAudience; a.Audience != registry.SingleTenant && a.Audience != registry.MultiTenant {
			return directoryBad("Invalid value specified for property 'signInAudience' of resource 'Application'.")
		}
	}
	for _, one := range []struct {
		from *addresses
		to   *[]string
	}{{b.Web, &a.Web}, {b.PublicClient, &a.Public}} {
		if one.from == nil || one.from.RedirectURIs == nil {
			continue
		}
		if p := checkAddresses(*one.from.RedirectURIs); p != nil {
			return p
		}
		*one.to = *one.from.RedirectURIs
	}
	if b.RequiredResourceAccess != nil {
		if p := checkRequired(*b.RequiredResourceAccess); p != nil {
			return p
		}
		a.Required = *b.RequiredResourceAccess
	}
	if b.KeyCredentials != nil {
		return b.writeKeys(a)
	}
	return nil
}

// checkAddresses holds return addresses against Entra's rules.
func checkAddresses(list []string) *problem {
	for _, raw := range list {
		u, err := url.Parse(raw)
		local := err == nil && (u.Hostname() == "localhost" || u.Hostname() == "127.0.0.1")
		switch {
		case err != nil, len(raw) > 256, strings.ContainsAny(raw, "!$'(),;"), u.Fragment != "",
			u.Scheme == "http" && !local, u.Scheme == "https" && u.Host == "":
			return directoryBad("Invalid value specified for property 'redirectUris' of resource 'Application': %s", raw)
		}
	}
	return nil
}

// checkRequired knows the permissions of the services of this cloud; those of
// other services pass, as they do in the real one.
func checkRequired(list []registry.Required) *problem {
	for _, r := range list {
		if r.Service == "" || len(r.Access) == 0 {
			return directoryBad("Invalid value specified for property 'requiredResourceAccess' of resource 'Application'.")
		}
		for _, x := range r.Access {
			if x.Type != "Role" && x.Type != "Scope" || len(x.ID) != 36 {
				return directoryBad("Invalid value specified for property 'resourceAccess' of resource 'RequiredResourceAccess'.")
			}
		}
	}
	return nil
}

// writeKeys replaces the certificates. An entry that names a known keyId and
// no key keeps its certificate.
func (b appBody) writeKeys(a *registry.App) *problem {
	var out []registry.Key
	for _, k := range *b.KeyCredentials {
		if old, ok := keyByID(a, k.KeyID); ok && k.Key == "" {
			out = append(out, old)
			continue
		}
		key, p := k.read()
		if p != nil {
			return p
		}
		out = append(out, key)
	}
	a.Keys = out
	return nil
}

func keyByID(a *registry.App, id string) (registry.Key, bool) {
	for _, k := range a.Keys {
		if id != "" && strings.EqualFold(k.KeyID, id) {
			return k, true
		}
	}
	return registry.Key{}, false
}

// read takes a certificate out of the body: DER in base64, or a PEM file in
// base64.
func (k keyBody) read() (registry.Key, *problem) {
	bad := appProblem(registry.ErrBadKey, "")
	if k.Type != "AsymmetricX509Cert" || k.Usage != "Verify" {
		return registry.Key{}, bad
	}
	der, err := base64.StdEncoding.DecodeString(k.Key)
	if err != nil {
		return registry.Key{}, bad
	}
	if block, _ := pem.Decode(der); block != nil {
		der = block.Bytes
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		return registry.Key{}, bad
	}
	if !k.End.IsZero() && k.End.After(cert.NotAfter.Add(time.Second)) {
		return registry.Key{}, directoryBad("Key credential end date is invalid: it is after the end of the certificate.")
	}
	return registry.Key{KeyID: k.KeyID, Name: k.DisplayName, CustomID: k.CustomID, Start: k.Start, End: k.End, Cert: cert}, nil
}
