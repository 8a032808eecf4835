package partnercenter

import (
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"

	"msp-license-tracker/sync/simulator/registry"
	"msp-license-tracker/sync/simulator/world"
)

// consentBody is what a partner asks for. Scope is a list with commas.
type consentBody struct {
	ApplicationID string `json:"applicationId"`
	DisplayName   string `json:"displayName"`
	Grants        []struct {
		Service string `json:"enterpriseApplicationId"`
		Scope   string `json:"scope"`
	} `json:"applicationGrants"`
}

// consent is POST …/applicationconsents: delegated scopes for everybody in the
// customer's tenant. What was consented to before is an error.
func (s *Service) consent(r *http.Request, customer *world.Tenant) (int, any, *refusal) {
	var in consentBody
	if json.NewDecoder(io.LimitReader(r.Body, 1<<20)).Decode(&in) != nil || in.ApplicationID == "" || len(in.Grants) == 0 {
		return 0, nil, &refusal{400, 400, "The request body is not valid."}
	}
	app, ok := s.Registry.App(in.ApplicationID)
	if !ok || !app.Multi() {
		return 0, nil, &refusal{400, 400, "The application does not exist or cannot be used in other tenants."}
	}
	for _, g := range in.Grants {
		for _, name := range list(g.Scope) {
			if !registry.KnownScope(g.Service, name) {
				return 0, nil, &refusal{400, 400, "The scope " + name + " is not valid for the enterprise application."}
			}
		}
	}
	fresh := false
	for _, g := range in.Grants {
		wanted := list(g.Scope)
		given := s.Registry.Consented(in.ApplicationID, customer.ID, g.Service)
		if slices.ContainsFunc(wanted, func(n string) bool { return !slices.Contains(given, n) }) {
			fresh = true
			s.Registry.ConsentScopes(in.ApplicationID, customer.ID, "", g.Service, wanted)
		}
	}
	if !fresh {
		return 0, nil, &refusal{409, 409, "Permission entry already exists."}
	}
	return http.StatusCreated, in, nil
}

// list takes a list with commas apart.
func list(scope string) []string {
	return strings.FieldsFunc(scope, func(r rune) bool { return r == ',' || r == ' ' })
}
