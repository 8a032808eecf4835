package entra

import (
	"net/http"
	"slices"
	"strings"

	"msp-license-tracker/sync/simulator/registry"
	"msp-license-tracker/sync/simulator/token"
	"msp-license-tracker/sync/simulator/world"
)

// ask is one request to the token endpoint, as far as all grants share it.
type ask struct {
	r      *http.Request
	form   func(string) string
	tenant *world.Tenant // nil at /common and /organizations
	path   string        // the tenant as written in the path
	app    registry.App
}

// token is the token endpoint.
func (s *Service) token(w http.ResponseWriter, r *http.Request, name string) {
	if r.Method != http.MethodPost {
		(&fail{400, "invalid_request", 900561, "The endpoint only accepts POST requests. Received a " + r.Method + " request."}).write(w, r, s.Now())
		return
	}
	if s.sabotage(w, r, name) {
		return
	}
	body, f := s.grant(r, name)
	if f != nil {
		f.write(w, r, s.Now())
		return
	}
	reply(w, http.StatusOK, body)
}

func (s *Service) grant(r *http.Request, name string) (map[string]any, *fail) {
	if err := r.ParseForm(); err != nil {
		return nil, &fail{400, "invalid_request", 9002313, "Invalid request. Request is malformed or invalid."}
	}
	a := ask{r: r, form: r.PostForm.Get, path: name}
	if !anyTenant(name) {
		t, f := s.find(name)
		if f != nil {
			return nil, f
		}
		a.tenant = t
	}
	id := a.form("client_id")
	basicID, basicSecret, basic := r.BasicAuth()
	if basic && id == "" {
		id = basicID
		r.PostForm.Set("client_secret", basicSecret)
	}
	if id == "" {
		return nil, missing("client_id")
	}
	app, ok := s.Registry.App(id)
	if !ok || (!app.Multi() && a.tenant != nil && app.Home != a.tenant.ID) {
		return nil, unknownApp(id, tenantName(a))
	}
	if a.app = app; a.tenant == nil && !app.Multi() {
		return nil, worded(50194)
	}
	switch a.form("grant_type") {
	case "":
		return nil, missing("grant_type")
	case "client_credentials":
		return s.appOnly(a)
	case "authorization_code":
		return s.redeemCode(a)
	case "refresh_token":
		return s.refresh(a)
	case "urn:ietf:params:oauth:grant-type:device_code", "device_code":
		return s.redeemDevice(a)
	default:
		return nil, &fail{400, "unsupported_grant_type", 70003, "The app requested an unsupported grant type '" + a.form("grant_type") + "'."}
	}
}

func tenantName(a ask) string {
	if a.tenant != nil {
		return a.tenant.Name
	}
	return a.path
}

// appOnly is the client credentials grant.
func (s *Service) appOnly(a ask) (map[string]any, *fail) {
	if a.tenant == nil {
		return nil, &fail{400, "invalid_request", 9001023, "The grant type is not supported over the /common or /consumers endpoints. Please use the /organizations or tenant-specific endpoint."}
	}
	if f := s.prove(a); f != nil {
		return nil, f
	}
	resource, f := s.resource(a)
	if f != nil {
		return nil, f
	}
	principal, ok := s.Registry.Present(a.app.ID, a.tenant.ID)
	if !ok {
		return nil, noPrincipal(a.app.ID)
	}
	if principal.Disabled {
		return nil, worded(7000112)
	}
	roles := slices.DeleteFunc(s.Registry.Roles(a.app.ID, a.tenant.ID, registry.GraphApp), s.Faults.Denied)
	access, err := s.Signer.Access(token.Claims{
		AppID: a.app.ID, AppName: a.app.Name, IDType: "app", OID: principal.ID, Subject: principal.ID,
		Tenant: a.tenant.ID, Roles: roles,
	}, resource)
	if err != nil {
		return nil, &fail{500, "server_error", 90033, "A transient error has occurred. Please try again."}
	}
	seconds := int(token.Lifetime.Seconds())
	return map[string]any{
		"token_type": "Bearer", "expires_in": seconds, "ext_expires_in": seconds, "access_token": access,
	}, nil
}

// resource is the audience of an app-only token, from scope or (v1) resource.
func (s *Service) resource(a ask) (string, *fail) {
	if v1 := a.form("resource"); v1 != "" && a.form("scope") == "" {
		return s.known(strings.TrimSuffix(v1, "/"), a)
	}
	scope := a.form("scope")
	if scope == "" {
		return "", missing("scope")
	}
	for _, one := range strings.Fields(scope) {
		if res, ok := strings.CutSuffix(one, "/.default"); ok {
			return s.known(strings.TrimSuffix(res, "/"), a)
		}
	}
	return "", badScope(scope)
}

func (s *Service) known(resource string, a ask) (string, *fail) {
	if !s.Graph(resource) {
		return "", &fail{400, "invalid_resource", 500011, "The resource principal named " + resource + " was not found in the tenant named " + tenantName(a) + "."}
	}
	return resource, nil
}

// prove checks secret or assertion.
func (s *Service) prove(a ask) *fail {
	switch {
	case a.form("client_assertion") != "":
		return s.checkAssertion(a)
	case a.form("client_secret") == "":
		return &fail{401, "invalid_client", 7000218, "The request body must contain the following parameter: 'client_assertion' or 'client_secret'."}
	}
	switch s.Registry.CheckSecret(a.app.ID, a.form("client_secret"), s.Now()) {
	case registry.Wrong:
		return wrongSecret(a.app.ID)
	case registry.Expired:
		return expiredSecret(a.app.ID)
	default:
		return nil
	}
}
