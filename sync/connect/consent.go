package connect

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/models/event"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/fault"
	"msp-license-tracker/sync/vault"
)

const (
	anyTenant    = "organizations"  // the tenant of whoever signs in
	consentLife  = 15 * time.Minute // of one link with its state
	spreadLimit  = 3 * time.Minute  // Microsoft's own figure for an approval to reach every server
	completeness = 30 * time.Second // how long to wait for permissions one could do without
)

// Consent opens the admin consent page, waits for the browser to come back and
// proves the approval with fresh tokens. The redirect proves nothing: it only
// says that it is time to look. open shows the link in the browser; how far it
// is goes out as event.ConnectProgress.
func (s *Service) Consent(ctx context.Context, req models.ConsentRequest, open func(url string) error) (models.Tenant, []models.PermissionCheck, error) {
	a, err := s.consentAttempt(ctx, req)
	if err != nil {
		return models.Tenant{}, nil, err
	}
	claim, err := s.ask(ctx, a, open)
	if err != nil {
		return models.Tenant{}, nil, err
	}
	if a.tenantID, err = claimed(a, claim); err != nil {
		return models.Tenant{}, nil, err
	}
	token, err := s.await(ctx, a)
	if err != nil {
		return models.Tenant{}, nil, err
	}
	return s.finish(ctx, a, token)
}

// consentAttempt checks the values; without a credential among them, the one
// in the keyring for this registration is used.
func (s *Service) consentAttempt(ctx context.Context, req models.ConsentRequest) (attempt, error) {
	full := models.ConnectRequest(req)
	full.TenantID = strings.ToLower(strings.TrimSpace(full.TenantID))
	full.Connection.ClientID = strings.TrimSpace(full.Connection.ClientID)
	open := full.TenantID == "" || full.TenantID == anyTenant
	if open {
		full.TenantID = "organizations.invalid" // only to pass the check of its form
	}
	if full.Connection.Kind == "" {
		full.Connection.Kind = models.SharedRegistration
	}
	reuse := full.Secret == "" && full.Certificate == ""
	if reuse {
		kept, err := s.Vault.Get(vault.ID(full.TenantID, full.Connection))
		if err != nil {
			return attempt{}, err
		}
		full.Secret, full.Certificate = models.Sensitive(kept.Secret), models.Sensitive(kept.PEM)
	}
	a, err := s.attempt(full)
	if err != nil {
		return a, err
	}
	a.reuse = reuse
	if open {
		a.tenant = anyTenant
		return a, nil
	}
	a.tenantID, err = s.resolve(ctx, a.cloud, a.tenant)
	return a, err
}

// ask sends the person to the consent page and waits for the answer. It gives
// the tenant the redirect names, which is a claim and no more.
func (s *Service) ask(ctx context.Context, a attempt, open func(string) error) (string, error) {
	back, err := listen()
	if err != nil {
		return "", fault.Local(fault.ConsentListener, "open the return address", err)
	}
	defer back.close(ctx)
	link := consentLink(a.cloud, a.path(), a.conn.ClientID, back.address(), back.state)
	s.progress("Waiting for the administrator's approval in the browser.")
	if err := open(link); err != nil {
		return "", fault.Local(fault.ConsentBrowser, "open the consent page", err)
	}
	select {
	case answer := <-back.answers:
		return answer.tenant, answer.err
	case <-s.After(consentLife):
		return "", fault.Local(fault.ConsentTimeout, "wait for the approval", nil)
	case <-ctx.Done():
		return "", fault.FromNet("wait for the approval", ctx.Err())
	}
}

func (s *Service) progress(text string) { s.Publish(event.ConnectProgress{Text: text}) }

func (a attempt) path() string {
	if a.tenantID != "" {
		return a.tenantID
	}
	return anyTenant
}

// consentLink asks for every permission of the registration at once, the only
// way that covers application permissions.
func consentLink(c cloud.Cloud, tenant, clientID, redirect, state string) string {
	q := url.Values{"client_id": {clientID}, "scope": {c.Scope()}, "redirect_uri": {redirect}, "state": {state}}
	return c.LoginURL + "/" + url.PathEscape(tenant) + "/v2.0/adminconsent?" + q.Encode()
}

// claimed compares the tenant the redirect names with the one asked for.
func claimed(a attempt, claim string) (string, error) {
	const op = "read the answer of the consent page"
	switch {
	case a.tenantID != "" && claim != "" && claim != a.tenantID:
		return "", fault.Local(fault.ConsentWrongTenant, op, nil).In(a.tenantID)
	case a.tenantID != "":
		return a.tenantID, nil
	case claim == "":
		return "", fault.Local(fault.ConsentUnproved, op, nil)
	}
	return claim, nil
}

// await asks for fresh tokens until one proves the approval.
func (s *Service) await(ctx context.Context, a attempt) (string, error) {
	var waited time.Duration // not by the clock, which may be a simulated one
	pause := 2 * time.Second
	for {
		token, err := s.token(ctx, a)
		if err == nil {
			err = a.proveConsent(token)
		}
		switch {
		case err == nil && (complete(token) || waited >= completeness):
			return token, nil
		case err != nil && !spreading(err):
			return "", named(err, a.tenantID)
		case err != nil && waited >= spreadLimit:
			return "", named(err, a.tenantID)
		}
		s.progress(fmt.Sprintf("Approved. Microsoft is passing it on to its servers (%s of up to %s).", waited.Round(time.Second), spreadLimit))
		if err := s.Wait(ctx, pause); err != nil {
			return "", fault.FromNet("wait for the approval to take effect", err)
		}
		waited += pause
		pause = min(pause*2, 15*time.Second)
	}
}

// proveConsent is prove, but a readable token without roles is never enough:
// after a consent it means that the approval is still on its way.
func (a attempt) proveConsent(token string) error {
	if roleless(token) {
		return fault.Local(fault.ConsentIncomplete, "check the token", nil).In(a.tenantID)
	}
	return a.prove(token)
}

// spreading says whether an error is usual while an approval is on its way.
func spreading(err error) bool {
	return fault.Is(err, fault.ConsentIncomplete, "AADSTS65001", "AADSTS700016", "AADSTS700011", "AADSTS7000229", "AADSTS650051",
		"AADSTS90033", "temporarily_unavailable")
}
