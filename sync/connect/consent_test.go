package connect_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"msp-license-tracker/models"
	"msp-license-tracker/models/event"
	"msp-license-tracker/sync/auth/authtest"
	"msp-license-tracker/sync/fault"
	"msp-license-tracker/sync/vault"
)

// visit is what the browser of the test brings back.
func visit(t *testing.T, method, address string, header ...string) (int, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, address, nil)
	if err != nil {
		t.Error(err)
		return 0, ""
	}
	if len(header) == 2 && header[0] == "Host" {
		req.Host = header[1]
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Error(err)
		return 0, ""
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Error(err)
	}
	return resp.StatusCode, string(text)
}

// back makes the redirect for a consent link.
func back(t *testing.T, link string, answer url.Values) string {
	t.Helper()
	u, err := url.Parse(link)
	if err != nil {
		t.Fatal(err)
	}
	if !answer.Has("state") {
		answer.Set("state", u.Query().Get("state"))
	}
	return u.Query().Get("redirect_uri") + "?" + answer.Encode()
}

func TestConsentConnectsTheTenant(t *testing.T) {
	for _, c := range []struct{ name, typed, path string }{
		{"a known tenant", "dental.test", "/" + tenantID + "/"},
		{"the tenant of whoever signs in", "organizations", "/organizations/"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := start(t)
			open := func(link string) error {
				u, err := url.Parse(link)
				if err != nil || !strings.HasPrefix(u.Path, c.path) || u.Query().Get("client_id") != clientID || u.Query().Get("scope") != w.sts.URL+"/.default" || len(u.Query().Get("state")) < 43 {
					t.Errorf("link %s, %v", link, err)
				}
				if status, text := visit(t, "GET", back(t, link, url.Values{"admin_consent": {"True"}, "tenant": {tenantID}})); status != 200 || !strings.Contains(text, "Thank you") {
					t.Errorf("%d %s", status, text)
				}
				return nil
			}
			got, _, err := w.service.Consent(t.Context(), models.ConsentRequest{TenantID: c.typed, Connection: shared(), Secret: secret}, open)
			if err != nil || got.ID != tenantID || got.Connection.Kind != models.SharedRegistration {
				t.Fatalf("%+v, %v", got, err)
			}
			if kept, err := w.vault.Get(clientID); err != nil || kept.Secret != secret {
				t.Errorf("the registration's credential: %v", err)
			}
			if _, err := w.tokens.Token(t.Context(), got); err != nil {
				t.Errorf("no token afterwards: %v", err)
			}
			w.noSecrets(t, nil)
		})
	}
}

func TestTheNextTenantUsesTheStoredCredential(t *testing.T) {
	w := start(t)
	open := func(link string) error {
		visit(t, "GET", back(t, link, url.Values{"tenant": {otherID}}))
		return nil
	}
	req := models.ConsentRequest{TenantID: otherID, Connection: shared()}
	if _, _, err := w.service.Consent(t.Context(), req, open); !fault.Is(err, fault.CredentialMissing) {
		t.Errorf("without a credential: %v", err)
	}
	if err := w.vault.Put(clientID, vault.Credential{Secret: secret}); err != nil {
		t.Fatal(err)
	}
	if got, _, err := w.service.Consent(t.Context(), req, open); err != nil || got.ID != otherID {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestARefusedConsentIsSaidAndNothingIsStored(t *testing.T) {
	for _, c := range []struct {
		name   string
		answer url.Values
		code   string
	}{
		{"declined, with the mark of success", url.Values{"admin_consent": {"True"}, "error": {"consent_required"}, "error_description": {"AADSTS65004: User declined to consent."}, "tenant": {tenantID}}, "AADSTS65004"},
		{"declined on the old page", url.Values{"error": {"permission_denied"}, "error_description": {"The admin canceled the request"}}, "permission_denied"},
		{"cancelled", url.Values{"error": {"access_denied"}, "error_subcode": {"cancel"}}, fault.ConsentReturned},
		{"not an administrator", url.Values{"error": {"access_denied"}, "error_description": {"AADSTS90094: The grant requires admin permission."}}, "AADSTS90094"},
		{"another tenant than asked for", url.Values{"admin_consent": {"True"}, "tenant": {otherID}}, fault.ConsentWrongTenant},
		{"a tenant that is none", url.Values{"admin_consent": {"True"}, "tenant": {"<script>"}}, fault.ConsentUnproved},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := start(t)
			open := func(link string) error {
				if _, text := visit(t, "GET", back(t, link, c.answer)); strings.Contains(text, "<script>") {
					t.Errorf("the page repeats foreign text: %s", text)
				}
				return nil
			}
			_, _, err := w.service.Consent(t.Context(), models.ConsentRequest{TenantID: tenantID, Connection: shared(), Secret: secret}, open)
			if !fault.Is(err, c.code) || w.sts.Asked() != 0 {
				t.Errorf("%v after %d token requests", err, w.sts.Asked())
			}
			w.untouched(t)
		})
	}
}

