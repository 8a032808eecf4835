package authtest

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"msp-license-tracker/sync/cloud"
)

// Partner is a small cloud seen by a person of a partner: sign-in by browser
// and by code, refresh tokens that serve every tenant, and the Graph of the
// partner tenant and its customers. Change its fields through Set only.
type Partner struct {
	*httptest.Server
	TenantID, ClientID, User string

	Consented   map[string]string                 // delegated permissions by tenant id; no entry = not approved
	Refusals    map[string]Refusal                // of the token endpoint, by tenant id; "" = every tenant
	Answers     map[string]string                 // of Graph by path, JSON; "{tenant}" in the key is the token's tenant
	Center      func(*http.Request) (int, string) // Partner Center's answer; nil = approves
	RefuseScope map[string]Refusal                // of the token endpoint, by a part of the scope asked for
	Wrong       string                            // tenant that sign-ins end in, "" = the one asked for
	Lifetime    int                               // of access tokens in seconds, 0 = an hour

	mu       sync.Mutex
	valid    map[string]bool // refresh tokens
	redeemed []Redemption
	codes    int
	approved bool // the device code was typed in
	hold     chan struct{}
	arrived  chan struct{}
}

// Redemption is one use of a refresh token.
type Redemption struct{ Tenant, Token, Scope string }

// StartPartner runs the cloud until the end of the test.
func StartPartner(t testing.TB, tenantID, clientID string) *Partner {
	p := &Partner{
		TenantID: tenantID, ClientID: clientID, User: "robin@msp.example",
		Consented: map[string]string{tenantID: "Directory.Read.All DelegatedAdminRelationship.Read.All"},
		Refusals:  map[string]Refusal{}, Answers: map[string]string{}, valid: map[string]bool{}, arrived: make(chan struct{}, 1024),
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{tenant}/v2.0/.well-known/openid-configuration", p.discover)
	mux.HandleFunc("POST /{tenant}/oauth2/v2.0/token", p.token)
	mux.HandleFunc("POST /{tenant}/oauth2/v2.0/devicecode", p.device)
	p.Server = httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasPrefix(r.URL.Path, "/v1.0/"):
			p.graph(w, r)
		case strings.HasPrefix(r.URL.Path, "/v1/customers/"):
			p.center(w, r)
		default:
			mux.ServeHTTP(w, r)
		}
	}))
	t.Cleanup(p.Close)
	return p
}

// Cloud is this cloud. Partner Center is the same host under another name.
func (p *Partner) Cloud() cloud.Cloud {
	pool := p.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs
	return cloud.Cloud{Name: "test", LoginURL: p.URL, GraphURL: p.URL, PartnerURL: p.URL, Roots: pool}
}

// Set changes the cloud while nobody else reads it.
func (p *Partner) Set(change func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	change()
}

// Browser is a person who signs in, or does what the extra form says instead.
func (p *Partner) Browser(extra url.Values) func(string) error {
	return func(address string) error {
		u, err := url.Parse(address)
		if err != nil {
			return err
		}
		form := url.Values{"code": {"code-" + fmt.Sprint(len(address))}, "state": {u.Query().Get("state")}}
		for key, value := range extra {
			form[key] = value
		}
		resp, err := http.PostForm(u.Query().Get("redirect_uri"), form)
		if err != nil {
			return err
		}
		return resp.Body.Close()
	}
}

// Type lets somebody type in the device code.
func (p *Partner) Type() { p.Set(func() { p.approved = true }) }

// Revoke ends every refresh token given so far.
func (p *Partner) Revoke() { p.Set(func() { clear(p.valid) }) }

// Redeemed lists every use of a refresh token so far.
func (p *Partner) Redeemed() []Redemption {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.redeemed)
}

// Hold lets redemptions wait until the returned function is called.
func (p *Partner) Hold() (release func()) {
	gate := make(chan struct{})
	p.Set(func() { p.hold = gate })
	return sync.OnceFunc(func() { p.Set(func() { p.hold = nil }); close(gate) })
}

// Arrived gives a value for each redemption that came in.
func (p *Partner) Arrived() <-chan struct{} { return p.arrived }

func (p *Partner) discover(w http.ResponseWriter, r *http.Request) {
	at := p.URL + "/" + r.PathValue("tenant")
	reply(w, 200, map[string]any{"authorization_endpoint": at + "/oauth2/v2.0/authorize", "token_endpoint": at + "/oauth2/v2.0/token", "issuer": at + "/v2.0"})
}

func (p *Partner) device(w http.ResponseWriter, _ *http.Request) {
	reply(w, 200, map[string]any{"user_code": "ABCD-1234", "device_code": "device-secret", "verification_uri": p.URL + "/device", "expires_in": 900, "interval": 1, "message": "type it"})
}

