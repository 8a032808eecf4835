package connect_test

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/auth/authtest"
	"msp-license-tracker/sync/fault"
	"msp-license-tracker/sync/vault"
)

// linkStore keeps the registration and the pending consents in memory.
type linkStore struct {
	mu   sync.Mutex
	reg  models.Registration
	kept []models.PendingConsent
}

func (l *linkStore) Registration(context.Context) (models.Registration, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.reg.ClientID == "" {
		return l.reg, models.ErrNotFound
	}
	return l.reg, nil
}

func (l *linkStore) PendingConsents(context.Context) ([]models.PendingConsent, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return append([]models.PendingConsent(nil), l.kept...), nil
}

func (l *linkStore) SavePendingConsent(_ context.Context, p models.PendingConsent) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.kept = append(l.kept, p)
	return nil
}

func (l *linkStore) MovePendingConsent(_ context.Context, p models.PendingConsent) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	for i := range l.kept {
		if l.kept[i].ID == p.ID {
			l.kept[i] = p
			return nil
		}
	}
	return models.ErrNotFound
}

func (l *linkStore) DeletePendingConsent(_ context.Context, id string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	for i := range l.kept {
		if l.kept[i].ID == id {
			l.kept = append(l.kept[:i:i], l.kept[i+1:]...)
			return nil
		}
	}
	return nil
}

// linked is a world with a registration whose secret is in the vault.
func linked(t *testing.T) (*world, *linkStore) {
	t.Helper()
	w := start(t)
	l := &linkStore{reg: models.Registration{ClientID: clientID, Cloud: "test", Name: "MSP License Tracker", Credential: models.SecretCredential}}
	w.service.Links, w.service.Sender = l, func(context.Context) string { return "Northwind IT" }
	if err := w.vault.Put(clientID, vault.Credential{Secret: secret}); err != nil {
		t.Fatal(err)
	}
	return w, l
}

// run lets Run take its rounds until the given number of pauses is over; a
// pause moves the clock. It returns when Run has ended.
func (w *world) run(t *testing.T, pauses int, at func(n int)) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	n := 0
	w.service.After = func(d time.Duration) <-chan time.Time {
		n++
		w.clock.mu.Lock()
		w.clock.now = w.clock.now.Add(d)
		w.clock.mu.Unlock()
		if at != nil {
			at(n)
		}
		if n >= pauses {
			cancel()
		}
		due := make(chan time.Time, 1)
		due <- w.clock.Now()
		return due
	}
	done := make(chan error, 1)
	go func() { done <- w.service.Run(ctx) }()
	settled := func() bool {
		for _, p := range w.service.Pending() {
			if p.State == models.ConsentWaiting {
				return false
			}
		}
		return len(w.service.Pending()) > 0
	}
	for {
		select {
		case err := <-done:
			cancel()
			if err != nil {
				t.Fatal(err)
			}
			return
		case <-time.After(5 * time.Millisecond):
			if settled() {
				cancel()
			}
		}
	}
}

func TestALinkComesWithAMailAndIsWaitedFor(t *testing.T) {
	w, l := linked(t)
	p, err := w.service.ConsentLink(t.Context(), "Dental.test")
	if err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(p.Link)
	if err != nil || u.Path != "/"+tenantID+"/adminconsent" || u.Query().Get("client_id") != clientID || u.Query().Get("redirect_uri") != "http://localhost/consent" {
		t.Errorf("link %s", p.Link)
	}
	for _, want := range []string{p.Link, "dental.test", "Reports.Read.All", "Northwind IT", "MSP License Tracker", "cannot be reached"} {
		if !strings.Contains(p.MailBody, want) {
			t.Errorf("the mail lacks %q:\n%s", want, p.MailBody)
		}
	}
	if p.State != models.ConsentWaiting || p.TenantID != tenantID || p.Expires.Sub(p.Started) != 14*24*time.Hour || len(l.kept) != 1 {
		t.Errorf("%+v", p)
	}
	if again, err := w.service.ConsentLink(t.Context(), tenantID); err != nil || again.ID != p.ID || len(w.service.Pending()) != 1 {
		t.Errorf("asked twice: %+v, %v", again, err)
	}
}

func TestALinkForAnyOrganizationCannotBeWaitedFor(t *testing.T) {
	w, l := linked(t)
	p, err := w.service.ConsentLink(t.Context(), "organizations")
	if err != nil || !strings.Contains(p.Link, "/organizations/adminconsent?") || p.Explanation.Code != fault.ConsentOpenLink || len(l.kept) != 0 {
		t.Errorf("%+v, %v", p, err)
	}
}

