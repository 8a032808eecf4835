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
	tenant := ""
	if !anyTenant(name) {
		t, f := s.find(name)
		if f != nil {
			f.write(w, r, s.Now())
			return
		}
		tenant = t.ID
	}
	code := token.Random(40)
	d := &device{
		userCode: strings.ToUpper(world.ID(time.Now().UnixNano(), code)[:8]),
		ends:     s.Now().Add(deviceLife),
		session:  session{App: app.ID, Tenant: tenant, Scope: r.PostFormValue("scope")},
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

// devicePage is where the code is typed in and the sign-in approved.
func (s *Service) devicePage(w http.ResponseWriter, r *http.Request, _ string) {
	code := strings.ToUpper(strings.TrimSpace(r.FormValue("user_code")))
	if code == "" {
		show(w, codePage, page{Title: "Enter code"})
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	var d *device
	for _, one := range s.devices {
		if one.userCode == code {
			d = one
		}
	}
	switch {
	case d == nil || s.Now().After(d.ends):
		show(w, codePage, page{Title: "Enter code", Text: "That code didn't work. Check the code and try again."})
	case r.Method != http.MethodPost:
		show(w, consentPage, page{Title: "Sign in to your account", Accounts: s.admins(s.World.Tenant(d.session.Tenant)),
			Action: r.URL.Path, Hidden: map[string]string{"user_code": code}})
	default:
		d.session.Account, d.answer = r.PostFormValue("account"), r.PostFormValue("action")
		if home := s.tenantOf(d.session.Account); home != nil && d.session.Tenant == "" {
			d.session.Tenant = home.ID
		}
		show(w, plainPage, page{Title: "You have signed in on your device", Text: "You may now close this window."})
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
	case d == nil:
		return nil, &fail{400, "bad_verification_code", 70019, "The verification code is not known or was used."}
	case s.Now().After(now.ends):
		return nil, &fail{400, "expired_token", 70019, "The device code has expired."}
	case now.answer == "":
		return nil, &fail{400, "authorization_pending", 70016, "OAuth 2.0 device flow error. Authorization is pending. Continue polling."}
	case now.answer != "accept":
		return nil, &fail{400, "authorization_declined", 70018, "The user declined the request."}
	}
	return s.delegated(a, now.session)
}
