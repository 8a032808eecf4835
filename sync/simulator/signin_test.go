package simulator

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"
)

// tokenErrors posts to the token endpoint and returns the first error code.
func (c *client) tokenError(tenant string, form url.Values) (code float64, oauth string) {
	c.t.Helper()
	body := c.post(c.s.Cloud().LoginURL+"/"+tenant+"/oauth2/v2.0/token", form)
	if list, ok := body["error_codes"].([]any); ok {
		code, _ = list[0].(float64)
	}
	oauth, _ = body["error"].(string)
	return code, oauth
}

// byHand signs a person in without any library.
type byHand struct {
	*client
	id, back, verifier string
	answers            chan url.Values
}

func handSignIn(t *testing.T, s *Simulator) *byHand {
	t.Helper()
	id, _ := s.SharedApp()
	back, answers := catcher(t)
	return &byHand{client: bare(t, s), id: id, back: back, answers: answers, verifier: strings.Repeat("v", 43)}
}

func (h *byHand) page(more url.Values) string {
	q := url.Values{"client_id": {h.id}, "response_type": {"code"}, "redirect_uri": {h.back}, "state": {"s1"}, "response_mode": {"query"},
		"scope": {"openid offline_access " + h.s.Cloud().GraphURL + "/.default"}, "code_challenge_method": {"S256"},
		"code_challenge": {"5sJNEJfZDWkkS7r9xYKbfBGqyRN1wf5c5-8u2GVVd5k"}}
	for k := range more {
		q.Set(k, more.Get(k))
	}
	return h.s.Cloud().LoginURL + "/organizations/oauth2/v2.0/authorize?" + q.Encode()
}

func (h *byHand) answer(p Person, more url.Values) url.Values {
	h.t.Helper()
	page, err := h.s.Browser(p).Visit(h.t.Context(), h.page(more))
	if err != nil || page.Code != 0 {
		h.t.Fatalf("ended on AADSTS%d: %v", page.Code, err)
	}
	return <-h.answers
}

func (h *byHand) redeem(code string) url.Values {
	return url.Values{"client_id": {h.id}, "grant_type": {"authorization_code"}, "code": {code}, "redirect_uri": {h.back}, "code_verifier": {h.verifier}}
}

func TestCodesAndRefreshTokensFollowTheRules(t *testing.T) {
	s := start(t, Options{Tenants: 1})
	h := handSignIn(t, s)
	sum := challengeOf(h.verifier)
	fresh := func() string { return h.answer(Person{}, url.Values{"code_challenge": {sum}}).Get("code") }
	code := fresh()
	wrong := h.redeem(code)
	wrong.Set("code_verifier", strings.Repeat("w", 43))
	if c, _ := h.tokenError("organizations", wrong); c != 501481 {
		t.Errorf("wrong verifier: %v", c)
	}
	if c, _ := h.tokenError(s.Tenants()[0].ID, h.redeem(code)); c != 700005 {
		t.Errorf("another tenant: %v", c)
	}
	withSecret := h.redeem(code)
	withSecret.Set("client_secret", "x")
	if c, _ := h.tokenError("organizations", withSecret); c != 700025 {
		t.Errorf("a secret from a desktop application: %v", c)
	}
	first := h.post(s.Cloud().LoginURL+"/organizations/oauth2/v2.0/token", h.redeem(code))
	if first["refresh_token"] == nil || first["id_token"] == nil || first["client_info"] == nil {
		t.Fatalf("tokens: %v", first)
	}
	if c, _ := h.tokenError("organizations", h.redeem(code)); c != 54005 {
		t.Errorf("a code twice: %v", c)
	}
	refresh := func(token any) url.Values {
		return url.Values{"client_id": {h.id}, "grant_type": {"refresh_token"}, "refresh_token": {token.(string)}, "scope": {s.Cloud().Scope()}}
	}
	second := h.post(s.Cloud().LoginURL+"/"+s.Home().ID+"/oauth2/v2.0/token", refresh(first["refresh_token"]))
	if second["refresh_token"] == nil || second["refresh_token"] == first["refresh_token"] {
		t.Error("a refresh gives a new refresh token")
	}
	if again := h.post(s.Cloud().LoginURL+"/"+s.Home().ID+"/oauth2/v2.0/token", refresh(first["refresh_token"])); again["access_token"] == nil {
		t.Error("the old refresh token stays valid")
	}
	if c, _ := h.tokenError(s.Tenants()[0].ID, refresh(second["refresh_token"])); c != 90099 {
		t.Errorf("a customer who has not consented: %v", c)
	}
	s.SetFaults([]Fault{{Kind: "clock", Delay: 91 * 24 * time.Hour}})
	if c, _ := h.tokenError("organizations", refresh(second["refresh_token"])); c != 700082 {
		t.Errorf("unused for ninety days: %v", c)
	}
	s.SetFaults(nil)
	s.SetPolicy(s.Home().ID, Policy{NeedMFA: true})
	if again := h.post(s.Cloud().LoginURL+"/organizations/oauth2/v2.0/token", refresh(second["refresh_token"])); again["access_token"] == nil {
		t.Error("a sign-in with a second factor goes on")
	}
	s.SignOut(s.Home().Admin)
	if c, oauth := h.tokenError("organizations", refresh(second["refresh_token"])); c != 50173 || oauth != "invalid_grant" {
		t.Errorf("revoked: %v", c)
	}
}

