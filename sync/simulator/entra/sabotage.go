package entra

import (
	"net/http"
	"strings"
	"time"

	"msp-license-tracker/sync/simulator/faults"
	"msp-license-tracker/sync/simulator/world"
)

// loginPage is what a captive network answers instead of Entra.
const loginPage = "<html><head><title>Sign in to the network</title></head><body>Please accept the terms of this network.</body></html>"

// sabotage answers a token request with a fault on demand, if one applies.
// Faults for "*" mean Graph: only those made for the login, or that name it,
// apply here.
func (s *Service) sabotage(w http.ResponseWriter, r *http.Request, name string) bool {
	req := s.request("token", s.World.Tenant(name))
	grant := r.PostFormValue("grant_type")
	req.Names = append(req.Names, grant[strings.LastIndex(grant, ":")+1:])
	rule, ok := s.Faults.Take(req, faults.TokenHTML, faults.AADSTS, faults.OAuth)
	if !ok {
		req.ByName = true
		rule, ok = s.Faults.Take(req, faults.Slow, faults.Status, faults.HTML, faults.Reset)
	}
	if !ok {
		return false
	}
	switch rule.Kind {
	case faults.AADSTS, faults.OAuth:
		demanded(rule, r.PostFormValue("client_id"), name).write(w, r, s.Now())
	case faults.Reset:
		panic(http.ErrAbortHandler)
	case faults.Status:
		w.WriteHeader(rule.Code)
	case faults.Slow:
		return !wait(r, rule.Delay)
	default:
		w.Header().Set("Content-Type", "text/html")
		w.Write([]byte(loginPage))
	}
	return true
}

// demand is an error on demand for another endpoint than the token endpoint.
func (s *Service) demand(endpoint, client string, tenant *world.Tenant) *fail {
	req := s.request(endpoint, tenant)
	req.Names, req.ByName = []string{endpoint}, true
	rule, ok := s.Faults.Take(req, faults.AADSTS, faults.OAuth)
	if !ok {
		return nil
	}
	name := ""
	if tenant != nil {
		name = tenant.Name
	}
	return demanded(rule, client, name)
}

// wait lets time pass; false when the client has gone.
func wait(r *http.Request, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-r.Context().Done():
		return false
	}
}
