package msgraph

import (
	"encoding/json"
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