func TestWhatGoesWrongOnTheSignInPage(t *testing.T) {
	s := start(t, Options{Tenants: 1})
	home := s.Home()
	h := handSignIn(t, s)
	for _, tc := range []struct {
		name   string
		faults string
		policy Policy
		person Person
		more   url.Values
		error  string
		text   string
	}{
		{"cancelled", "", Policy{}, Person{Does: Cancel}, nil, "access_denied", "AADSTS65004"},
		{"not an administrator", "", Policy{}, Person{Account: home.Plain}, nil, "access_denied", ""},
		{"Conditional Access", "53003:authorize", Policy{}, Person{}, nil, "interaction_required", "AADSTS53003"},
		{"no second factor", "", Policy{NeedMFA: true}, Person{NoMFA: true}, nil, "interaction_required", "AADSTS50076"},
		{"nobody to ask", "", Policy{}, Person{}, url.Values{"prompt": {"none"}}, "interaction_required", "AADSTS50058"},
		{"unknown scope", "", Policy{}, Person{}, url.Values{"scope": {"Elephants.Read.All"}}, "invalid_scope", "AADSTS70011"},
	} {
		rules, err := ParseFaults(tc.faults)
		if err != nil {
			t.Fatal(err)
		}
		s.SetFaults(rules)
		s.SetPolicy(home.ID, tc.policy)
		got := h.answer(tc.person, tc.more)
		if got.Get("error") != tc.error || !strings.Contains(got.Get("error_description"), tc.text) || got.Get("state") != "s1" || got.Get("code") != "" {
			t.Errorf("%s: %v", tc.name, got)
		}
	}
	s.SetFaults([]Fault{{Kind: "aadsts", Code: 53003, Target: "authorize-page"}})
	if page, err := s.Browser(Person{}).Visit(t.Context(), h.page(nil)); err != nil || page.Code != 53003 || page.Kind != "error" {
		t.Errorf("a page that does not return: %+v %v", page, err)
	}
	s.SetFaults(nil)
	s.SetPolicy(home.ID, Policy{})
	hinted := h.answer(Person{}, url.Values{"login_hint": {home.Technician}})
	if hinted.Get("code") == "" {
		t.Errorf("hinted: %v", hinted)
	}
	body := h.redeem(hinted.Get("code"))
	body.Set("code_verifier", "")
	if c, _ := h.tokenError("organizations", body); c != 501481 {
		t.Errorf("no verifier: %v", c)
	}
}

func TestDeviceCodesEnd(t *testing.T) {
	s := start(t, Options{Tenants: 1})
	c := bare(t, s)
	shared, _ := s.SharedApp()
	for _, tc := range []struct {
		name   string
		person Person
		faults []Fault
		want   string
	}{
		{"accepted", Person{}, nil, ""},
		{"declined", Person{Does: Cancel}, nil, "authorization_declined"},
		{"expired", Person{Does: Abandon}, []Fault{{Kind: "clock", Delay: time.Hour}}, "AADSTS70019"},
		{"blocked", Person{}, []Fault{{Kind: "aadsts", Code: 53003, Target: "device_code"}}, "AADSTS53003"},
	} {
		s.SetFaults(nil)
		dc, err := desktop(t, s, c.hc, shared, s.Home().ID).AcquireTokenByDeviceCode(context.Background(), []string{s.Cloud().Scope()})
		if err != nil {
			t.Fatal(err)
		}
		b := s.Browser(tc.person)
		if err := b.EnterCode(dc.Result.VerificationURL, dc.Result.UserCode); err != nil {
			t.Fatal(err)
		}
		if _, err := b.Wait(); err != nil {
			t.Fatal(err)
		}
		s.SetFaults(tc.faults)
		_, err = dc.AuthenticationResult(context.Background())
		if (tc.want == "") != (err == nil) || err != nil && !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: %v", tc.name, err)
		}
	}
	if page, err := s.Browser(Person{}).Visit(t.Context(), s.Cloud().LoginURL+"/common/oauth2/deviceauth?user_code=NONSENSE"); err != nil || page.Code != 70018 {
		t.Errorf("a code nobody gave out: %+v %v", page, err)
	}
}

func TestDeclinedScopesAreMissingFromTheReply(t *testing.T) {
	s := start(t, Options{Tenants: 1, Faults: []Fault{{Kind: "deny", Target: "Application.ReadWrite.All"}}})
	c := bare(t, s)
	_, err := desktop(t, s, c.hc, GraphTools, "organizations").AcquireTokenInteractive(context.Background(),
		[]string{s.Cloud().GraphURL + "/Application.ReadWrite.All"}, public.WithOpenURL(s.Browser(Person{}).Open))
	if err == nil || !strings.Contains(err.Error(), "declined scopes") {
		t.Errorf("%v", err)
	}
}

func TestLoginRepliesShowTheShiftedClock(t *testing.T) {
	s := start(t, Options{Tenants: 1, Faults: []Fault{{Kind: "clock", Delay: 3 * time.Hour}}})
	resp, err := bare(t, s).hc.Get(s.Cloud().LoginURL + "/" + s.Tenants()[0].ID + "/v2.0/.well-known/openid-configuration")
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	at, err := http.ParseTime(resp.Header.Get("Date"))
	if err != nil || time.Until(at) < 2*time.Hour {
		t.Errorf("Date %q", resp.Header.Get("Date"))
	}
}
