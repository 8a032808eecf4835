package register_test

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/fault"
	"msp-license-tracker/sync/register"
	"msp-license-tracker/sync/transport"
	"msp-license-tracker/sync/vault"
)

func TestADeviceCodeServesWhereThereIsNoBrowser(t *testing.T) {
	for _, c := range []struct {
		name  string
		asked bool
		open  func(string) error
	}{
		{"it was asked for", true, func(string) error { t.Error("the browser was opened"); return nil }},
		{"the browser does not start", false, func(string) error { return errors.New("no browser") }},
		{"there is none", false, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := begin(t)
			var shown models.DeviceCode
			req := request(models.SecretCredential)
			req.DeviceCode = c.asked
			r, err := w.service.Register(t.Context(), req, c.open, func(d models.DeviceCode) { shown = d })
			if err != nil {
				t.Fatal(err)
			}
			w.whole(t, r)
			if shown.UserCode != "ABCD1234" || shown.URL == "" || shown.Expires.IsZero() {
				t.Errorf("shown was %+v", shown)
			}
		})
	}
}

// post is a browser that brings an answer of its own making.
func post(answer func(q url.Values) url.Values) func(string) error {
	return func(link string) error {
		u, err := url.Parse(link)
		if err != nil {
			return err
		}
		resp, err := http.PostForm(u.Query().Get("redirect_uri"), answer(u.Query()))
		if err == nil {
			resp.Body.Close()
		}
		return err
	}
}

func TestASignInThatFailsIsSaidAndMakesNothing(t *testing.T) {
	refused := func(name, text string) func(url.Values) url.Values {
		return func(q url.Values) url.Values {
			return url.Values{"error": {name}, "error_description": {text}, "state": {q.Get("state")}}
		}
	}
	for _, c := range []struct {
		name string
		open func(string) error
		want string
	}{
		{"cancelled", post(refused("access_denied", "AADSTS65004: User declined to consent to access the app.")), fault.SignInCancelled},
		{"cancelled without a word", post(refused("access_denied", "")), fault.SignInCancelled},
		{"not an administrator", post(refused("access_denied", "AADSTS90094: admin permission needed.")), "AADSTS90094"},
		{"device code blocked", post(refused("access_denied", "AADSTS53003: blocked by Conditional Access.")), "AADSTS53003"},
		{"forged", post(func(url.Values) url.Values { return url.Values{"code": {"x"}, "state": {"guess"}} }), fault.SignInForged},
		{"no browser", func(string) error { return errors.New("secret link in here") }, fault.ConsentBrowser},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := begin(t)
			_, err := w.service.Register(t.Context(), request(models.SecretCredential), c.open, nil)
			if x := models.Explain(err); x.Code != c.want || x.Next == "" {
				t.Errorf("%s: %v", x.Code, err)
			}
			if len(w.apps) != 0 || strings.Contains(err.Error(), "guess") || strings.Contains(err.Error(), "secret link") {
				t.Errorf("%d applications after %v", len(w.apps), err)
			}
		})
	}
}

func TestCancellingEndsTheSignIn(t *testing.T) {
	w := begin(t)
	ctx, cancel := context.WithCancel(t.Context())
	_, err := w.service.Register(ctx, request(models.SecretCredential), func(string) error { cancel(); return nil }, nil)
	if !fault.Is(err, fault.Cancelled) {
		t.Errorf("%v", err)
	}
	if r, err := w.register(t, models.SecretCredential); err != nil {
		t.Errorf("afterwards: %v", err)
	} else {
		w.whole(t, r)
	}
}

// Everything the program writes or tells is searched, after all flows and
// failures, for what must stay in the keyring.
func TestNothingSecretIsWrittenOrTold(t *testing.T) {
	w := beginOver(t, func(_ *fakeCloud, log *buffer) register.Clients {
		pool := transport.NewPool(slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug})))
		t.Cleanup(pool.Close)
		return pool
	})
	var said []string
	note := func(err error) {
		if err != nil {
			x := models.Explain(err)
			said = append(said, err.Error(), x.Raw, x.Cause)
		}
	}
	var held []vault.Credential
	for _, kind := range kinds {
		_, err := w.register(t, kind)
		note(err)
		r, err := w.rotate(t)
		note(err)
		cred, err := w.safe.Get(r.ClientID)
		if err != nil {
			t.Fatal(err)
		}
		held = append(held, cred)
		_, err = w.service.Adopt(t.Context(), pasted(r, cred))
		note(err)
		wrong := pasted(r, vault.Credential{Secret: "Wrong8Q~secret-value-0000"})
		_, err = w.service.Adopt(t.Context(), wrong)
		note(err)
	}
	_, err := w.service.Register(t.Context(), request(models.SecretCredential), post(func(url.Values) url.Values { return url.Values{"code": {"forged-code"}} }), nil)
	note(err)
	forbidden := []string{"eyJ", "sig-delegated", "sig-app", "refresh-secret", "code-", "forged-code", "Wrong8Q~", "PRIVATE KEY", "client_assertion"}
	for _, secret := range w.secrets {
		forbidden = append(forbidden, secret)
	}
	for _, c := range held {
		if c.PEM != "" {
			forbidden = append(forbidden, c.PEM[len(c.PEM)/2:len(c.PEM)/2+40])
		}
	}
	texts := map[string]string{"log": w.log.String(), "events": w.told(), "errors": strings.Join(said, "\n")}
	for name, content := range files(t, w.dir) {
		texts[name] = content
	}
	for where, text := range texts {
		for _, secret := range forbidden {
			if strings.Contains(text, secret) {
				t.Errorf("%s holds %q", where, secret)
			}
		}
	}
	if !strings.Contains(texts["log"], "/v1.0/applications") {
		t.Error("the log was not looked at")
	}
}

func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		out[filepath.Base(path)] = string(bytes.ToValidUTF8(content, []byte("?")))
		return err
	})
	if err != nil || len(out) == 0 {
		t.Fatal(out, err)
	}
	return out
}