func TestForgedAndReplayedAnswersChangeNothing(t *testing.T) {
	w := start(t)
	open := func(link string) error {
		good := back(t, link, url.Values{"tenant": {tenantID}})
		forged := []struct {
			name, method, address string
			header                []string
			status                int
		}{
			{"another state", "GET", back(t, link, url.Values{"tenant": {otherID}, "state": {"guess"}}), nil, 400},
			{"no state", "GET", back(t, link, url.Values{"tenant": {otherID}, "state": {""}}), nil, 400},
			{"an error with another state", "GET", back(t, link, url.Values{"error": {"access_denied"}, "state": {"guess"}}), nil, 400},
			{"another method", "POST", good, nil, 405},
			{"another path", "GET", strings.Replace(good, "/consent", "/other", 1), nil, 404},
			{"another host name", "GET", good, []string{"Host", "evil.test"}, 404},
		}
		for _, f := range forged {
			if status, _ := visit(t, f.method, f.address, f.header...); status != f.status {
				t.Errorf("%s: %d", f.name, status)
			}
		}
		if status, _ := visit(t, "GET", good); status != 200 {
			t.Errorf("the true answer: %d", status)
		}
		u, err := url.Parse(good)
		if err != nil {
			t.Fatal(err)
		}
		// The listener may already be closed, which turns a replay away too.
		replay := strings.Replace(good, tenantID, otherID, 1)
		if resp, err := http.Get(replay); err == nil {
			resp.Body.Close()
			if resp.StatusCode == 200 {
				t.Errorf("a replay was accepted at %s", u.Host)
			}
		}
		return nil
	}
	got, _, err := w.service.Consent(t.Context(), models.ConsentRequest{TenantID: "organizations", Connection: shared(), Secret: secret}, open)
	if err != nil || got.ID != tenantID || len(w.store.kept) != 1 {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestATenantNamedByTheRedirectMustProveItself(t *testing.T) {
	for _, c := range []struct {
		name string
		bend func(*world)
		code string
	}{
		{"it never consented", func(w *world) { w.other.ClientID = "x" }, "AADSTS700016"},
		{"it granted nothing", func(w *world) { w.other.Roles = nil }, fault.ConsentIncomplete},
		{"its token is another tenant's", func(w *world) { w.other.TokenTenant = tenantID }, fault.WrongTenant},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := start(t)
			w.sts.Set(func() { c.bend(w) })
			open := func(link string) error {
				visit(t, "GET", back(t, link, url.Values{"admin_consent": {"True"}, "tenant": {otherID}}))
				return nil
			}
			_, _, err := w.service.Consent(t.Context(), models.ConsentRequest{Connection: shared(), Secret: secret}, open)
			if !fault.Is(err, c.code) {
				t.Errorf("%v", err)
			}
			w.untouched(t)
		})
	}
}

func TestTheApprovalMayTakeMinutesToSpread(t *testing.T) {
	w := start(t)
	w.sts.Refuse(&authtest.Refusal{Status: 400, OAuth: "unauthorized_client", Code: 700016, Text: "Not found in the directory."})
	w.clock.on = func(n int) {
		switch n {
		case 3: // the application is there, without roles
			w.sts.Refuse(nil)
			w.sts.Set(func() { w.tenant.Roles = nil })
		case 5:
			w.sts.Set(func() { w.tenant.Roles = allRoles })
		}
	}
	var told []string
	w.service.Publish = func(e event.Event) {
		if p, ok := e.(event.ConnectProgress); ok {
			told = append(told, p.Text)
		}
	}
	open := func(link string) error {
		visit(t, "GET", back(t, link, url.Values{"tenant": {tenantID}}))
		return nil
	}
	_, _, err := w.service.Consent(t.Context(), models.ConsentRequest{TenantID: tenantID, Connection: shared(), Secret: secret}, open)
	if err != nil || w.clock.waits != 5 || len(told) != 6 || !strings.Contains(told[5], "passing it on") {
		t.Errorf("%v after %d waits, told %q", err, w.clock.waits, told)
	}
}

func TestCancellingClosesTheReturnAddress(t *testing.T) {
	w := start(t)
	ctx, cancel := context.WithCancel(t.Context())
	var address string
	open := func(link string) error {
		u, err := url.Parse(link)
		if err != nil {
			t.Fatal(err)
		}
		back, err := url.Parse(u.Query().Get("redirect_uri"))
		if err != nil {
			t.Fatal(err)
		}
		address = net.JoinHostPort("127.0.0.1", back.Port())
		cancel()
		return nil
	}
	_, _, err := w.service.Consent(ctx, models.ConsentRequest{TenantID: tenantID, Connection: shared(), Secret: secret}, open)
	if !fault.Is(err, fault.Cancelled) {
		t.Errorf("%v", err)
	}
	if conn, err := net.Dial("tcp", address); err == nil {
		conn.Close()
		t.Error("the port is still open")
	}
}

func TestWithoutABrowserThatIsSaid(t *testing.T) {
	w := start(t)
	_, _, err := w.service.Consent(t.Context(), models.ConsentRequest{TenantID: tenantID, Connection: shared(), Secret: secret}, func(string) error { return errors.New("no browser") })
	if !fault.Is(err, fault.ConsentBrowser) {
		t.Errorf("%v", err)
	}
	w.untouched(t)
}
