package entra

import (
	"encoding/base64"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"msp-license-tracker/sync/simulator/registry"
	"msp-license-tracker/sync/simulator/token"
	"msp-license-tracker/sync/simulator/world"
)

// session is what a code or refresh token stands for.
type session struct {
	Kind      string // "code" or "refresh"
	ID        string
	App       string
	Account   string
	Tenant    string
	Scope     string
	Redirect  string
	Challenge string
	Nonce     string
	Public    bool // of a desktop application, which has no credential
	MFA       bool // a second factor was shown
	Issued    int64
	Ends      int64
}

// refreshLife is how long an unused refresh token lives.
const refreshLife = 90 * 24 * time.Hour

// account finds a person by user principal name, with the home tenant. The
// administrator answers to every domain of the tenant.
func (s *Service) account(name string) (*world.User, *world.Tenant) {
	local, domain, _ := strings.Cut(name, "@")
	home := s.World.Tenant(domain)
	if home == nil {
		return nil, nil
	}
	u := home.User(name)
	if u == nil && strings.EqualFold(local, "admin") {
		u = home.Admin()
	}
	if u == nil || u.Blocked != 0 && u.Blocked <= s.Today() {
		return nil, home
	}
	return u, home
}

// delegated makes the tokens of a person in a tenant.
func (s *Service) delegated(a ask, c session) (map[string]any, *fail) {
	person, home := s.account(c.Account)
	tenant := s.World.Tenant(c.Tenant)
	if person == nil || tenant == nil {
		return nil, worded(50034)
	}
	roles, ok := s.World.RolesIn(tenant, person, s.Today())
	if !ok {
		return nil, noAccount(person.UPN, tenant.Name)
	}
	if s.Registry.PolicyOf(tenant.ID).NeedMFA && !c.MFA {
		return nil, worded(50076)
	}
	w, f := s.read(c.Scope)
	if f != nil {
		return nil, f
	}
	held, f := s.held(a.app, tenant, person, w)
	if f != nil {
		return nil, f
	}
	if missing := s.lacking(a.app, w, held); len(missing) > 0 {
		if _, present := s.Registry.Present(a.app.ID, tenant.ID); !present && tenant != home {
			return nil, unauthorizedThere(a.app.ID, tenant.ID)
		}
		return nil, noConsent(a.app.ID)
	}
	held = slices.DeleteFunc(held, s.Faults.Denied)
	return s.tokens(a, c, w, held, roles, person, tenant, home)
}

// held are the scopes an application has for a person.
func (s *Service) held(app registry.App, t *world.Tenant, u *world.User, w wanted) ([]string, *fail) {
	if len(app.Preauthorized) > 0 {
		for _, name := range w.names {
			if !slices.Contains(app.Preauthorized, name) || w.service != registry.GraphApp {
				return nil, worded(65002)
			}
		}
		return slices.Clone(app.Preauthorized), nil
	}
	if p, ok := s.Registry.Present(app.ID, t.ID); ok && p.Disabled {
		return nil, worded(7000112)
	}
	return s.Registry.Scopes(app.ID, t.ID, u.ID, w.service), nil
}

// tokens signs what a person gets: access, id and refresh token.
func (s *Service) tokens(a ask, c session, w wanted, held, roles []string, u *world.User, tenant, home *world.Tenant) (map[string]any, *fail) {
	methods := []string{"pwd"}
	if c.MFA {
		methods = append(methods, "mfa")
	}
	access, err := s.Signer.Access(token.Claims{
		AppID: a.app.ID, AppName: a.app.Name, IDType: "user", OID: u.ID, Subject: u.ID, Tenant: tenant.ID,
		Scopes: strings.Join(append(held, "openid", "profile", "email"), " "),
		UPN:    u.UPN, Name: u.Display, WIDs: roles, Methods: methods,
	}, w.resource)
	if err != nil {
		return nil, worded(90033)
	}
	now := s.Now()
	id, err := s.Signer.Sign(map[string]any{
		"aud": a.app.ID, "iss": "https://" + a.r.Host + "/" + tenant.ID + "/v2.0", "iat": now.Unix(), "nbf": now.Unix(),
		"exp": now.Add(token.Lifetime).Unix(), "name": u.Display, "oid": u.ID, "sub": u.ID, "tid": tenant.ID,
		"preferred_username": u.UPN, "ver": "2.0", "nonce": c.Nonce,
	})
	if err != nil {
		return nil, worded(90033)
	}
	seconds := int(token.Lifetime.Seconds())
	body := map[string]any{
		"token_type": "Bearer", "scope": s.echo(w, held), "expires_in": seconds, "ext_expires_in": seconds,
		"access_token": access, "id_token": id,
	}
	info, err := json.Marshal(map[string]string{"uid": u.ID, "utid": home.ID})
	if err == nil {
		body["client_info"] = base64.RawURLEncoding.EncodeToString(info)
	}
	if c.Kind == "refresh" || slices.Contains(strings.Fields(c.Scope), "offline_access") {
		c.Kind, c.ID, c.Ends = "refresh", token.Random(12), now.Add(refreshLife).Unix()
		body["refresh_token"] = s.mint.Seal(c)
	}
	return body, nil
}
