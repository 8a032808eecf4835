package entra

import (
	"crypto/sha256"
	"encoding/base64"
	"time"
)

// redeemCode is the authorization code grant with PKCE.
func (s *Service) redeemCode(a ask) (map[string]any, *fail) {
	var c session
	switch {
	case a.form("code") == "":
		return nil, missing("code")
	case s.mint.Open(a.form("code"), &c) != nil || c.Kind != "code" || c.App != a.app.ID:
		return nil, badGrant(9002313, "The provided authorization code is malformed or not valid.")
	case s.Now().Unix() > c.Ends:
		return nil, worded(70008)
	case a.tenant != nil && a.tenant.ID != c.Tenant:
		return nil, worded(700005)
	case c.Redirect != a.form("redirect_uri"):
		return nil, badGrant(500112, "The reply address does not match the reply address provided when requesting the authorization code.")
	case c.Challenge != "" && challenge(a.form("code_verifier")) != c.Challenge:
		return nil, worded(501481)
	}
	if f := s.client(a, c.Public); f != nil {
		return nil, f
	}
	if !s.once(c) {
		return nil, worded(54005)
	}
	return s.delegated(a, c)
}

// client checks the credential of a flow with a person in it: a desktop
// application has none and must send none, any other needs one.
func (s *Service) client(a ask, public bool) *fail {
	sent := a.form("client_secret") != "" || a.form("client_assertion") != ""
	switch {
	case public && sent:
		return worded(700025)
	case !public:
		return s.prove(a)
	}
	return nil
}

// once says whether a code is used for the first time.
func (s *Service) once(c session) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for id, ends := range s.used {
		if s.Now().After(ends) {
			delete(s.used, id)
		}
	}
	_, again := s.used[c.ID]
	s.used[c.ID] = time.Unix(c.Ends, 0)
	return !again
}

func challenge(verifier string) string {
	sum := sha256.Sum256([]byte(verifier))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

// refresh is the refresh token grant. The tenant of the path decides, so one
// refresh token serves every tenant where person and application are allowed.
// Each use gives a new token; the old one stays valid.
func (s *Service) refresh(a ask) (map[string]any, *fail) {
	var c session
	switch {
	case s.mint.Open(a.form("refresh_token"), &c) != nil || c.Kind != "refresh" || c.App != a.app.ID:
		return nil, worded(70000)
	case s.Now().Unix() > c.Ends:
		return nil, worded(700082)
	case s.Registry.SignedOut(c.Account).UnixNano() >= c.Issued:
		return nil, worded(50173)
	}
	if f := s.client(a, c.Public); f != nil {
		return nil, f
	}
	if a.tenant != nil {
		c.Tenant = a.tenant.ID
	}
	if sc := a.form("scope"); sc != "" {
		c.Scope = sc
	}
	return s.delegated(a, c)
}
