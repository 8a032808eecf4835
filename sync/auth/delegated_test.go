package auth_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/auth"
	"msp-license-tracker/sync/auth/authtest"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/fault"
	"msp-license-tracker/sync/sealed"
	"msp-license-tracker/sync/transport"
	"msp-license-tracker/sync/vault"
)

const (
	msp   = "99999999-2222-4333-8444-000000000000"
	one   = "99999999-2222-4333-8444-000000000001"
	two   = "99999999-2222-4333-8444-000000000002"
	alien = "99999999-2222-4333-8444-00000000000a"
)

// partnerWorld is a computer with a person in front of it.
type partnerWorld struct {
	cloud  *authtest.Partner
	vault  vault.Vault
	path   string
	log    *bytes.Buffer
	pool   *transport.Pool
	clouds *cloud.Directory
	person *auth.Delegated
}

func startPartner(t *testing.T) *partnerWorld {
	t.Helper()
	w := &partnerWorld{cloud: authtest.StartPartner(t, msp, clientID), vault: vault.Memory(), path: filepath.Join(t.TempDir(), "partner.sealed"), log: &bytes.Buffer{}}
	w.cloud.Consented[one], w.cloud.Consented[two] = "User.Read.All Organization.Read.All", "User.Read.All"
	w.pool = transport.NewPool(slog.New(slog.NewTextHandler(w.log, &slog.HandlerOptions{Level: slog.LevelDebug})))
	t.Cleanup(w.pool.Close)
	w.clouds = cloud.NewDirectory(w.cloud.Cloud())
	w.person = w.restart()
	return w
}

// restart is the same computer with a new process.
func (w *partnerWorld) restart() *auth.Delegated {
	return auth.NewDelegated(w.clouds, w.pool, sealed.New(w.path, "partner sign-in", w.vault))
}

func at(id string) models.Tenant {
	return models.Tenant{ID: id, Connection: models.Connection{Kind: models.PartnerConnection, ClientID: clientID, Cloud: "test"}}
}

func (w *partnerWorld) scopes() []string {
	return []string{w.cloud.URL + "/Directory.Read.All", w.cloud.URL + "/DelegatedAdminRelationship.Read.All"}
}

func (w *partnerWorld) signIn(t *testing.T) {
	t.Helper()
	account, err := w.person.SignIn(t.Context(), msp, at(msp).Connection, w.scopes(), auth.Person{Open: w.cloud.Browser(nil)})
	if err != nil || account.UserName != "robin@msp.example" || account.TenantID != msp || account.SignedInAt.IsZero() {
		t.Fatalf("%+v, %v", account, err)
	}
}

// silent says that no secret of the cloud can be found in logs and errors.
func (w *partnerWorld) silent(t *testing.T, errs ...error) {
	t.Helper()
	text := w.log.String() + fmt.Sprintf("%v %+v %#v", errs, errs, errs)
	for _, secret := range []string{"refresh-secret", "device-secret", "eyJ", "code-", "c2lnbmF0dXJl"} {
		if strings.Contains(text, secret) {
			t.Errorf("%q was shown in %s", secret, text)
		}
	}
}

func TestOneSignInServesEveryTenant(t *testing.T) {
	w := startPartner(t)
	var asked string
	account, err := w.person.SignIn(t.Context(), msp, at(msp).Connection, w.scopes(), auth.Person{Open: func(address string) error {
		asked = address
		return w.cloud.Browser(nil)(address)
	}})
	if err != nil || account.TenantID != msp {
		t.Fatalf("%+v, %v", account, err)
	}
	u, err := url.Parse(asked)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	for _, scope := range append(w.scopes(), "offline_access", "openid", "profile") {
		if !strings.Contains(q.Get("scope"), scope) {
			t.Errorf("%s is not asked for in %q", scope, q.Get("scope"))
		}
	}
	if n := len(strings.Fields(q.Get("scope"))); n != 5 || q.Get("response_mode") != "form_post" || q.Get("code_challenge_method") != "S256" {
		t.Errorf("%d scopes in %v", n, q)
	}
	for _, id := range []string{msp, one, two, one} {
		token, err := w.person.Token(t.Context(), at(id))
		if err != nil {
			t.Fatal(err)
		}
		if claims, err := auth.Decode(token); err != nil || claims.TenantID != id {
			t.Errorf("%+v, %v", claims, err)
		}
	}
	if scopes, ok := auth.Scopes(must(w.person.Token(t.Context(), at(one)))); !ok || len(scopes) != 2 {
		t.Errorf("scopes %v", scopes)
	}
	redeemed := w.cloud.Redeemed()
	if len(redeemed) != 3 {
		t.Fatalf("%d redemptions for three tenants: %+v", len(redeemed), redeemed)
	}
	// Every redemption brings a new refresh token, and the newest one is used.
	for i, r := range redeemed {
		if want := fmt.Sprintf("refresh-secret-%d", i+1); r.Token != want {
			t.Errorf("redemption %d used %s, the newest was %s", i+1, r.Token, want)
		}
	}
	w.silent(t)
}

