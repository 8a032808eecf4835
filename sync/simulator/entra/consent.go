package entra

import (
	"net/http"
	"net/url"
	"strings"

	"msp-license-tracker/sync/simulator/registry"
	"msp-license-tracker/sync/simulator/world"
)

func (s *Service) consentV1(w http.ResponseWriter, r *http.Request, name string) {
	s.consent(w, r, name, false)
}

func (s *Service) consentV2(w http.ResponseWriter, r *http.Request, name string) {
	s.consent(w, r, name, true)
}

// consent is the admin consent page: choose an account, see the permissions,
// decide. Without a return address the decision counts all the same.
func (s *Service) consent(w http.ResponseWriter, r *http.Request, name string, v2 bool) {
	v, f := s.enter(w, r, name)
	var back *url.URL
	if f == nil {
		back, f = s.consentAddress(v, v2)
	}
	if f == nil {
		f = s.demand("adminconsent-page", v.app.ID, v.tenant)
	}
	if f != nil {
		errorPage(w, f)
		return
	}
	if r.Method != http.MethodPost {
		show(w, page{Kind: "pick", Title: "Sign in to your account", App: s.shown(v.app), Accounts: s.people(v.tenant, v.q.Get("login_hint"), s.stranger(v.app)), Action: r.URL.RequestURI()})
		return
	}
	answer := func(a url.Values) {
		if back == nil {
			errorPage(w, worded(500113))
			return
		}
		deliver(w, r, back, a, "query")
	}
	if f := s.demand("adminconsent", v.app.ID, v.tenant); f != nil {
		answer(refused(f, v.state))
		return
	}
	switch v.form("action") {
	case "cancel":
		answer(declined(v.state, v2))
		return
	case "return":
		answer(returned(v.state))
		return
	}
	account := v.form("account")
	if account == "" && v.tenant != nil {
		account = v.tenant.Admin().UPN
	}
	if f := s.signIn(v, account); f != nil {
		errorPage(w, f)
		return
	}
	listed := s.Registry.OnConsentPage(v.app)
	items, single, f := s.items(listed, v.q.Get("scope"), v2)
	switch {
	case f != nil:
		errorPage(w, f)
	case !mayConsent(listed, v.roles):
		s.askAdmin(v)
	case v.form("action") != "accept":
		show(w, page{Kind: "consent", Title: "Permissions requested: review for your organization", App: s.shown(v.app),
			Text: s.warning(v), Items: items, Action: r.URL.RequestURI(), Hidden: v.keep()})
	default:
		if single {
			s.Registry.ConsentScopes(v.app.ID, v.tenant.ID, "", registry.GraphApp, items)
		} else {
			s.Registry.Consent(v.app.ID, v.tenant)
		}
		s.Registry.Answered(v.app.ID, v.tenant.ID)
		answer(accepted(v, items, v2))
	}
}

// consentAddress is where the decision goes back to; nil without an address.
func (s *Service) consentAddress(v *visit, v2 bool) (*url.URL, *fail) {
	raw := v.q.Get("redirect_uri")
	switch {
	case raw == "" && v2:
		return nil, missing("redirect_uri")
	case v2 && v.q.Get("scope") == "":
		return nil, missing("scope")
	case raw == "":
		return nil, nil
	}
	back, _, f := returnTo(v.app, raw)
	return back, f
}

// items are the permissions the page lists. A request for single scopes
// covers nothing but those.
func (s *Service) items(app registry.App, scope string, v2 bool) (items []string, single bool, f *fail) {
	if v2 {
		w, f := s.read(scope)
		if f != nil {
			return nil, false, f
		}
		if !w.all {
			return w.names, true, nil
		}
	}
	return append(app.Roles(registry.GraphApp), app.Scopes(registry.GraphApp)...), false, nil
}

// mayConsent: application roles of Graph need more than other permissions.
func mayConsent(app registry.App, roles []string) bool {
	if len(app.Roles(registry.GraphApp)) > 0 {
		return world.HasRole(roles, world.PrivilegedAdmin)
	}
	return world.HasRole(roles, world.PrivilegedAdmin, world.CloudAppAdmin, world.AppAdmin)
}

func accepted(v *visit, items []string, v2 bool) url.Values {
	out := url.Values{"admin_consent": {"True"}, "tenant": {v.tenant.ID}}
	if v.state != "" {
		out.Set("state", v.state)
	}
	if v2 {
		resource, _, _ := strings.Cut(v.q.Get("scope"), "/.default")
		var full []string
		for _, p := range items {
			full = append(full, resource+"/"+p)
		}
		out.Set("scope", strings.Join(full, " "))
	}
	return out
}

// declined is what a cancelled consent says; v2 carries admin_consent=True
// all the same.
func declined(state string, v2 bool) url.Values {
	out := url.Values{"error": {"permission_denied"}, "error_description": {"The admin canceled the request"}}
	if v2 {
		out = url.Values{"admin_consent": {"True"}, "error": {"consent_required"}, "error_description": {worded(65004).described()}}
	}
	if state != "" {
		out.Set("state", state)
	}
	return out
}

// stranger is the first customer whose tenant does not have the application
// yet: the one a link for any tenant is most likely meant for.
func (s *Service) stranger(app registry.App) *world.Tenant {
	for _, t := range s.World.Customers() {
		if _, ok := s.Registry.Present(app.ID, t.ID); !ok {
			return t
		}
	}
	return nil
}
