package register_test

import (
	"crypto/sha256"
	"crypto/x509"
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
	"time"

	"github.com/google/uuid"

	"msp-license-tracker/sync/cloud"
)

const (
	homeID  = "11111111-2222-4333-8444-555555555555"
	otherID = "99999999-2222-4333-8444-555555555555"
)

var roleIDs = map[string]string{
	"Organization.Read.All": "498476ce-e0fe-48b0-b801-37ba7e2685c6", "User.Read.All": "df021288-bdef-4463-88db-98f22de89214",
	"LicenseAssignment.Read.All": "e2f98668-2877-4f38-a2f4-8202e0717aa1", "GroupMember.Read.All": "98830695-27a2-44f7-8c18-0c3ebc9698f6",
	"AuditLog.Read.All": "b0afded3-3588-46d8-8b3d-9842eff778da", "Reports.Read.All": "230c1aed-a721-4c5d-9cb4-a90514e508ef",
	"ReportSettings.Read.All": "ee353f83-55ef-4b78-82da-555bfa2b4b95", "SecurityEvents.Read.All": "bf394140-e372-4bf9-a898-299cfc7564e5",
}

// object is a thing of the directory, with the moment it is known everywhere.
type object struct {
	fields  map[string]any
	visible time.Time
}

// fakeCloud is a login service and a directory of one organization, small and
// strict, with answers that a test can bend and calls that it can break.
type fakeCloud struct {
	*httptest.Server
	clock *clock

	mu          sync.Mutex
	tenant      string // of the person who signs in
	delay       time.Duration
	apps        []*object
	principals  []*object
	assignments []map[string]any
	secrets     map[string]string // by key id
	codes       map[string]string // scopes by code
	calls       int
	breakAt     int  // number of the call to break, 0 = none
	lose        bool // carry it out and lose the answer, instead of refusing it
	refuse      func(method, path string) (status int, code, message string)
	scopes      []string // asked for by the last sign-in
	noRoles     bool     // tokens carry no roles
	hiddenRoles []string // not offered in this cloud
}

func startCloud(t *testing.T, c *clock) *fakeCloud {
	f := &fakeCloud{clock: c, tenant: homeID, secrets: map[string]string{}, codes: map[string]string{}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{tenant}/v2.0/.well-known/openid-configuration", f.discover)
	mux.HandleFunc("POST /{tenant}/oauth2/v2.0/token", f.token)
	mux.HandleFunc("POST /{tenant}/oauth2/v2.0/devicecode", f.device)
	graph := http.HandlerFunc(f.graph)
	f.Server = httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/v1.0/") {
			f.breaking(graph, w, r)
			return
		}
		f.breaking(mux, w, r)
	}))
	t.Cleanup(f.Close)
	return f
}

func (f *fakeCloud) cloud() cloud.Cloud {
	return cloud.Cloud{Name: "test", LoginURL: f.URL, GraphURL: f.URL, PortalURL: "https://portal.test", Roots: f.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs}
}

// breaking counts calls and breaks the one that is to break.
func (f *fakeCloud) breaking(next http.Handler, w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	f.calls++
	broken, lose := f.calls == f.breakAt, f.lose
	f.mu.Unlock()
	switch {
	case broken && lose:
		next.ServeHTTP(httptest.NewRecorder(), r)
		panic(http.ErrAbortHandler)
	case broken:
		answer(w, 500, map[string]any{"error": map[string]any{"code": "UnknownError", "message": "broken"}})
	default:
		next.ServeHTTP(w, r)
	}
}

func (f *fakeCloud) set(change func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	change()
}

func (f *fakeCloud) discover(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("tenant")
	if name != homeID && name != otherID && name != "organizations" {
		loginError(w, 400, "invalid_tenant", 90002)
		return
	}
	at := f.URL + "/" + name
	answer(w, 200, map[string]any{"authorization_endpoint": at + "/oauth2/v2.0/authorize", "token_endpoint": at + "/oauth2/v2.0/token", "issuer": at + "/v2.0"})
}

// browser is a person who accepts; back is what they bring.
func (f *fakeCloud) browser(t *testing.T) func(string) error {
	return func(link string) error {
		u, err := url.Parse(link)
		if err != nil {
			return err
		}
		q := u.Query()
		if q.Get("response_mode") != "form_post" || q.Get("code_challenge") == "" {
			t.Errorf("the sign-in is not protected: %s", link)
		}
		code := "code-" + uuid.NewString()
		f.set(func() { f.codes[code], f.scopes = q.Get("scope"), strings.Fields(q.Get("scope")) })
		resp, err := http.PostForm(q.Get("redirect_uri"), url.Values{"code": {code}, "state": {q.Get("state")}})
		if err == nil {
			resp.Body.Close()
		}
		return err
	}
}

