package register_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/fault"
	"msp-license-tracker/sync/vault"
)

var kinds = []models.CredentialKind{models.CertificateCredential, models.SecretCredential}

func TestRegisterMakesAllThatIsNeeded(t *testing.T) {
	for _, kind := range kinds {
		t.Run(string(kind), func(t *testing.T) {
			w := begin(t)
			r, err := w.register(t, kind)
			if err != nil {
				t.Fatal(err)
			}
			w.whole(t, r)
			if ends := w.clock.Now().AddDate(1, 0, 0).Sub(r.CredentialEnds); ends.Abs() > 24*time.Hour {
				t.Errorf("the credential ends %v", r.CredentialEnds)
			}
			app := w.apps[0].fields
			if app["signInAudience"] != "AzureADMultipleOrgs" || app["displayName"] != "MSP License Tracker" || r.Verified.IsZero() || r.KeyID == "" {
				t.Errorf("%v for %+v", app, r)
			}
			want := []string{w.URL + "/Application.ReadWrite.All", w.URL + "/AppRoleAssignment.ReadWrite.All"}
			asked := slices.DeleteFunc(slices.Clone(w.scopes), func(s string) bool { return slices.Contains([]string{"openid", "profile", "offline_access"}, s) })
			if !slices.Equal(asked, want) {
				t.Errorf("the sign-in asked for %v", asked)
			}
		})
	}
}

func TestThePlanIsWhatIsMade(t *testing.T) {
	w := begin(t)
	plan := w.service.Plan(models.RegistrationRequest{})
	if plan.Credential != models.CertificateCredential || plan.CredentialMonths != 12 || len(plan.Permissions) != 8 || len(plan.Steps) != 6 || w.calls != 0 {
		t.Errorf("%+v after %d calls", plan, w.calls)
	}
	if _, err := w.register(t, plan.Credential); err != nil {
		t.Fatal(err)
	}
	web := w.apps[0].fields["web"].(map[string]any)["redirectUris"].([]any)
	public := w.apps[0].fields["publicClient"].(map[string]any)["redirectUris"].([]any)
	if w.apps[0].fields["displayName"] != plan.Name || w.apps[0].fields["signInAudience"] != plan.Audience || web[0] != plan.RedirectURIs[0] || public[0] != plan.RedirectURIs[1] {
		t.Errorf("planned %+v, made %v", plan, w.apps[0].fields)
	}
}

func TestReplicationIsWaitedOut(t *testing.T) {
	w := begin(t)
	w.delay = 30 * time.Second
	r, err := w.register(t, models.CertificateCredential)
	if err != nil {
		t.Fatal(err)
	}
	w.whole(t, r)
	if !strings.Contains(w.told(), "known everywhere") || w.clock.waited < 30*time.Second {
		t.Errorf("waited %v, told %s", w.clock.waited, w.told())
	}
}

func TestReplicationThatTakesTooLongIsSaidAndCanBeContinued(t *testing.T) {
	w := begin(t)
	w.delay = 4 * time.Minute
	if _, err := w.register(t, models.CertificateCredential); err == nil || models.Explain(err).Title == "" {
		t.Fatalf("%v", err)
	}
	for range 4 {
		if r, err := w.register(t, models.CertificateCredential); err == nil {
			w.whole(t, r)
			return
		}
	}
	t.Error("it never came to an end")
}

// Every call of the login service and of Graph is broken in turn: refused, or
// carried out with its answer lost. Running again must lead to the same end.
func TestAnAttemptCutShortAtAnyCallIsContinued(t *testing.T) {
	for _, kind := range broken {
		for _, lose := range []bool{false, true} {
			name := string(kind) + map[bool]string{false: " refused", true: " lost"}[lose]
			t.Run(name, func(t *testing.T) {
				for n := 1; ; n++ {
					w := begin(t)
					w.delay = 5 * time.Second
					w.lose, w.breakAt = lose, n
					_, err := w.register(t, kind)
					w.set(func() { w.breakAt = 0 })
					if err == nil && w.calls < n {
						if n < 15 {
							t.Fatalf("only %d calls", n)
						}
						return
					}
					w.again(t, kind, n)
				}
			})
		}
	}
}

// Likewise every write to vault and store.
func TestAnAttemptCutShortAtAnyWriteIsContinued(t *testing.T) {
	for _, kind := range broken {
		for n := 1; ; n++ {
			w := begin(t)
			w.safe.breakAt = n
			_, err := w.register(t, kind)
			if w.safe.calls < n {
				break
			}
			if !errors.Is(err, errBroken) {
				t.Errorf("write %d: %v", n, err)
			}
			w.safe.breakAt = 0
			w.again(t, kind, n)
		}
	}
}

// again runs twice more: the first time completes, the second changes nothing.
func (w *world) again(t *testing.T, kind models.CredentialKind, n int) {
	t.Helper()
	first, err := w.register(t, kind)
	if err != nil {
		t.Fatalf("broken at %d, again: %v", n, err)
	}
	w.whole(t, first)
	second, err := w.register(t, kind)
	if err != nil || second.KeyID != first.KeyID || second.ClientID != first.ClientID {
		t.Errorf("broken at %d, a third time: %v, %+v", n, err, second)
	}
	w.whole(t, second)
	if t.Failed() {
		t.Fatalf("broken at %d", n)
	}
}

