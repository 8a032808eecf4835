// Package authtest is a small login service and Graph for tests of auth and
// connect: just enough for MSAL, with answers that a test can bend. It is
// imported by tests only.
package authtest

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"msp-license-tracker/sync/cloud"
)

// Tenant is one directory of the service.
type Tenant struct {
	ID, Domain, Name string
	ClientID, Secret string
	Roles            []string // of tokens given from now on
	TokenTenant      string   // "tid" of its tokens, "" = ID
	OrganizationID   string   // what Graph says it is, "" = ID
	Opaque           bool     // tokens are no JWTs
	Lifetime         int      // of tokens in seconds, 0 = an hour; MSAL keeps none under 300
}

// Refusal is an answer of the token endpoint in place of a token.
type Refusal struct {
	Status            int
	OAuth, Text, Date string
	Code              int
}

// Server is the service. Change its fields through Set only.
type Server struct {
	*httptest.Server
	mu      sync.Mutex
	tenants []*Tenant
	refusal *Refusal
	wait    chan struct{} // token requests wait for it, nil = none
	asked   int
	arrived chan struct{}
	date    string // of replies with a token, "" = now
}

// Start runs the service until the end of the test.
func Start(t testing.TB, tenants ...*Tenant) *Server {
	s := &Server{tenants: tenants, arrived: make(chan struct{}, 1024)}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{tenant}/v2.0/.well-known/openid-configuration", s.discover)
	mux.HandleFunc("POST /{tenant}/oauth2/v2.0/token", s.token)
	mux.HandleFunc("GET /v1.0/organization", s.organization)
	s.Server = httptest.NewTLSServer(mux)
	t.Cleanup(s.Close)
	return s
}

// Cloud is this service as a cloud.
func (s *Server) Cloud() cloud.Cloud {
	pool := s.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs
	return cloud.Cloud{Name: "test", LoginURL: s.URL, GraphURL: s.URL, Roots: pool}
}

// Set changes the service while nobody else reads it.
func (s *Server) Set(change func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change()
}

// Refuse lets the token endpoint answer so; nil = tokens again.
func (s *Server) Refuse(r *Refusal) { s.Set(func() { s.refusal = r }) }

// Date lets replies with a token carry this date.
func (s *Server) Date(date string) { s.Set(func() { s.date = date }) }

// Hold lets token requests wait until the returned function is called.
func (s *Server) Hold() (release func()) {
	gate := make(chan struct{})
	s.Set(func() { s.wait = gate })
	return sync.OnceFunc(func() { s.Set(func() { s.wait = nil }); close(gate) })
}

// Arrived gives a value for each token request that came in.
func (s *Server) Arrived() <-chan struct{} { return s.arrived }

// Asked counts the token requests so far.
func (s *Server) Asked() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked
}

func (s *Server) find(name string) (Tenant, bool) {
	for _, t := range s.tenants {
		if strings.EqualFold(name, t.ID) || strings.EqualFold(name, t.Domain) {
			return *t, true
		}
	}
	return Tenant{}, false
}

func (s *Server) discover(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	t, ok := s.find(r.PathValue("tenant"))
	s.mu.Unlock()
	if !ok {
		refuse(w, Refusal{Status: 400, OAuth: "invalid_tenant", Code: 90002, Text: "Tenant '" + r.PathValue("tenant") + "' not found."})
		return
	}
	at := s.URL + "/" + t.ID
	reply(w, 200, map[string]any{"authorization_endpoint": at + "/oauth2/v2.0/authorize", "token_endpoint": at + "/oauth2/v2.0/token", "issuer": at + "/v2.0"})
}

func (s *Server) token(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.asked++
	gate := s.wait
	s.mu.Unlock()
	s.arrived <- struct{}{}
	if gate != nil {
		select {
		case <-gate:
		case <-r.Context().Done():
			return
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	t, known := s.find(r.PathValue("tenant"))
	switch {
	case s.refusal != nil:
		refuse(w, *s.refusal)
	case !known:
		refuse(w, Refusal{Status: 400, OAuth: "invalid_request", Code: 90002, Text: "Tenant not found."})
	case r.PostFormValue("client_id") != t.ClientID:
		refuse(w, Refusal{Status: 400, OAuth: "unauthorized_client", Code: 700016, Text: "Application not found in the directory."})
	case r.PostFormValue("client_assertion") == "" && r.PostFormValue("client_secret") != t.Secret:
		refuse(w, Refusal{Status: 401, OAuth: "invalid_client", Code: 7000215, Text: "Invalid client secret provided."})
	default:
		if s.date != "" {
			w.Header().Set("Date", s.date)
		}
		lifetime := t.Lifetime
		if lifetime == 0 {
			lifetime = 3599
		}
		reply(w, 200, map[string]any{"token_type": "Bearer", "expires_in": lifetime, "access_token": Token(t, s.asked)})
	}
}

func (s *Server) organization(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	bearer := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	for _, t := range s.tenants {
		if !strings.Contains(bearer, marker(*t)) {
			continue
		}
		id := t.ID
		if t.OrganizationID != "" {
			id = t.OrganizationID
		}
		reply(w, 200, map[string]any{"value": []any{map[string]any{"id": id, "displayName": t.Name, "countryLetterCode": "GB",
			"verifiedDomains": []any{map[string]any{"name": "x.onmicrosoft.test", "isDefault": false}, map[string]any{"name": t.Domain, "isDefault": true}}}}})
		return
	}
	reply(w, 401, map[string]any{"error": map[string]any{"code": "InvalidAuthenticationToken", "message": "Access token is empty."}})
}

// marker is the part of a token by which this Graph knows its tenant.
func marker(t Tenant) string { return "c2ln-" + strings.ReplaceAll(t.ID, "-", "") }

// Token is a token of a tenant, the n-th one.
func Token(t Tenant, n int) string {
	if t.Opaque {
		return fmt.Sprintf("opaque%d-%s", n, marker(t))
	}
	tid := t.TokenTenant
	if tid == "" {
		tid = t.ID
	}
	claims := map[string]any{"tid": tid, "appid": t.ClientID, "exp": 4000000000, "jti": n}
	if len(t.Roles) > 0 {
		claims["roles"] = t.Roles
	}
	payload, err := json.Marshal(claims)
	if err != nil {
		panic(err) // a map of plain values always marshals
	}
	return "eyJhbGciOiJSUzI1NiJ9." + base64.RawURLEncoding.EncodeToString(payload) + "." + marker(t)
}

func refuse(w http.ResponseWriter, r Refusal) {
	if r.Date != "" {
		w.Header().Set("Date", r.Date)
	}
	body := map[string]any{"error": r.OAuth, "correlation_id": "corr-1"}
	if r.Code != 0 {
		body["error_codes"] = []int{r.Code}
		body["error_description"] = fmt.Sprintf("AADSTS%d: %s Trace ID: 1", r.Code, r.Text)
	}
	reply(w, r.Status, body)
}

func reply(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) // the client may have gone
}