func TestALinkNeedsARegistrationAndATenant(t *testing.T) {
	w, l := linked(t)
	for typed, want := range map[string]string{"not a tenant": fault.InputTenant, "nobody.test": "AADSTS90002"} {
		if _, err := w.service.ConsentLink(t.Context(), typed); !fault.Is(err, want) {
			t.Errorf("%q: %v", typed, err)
		}
	}
	l.reg = models.Registration{}
	if _, err := w.service.ConsentLink(t.Context(), "dental.test"); !fault.Is(err, fault.RegistrationMissing) {
		t.Errorf("without a registration: %v", err)
	}
}

func TestAnApprovalIsNoticedAndProved(t *testing.T) {
	w, _ := linked(t)
	w.sts.Set(func() { w.tenant.ClientID = "not approved yet" })
	if _, err := w.service.ConsentLink(t.Context(), "dental.test"); err != nil {
		t.Fatal(err)
	}
	var seen []string
	w.run(t, 60, func(n int) {
		if p := w.service.Pending(); len(p) == 1 && p[0].Explanation != nil {
			seen = append(seen, p[0].Explanation.Code)
		}
		switch n {
		case 4: // the application is there, without roles
			w.sts.Set(func() { w.tenant.ClientID, w.tenant.Roles = clientID, nil })
		case 7:
			w.sts.Set(func() { w.tenant.Roles = allRoles })
		}
	})
	p := w.service.Pending()
	if len(p) != 1 || p[0].State != models.ConsentAccepted || !strings.Contains(p[0].Text, "Harbour Dental") || p[0].Explanation != nil {
		t.Fatalf("%+v", p)
	}
	if got, err := w.store.Tenant(t.Context(), tenantID); err != nil || got.Connection.Kind != models.SharedRegistration || got.State != models.TenantConnected {
		t.Errorf("%+v, %v", got, err)
	}
	told := strings.Join(seen, " ")
	if !strings.Contains(told, fault.ConsentWaiting) || !strings.Contains(told, fault.ConsentSpreading) {
		t.Errorf("waiting and spreading were not told apart: %s", told)
	}
	w.noSecrets(t, nil)
}

func TestSeveralCustomersArePendingAtOnceAndOnlyTheirOwnApprovalCounts(t *testing.T) {
	w, _ := linked(t)
	w.sts.Set(func() { w.tenant.ClientID, w.other.ClientID = "not yet", "not yet" })
	for _, name := range []string{"dental.test", "other.test"} {
		if _, err := w.service.ConsentLink(t.Context(), name); err != nil {
			t.Fatal(err)
		}
	}
	w.run(t, 12, func(n int) {
		if n == 3 {
			w.sts.Set(func() { w.other.ClientID = clientID })
		}
	})
	p := w.service.Pending()
	if p[0].State != models.ConsentWaiting || p[1].State != models.ConsentAccepted || len(w.store.kept) != 1 || w.store.kept[otherID].ID == "" {
		t.Errorf("%+v with %v", p, w.store.kept)
	}
}

func TestARestartGoesOnWaiting(t *testing.T) {
	w, l := linked(t)
	w.sts.Set(func() { w.tenant.ClientID = "not yet" })
	if _, err := w.service.ConsentLink(t.Context(), "dental.test"); err != nil {
		t.Fatal(err)
	}
	w.run(t, 3, nil)
	again, _ := linked(t)
	again.service.Links = &linkStore{reg: l.reg, kept: l.kept}
	again.run(t, 2, nil)
	if p := again.service.Pending(); len(p) != 1 || p[0].State != models.ConsentAccepted {
		t.Errorf("after the restart: %+v", p)
	}
}