func (f *fakeCloud) device(w http.ResponseWriter, r *http.Request) {
	code := "device-" + uuid.NewString()
	f.set(func() {
		f.codes[code], f.scopes = r.PostFormValue("scope"), strings.Fields(r.PostFormValue("scope"))
	})
	answer(w, 200, map[string]any{"user_code": "ABCD1234", "device_code": code, "verification_uri": f.URL + "/device", "expires_in": 900, "interval": 1, "message": "m"})
}

func (f *fakeCloud) token(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	defer f.mu.Unlock()
	_ = r.ParseForm()
	code := r.PostFormValue("code") + r.PostFormValue("device_code")
	if scope, ok := f.codes[code]; ok {
		info, _ := json.Marshal(map[string]string{"uid": "u", "utid": f.tenant})
		claims := map[string]any{"tid": f.tenant, "scp": scope, "preferred_username": "admin@msp.test"}
		answer(w, 200, map[string]any{"token_type": "Bearer", "expires_in": 3599, "scope": scope, "access_token": jwt(claims, "delegated"),
			"refresh_token": "refresh-secret", "id_token": jwt(claims, "id"), "client_info": base64.RawURLEncoding.EncodeToString(info)})
		return
	}
	f.appToken(w, r)
}

// appToken is the client credentials grant, with the credential checked.
func (f *fakeCloud) appToken(w http.ResponseWriter, r *http.Request) {
	app := f.find(f.apps, "appId", r.PostFormValue("client_id"))
	sp := f.find(f.principals, "appId", r.PostFormValue("client_id"))
	switch {
	case app == nil || sp == nil:
		loginError(w, 400, "unauthorized_client", 700016)
	case r.PostFormValue("client_secret") != "" && !f.knownSecret(app, r.PostFormValue("client_secret")):
		loginError(w, 401, "invalid_client", 7000215)
	case r.PostFormValue("client_assertion") != "" && !knownCertificate(app, r.PostFormValue("client_assertion")):
		loginError(w, 401, "invalid_client", 700027)
	default:
		claims := map[string]any{"tid": r.PathValue("tenant"), "appid": app.fields["appId"]}
		if roles := f.rolesOf(sp); len(roles) > 0 && !f.noRoles {
			claims["roles"] = roles
		}
		answer(w, 200, map[string]any{"token_type": "Bearer", "expires_in": 3599, "access_token": jwt(claims, "app")})
	}
}

func (f *fakeCloud) knownSecret(app *object, secret string) bool {
	return slices.ContainsFunc(entries(app, "passwordCredentials"), func(p map[string]any) bool { return f.secrets[p["keyId"].(string)] == secret })
}

// knownCertificate compares the thumbprint in the assertion with the list.
func knownCertificate(app *object, assertion string) bool {
	head, err := base64.RawURLEncoding.DecodeString(strings.Split(assertion, ".")[0])
	if err != nil {
		return false
	}
	return slices.ContainsFunc(entries(app, "keyCredentials"), func(k map[string]any) bool {
		der, err := base64.StdEncoding.DecodeString(k["key"].(string))
		if err != nil {
			return false
		}
		if _, err := x509.ParseCertificate(der); err != nil {
			return false
		}
		sum := sha256.Sum256(der)
		return strings.Contains(string(head), base64.StdEncoding.EncodeToString(sum[:])) || strings.Contains(string(head), base64.RawURLEncoding.EncodeToString(sum[:]))
	})
}

func (f *fakeCloud) rolesOf(sp *object) (names []string) {
	for _, a := range f.assignments {
		for name, id := range roleIDs {
			if a["principalId"] == sp.fields["id"] && a["appRoleId"] == id {
				names = append(names, name)
			}
		}
	}
	return names
}

// find gives what is known everywhere by now.
func (f *fakeCloud) find(list []*object, field, value string) *object {
	for _, o := range list {
		if o.fields[field] == value && !f.clock.Now().Before(o.visible) {
			return o
		}
	}
	return nil
}

func entries(o *object, field string) (out []map[string]any) {
	list, _ := o.fields[field].([]any)
	for _, e := range list {
		out = append(out, e.(map[string]any))
	}
	return out
}

func jwt(claims map[string]any, kind string) string {
	payload, err := json.Marshal(claims)
	if err != nil {
		panic(err) // plain values always marshal
	}
	return "eyJhbGciOiJSUzI1NiJ9." + base64.RawURLEncoding.EncodeToString(payload) + ".sig-" + kind
}

func loginError(w http.ResponseWriter, status int, name string, code int) {
	answer(w, status, map[string]any{"error": name, "error_codes": []int{code}, "error_description": fmt.Sprintf("AADSTS%d: refused. Trace ID: 1", code)})
}

func answer(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) // the client may have gone
}
