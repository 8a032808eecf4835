package entra

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"msp-license-tracker/sync/simulator/token"
	"msp-license-tracker/sync/simulator/world"
)

// partnerScopes are the delegated permissions a signed-in administrator has
// beyond those of the application.
var partnerScopes = []string{"openid", "profile", "User.Read", "Directory.Read.All", "DelegatedAdminRelationship.Read.All",
	"CrossTenantInformation.ReadBasic.All", "ReportSettings.ReadWrite.All"}

// session is what a code or refresh token stands for.
type session struct {
	Kind      string // "code" or "refresh"
	App       string
	Account   string
	Tenant    string
	Scope     string
	Redirect  string
	Challenge string
	Nonce     string
	Ends      int64
}

// authorize is the interactive sign-in page and its answer.
func (s *Service) authorize(w http.ResponseWriter, r *http.Request, name string) {
	q := r.URL.Query()
	app, ok := s.Registry.App(q.Get("client_id"))
	back, good := redirect(q.Get("redirect_uri"))
	switch {
	case !ok:
		errorPage(w, unknownApp(q.Get("client_id"), name))
		return
	case !good:
		errorPage(w, &fail{400, "invalid_request", 50011, "The redirect URI specified in the request does not match the redirect URIs configured for the application."})
		return
	case q.Get("response_type") == "":
		errorPage(w, missing("response_type"))
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
		show(w, consentPage, page{Title: "Sign in to your account", App: app.Name, Accounts: s.admins(tenant), Action: r.URL.RequestURI()})
		return
	}
	answer := url.Values{}
	if q.Get("state") != "" {
		answer.Set("state", q.Get("state"))
	}
	home := s.tenantOf(r.PostFormValue("account"))
	switch {
	case r.PostFormValue("action") != "accept" || home == nil:
		answer.Set("error", "access_denied")
		answer.Set("error_subcode", "cancel")
		answer.Set("error_description", "AADSTS65004: User declined to consent to access the app.")
	default:
		if tenant == nil {
			tenant = home
		}
		answer.Set("code", s.mint.Seal(session{
			Kind: "code", App: app.ID, Account: r.PostFormValue("account"), Tenant: tenant.ID, Scope: q.Get("scope"),
			Redirect: q.Get("redirect_uri"), Challenge: q.Get("code_challenge"), Nonce: q.Get("nonce"),
			Ends: s.Now().Add(10 * time.Minute).Unix(),
		}))
		answer.Set("session_state", newID())
	}
	deliver(w, r, back, answer, q.Get("response_mode"))
}

// deliver sends the answer of a sign-in back in the mode asked for.
func deliver(w http.ResponseWriter, r *http.Request, back *url.URL, answer url.Values, mode string) {
	switch mode {
	case "form_post":
		hidden := map[string]string{}
		for k := range answer {
			hidden[k] = answer.Get(k)
		}
		show(w, postPage, page{Title: "Working…", Action: back.String(), Hidden: hidden})
	case "fragment":
		http.Redirect(w, r, back.String()+"#"+answer.Encode(), http.StatusFound)
	default:
		back.RawQuery = merge(back.RawQuery, answer)
		http.Redirect(w, r, back.String(), http.StatusFound)
	}
}

// redeemCode is the authorization code grant with PKCE.
func (s *Service) redeemCode(a ask) (map[string]any, *fail) {
	var c session
	switch {
	case a.form("code") == "":
		return nil, missing("code")
	case s.mint.Open(a.form("code"), &c) != nil || c.Kind != "code" || c.App != a.app.ID:
		return nil, badGrant(9002313, "The provided authorization code is malformed or not valid.")
	case s.Now().Unix() > c.Ends:
		return nil, badGrant(70008, "The provided authorization code or refresh token has expired due to inactivity.")
	case c.Redirect != a.form("redirect_uri"):
		return nil, badGrant(500112, "The reply address does not match the reply address provided when requesting the authorization code.")
	case c.Challenge != "" && challenge(a.form("code_verifier")) != c.Challenge && a.form("code_verifier") != c.Challenge:
		return nil, badGrant(501481, "The Code_Verifier does not match the code_challenge supplied in the authorization request.")
	}
	return s.delegated(a, c)
}