func TestWaitingEnds(t *testing.T) {
	for _, c := range []struct {
		name    string
		refusal authtest.Refusal
		state   models.ConsentState
		code    string
	}{
		{"nobody approves for 14 days", authtest.Refusal{Status: 400, OAuth: "unauthorized_client", Code: 700016, Text: "x"}, models.ConsentExpired, fault.ConsentLinkExpired},
		{"the customer switched the application off", authtest.Refusal{Status: 400, OAuth: "unauthorized_client", Code: 7000112, Text: "x"}, models.ConsentFailed, "AADSTS7000112"},
		{"the tenant is gone", authtest.Refusal{Status: 400, OAuth: "invalid_request", Code: 90002, Text: "x"}, models.ConsentFailed, "AADSTS90002"},
		{"our secret is wrong all the time", authtest.Refusal{Status: 401, OAuth: "invalid_client", Code: 7000215, Text: "x"}, models.ConsentExpired, fault.ConsentLinkExpired},
	} {
		t.Run(c.name, func(t *testing.T) {
			w, _ := linked(t)
			if _, err := w.service.ConsentLink(t.Context(), "dental.test"); err != nil {
				t.Fatal(err)
			}
			w.sts.Refuse(&c.refusal)
			w.run(t, 3000, nil)
			p := w.service.Pending()
			if len(p) != 1 || p[0].State != c.state || p[0].Explanation.Code != c.code || p[0].Explanation.Next == "" || len(w.store.kept) != 0 {
				t.Errorf("%+v", p)
			}
			if asked := w.sts.Asked(); asked > 1000 {
				t.Errorf("asked %d times in 14 days", asked)
			}
		})
	}
}

func TestATokenOfAnotherTenantConnectsNothing(t *testing.T) {
	w, _ := linked(t)
	w.sts.Set(func() { w.tenant.TokenTenant = otherID })
	if _, err := w.service.ConsentLink(t.Context(), "dental.test"); err != nil {
		t.Fatal(err)
	}
	w.run(t, 3, nil)
	if p := w.service.Pending(); p[0].State != models.ConsentFailed || p[0].Explanation.Code != fault.WrongTenant || len(w.store.kept) != 0 {
		t.Errorf("%+v", p)
	}
}

func TestACancelledConsentIsForgotten(t *testing.T) {
	w, l := linked(t)
	w.sts.Set(func() { w.tenant.ClientID = "not yet" })
	p, err := w.service.ConsentLink(t.Context(), "dental.test")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.service.ConsentLink(t.Context(), "other.test"); err != nil {
		t.Fatal(err)
	}
	w.service.CancelPending(p.ID)
	w.sts.Set(func() { w.tenant.ClientID = clientID })
	w.run(t, 2, nil)
	if _, err := w.store.Tenant(t.Context(), tenantID); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("the tenant was connected all the same: %v", err)
	}
	if kept, _ := l.PendingConsents(t.Context()); len(kept) != 1 {
		t.Errorf("kept are %+v", kept)
	}
}

func TestABrowserThatNeverReturnsIsGivenUp(t *testing.T) {
	w := start(t)
	var waited time.Duration
	w.service.After = func(d time.Duration) <-chan time.Time {
		waited = d
		due := make(chan time.Time, 1)
		due <- time.Time{}
		return due
	}
	_, _, err := w.service.Consent(t.Context(), models.ConsentRequest{TenantID: tenantID, Connection: shared(), Secret: secret}, func(string) error { return nil })
	if !fault.Is(err, fault.ConsentTimeout) || waited != 15*time.Minute {
		t.Errorf("%v after %v", err, waited)
	}
	w.untouched(t)
}

// Both consents wait at once, each with its own listener; each answer reaches
// its own, and neither connects the other's tenant.
func TestTwoConsentsRace(t *testing.T) {
	w := start(t)
	if err := w.vault.Put(clientID, vault.Credential{Secret: secret}); err != nil {
		t.Fatal(err)
	}
	links := map[string]chan string{tenantID: make(chan string, 1), otherID: make(chan string, 1)}
	errs := make(chan error, 2)
	for id, link := range links {
		go func() {
			_, _, err := w.service.Consent(t.Context(), models.ConsentRequest{TenantID: id, Connection: shared()}, func(l string) error { link <- l; return nil })
			errs <- err
		}()
	}
	first, second := <-links[tenantID], <-links[otherID]
	crossed, err := url.Parse(back(t, second, url.Values{"tenant": {otherID}}))
	if err != nil {
		t.Fatal(err)
	}
	target, err := url.Parse(back(t, first, url.Values{"tenant": {tenantID}}))
	if err != nil {
		t.Fatal(err)
	}
	crossed.Host = target.Host
	if status, _ := visit(t, "GET", crossed.String()); status != 400 {
		t.Errorf("the answer of one consent was taken for the other: %d", status)
	}
	visit(t, "GET", strings.Replace(target.String(), "localhost", "127.0.0.1", 1))
	visit(t, "GET", back(t, second, url.Values{"tenant": {otherID}}))
	for range 2 {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	if len(w.store.kept) != 2 {
		t.Errorf("connected are %v", w.store.kept)
	}
}