func TestAnotherComputerReusesTheRegistration(t *testing.T) {
	w := begin(t)
	first, err := w.register(t, models.CertificateCredential)
	if err != nil {
		t.Fatal(err)
	}
	w.apps[0].fields["displayName"] = "Renamed by the owner"
	second, err := computer(t, w.fakeCloud, w.clock, unrepeated).register(t, models.CertificateCredential)
	if err != nil {
		t.Fatal(err)
	}
	if second.ClientID != first.ClientID || second.KeyID == first.KeyID || len(w.apps) != 1 || len(entries(w.apps[0], "keyCredentials")) != 2 {
		t.Errorf("%+v beside %+v with %d applications", second, first, len(w.apps))
	}
	w.works(t, first)
}

func TestARegistrationOfTheSameNameIsCompleted(t *testing.T) {
	w := begin(t)
	w.apps = append(w.apps, &object{fields: map[string]any{
		"id": "old-object", "appId": "aaaaaaaa-2222-4333-8444-555555555555", "displayName": "MSP License Tracker", "signInAudience": "AzureADMultipleOrgs",
		"web": map[string]any{"redirectUris": []any{"https://msp.example/back"}}, "keyCredentials": []any{}, "passwordCredentials": []any{},
		"requiredResourceAccess": []any{map[string]any{"resourceAppId": "00000002-0000-0ff1-ce00-000000000000", "resourceAccess": []any{}}},
	}})
	r, err := w.register(t, models.SecretCredential)
	if err != nil || r.ObjectID != "old-object" {
		t.Fatalf("%+v, %v", r, err)
	}
	w.whole(t, r)
	web := w.apps[0].fields["web"].(map[string]any)["redirectUris"].([]any)
	if len(web) != 2 || len(w.apps[0].fields["requiredResourceAccess"].([]any)) != 2 {
		t.Errorf("what was there is not kept: %v", w.apps[0].fields)
	}
}

func TestAForeignApplicationOfTheSameNameIsLeftAlone(t *testing.T) {
	w := begin(t)
	w.apps = append(w.apps, &object{fields: map[string]any{"id": "x", "appId": "y", "displayName": "MSP License Tracker", "signInAudience": "AzureADMyOrg"}})
	r, err := w.register(t, models.SecretCredential)
	if err != nil || r.ObjectID == "x" || len(w.apps[0].fields) != 4 {
		t.Errorf("%+v, %v, the other is %v", r, err, w.apps[0].fields)
	}
}

func TestAPermissionThatACloudLacksIsLeftOut(t *testing.T) {
	w := begin(t)
	w.hiddenRoles = []string{"ReportSettings.Read.All"}
	r, err := w.register(t, models.CertificateCredential)
	if err != nil {
		t.Fatal(err)
	}
	w.whole(t, r)
}

func TestRefusalsAreSaidInTheirOwnWords(t *testing.T) {
	for _, c := range []struct {
		name, method, path string
		status             int
		code, message      string
		want               string
	}{
		{"may not register", "POST", "/applications", 403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.", fault.RegistrationRole},
		{"may not grant", "POST", "appRoleAssignments", 403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.", fault.RegistrationGrantRole},
		{"lives too long", "PATCH", "/applications/", 400, "CredentialInvalid", "Credential lifetime exceeds the max value allowed as per assigned policy 1.", fault.PolicyCredentialLifetime},
		{"not self-signed", "PATCH", "/applications/", 403, "Forbidden", "Credential type not allowed as per assigned policy 1.", fault.PolicyNoSelfSigned},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := begin(t)
			w.refuse = func(method, path string) (int, string, string) {
				if method == c.method && strings.Contains(path, c.path) {
					return c.status, c.code, c.message
				}
				return 0, "", ""
			}
			_, err := w.register(t, models.CertificateCredential)
			if x := models.Explain(err); x.Code != c.want || x.Next == "" {
				t.Errorf("%s: %v", x.Code, err)
			}
		})
	}
}

func TestWhereSecretsAreForbiddenACertificateIsUsed(t *testing.T) {
	w := begin(t)
	w.refuse = func(_, path string) (int, string, string) {
		if strings.Contains(path, "addPassword") {
			return 403, "Forbidden", "Credential type not allowed as per assigned policy 1."
		}
		return 0, "", ""
	}
	r, err := w.register(t, models.SecretCredential)
	if err != nil || r.Credential != models.CertificateCredential || !strings.Contains(w.told(), "does not allow client secrets") {
		t.Fatalf("%+v, %v, told %s", r, err, w.told())
	}
	w.whole(t, r)
}

func TestWithoutAKeyringNothingIsMade(t *testing.T) {
	w := begin(t)
	w.safe.Vault = noKeyring{}
	if _, err := w.register(t, models.CertificateCredential); !fault.Is(err, fault.NoKeyring) || w.calls != 0 {
		t.Errorf("%v after %d calls", err, w.calls)
	}
}

type noKeyring struct{ vault.Vault }

func (noKeyring) Get(string) (vault.Credential, error) {
	return vault.Credential{}, fault.Local(fault.NoKeyring, "read", nil)
}