func challenge(verifier string) string {
	sum := sha256.Sum256([]byte(verifier))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

// refresh is the refresh token grant; the tenant of the path decides, so one
// refresh token serves every tenant where the application is known.
func (s *Service) refresh(a ask) (map[string]any, *fail) {
	var c session
	if s.mint.Open(a.form("refresh_token"), &c) != nil || c.Kind != "refresh" || c.App != a.app.ID {
		return nil, badGrant(70000, "Provided grant is invalid or malformed.")
	}
	if s.Now().Unix() > c.Ends {
		return nil, badGrant(700082, "The refresh token has expired due to inactivity.")
	}
	if a.tenant != nil {
		c.Tenant = a.tenant.ID
	}
	if sc := a.form("scope"); sc != "" {
		c.Scope = sc
	}
	return s.delegated(a, c)
}

// delegated makes the tokens of a signed-in administrator.
func (s *Service) delegated(a ask, c session) (map[string]any, *fail) {
	tenant, home := s.World.Tenant(c.Tenant), s.tenantOf(c.Account)
	if tenant == nil || home == nil {
		return nil, badGrant(50020, "User account from identity provider does not exist in tenant.")
	}
	if _, ok := s.Registry.Granted(a.app.ID, tenant.ID); !ok && tenant != home {
		return nil, noConsent(a.app.ID)
	}
	admin := home.User(c.Account)
	if admin == nil {
		return nil, badGrant(50034, "The user account does not exist in the directory.")
	}
	resource, scopes := split(c.Scope)
	access, err := s.Signer.Access(token.Claims{
		AppID: a.app.ID, AppName: a.app.Name, IDType: "user", OID: admin.ID, Subject: admin.ID, Tenant: tenant.ID,
		Scopes: strings.Join(slices.Concat(a.app.Permissions, partnerScopes), " "),
		UPN:    admin.UPN, Name: admin.Display,
	}, resource)
	if err != nil {
		return nil, &fail{500, "server_error", 90033, "A transient error has occurred. Please try again."}
	}
	now := s.Now()
	id, err := s.Signer.Sign(map[string]any{
		"aud": a.app.ID, "iss": "https://" + a.r.Host + "/" + tenant.ID + "/v2.0", "iat": now.Unix(), "nbf": now.Unix(),
		"exp": now.Add(token.Lifetime).Unix(), "name": admin.Display, "oid": admin.ID, "sub": admin.ID, "tid": tenant.ID,
		"preferred_username": admin.UPN, "ver": "2.0", "nonce": c.Nonce,
	})
	if err != nil {
		return nil, &fail{500, "server_error", 90033, "A transient error has occurred. Please try again."}
	}
	c.Kind, c.Ends = "refresh", now.AddDate(0, 0, 90).Unix()
	info, _ := json.Marshal(map[string]string{"uid": admin.ID, "utid": home.ID})
	seconds := int(token.Lifetime.Seconds())
	return map[string]any{
		"token_type": "Bearer", "scope": scopes, "expires_in": seconds, "ext_expires_in": seconds,
		"access_token": access, "refresh_token": s.mint.Seal(c), "id_token": id,
		"client_info": base64.RawURLEncoding.EncodeToString(info),
	}, nil
}

// split finds the resource of a scope list and the list to answer with,
// which must name every scope that was asked for.
func split(scope string) (resource, answered string) {
	resource = "https://graph.microsoft.com"
	var out []string
	for _, one := range strings.Fields(scope) {
		if one == "offline_access" {
			continue
		}
		if i := strings.LastIndex(one, "/"); i > len("https://") {
			resource = strings.TrimSuffix(one[:i], "/")
		}
		out = append(out, one)
	}
	return resource, strings.Join(out, " ")
}