func (p *Partner) token(w http.ResponseWriter, r *http.Request) {
	tenant, grant := strings.ToLower(r.PathValue("tenant")), r.PostFormValue("grant_type")
	if grant == "refresh_token" {
		p.arrived <- struct{}{}
		p.mu.Lock()
		gate := p.hold
		p.mu.Unlock()
		if gate != nil {
			select {
			case <-gate:
			case <-r.Context().Done():
				return
			}
		}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if refusal, refused := p.refusal(tenant, grant, r); refused {
		refuse(w, refusal)
		return
	}
	reply(w, 200, p.grant(tenant, r.PostFormValue("scope")))
}

// refusal says why no token is given.
func (p *Partner) refusal(tenant, grant string, r *http.Request) (Refusal, bool) {
	if grant == "refresh_token" {
		p.redeemed = append(p.redeemed, Redemption{tenant, r.PostFormValue("refresh_token"), r.PostFormValue("scope")})
		if !p.valid[r.PostFormValue("refresh_token")] {
			return Refusal{Status: 400, OAuth: "invalid_grant", Code: 50173, Text: "The provided grant has expired due to it being revoked."}, true
		}
	}
	for _, key := range []string{tenant, ""} {
		if refusal, ok := p.Refusals[key]; ok {
			return refusal, true
		}
	}
	for part, refusal := range p.RefuseScope {
		if strings.Contains(r.PostFormValue("scope"), part) {
			return refusal, true
		}
	}
	if strings.Contains(grant, "device_code") && !p.approved {
		return Refusal{Status: 400, OAuth: "authorization_pending", Code: 70016, Text: "Pending."}, true
	}
	if _, ok := p.Consented[tenant]; !ok {
		return Refusal{Status: 400, OAuth: "invalid_grant", Code: 65001, Text: "The user or administrator has not consented to use the application."}, true
	}
	if r.PostFormValue("client_secret") != "" {
		return Refusal{Status: 400, OAuth: "invalid_client", Code: 700025, Text: "Client is public."}, true
	}
	return Refusal{}, false
}

// grant makes the tokens. The scope answered is the one asked for.
func (p *Partner) grant(tenant, scope string) map[string]any {
	p.codes++
	if p.Wrong != "" {
		tenant = p.Wrong
	}
	refresh := fmt.Sprintf("refresh-secret-%d", p.codes)
	p.valid[refresh] = true
	lifetime := p.Lifetime
	if lifetime == 0 {
		lifetime = 3599
	}
	return map[string]any{
		"token_type": "Bearer", "expires_in": lifetime, "scope": strings.ReplaceAll(scope, "offline_access", ""),
		"access_token":  jwt(map[string]any{"tid": tenant, "appid": p.ClientID, "scp": p.Consented[tenant], "jti": p.codes, "exp": 4000000000}),
		"refresh_token": refresh,
		"id_token":      jwt(map[string]any{"tid": tenant, "preferred_username": p.User, "oid": "o-1", "sub": "s-1", "aud": p.ClientID}),
		"client_info":   base64.RawURLEncoding.EncodeToString([]byte(`{"uid":"o-1","utid":"` + p.TenantID + `"}`)),
	}
}

func jwt(claims map[string]any) string {
	payload, err := json.Marshal(claims)
	if err != nil {
		panic(err) // a map of plain values always marshals
	}
	return "eyJhbGciOiJSUzI1NiJ9." + base64.RawURLEncoding.EncodeToString(payload) + ".c2lnbmF0dXJl"
}

// graph answers by path for the tenant of the token.
func (p *Partner) graph(w http.ResponseWriter, r *http.Request) {
	tenant := tenantIn(r)
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, key := range []string{tenant + " " + r.URL.Path, r.URL.Path} {
		body, ok := p.Answers[key]
		if !ok {
			continue
		}
		status := 200
		if strings.HasPrefix(body, `{"error"`) {
			status = 403
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		fmt.Fprint(w, body)
		return
	}
	reply(w, 200, map[string]any{"value": []any{}})
}

func (p *Partner) center(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	answer := p.Center
	p.mu.Unlock()
	if answer == nil {
		answer = p.Approve
	}
	status, body := answer(r)
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	fmt.Fprint(w, body)
}

// Approve is Partner Center approving what it is asked for.
func (p *Partner) Approve(r *http.Request) (int, string) {
	customer := strings.Split(r.URL.Path, "/")[3]
	if r.Method == http.MethodDelete {
		p.Set(func() { delete(p.Consented, customer) })
		return 204, ""
	}
	var body struct {
		ID     string `json:"applicationId"`
		Grants []struct {
			Scope string `json:"scope"`
		} `json:"applicationGrants"`
	}
	if err := json.NewDecoder(r.Body).Decode(&body); err != nil || body.ID != p.ClientID || len(body.Grants) != 1 {
		return 400, `{"code":"400","description":"bad request"}`
	}
	p.Set(func() { p.Consented[customer] = strings.ReplaceAll(body.Grants[0].Scope, ",", " ") })
	return 201, "{}"
}

// tenantIn is the tenant of a request's token.
func tenantIn(r *http.Request) string {
	parts := strings.Split(r.Header.Get("Authorization"), ".")
	if len(parts) != 3 {
		return ""
	}
	payload, _ := base64.RawURLEncoding.DecodeString(parts[1])
	var claims struct {
		Tenant string `json:"tid"`
	}
	_ = json.Unmarshal(payload, &claims) // no token of ours, no tenant
	return claims.Tenant
}
