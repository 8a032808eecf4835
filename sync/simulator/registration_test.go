package simulator

import (
	"context"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"testing"
	"time"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/confidential"
	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"
	"github.com/golang-jwt/jwt/v5"
)

const (
	graphApp     = "00000003-0000-0000-c000-000000000000"
	usersReadAll = "df021288-bdef-4463-88db-98f22de89214"
	orgReadAll   = "498476ce-e0fe-48b0-b801-37ba7e2685c6"
	readAllUsers = "a154be20-db9c-4678-8ab7-66f6cc099a59" // the delegated scope
)

// registration is what an automatic registration creates.
func registration(name string, roles ...string) map[string]any {
	var access []any
	for _, id := range roles {
		access = append(access, map[string]any{"id": id, "type": "Role"})
	}
	return map[string]any{
		"displayName": name, "signInAudience": "AzureADMultipleOrgs", "isFallbackPublicClient": true,
		"publicClient":           map[string]any{"redirectUris": []string{"http://localhost", "http://localhost/consent"}},
		"requiredResourceAccess": []any{map[string]any{"resourceAppId": graphApp, "resourceAccess": access}},
	}
}

func keyCredential(cert *x509.Certificate) map[string]any {
	return map[string]any{"type": "AsymmetricX509Cert", "usage": "Verify", "displayName": "made by a test", "key": base64.StdEncoding.EncodeToString(cert.Raw)}
}

var registrar = []string{"Application.ReadWrite.All", "AppRoleAssignment.ReadWrite.All"}

