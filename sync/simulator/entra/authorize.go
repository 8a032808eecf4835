package entra

import (
	"net/http"
	"net/url"
	"time"

	"msp-license-tracker/sync/simulator/token"
)

// authorize is the interactive sign-in: choose an account, approve what is
// asked for if nobody has, go back with a code.
func (s *Service) authorize(w http.ResponseWriter, r *http.Request, name string) {
	v, f := s.enter(w, r, name)
	if f != nil {
		errorPage(w, f)
		return
	}
	back, public, f := returnTo(v.app, v.q.Get("redirect_uri"))
	switch {
	case f != nil:
		errorPage(w, f)
		return
	case v.q.Get("response_type") == "":
		errorPage(w, missing("response_type"))
		return
	}
	if f := s.demand("authorize-page", v.app.ID, v.tenant); f != nil {
		errorPage(w, f)
		return
	}
	answer := func(a url.Values) { deliver(w, r, back, a, v.q.Get("response_mode")) }
	if r.Method != http.MethodPost {
		if v.q.Get("prompt") == "none" {
			answer(refused(worded(50058), v.state))
			return
		}
		show(w, page{Kind: "pick", Title: "Sign in to your account", App: s.shown(v.app), Accounts: s.people(v.tenant, v.q.Get("login_hint"), s.World.Home), Action: r.URL.RequestURI()})
		return
	}
	if f := s.demand("authorize", v.app.ID, v.tenant); f != nil {
		answer(refused(f, v.state))
		return
	}
	switch v.form("action") {
	case "cancel":
		a := refused(worded(65004), v.state)
		a.Set("error_subcode", "cancel")
		answer(a)
		return
	case "return":
		answer(returned(v.state))
		return
	}
	if f := s.signIn(v, v.form("account")); f != nil {
		errorPage(w, f)
		return
	}
	mfa := v.form("mfa") != "no"
	if s.Registry.PolicyOf(v.tenant.ID).NeedMFA && !mfa {
		answer(refused(worded(50076), v.state))
		return
	}
	done, f := s.approve(v, v.q.Get("scope"), v.q.Get("prompt") == "consent")
	if f != nil {
		answer(refused(f, v.state))
		return
	}
	if !done {
		return
	}
	now := s.Now()
	out := url.Values{"session_state": {newID()}, "code": {s.mint.Seal(session{
		Kind: "code", ID: token.Random(12), App: v.app.ID, Account: v.person.UPN, Tenant: v.tenant.ID, Scope: v.q.Get("scope"),
		Redirect: v.q.Get("redirect_uri"), Challenge: v.q.Get("code_challenge"), Nonce: v.q.Get("nonce"), Public: public, MFA: mfa,
		Issued: time.Now().UnixNano(), Ends: now.Add(10 * time.Minute).Unix(),
	})}}
	if v.state != "" {
		out.Set("state", v.state)
	}
	answer(out)
}
