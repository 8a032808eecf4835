package partnercenter

import (
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"msp-license-tracker/sync/simulator/faults"
	"msp-license-tracker/sync/simulator/registry"
	"msp-license-tracker/sync/simulator/token"
	"msp-license-tracker/sync/simulator/world"
)

// Service is Partner Center for one simulated cloud; safe for concurrent use.
type Service struct {
	World    *world.World
	Registry *registry.Registry
	Signer   *token.Signer
	Faults   *faults.Plan
	Now      func() time.Time           // the server's clock
	Today    func() world.Day           // the day of the data
	Audience func(resource string) bool // which token audiences are meant for it
}

// refusal is an error as Partner Center words it.
type refusal struct {
	status int
	code   int
	text   string
}

// ServeHTTP answers one request to the Partner Center host.
func (s *Service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Date", s.Now().UTC().Format(http.TimeFormat))
	h.Set("MS-RequestId", world.ID(time.Now().UnixNano(), token.Random(8)))
	h.Set("MS-CorrelationId", world.ID(time.Now().UnixNano(), token.Random(8)))
	status, body, f := s.handle(r)
	if f != nil {
		status, body = f.status, map[string]any{"code": f.code, "description": f.text, "data": []any{}, "source": "PartnerFD"}
	}
	if body == nil {
		w.WriteHeader(status)
		return
	}
	h.Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(body)
}

// handle finds the endpoint: /v1/customers/{id}/applicationconsents[/{app}].
func (s *Service) handle(r *http.Request) (int, any, *refusal) {
	part := strings.Split(strings.Trim(r.URL.Path, "/"), "/")
	if len(part) < 4 || !strings.EqualFold(part[1], "customers") || !strings.EqualFold(part[3], "applicationconsents") {
		return 0, nil, &refusal{404, 404, "Resource not found."}
	}
	claims, f := s.authenticate(r)
	if f != nil {
		return 0, nil, f
	}
	customer := s.World.Tenant(part[2])
	req := faults.Request{Names: []string{"application-consents"}, ByName: true}
	if customer != nil {
		req.Tenant = []string{customer.ID, customer.Domain, customer.Initial}
	}
	if rule, ok := s.Faults.Take(req, faults.Status); ok {
		return 0, nil, &refusal{rule.Code, rule.Code, http.StatusText(rule.Code)}
	}
	if f := s.mayManage(claims, customer); f != nil {
		return 0, nil, f
	}
	switch {
	case r.Method == http.MethodPost && len(part) == 4:
		return s.consent(r, customer)
	case r.Method == http.MethodDelete && len(part) == 5:
		if _, ok := s.Registry.Present(part[4], customer.ID); !ok {
			return 0, nil, &refusal{404, 404, "The application consent does not exist."}
		}
		s.Registry.Revoke(part[4], customer.ID)
		return http.StatusNoContent, nil, nil
	}
	return 0, nil, &refusal{405, 405, "The method is not allowed."}
}

// authenticate takes tokens of people of the partner tenant who signed in with
// a second factor.
func (s *Service) authenticate(r *http.Request) (*token.Claims, *refusal) {
	raw, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !ok {
		return nil, &refusal{401, 401, "Unauthorized: no access token."}
	}
	claims, err := s.Signer.Read(raw)
	switch {
	case err != nil, !s.Audience(claims.Audience):
		return nil, &refusal{401, 401, "Unauthorized: the access token is not valid for this service."}
	case claims.IDType != "user" || !strings.Contains(" "+claims.Scopes+" ", " user_impersonation "):
		return nil, &refusal{403, 403, "Forbidden: a token of a signed-in person is needed."}
	case claims.Tenant != s.World.Home.ID:
		return nil, &refusal{403, 403, "Forbidden: the account is not of a partner tenant."}
	}
	for _, m := range claims.Methods {
		if m == "mfa" {
			return claims, nil
		}
	}
	return nil, &refusal{401, 900421, "MFA required: the access token was made without multi-factor authentication."}
}

// mayManage: the person must be an admin agent and hold a role that can
// consent in the customer's tenant.
func (s *Service) mayManage(c *token.Claims, customer *world.Tenant) *refusal {
	person := s.World.Home.User(c.OID)
	switch {
	case customer == nil || customer == s.World.Home:
		return &refusal{404, 404, "The customer was not found."}
	case !s.World.AdminAgent(person):
		return &refusal{403, 403, "Forbidden: the user is not an admin agent."}
	}
	roles, ok := s.World.RolesIn(customer, person, s.Today())
	if !ok {
		return &refusal{403, 403, "Forbidden: there is no active relationship with the customer that includes the user."}
	}
	if !world.HasRole(roles, world.PrivilegedAdmin, world.CloudAppAdmin) {
		return &refusal{403, 403, "Forbidden: the relationship does not include a role that may consent to applications."}
	}
	return nil
}