func TestARegistrationMadeByAProgramWorks(t *testing.T) {
	s := start(t, Options{Tenants: 1})
	home := s.Home()
	c := signedIn(t, s, GraphTools, Person{}, registrar...)
	cert, key := certificate(t)
	body := registration("Licence tool", usersReadAll, orgReadAll)
	body["keyCredentials"] = []any{keyCredential(cert)}
	app := c.must("POST", "/v1.0/applications", body)
	id, appID := app["id"].(string), app["appId"].(string)
	sp := c.must("POST", "/v1.0/servicePrincipals", map[string]any{"appId": appID})["id"].(string)
	graph := c.get("/v1.0/servicePrincipals(appId='" + graphApp + "')?$select=id,appRoles,oauth2PermissionScopes")
	if len(graph["appRoles"].([]any)) < 20 || len(graph["oauth2PermissionScopes"].([]any)) < 20 {
		t.Errorf("Graph offers %d roles", len(graph["appRoles"].([]any)))
	}
	grant := map[string]any{"principalId": sp, "resourceId": graph["id"], "appRoleId": usersReadAll}
	c.must("POST", "/v1.0/servicePrincipals/"+sp+"/appRoleAssignments", grant)
	if status, code, _ := problemOf(c.send("POST", "/v1.0/servicePrincipals/"+sp+"/appRoleAssignments", grant)); status != 400 || code != "Request_BadRequest" {
		t.Errorf("the same role twice: %d %s", status, code)
	}
	secret := c.must("POST", "/v1.0/applications/"+id+"/addPassword", map[string]any{"passwordCredential": map[string]any{"displayName": "x"}})["secretText"].(string)

	cred, err := confidential.NewCredFromCert([]*x509.Certificate{cert}, key)
	if err != nil {
		t.Fatal(err)
	}
	for name, one := range map[string]confidential.Credential{"secret": secretOf(t, secret), "certificate": cred} {
		token, err := msal(t, s, home.ID, appID, one)
		if err != nil || len(roles(t, token)) != 1 {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, err = msal(t, s, s.Tenants()[0].ID, appID, cred)
	wantCode(t, err, 7000229)
	link := s.Cloud().LoginURL + "/" + s.Tenants()[0].ID + "/adminconsent?client_id=" + appID
	if err := s.Browse(t.Context(), link); err == nil {
		t.Error("without a return address the browser should end on an error page")
	}
	token, err := msal(t, s, s.Tenants()[0].ID, appID, cred)
	if err != nil || len(roles(t, token)) != 2 {
		t.Errorf("after the customer's consent: %v %v", roles(t, token), err)
	}
	found := c.get("/v1.0/applications?$filter=displayName eq 'Licence tool'&$select=id,passwordCredentials")["value"].([]any)
	if len(found) != 1 || found[0].(map[string]any)["passwordCredentials"].([]any)[0].(map[string]any)["secretText"] != nil {
		t.Errorf("found %v", found)
	}
}

func TestChangesTakeTimeToReplicate(t *testing.T) {
	s := start(t, Options{Tenants: 1, Replication: time.Hour, Propagation: time.Hour})
	c := signedIn(t, s, GraphTools, Person{}, registrar...)
	app := c.must("POST", "/v1.0/applications", registration("Slow", usersReadAll))
	id, appID := app["id"].(string), app["appId"].(string)
	principal := map[string]any{"appId": appID}
	if status, code, detail := problemOf(c.send("POST", "/v1.0/servicePrincipals", principal)); status != 400 || code != "Request_BadRequest" || detail != "NoBackingApplicationObject" {
		t.Errorf("too early: %d %s %s", status, code, detail)
	}
	if status, code := c.fails("/v1.0/applications/" + id); status != 404 || code != "Request_ResourceNotFound" {
		t.Errorf("too early: %d %s", status, code)
	}
	s.Settle()
	sp := c.must("POST", "/v1.0/servicePrincipals", principal)["id"].(string)
	graph := c.get("/v1.0/servicePrincipals(appId='" + graphApp + "')")["id"]
	grant := map[string]any{"principalId": sp, "resourceId": graph, "appRoleId": usersReadAll}
	if status, code, _ := problemOf(c.send("POST", "/v1.0/servicePrincipals/"+sp+"/appRoleAssignments", grant)); status != 404 || code != "Request_ResourceNotFound" {
		t.Errorf("role too early: %d %s", status, code)
	}
	s.Settle()
	c.must("POST", "/v1.0/servicePrincipals/"+sp+"/appRoleAssignments", grant)
	secret := c.must("POST", "/v1.0/applications(appId='"+appID+"')/addPassword", map[string]any{})["secretText"].(string)
	_, err := msal(t, s, s.Home().ID, appID, secretOf(t, secret))
	wantCode(t, err, 7000215)
	s.Settle()
	if token, err := msal(t, s, s.Home().ID, appID, secretOf(t, secret)); err != nil || len(roles(t, token)) != 1 {
		t.Errorf("settled: %v", err)
	}
	_ = s.Browse(t.Context(), s.Cloud().LoginURL+"/"+s.Tenants()[0].ID+"/adminconsent?client_id="+appID)
	_, err = msal(t, s, s.Tenants()[0].ID, appID, secretOf(t, secret))
	wantCode(t, err, 7000229)
	s.Settle()
	if token, err := msal(t, s, s.Tenants()[0].ID, appID, secretOf(t, secret)); err != nil || len(roles(t, token)) != 1 {
		t.Errorf("consent settled: %v", err)
	}
}

func TestPoliciesAndRolesLimitWhatMayBeRegistered(t *testing.T) {
	s := start(t, Options{Tenants: 1})
	home := s.Home()
	admin := signedIn(t, s, GraphTools, Person{Everyone: true}, registrar...)
	plain := signedIn(t, s, GraphTools, Person{Account: home.Plain}, registrar...)
	app := admin.must("POST", "/v1.0/applications", registration("Tool", usersReadAll))
	path := "/v1.0/applications/" + app["id"].(string)
	sp := admin.must("POST", "/v1.0/servicePrincipals", map[string]any{"appId": app["appId"]})["id"].(string)
	graph := admin.get("/v1.0/servicePrincipals(appId='" + graphApp + "')")["id"]
	tech := signedIn(t, s, GraphTools, Person{Account: home.Technician}, registrar...)
	cert, _ := certificate(t)
	s.SetPolicy(home.ID, Policy{NoSecrets: true, TrustedAuthority: true, NoRegistration: true})
	for _, tc := range []struct {
		name         string
		c            *client
		method, path string
		body         map[string]any
		status       int
		code         string
	}{
		{"a secret where policy forbids it", admin, "POST", path + "/addPassword", map[string]any{}, 400, "CredentialTypeNotAllowedAsPerAppPolicy"},
		{"a self-signed certificate where policy forbids it", admin, "PATCH", path, map[string]any{"keyCredentials": []any{keyCredential(cert)}}, 400, "CredentialTypeNotAllowedAsPerAppPolicy"},
		{"registering without a role", plain, "POST", "/v1.0/applications", registration("Mine"), 403, "Authorization_RequestDenied"},
		{"changing somebody's registration", plain, "PATCH", path, map[string]any{"displayName": "Mine"}, 403, "Authorization_RequestDenied"},
		{"granting a Graph role without the role for it", tech, "POST", "/v1.0/servicePrincipals/" + sp + "/appRoleAssignments",
			map[string]any{"principalId": sp, "resourceId": graph, "appRoleId": usersReadAll}, 403, "Authorization_RequestDenied"},
		{"a password in the first body", admin, "POST", "/v1.0/applications", map[string]any{"displayName": "x", "passwordCredentials": []any{map[string]any{}}}, 400, "Request_BadRequest"},
		{"no name", admin, "POST", "/v1.0/applications", map[string]any{}, 400, "Request_BadRequest"},
		{"http to a far host", admin, "PATCH", path, map[string]any{"web": map[string]any{"redirectUris": []string{"http://far.example"}}}, 400, "Request_BadRequest"},
	} {
		if status, code, _ := problemOf(tc.c.send(tc.method, tc.path, tc.body)); status != tc.status || code != tc.code {
			t.Errorf("%s: %d %s, want %d %s", tc.name, status, code, tc.status, tc.code)
		}
	}
	tech.must("PATCH", path, map[string]any{"displayName": "Renamed by the technician"})
}

func TestKeysNeedAProofOrTheWholeList(t *testing.T) {
	s := start(t, Options{Tenants: 1})
	c := signedIn(t, s, GraphTools, Person{}, registrar...)
	app := c.must("POST", "/v1.0/applications", registration("Keys", usersReadAll))
	id, path := app["id"].(string), "/v1.0/applications/"+app["id"].(string)
	first, firstKey := certificate(t)
	second, secondKey := certificate(t)
	add := map[string]any{"keyCredential": keyCredential(first), "passwordCredential": nil, "proof": proof(t, id, firstKey)}
	if status, code, _ := problemOf(c.send("POST", path+"/addKey", add)); status != 400 || code != "Request_BadRequest" {
		t.Errorf("the first key with addKey: %d %s", status, code)
	}
	c.must("PATCH", path, map[string]any{"keyCredentials": []any{keyCredential(first)}})
	kept := c.get(path)["keyCredentials"].([]any)
	if kept[0].(map[string]any)["key"] != nil || c.get(path + "?$select=keyCredentials")["keyCredentials"].([]any)[0].(map[string]any)["key"] == nil {
		t.Error("the content of a key shows only when selected")
	}
	if status, _ := c.send("POST", path+"/addKey", map[string]any{"keyCredential": keyCredential(second), "proof": proof(t, id, secondKey)}); status != 400 {
		t.Errorf("a proof by the wrong key: %d", status)
	}
	c.must("POST", path+"/addKey", map[string]any{"keyCredential": keyCredential(second), "proof": proof(t, id, firstKey)})
	both := c.get(path)["keyCredentials"].([]any)
	if len(both) != 2 {
		t.Fatalf("%d keys", len(both))
	}
	c.must("PATCH", path, map[string]any{"keyCredentials": both[1:]})
	c.must("POST", "/v1.0/servicePrincipals", map[string]any{"appId": app["appId"]})
	for _, tc := range []struct {
		cert *x509.Certificate
		key  *rsa.PrivateKey
		code int
	}{{first, firstKey, 700027}, {second, secondKey, 0}} {
		cred, err := confidential.NewCredFromCert([]*x509.Certificate{tc.cert}, tc.key)
		if err != nil {
			t.Fatal(err)
		}
		if _, err = msal(t, s, s.Home().ID, app["appId"].(string), cred); tc.code != 0 {
			wantCode(t, err, tc.code)
		} else if err != nil {
			t.Errorf("the key that stayed: %v", err)
		}
	}
}

// proof shows possession of a certificate of the application object.
func proof(t *testing.T, object string, key *rsa.PrivateKey) string {
	t.Helper()
	now := time.Now()
	out, err := jwt.NewWithClaims(jwt.SigningMethodRS256, jwt.RegisteredClaims{
		Audience: jwt.ClaimStrings{"00000002-0000-0000-c000-000000000000"}, Issuer: object,
		NotBefore: jwt.NewNumericDate(now), ExpiresAt: jwt.NewNumericDate(now.Add(5 * time.Minute)),
	}).SignedString(key)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestPeopleWithoutARoleCannotApproveTheRegistrar(t *testing.T) {
	s := start(t, Options{Tenants: 1})
	b := s.Browser(Person{Account: s.Home().Plain})
	c := bare(t, s)
	_, err := desktop(t, s, c.hc, GraphTools, "organizations").AcquireTokenInteractive(context.Background(), registrar, public.WithOpenURL(b.Open))
	if err == nil {
		t.Error("somebody without a role approved application permissions")
	}
}

func TestMicrosoftsAzureClientsHaveAFixedList(t *testing.T) {
	s := start(t, Options{Tenants: 1})
	c := signedIn(t, s, AzurePowerShell, Person{}, ".default")
	c.must("POST", "/v1.0/applications", registration("By PowerShell", usersReadAll))
	app := desktop(t, s, c.hc, AzurePowerShell, "organizations")
	_, err := app.AcquireTokenInteractive(context.Background(), []string{s.Cloud().GraphURL + "/Reports.Read.All"}, public.WithOpenURL(s.Browser(Person{}).Open))
	if err == nil {
		t.Error("a scope outside the list was given")
	}
}
