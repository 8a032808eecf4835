package auth_test

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/auth"
	"msp-license-tracker/sync/auth/authtest"
	"msp-license-tracker/sync/fault"
	"msp-license-tracker/sync/vault"
)

func TestSigningOutEndsItForEveryTenant(t *testing.T) {
	w := startPartner(t)
	w.signIn(t)
	must(w.person.Token(t.Context(), at(one)))
	other := w.restart()
	must(other.Token(t.Context(), at(two)))
	for range 2 {
		if err := w.person.SignOut(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	for name, try := range map[string]func() (string, error){
		"one":              func() (string, error) { return w.person.Token(t.Context(), at(one)) },
		"two":              func() (string, error) { return w.person.Renew(t.Context(), at(two)) },
		"the partner":      func() (string, error) { return w.person.Token(t.Context(), at(msp)) },
		"another process":  func() (string, error) { return other.Renew(t.Context(), at(one)) },
		"the next process": func() (string, error) { return w.restart().Token(t.Context(), at(one)) },
	} {
		if token, err := try(); !fault.Is(err, fault.PartnerSignedOut) || token != "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if left, _ := filepath.Glob(w.path + "*"); len(left) != 1 || !strings.HasSuffix(left[0], ".lock") {
		t.Errorf("left behind: %v", left)
	}
	if _, err := w.vault.Get("sealed file partner sign-in"); !fault.Is(err, fault.CredentialMissing) {
		t.Errorf("the key stayed: %v", err)
	}
}

func TestSigningOutDuringARequestWins(t *testing.T) {
	w := startPartner(t)
	w.signIn(t)
	release := w.cloud.Hold()
	done := make(chan error, 1)
	go func() { _, err := w.person.Token(t.Context(), at(one)); done <- err }()
	<-w.cloud.Arrived()
	if err := w.person.SignOut(t.Context()); err != nil {
		t.Fatal(err)
	}
	release()
	if err := <-done; !fault.Is(err, fault.PartnerSignedOut) {
		t.Errorf("%v", err)
	}
	if _, err := os.Stat(w.path); !os.IsNotExist(err) {
		t.Errorf("the sign-in came back: %v", err)
	}
}

func TestASecondSignInDuringARequestWins(t *testing.T) {
	w := startPartner(t)
	w.signIn(t)
	release := w.cloud.Hold()
	done := make(chan error, 1)
	go func() { _, err := w.person.Token(t.Context(), at(one)); done <- err }()
	<-w.cloud.Arrived()
	w.cloud.Set(func() { w.cloud.User = "kim@msp.example" })
	if _, err := w.restart().SignIn(t.Context(), msp, at(msp).Connection, w.scopes(), auth.Person{Open: w.cloud.Browser(nil)}); err != nil {
		t.Fatal(err)
	}
	release()
	if err := <-done; !fault.Is(err, fault.PartnerSignedOut) {
		t.Errorf("the first person's request: %v", err)
	}
	must(w.person.Renew(t.Context(), at(one)))
	if r := w.cloud.Redeemed(); r[len(r)-1].Token != "refresh-secret-2" {
		t.Errorf("the first person's token came back: %+v", r)
	}
	if account, err := w.person.SignedIn(t.Context()); err != nil || account.UserName != "kim@msp.example" {
		t.Errorf("%+v, %v", account, err)
	}
}

func TestASignInThatFailsLeavesNothingAndAnEarlierOneStands(t *testing.T) {
	for _, c := range []struct {
		name   string
		form   url.Values
		bend   func(*authtest.Partner)
		person func(auth.Person) auth.Person
		code   string
	}{
		{"cancelled", url.Values{"error": {"access_denied"}, "error_description": {"AADSTS65004: User declined to consent."}}, nil, nil, fault.PartnerSignInCancelled},
		{"cancelled without words", url.Values{"error": {"access_denied"}}, nil, nil, fault.PartnerSignInCancelled},
		{"forged state", url.Values{"state": {"forged-state"}}, nil, nil, fault.PartnerSignInFailed},
		{"no code", url.Values{"code": {""}}, nil, nil, fault.PartnerSignInFailed},
		{"another organization", nil, func(p *authtest.Partner) { p.Consented[alien], p.Wrong = "x", alien }, nil, fault.PartnerSignInElsewhere},
		{"blocked by a policy", nil, func(p *authtest.Partner) {
			p.Refusals[""] = authtest.Refusal{Status: 400, OAuth: "invalid_grant", Code: 53003, Text: "Blocked."}
		}, nil, "AADSTS53003"},
		{"no browser and nobody to read a code", nil, nil, func(p auth.Person) auth.Person {
			p.Open = func(string) error { return errors.New("no browser") }
			return p
		}, fault.ConsentBrowser},
	} {
		for _, before := range []bool{false, true} {
			t.Run(fmt.Sprint(c.name, before), func(t *testing.T) {
				w := startPartner(t)
				if before {
					w.signIn(t)
				}
				p := auth.Person{Open: w.cloud.Browser(c.form)}
				if c.person != nil {
					p = c.person(p)
				}
				w.cloud.Set(func() {
					if c.bend != nil {
						c.bend(w.cloud)
					}
				})
				_, err := w.person.SignIn(t.Context(), msp, at(msp).Connection, w.scopes(), p)
				if !fault.Is(err, c.code) || strings.Contains(fmt.Sprint(err), "forged-state") {
					t.Errorf("%v", err)
				}
				w.silent(t, err)
				w.cloud.Set(func() { w.cloud.Wrong = ""; clear(w.cloud.Refusals) })
				if _, err := w.person.Token(t.Context(), at(one)); before && err != nil || !before && !fault.Is(err, fault.PartnerSignedOut) {
					t.Errorf("afterwards: %v", err)
				}
				if _, err := w.vault.Get("sealed file partner sign-in"); !before && !fault.Is(err, fault.CredentialMissing) {
					t.Errorf("a key without a file: %v", err)
				}
			})
		}
	}
}

func TestWithoutABrowserACodeIsShown(t *testing.T) {
	w := startPartner(t)
	var shown models.DeviceCode
	account, err := w.person.SignIn(t.Context(), msp, at(msp).Connection, w.scopes(), auth.Person{
		Open: func(string) error { return errors.New("no browser here") },
		Show: func(code models.DeviceCode) { shown = code; w.cloud.Type() },
	})
	if err != nil || account.UserName != "robin@msp.example" {
		t.Fatalf("%+v, %v", account, err)
	}
	if shown.UserCode != "ABCD-1234" || !strings.HasPrefix(shown.URL, "https://") || shown.Expires.Before(time.Now()) {
		t.Errorf("%+v", shown)
	}
	if _, err := w.person.Token(t.Context(), at(one)); err != nil {
		t.Error(err)
	}
	w.silent(t)
}

func TestASignInNobodyAnswersEndsWithItsContext(t *testing.T) {
	w := startPartner(t)
	ctx, cancel := context.WithCancel(t.Context())
	_, err := w.person.SignIn(ctx, msp, at(msp).Connection, w.scopes(), auth.Person{Open: func(string) error { cancel(); return nil }})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

// noKeyring is a computer without one.
type noKeyring struct{ vault.Vault }

func (noKeyring) Get(string) (vault.Credential, error) {
	return vault.Credential{}, fault.Local(fault.NoKeyring, "read", nil)
}

func TestWithoutAKeyringNobodyIsAskedToSignIn(t *testing.T) {
	w := startPartner(t)
	w.vault = noKeyring{w.vault}
	w.person = w.restart()
	_, err := w.person.SignIn(t.Context(), msp, at(msp).Connection, w.scopes(), auth.Person{Open: func(string) error {
		t.Error("the browser was opened in vain")
		return nil
	}})
	if !fault.Is(err, fault.NoKeyring) {
		t.Errorf("%v", err)
	}
	if _, err := os.Stat(w.path); !os.IsNotExist(err) {
		t.Errorf("something was stored: %v", err)
	}
}