func must(token string, err error) string {
	if err != nil {
		panic(err)
	}
	return token
}

func TestANewProcessGoesOnWithoutASignIn(t *testing.T) {
	w := startPartner(t)
	w.signIn(t)
	must(w.person.Token(t.Context(), at(one)))
	next := w.restart()
	if account, err := next.SignedIn(t.Context()); err != nil || account.UserName != "robin@msp.example" {
		t.Errorf("%+v, %v", account, err)
	}
	if _, err := next.Token(t.Context(), at(two)); err != nil {
		t.Error(err)
	}
	if r := w.cloud.Redeemed(); r[len(r)-1].Token != "refresh-secret-2" {
		t.Errorf("the newest refresh token was not kept: %+v", r)
	}
	w.silent(t)
}

func TestTheFileHoldsNoTokenInTheClear(t *testing.T) {
	w := startPartner(t)
	w.signIn(t)
	must(w.person.Token(t.Context(), at(one)))
	file, err := os.ReadFile(w.path)
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{"refresh", "eyJ", "robin", one, "RefreshToken"} {
		if bytes.Contains(file, []byte(secret)) {
			t.Errorf("%q is in the file", secret)
		}
	}
	open, err := sealed.New(w.path, "partner sign-in", w.vault).Read(t.Context())
	if err != nil || !bytes.Contains(open, []byte("refresh-secret-2")) || bytes.Contains(open, []byte(`"AccessToken"`)) {
		t.Errorf("access tokens are kept, or no refresh token is: %v", err)
	}
}

func TestCallersOfOneTenantShareOneRequest(t *testing.T) {
	w := startPartner(t)
	w.signIn(t)
	release := w.cloud.Hold()
	var group sync.WaitGroup
	for range 20 {
		group.Go(func() {
			if _, err := w.person.Token(t.Context(), at(one)); err != nil {
				t.Error(err)
			}
		})
	}
	<-w.cloud.Arrived()
	release()
	group.Wait()
	if n := len(w.cloud.Redeemed()); n != 1 {
		t.Errorf("%d requests", n)
	}
}

func TestTenantsDoNotWaitForEachOther(t *testing.T) {
	w := startPartner(t)
	w.signIn(t)
	release := w.cloud.Hold()
	defer release()
	var group sync.WaitGroup
	for _, id := range []string{one, two} {
		group.Go(func() {
			if _, err := w.person.Token(t.Context(), at(id)); err != nil {
				t.Error(err)
			}
		})
	}
	<-w.cloud.Arrived()
	<-w.cloud.Arrived() // both are there before either is answered
	release()
	group.Wait()
	if _, err := w.restart().Token(t.Context(), at(msp)); err != nil {
		t.Errorf("what both left behind cannot be used: %v", err)
	}
}

func TestACancelledCallerLeavesTheTurnToTheNext(t *testing.T) {
	w := startPartner(t)
	w.signIn(t)
	release := w.cloud.Hold()
	defer release()
	ctx, cancel := context.WithCancel(t.Context())
	first := make(chan error, 1)
	go func() { _, err := w.person.Token(ctx, at(one)); first <- err }()
	<-w.cloud.Arrived()
	second := make(chan error, 1)
	go func() { _, err := w.person.Token(t.Context(), at(one)); second <- err }()
	cancel()
	if err := <-first; !errors.Is(err, context.Canceled) {
		t.Errorf("the first caller: %v", err)
	}
	release()
	if err := <-second; err != nil {
		t.Errorf("the second caller: %v", err)
	}
}

func TestRenewingNeverAnswersFromMemory(t *testing.T) {
	w := startPartner(t)
	w.signIn(t)
	first := must(w.person.Token(t.Context(), at(one)))
	if again := must(w.person.Token(t.Context(), at(one))); again != first {
		t.Error("the token was not kept")
	}
	renewed := must(w.person.Renew(t.Context(), at(one)))
	if renewed == first || must(w.person.Token(t.Context(), at(one))) != renewed {
		t.Error("the old token came back")
	}
	w.person.Forget(one)
	if must(w.person.Token(t.Context(), at(one))) == renewed {
		t.Error("the forgotten token came back")
	}
	w.cloud.Set(func() { w.cloud.Lifetime = 200 }) // shorter than what is left unused of a token
	short := must(w.person.Renew(t.Context(), at(one)))
	if must(w.person.Token(t.Context(), at(one))) == short {
		t.Error("a token about to end was used")
	}
}

