package entra

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"msp-license-tracker/sync/simulator/registry"
	"msp-license-tracker/sync/simulator/token"
	"msp-license-tracker/sync/simulator/world"
)

// visit is one person's way through a page.
type visit struct {
	w      http.ResponseWriter
	r      *http.Request
	q      url.Values
	app    registry.App
	name   string        // the tenant as written in the path
	tenant *world.Tenant // nil = whichever the person belongs to
	state  string

	person *world.User
	home   *world.Tenant
	roles  []string // of the person in the tenant
}

func (v *visit) form(name string) string { return v.r.PostFormValue(name) }

// enter reads what all pages share: application and tenant.
func (s *Service) enter(w http.ResponseWriter, r *http.Request, name string) (*visit, *fail) {
	v := &visit{w: w, r: r, q: r.URL.Query(), name: name}
	v.state = v.q.Get("state")
	app, ok := s.Registry.App(v.q.Get("client_id"))
	if !ok {
		return v, unknownApp(v.q.Get("client_id"), name)
	}
	v.app = app
	return v, s.inTenant(v, name)
}

func (s *Service) inTenant(v *visit, name string) *fail {
	if anyTenant(name) {
		if !v.app.Multi() {
			return worded(50194)
		}
		return nil
	}
	t, f := s.find(name)
	if f != nil {
		return f
	}
	if v.tenant = t; !v.app.Multi() && v.app.Home != t.ID {
		return unknownApp(v.app.ID, t.Name)
	}
	return nil
}

// signIn finds out who the person is and what the person is in the tenant.
func (s *Service) signIn(v *visit, account string) *fail {
	v.person, v.home = s.account(account)
	switch {
	case v.person == nil && v.home == nil && account == "":
		return worded(50059)
	case v.person == nil:
		return worded(50034)
	}
	if v.tenant == nil {
		if v.tenant = v.home; !v.app.Multi() && v.app.Home != v.home.ID {
			return unknownApp(v.app.ID, v.home.Name)
		}
	}
	var ok bool
	if v.roles, ok = s.World.RolesIn(v.tenant, v.person, s.Today()); !ok {
		return noAccount(v.person.UPN, v.tenant.Name)
	}
	return nil
}

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

// approve sees to it that the scopes of a sign-in are consented to. done is
// false when a page was shown instead.
func (s *Service) approve(v *visit, scope string, again bool) (done bool, f *fail) {
	w, f := s.read(scope)
	if f != nil {
		return false, f
	}
	held, f := s.held(v.app, v.tenant, v.person, w)
	if f != nil {
		return false, f
	}
	missing := s.lacking(v.app, w, held)
	if len(v.app.Preauthorized) > 0 || len(missing) == 0 && !again {
		return true, nil
	}
	admin := world.HasRole(v.roles, world.PrivilegedAdmin, world.CloudAppAdmin, world.AppAdmin)
	reserved := slices.ContainsFunc(missing, func(n string) bool { return registry.NeedsAdmin(w.service, n) })
	rule := s.Registry.PolicyOf(v.tenant.ID)
	switch {
	case !admin && (reserved || rule.RiskyPublishers && !v.app.Verified):
		s.askAdmin(v)
		return false, nil
	case v.form("action") != "accept":
		show(v.w, page{Kind: "consent", Title: "Permissions requested", App: s.shown(v.app), Text: s.warning(v), Items: missing,
			Everyone: admin, Action: v.r.URL.RequestURI(), Hidden: v.keep()})
		return false, nil
	}
	user := v.person.ID
	if admin && v.form("everyone") != "" {
		user = ""
	}
	s.Registry.ConsentScopes(v.app.ID, v.tenant.ID, user, w.service, missing)
	s.Registry.SettleFor(v.app.ID, v.tenant.ID)
	return true, nil
}

// keep carries what was chosen so far to the next page.
func (v *visit) keep() map[string]string {
	out := map[string]string{"account": v.person.UPN}
	for _, name := range []string{"user_code", "mfa"} {
		if x := v.form(name); x != "" {
			out[name] = x
		}
	}
	return out
}

// people lists accounts a page offers: the hinted one first, then an
// administrator and somebody without a role.
func (s *Service) people(only *world.Tenant, hint string, first *world.Tenant) []string {
	var all []string
	add := func(u *world.User) {
		if u != nil && !slices.ContainsFunc(all, func(n string) bool { return strings.EqualFold(n, u.UPN) }) {
			all = append(all, u.UPN)
		}
	}
	if hint != "" {
		u, _ := s.account(hint)
		add(u)
	}
	if only != nil {
		add(only.Admin())
		if only == s.World.Home {
			add(s.World.Technician())
		}
		add(only.Plain())
	}
	if only == nil || only != s.World.Home {
		for _, t := range append([]*world.Tenant{first}, s.World.Customers()...) {
			if t != nil && only == nil {
				add(t.Admin())
			}
		}
		add(s.World.Home.Admin())
		add(s.World.Technician())
		add(s.World.Bystander())
	}
	return all
}
