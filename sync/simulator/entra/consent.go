package entra

import (
	"net/http"
	"net/url"
	"strings"

	"msp-license-tracker/sync/simulator/world"
)

func (s *Service) consentV1(w http.ResponseWriter, r *http.Request, name string) {
	s.consent(w, r, name, false)
}

func (s *Service) consentV2(w http.ResponseWriter, r *http.Request, name string) {
	s.consent(w, r, name, true)
}

// consent is the admin consent page and its two answers.
func (s *Service) consent(w http.ResponseWriter, r *http.Request, name string, v2 bool) {
	q := r.URL.Query()
	app, ok := s.Registry.App(q.Get("client_id"))
	back, good := redirect(q.Get("redirect_uri"))
	switch {
	case !ok:
		errorPage(w, unknownApp(q.Get("client_id"), name))
		return
	case q.Get("redirect_uri") != "" && !good:
		errorPage(w, &fail{400, "invalid_request", 50011, "The redirect URI specified in the request does not match the redirect URIs configured for the application."})
		return
	case v2 && q.Get("redirect_uri") == "":
		errorPage(w, missing("redirect_uri"))
		return
	case v2 && q.Get("scope") == "":
		errorPage(w, missing("scope"))
		return
	}
	var tenant *world.Tenant
	if !anyTenant(name) {
		t, f := s.find(name)
		if f != nil {
			errorPage(w, f)
			return
		}
		tenant = t
	}
	if r.Method != http.MethodPost {
		show(w, consentPage, page{
			Title: "Permissions requested: review for your organization", App: app.Name,
			Items: app.Permissions, Accounts: s.admins(tenant), Action: r.URL.RequestURI(),
		})
		return
	}
	if tenant == nil {
		tenant = s.tenantOf(r.PostFormValue("account"))
	}
	if tenant == nil {
		errorPage(w, &fail{400, "invalid_request", 50059, "No tenant-identifying information found in either the request or implied by any provided credentials."})
		return
	}
	answer := url.Values{}
	if st := q.Get("state"); st != "" {
		answer.Set("state", st)
	}
	if r.PostFormValue("action") == "accept" {
		s.Registry.Consent(app.ID, tenant)
		answer.Set("admin_consent", "True")
		answer.Set("tenant", tenant.ID)
		if v2 {
			answer.Set("scope", granted(q.Get("scope"), app.Permissions))
		}
	} else {
		declined(answer, v2)
	}
	if q.Get("redirect_uri") == "" {
		errorPage(w, &fail{400, "invalid_request", 500113, "No reply address is registered for the application."})
		return
	}
	back.RawQuery = merge(back.RawQuery, answer)
	http.Redirect(w, r, back.String(), http.StatusFound)
}

// declined is what a cancelled consent says; v2 carries admin_consent=True
// all the same.
func declined(answer url.Values, v2 bool) {
	if v2 {
		answer.Set("admin_consent", "True")
		answer.Set("error", "consent_required")
		answer.Set("error_description", "AADSTS65004: User declined to consent to access the app.")
		return
	}
	answer.Set("error", "permission_denied")
	answer.Set("error_description", "The admin canceled the request")
}

// granted lists what v2 says was granted, as full scope names.
func granted(scope string, permissions []string) string {
	resource, _, _ := strings.Cut(scope, "/.default")
	var out []string
	for _, p := range permissions {
		out = append(out, resource+"/"+p)
	}
	return strings.Join(out, " ")
}

// redirect accepts loopback http addresses and any https address.
func redirect(raw string) (*url.URL, bool) {
	u, err := url.Parse(raw)
	if err != nil || u.Host == "" {
		return u, false
	}
	local := u.Hostname() == "localhost" || u.Hostname() == "127.0.0.1"
	return u, u.Scheme == "https" || (u.Scheme == "http" && local)
}

func merge(query string, more url.Values) string {
	if query == "" {
		return more.Encode()
	}
	return query + "&" + more.Encode()
}

// admins lists the administrators who may sign in at a page.
func (s *Service) admins(only *world.Tenant) []string {
	if only != nil {
		return []string{"admin@" + only.Initial}
	}
	var all []string
	for _, t := range s.World.Tenants {
		all = append(all, "admin@"+t.Initial)
	}
	return all
}

// tenantOf finds the tenant of an account by its domain.
func (s *Service) tenantOf(account string) *world.Tenant {
	_, domain, _ := strings.Cut(account, "@")
	return s.World.Tenant(domain)
}
