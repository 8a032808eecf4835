package msgraph

import (
	"encoding/base64"
	"errors"
	"slices"
	"strings"

	"msp-license-tracker/sync/simulator/registry"
)

type appProp = prop[*registry.App]

func noList() []any { return []any{} }

// applications is the resource type "application".
var applications = &entity[*registry.App]{
	set: "applications", noun: "application", page: 100, max: 999, sort: []string{"displayName"},
	filter: map[string]string{"displayName": "eq startswith", "appId": "eq", "id": "eq"},
	props: []appProp{
		field("id", func(a *registry.App) any { return a.ObjectID }),
		constant[*registry.App]("deletedDateTime", nil),
		field("appId", func(a *registry.App) any { return a.ID }),
		field("createdDateTime", func(a *registry.App) any { return a.Created.UTC() }),
		field("displayName", func(a *registry.App) any { return a.Name }),
		constant[*registry.App]("description", nil),
		field("identifierUris", func(*registry.App) any { return noList() }),
		field("isFallbackPublicClient", func(a *registry.App) any { return a.Fallback }),
		constant[*registry.App]("notes", nil),
		field("signInAudience", func(a *registry.App) any { return a.Audience }),
		field("tags", func(*registry.App) any { return noList() }),
		field("api", func(*registry.App) any { return map[string]any{"oauth2PermissionScopes": noList()} }),
		field("appRoles", func(*registry.App) any { return noList() }),
		{name: "keyCredentials", plain: true, write: func(b []byte, c *call, a *registry.App) []byte { return plainJSON(b, keys(a, c)) }},
		field("passwordCredentials", func(a *registry.App) any { return passwords(a) }),
		field("publicClient", func(a *registry.App) any { return map[string]any{"redirectUris": texts(a.Public)} }),
		field("requiredResourceAccess", func(a *registry.App) any { return required(a.Required) }),
		field("verifiedPublisher", func(a *registry.App) any {
			return map[string]any{"displayName": nil, "verifiedPublisherId": nil, "addedDateTime": nil}
		}),
		field("web", func(a *registry.App) any {
			return map[string]any{"homePageUrl": nil, "logoutUrl": nil, "redirectUris": texts(a.Web),
				"implicitGrantSettings": map[string]any{"enableAccessTokenIssuance": false, "enableIdTokenIssuance": false}}
		}),
	},
}

func texts(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

func required(list []registry.Required) []registry.Required {
	if list == nil {
		return []registry.Required{}
	}
	return list
}

// keys are the certificates; their content is shown only when selected on a
// single object.
func keys(a *registry.App, c *call) []any {
	out := []any{}
	single := len(c.vars) > 0 && slices.ContainsFunc(c.query.Select, func(s string) bool { return strings.EqualFold(s, "keyCredentials") })
	for _, k := range a.Keys {
		one := map[string]any{"customKeyIdentifier": k.CustomID, "displayName": k.Name, "startDateTime": k.Start.UTC(), "endDateTime": k.End.UTC(),
			"keyId": k.KeyID, "type": "AsymmetricX509Cert", "usage": "Verify", "key": nil}
		if single {
			one["key"] = base64.StdEncoding.EncodeToString(k.Cert.Raw)
		}
		out = append(out, one)
	}
	return out
}

// passwords never show their text.
func passwords(a *registry.App) []any {
	out := []any{}
	for _, p := range a.Passwords {
		out = append(out, password(p, nil))
	}
	return out
}

func password(p registry.Password, text any) map[string]any {
	one := map[string]any{"customKeyIdentifier": nil, "displayName": p.Name, "hint": p.Hint, "keyId": p.KeyID,
		"startDateTime": p.Start.UTC(), "endDateTime": nil, "secretText": text}
	if !p.End.IsZero() {
		one["endDateTime"] = p.End.UTC()
	}
	return one
}

// applicationList is GET /applications.
func (s *Service) applicationList(c *call) *problem {
	return many(s, c, applications, s.o.Registry.Apps(c.tenant.ID), func(a *registry.App) bool { return s.mine(c, a) })
}

// application is GET /applications/{id}.
func (s *Service) application(c *call) *problem {
	a, p := s.ownApp(c)
	if p != nil {
		return p
	}
	return applications.one(c, a)
}

// ownApp finds the application a path names, by object id or appId.
func (s *Service) ownApp(c *call) (*registry.App, *problem) {
	key := keyOf(c.vars[0])
	a, err := s.o.Registry.Own(c.tenant.ID, key)
	if err != nil || !byAppID(c.vars[0]) && !strings.EqualFold(a.ObjectID, key) {
		return nil, notFound(key)
	}
	if !s.mine(c, &a) || c.r.Method != get && !c.ownsApp(a.Owner) {
		return nil, denied
	}
	return &a, nil
}

// keyOf is the id in "x" or "appId=x".
func keyOf(v string) string { return strings.TrimPrefix(v, "appId=") }

func byAppID(v string) bool { return strings.HasPrefix(v, "appId=") }

// mine says whether the caller may see an application: an app that holds no
// more than OwnedBy sees itself.
func (s *Service) mine(c *call, a *registry.App) bool {
	return c.claims.IDType != "app" || c.holds("Application.Read.All", "Application.ReadWrite.All", "Directory.Read.All") || c.claims.AppID == a.ID
}

// appProblem words an error of the registry.
func appProblem(err error, id string) *problem {
	switch {
	case errors.Is(err, registry.ErrNotFound):
		return notFound(id)
	case errors.Is(err, registry.ErrNoBacking):
		p := directoryBad("The appId '%s' of the service principal does not reference a valid application object.", id)
		p.detail = "NoBackingApplicationObject"
		return p
	case errors.Is(err, registry.ErrForbidden):
		return ofCode("CredentialTypeNotAllowedAsPerAppPolicy")
	case errors.Is(err, registry.ErrTooLong):
		return ofCode("CredentialInvalidLifetimeAsPerAppPolicy")
	case errors.Is(err, registry.ErrBadKey):
		return directoryBad("Key credential is not valid: the key must be a certificate with an RSA key.")
	case errors.Is(err, registry.ErrBadProof):
		return directoryBad("Proof-of-possession token is missing, malformed or not signed by a valid key of the application.")
	default:
		return directoryBad("Invalid value specified for property of resource 'application'.")
	}
}
