package simulator

import (
	"context"
	"html"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"testing"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"
)

// publicApp is Microsoft's library for signing in people.
func publicApp(t *testing.T, s *Simulator, hc *http.Client, tenant string) public.Client {
	t.Helper()
	id, _ := s.SharedApp()
	app, err := public.New(id, public.WithAuthority(s.Cloud().LoginURL+"/"+tenant), public.WithHTTPClient(hc), public.WithInstanceDiscovery(false))
	if err != nil {
		t.Fatal(err)
	}
	return app
}

var (
	action = regexp.MustCompile(`action="([^"]*)"`)
	hidden = regexp.MustCompile(`type="hidden" name="([^"]*)" value="([^"]*)"`)
)

func TestInteractiveSignInReturnsByFormPost(t *testing.T) {
	s := start(t, Options{Tenants: 2})
	c := connect(t, s, 0)
	info := s.Tenants()[0]
	app := publicApp(t, s, c.hc, "organizations")
	browser := func(page string) error {
		resp, err := c.hc.PostForm(page, url.Values{"action": {"accept"}, "account": {"admin@" + initial(info.Domain)}})
		if err != nil {
			return err
		}
		body, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil {
			return err
		}
		form := url.Values{}
		for _, m := range hidden.FindAllStringSubmatch(string(body), -1) {
			form.Set(html.UnescapeString(m[1]), html.UnescapeString(m[2]))
		}
		back, err := c.hc.PostForm(html.UnescapeString(action.FindStringSubmatch(string(body))[1]), form)
		if err != nil {
			return err
		}
		return back.Body.Close()
	}
	scopes := []string{s.Cloud().GraphURL + "/.default"}
	r, err := app.AcquireTokenInteractive(context.Background(), scopes, public.WithOpenURL(browser))
	if err != nil {
		t.Fatal(err)
	}
	if r.IDToken.TenantID != info.ID || r.Account.PreferredUsername != "admin@"+initial(info.Domain) {
		t.Errorf("signed in as %+v", r.Account)
	}
	c.token = r.AccessToken
	if c.get("/v1.0/organization")["value"] == nil {
		t.Error("the token does not open Graph")
	}
	if customers := c.get("/v1.0/contracts")["value"].([]any); len(customers) != 1 {
		t.Errorf("%d customers", len(customers))
	}
}

func TestDeviceCodeSignIn(t *testing.T) {
	s := start(t, Options{Tenants: 1})
	c := connect(t, s, 0)
	info := s.Tenants()[0]
	dc, err := publicApp(t, s, c.hc, info.ID).AcquireTokenByDeviceCode(context.Background(), []string{s.Cloud().GraphURL + "/.default"})
	if err != nil {
		t.Fatal(err)
	}
	resp, err := c.hc.PostForm(dc.Result.VerificationURL, url.Values{"user_code": {dc.Result.UserCode}, "action": {"accept"}, "account": {"admin@" + initial(info.Domain)}})
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	r, err := dc.AuthenticationResult(context.Background())
	if err != nil || claims(t, r.AccessToken)["upn"] != "admin@"+initial(info.Domain) {
		t.Errorf("%v", err)
	}
}
