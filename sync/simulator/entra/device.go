package entra

import (
	"net/http"
	"strings"
	"time"

	"msp-license-tracker/sync/simulator/token"
	"msp-license-tracker/sync/simulator/world"
)

// device is one device-code sign-in on its way.
type device struct {
	userCode string
	session  session
	answer   string // "", "accept" or "cancel"
	ends     time.Time
}

// deviceLife is how long a code can be typed in.
const deviceLife = 15 * time.Minute

// deviceCode starts a device-code sign-in.
func (s *Service) deviceCode(w http.ResponseWriter, r *http.Request, name string) {
	app, ok := s.Registry.App(r.PostFormValue("client_id"))
	if !ok {
		unknownApp(r.PostFormValue("client_id"), name).write(w, r, s.Now())
		return
	}
	v := &visit{w: w, r: r, app: app}
	f := s.inTenant(v, name)
	if f == nil {
		f = s.demand("devicecode", app.ID, v.tenant)
	}
	if _, bad := s.read(r.PostFormValue("scope")); f == nil {
		f = bad
	}
	if f != nil {
		f.write(w, r, s.Now())
		return
	}
	code := token.Random(40)
	d := &device{
		userCode: strings.ToUpper(world.ID(time.Now().UnixNano(), code)[:8]), ends: s.Now().Add(deviceLife),
		session: session{Kind: "device", App: app.ID, Scope: r.PostFormValue("scope"), Public: true},
	}
	if v.tenant != nil {
		d.session.Tenant = v.tenant.ID
	}
	s.mu.Lock()
	s.devices[code] = d
	s.mu.Unlock()
	page := "https://" + r.Host + "/common/oauth2/deviceauth"
	reply(w, http.StatusOK, map[string]any{
		"user_code": d.userCode, "device_code": code, "verification_uri": page,
		"expires_in": int(deviceLife.Seconds()), "interval": 5,
		"message": "To sign in, use a web browser to open the page " + page + " and enter the code " + d.userCode + " to authenticate.",
	})
}

// entered finds the sign-in a code belongs to.
func (s *Service) entered(code string) *device {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, d := range s.devices {
		if d.userCode == code && !s.Now().After(d.ends) {
			return d
		}
	}
	return nil
}

// decide notes what the person did.
func (s *Service) decide(d *device, answer string, edit func(*session)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	d.answer = answer
	edit(&d.session)
}

// devicePage is where the code is typed in and the sign-in approved.
func (s *Service) devicePage(w http.ResponseWriter, r *http.Request, _ string) {
	code := strings.ToUpper(strings.TrimSpace(r.FormValue("user_code")))
	d := s.entered(code)
	if d == nil {
		p := page{Kind: "code", Title: "Enter code", Action: r.URL.Path}
		if code != "" {
			p.Text, p.Code = "That code didn't work. Check the code and try again.", 70018
		}
		show(w, p)
		return
	}
	app, ok := s.Registry.App(d.session.App)
	v := &visit{w: w, r: r, app: app, tenant: s.World.Tenant(d.session.Tenant)}
	switch {
	case !ok:
		errorPage(w, unknownApp(d.session.App, d.session.Tenant))
		return
	case r.Method != http.MethodPost:
		show(w, page{Kind: "pick", Title: "Sign in to your account", App: s.shown(app), Accounts: s.people(v.tenant, "", s.World.Home),
			Action: r.URL.Path, Hidden: map[string]string{"user_code": code}})
		return
	case v.form("action") == "cancel" || v.form("action") == "return":
		s.decide(d, "cancel", func(*session) {})
		show(w, page{Kind: "done", Title: "Sign-in cancelled", Text: "You may now close this window."})
		return
	}
	if f := s.signIn(v, v.form("account")); f != nil {
		errorPage(w, f)
		return
	}
	done, f := s.approve(v, d.session.Scope, false)
	switch {
	case f != nil:
		errorPage(w, f)
	case done:
		s.decide(d, "accept", func(c *session) {
			c.Account, c.Tenant, c.MFA, c.Issued = v.person.UPN, v.tenant.ID, v.form("mfa") != "no", time.Now().UnixNano()
		})
		show(w, page{Kind: "done", Title: "You have signed in on your device", Text: "You may now close this window."})
	}
}

// redeemDevice is the device code grant: pending until somebody decided.
func (s *Service) redeemDevice(a ask) (map[string]any, *fail) {
	code := a.form("device_code")
	s.mu.Lock()
	d := s.devices[code]
	var now device
	if d != nil {
		now = *d
		if d.answer != "" {
			delete(s.devices, code)
		}
	}
	s.mu.Unlock()
	switch {
	case !a.app.Fallback && a.form("client_secret") == "" && a.form("client_assertion") == "":
		return nil, worded(7000218)
	case d == nil:
		return nil, worded(70018)
	case s.Now().After(now.ends):
		return nil, worded(70019)
	case now.answer == "":
		return nil, worded(70016)
	case now.answer != "accept":
		return nil, &fail{400, "authorization_declined", 65004, "The user declined the request."}
	}
	return s.delegated(a, now.session)
}
