package entra

import (
	"net/http"
	"net/url"

	"msp-license-tracker/sync/simulator/registry"
	"msp-license-tracker/sync/simulator/world"
)

// visit is one person's way through a page.
type visit struct {
	w      http.ResponseWriter
	r      *http.Request
	q      url.Values
	app    registry.App
	name   string        // the tenant as written in the path
	tenant *world.Tenant // nil = whichever the person belongs to
	state  string

	person *world.User
	home   *world.Tenant
	roles  []string // of the person in the tenant
}

func (v *visit) form(name string) string { return v.r.PostFormValue(name) }

// enter reads what all pages share: application and tenant.
func (s *Service) enter(w http.ResponseWriter, r *http.Request, name string) (*visit, *fail) {
	v := &visit{w: w, r: r, q: r.URL.Query(), name: name}
	v.state = v.q.Get("state")
	app, ok := s.Registry.App(v.q.Get("client_id"))
	if !ok {
		return v, unknownApp(v.q.Get("client_id"), name)
	}
	v.app = app
	return v, s.inTenant(v, name)
}

func (s *Service) inTenant(v *visit, name string) *fail {
	if anyTenant(name) {
		if !v.app.Multi() {
			return worded(50194)
		}
		return nil
	}
	t, f := s.find(name)
	if f != nil {
		return f
	}
	if v.tenant = t; !v.app.Multi() && v.app.Home != t.ID {
		return unknownApp(v.app.ID, t.Name)
	}
	return nil
}

// signIn finds out who the person is and what the person is in the tenant.
func (s *Service) signIn(v *visit, account string) *fail {
	v.person, v.home = s.account(account)
	switch {
	case v.person == nil && v.home == nil && account == "":
		return worded(50059)
	case v.person == nil:
		return worded(50034)
	}
	if v.tenant == nil {
		if v.tenant = v.home; !v.app.Multi() && v.app.Home != v.home.ID {
			return unknownApp(v.app.ID, v.home.Name)
		}
	}
	var ok bool
	if v.roles, ok = s.World.RolesIn(v.tenant, v.person, s.Today()); !ok {
		return noAccount(v.person.UPN, v.tenant.Name)
	}
	return nil
}

// keep carries what was chosen so far to the next page.
func (v *visit) keep() map[string]string {
	out := map[string]string{"account": v.person.UPN}
	for _, name := range []string{"user_code", "mfa"} {
		if x := v.form(name); x != "" {
			out[name] = x
		}
	}
	return out
}
