package simulator

import (
	"context"
	"net/http"
	"net/url"
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

func TestInteractiveSignInReturnsByFormPost(t *testing.T) {
	s := start(t, Options{Tenants: 2})
	c := connect(t, s, 0)
	home := s.Home()
	app := publicApp(t, s, c.hc, "organizations")
	scopes := []string{s.Cloud().GraphURL + "/.default"}
	r, err := app.AcquireTokenInteractive(context.Background(), scopes, public.WithOpenURL(s.Browser(Person{}).Open))
	if err != nil {
		t.Fatal(err)
	}
	if r.IDToken.TenantID != home.ID || r.Account.PreferredUsername != home.Admin {
		t.Errorf("signed in as %+v", r.Account)
	}
	c.token = r.AccessToken
	if c.get("/v1.0/organization")["value"] == nil {
		t.Error("the token does not open Graph")
	}
	if customers := c.get("/v1.0/contracts")["value"].([]any); len(customers) != 39 {
		t.Errorf("%d contracts", len(customers))
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