func TestRefusalsOfACustomerAreExplained(t *testing.T) {
	for code, oauth := range map[int]string{
		65001: "invalid_grant", 90099: "invalid_grant", 50020: "invalid_grant", 50177: "invalid_grant", 50076: "interaction_required",
		50158: "interaction_required", 53003: "access_denied", 700082: "invalid_grant", 50173: "invalid_grant", 50079: "interaction_required",
	} {
		t.Run(fmt.Sprint(code), func(t *testing.T) {
			w := startPartner(t)
			w.signIn(t)
			w.cloud.Set(func() {
				w.cloud.Refusals[one] = authtest.Refusal{Status: 400, OAuth: oauth, Code: code, Text: "Refused."}
			})
			_, err := w.person.Token(t.Context(), at(one))
			f, ok := fault.Of(err)
			x := models.Explain(err)
			if !ok || f.Code != fmt.Sprint("AADSTS", code) || f.TenantID != one || x.Title == "" || x.Next == "" || x.RequestID == "" {
				t.Errorf("%+v, %v", x, err)
			}
			if _, err := w.person.Token(t.Context(), at(two)); err != nil {
				t.Errorf("the other customer suffers: %v", err)
			}
			w.silent(t, err)
		})
	}
}

func TestARevokedSignInIsExplainedAndASecondOneHelps(t *testing.T) {
	w := startPartner(t)
	w.signIn(t)
	w.cloud.Revoke()
	_, err := w.person.Token(t.Context(), at(one))
	if !fault.Is(err, "AADSTS50173") || !strings.Contains(models.Explain(err).Next, "Sign in again") {
		t.Errorf("%v", err)
	}
	w.silent(t, err)
	w.signIn(t)
	if _, err := w.person.Token(t.Context(), at(one)); err != nil {
		t.Error(err)
	}
}

func TestADamagedFileMeansSignedOut(t *testing.T) {
	for name, spoil := range map[string]func(w *partnerWorld) error{
		"tampered": func(w *partnerWorld) error {
			return os.WriteFile(w.path, bytes.Repeat([]byte("MSPSEAL\x01"), 40), 0o600)
		},
		"key gone": func(w *partnerWorld) error { return w.vault.Delete("sealed file partner sign-in") },
		"no sign-in inside": func(w *partnerWorld) error {
			return sealed.New(w.path, "partner sign-in", w.vault).Write(context.Background(), []byte(`{"id":"x","cache":["refresh-secret"]}`))
		},
		"no cache inside": func(w *partnerWorld) error {
			return sealed.New(w.path, "partner sign-in", w.vault).Write(context.Background(), []byte(`{"id":"x","account":"a","tenant":"t","connection":{"Cloud":"test"},"cache":7}`))
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := startPartner(t)
			w.signIn(t)
			if err := spoil(w); err != nil {
				t.Fatal(err)
			}
			next := w.restart()
			_, err := next.Token(t.Context(), at(one))
			if !fault.Is(err, fault.PartnerSignInDamaged) {
				t.Errorf("%v", err)
			}
			w.silent(t, err)
			w.person = next
			w.signIn(t)
			if _, err := next.Token(t.Context(), at(one)); err != nil {
				t.Errorf("after a new sign-in: %v", err)
			}
		})
	}
}

func TestACustomerInAnotherCloudIsNotReached(t *testing.T) {
	w := startPartner(t)
	w.signIn(t)
	far := at(one)
	far.Connection.Cloud = cloud.China
	if _, err := w.person.Token(t.Context(), far); !fault.Is(err, fault.PartnerSignInCloud) {
		t.Errorf("%v", err)
	}
	if len(w.cloud.Redeemed()) != 0 {
		t.Error("the refresh token was sent")
	}
}

func TestATokenOfAnotherTenantIsRefused(t *testing.T) {
	w := startPartner(t)
	w.signIn(t)
	w.cloud.Set(func() { w.cloud.Wrong = two })
	if token, err := w.person.Token(t.Context(), at(one)); !fault.Is(err, fault.WrongTenant) || token != "" {
		t.Errorf("%v", err)
	}
}

func TestEachKindOfConnectionHasItsOwnSource(t *testing.T) {
	w := startPartner(t)
	w.signIn(t)
	s := start(t)
	kinds := auth.Kinds{App: s.tokens, Person: w.person}
	var _ transport.Source = kinds
	if token, err := kinds.Token(t.Context(), ours); err != nil || token == "" || s.sts.Asked() != 1 {
		t.Errorf("an application's: %v", err)
	}
	if token, err := kinds.Renew(t.Context(), at(one)); err != nil || token == "" || len(w.cloud.Redeemed()) != 1 {
		t.Errorf("a person's: %v", err)
	}
	kinds.Forget(one)
	kinds.Forget(ours.ID)
	must(kinds.Token(t.Context(), at(one)))
	must(kinds.Token(t.Context(), ours))
	if s.sts.Asked() != 2 || len(w.cloud.Redeemed()) != 2 {
		t.Error("a forgotten token was used")
	}
}

func FuzzScopes(f *testing.F) {
	f.Add("a.eyJzY3AiOiJhIGIifQ.c")
	f.Add("a.e30.c")
	f.Add("")
	f.Fuzz(func(t *testing.T, token string) {
		if scopes, ok := auth.Scopes(token); !ok && scopes != nil {
			t.Errorf("%v of no token", scopes)
		}
	})
}
