package connect

import (
	"context"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/fault"
	"msp-license-tracker/sync/vault"
)

// What the login service says while nobody approved yet, and what it says when
// waiting cannot help any more.
var (
	notYet = []string{"AADSTS65001", "AADSTS700016", "AADSTS700011", "AADSTS7000229", "AADSTS650056", "unauthorized_client", "consent_required"}
	never  = []string{"AADSTS7000112", "AADSTS70001", "AADSTS1000031", "AADSTS90002", "AADSTS5000224", "AADSTS90038", "AADSTS900382",
		"AADSTS900432", "AADSTS50194", fault.WrongTenant, fault.RegistrationNotThere}
)

// settle is how long permissions one could do without are waited for after the
// first token that carries the others.
const settle = time.Minute

// look asks once whether a consent was given, connects the tenant if so, and
// says where the consent stands now. A link without an end yet gets the time of
// its next look.
func (s *Service) look(ctx context.Context, p models.PendingConsent) models.PendingConsent {
	now := s.moment()
	a, err := s.linkAttempt(ctx, p)
	var token string
	if err == nil {
		token, err = s.token(ctx, a)
	}
	if err == nil {
		err = a.proveConsent(token)
	}
	if err == nil && !complete(token) && !settled(p, now) {
		err = fault.Local(fault.ConsentIncomplete, "look for the approval", nil)
	}
	var tenant models.Tenant
	if err == nil && !s.links.waits(p.ID) {
		return p
	}
	if err == nil {
		tenant, _, err = s.finish(ctx, a, token)
		err = onItsWay(err)
	}
	if err != nil {
		return s.standing(p, err, now)
	}
	p.State, p.NextLook, p.Explanation = models.ConsentAccepted, time.Time{}, nil
	p.Text = tenant.Name + " approved and is connected."
	return p
}

// linkAttempt is an attempt with the registration the link was made for.
func (s *Service) linkAttempt(ctx context.Context, p models.PendingConsent) (attempt, error) {
	reg, err := s.registration(ctx)
	if err != nil {
		return attempt{}, err
	}
	if reg.ClientID != p.ClientID || reg.Cloud != p.Cloud || reg.LoginURL != p.LoginURL {
		return attempt{}, fault.Local(fault.RegistrationNotThere, "look for the approval", nil)
	}
	a := attempt{conn: reg.Connection(), tenant: p.TenantID, tenantID: p.TenantID, reuse: true}
	if a.cloud, err = s.cloudOf(a.conn); err != nil {
		return a, err
	}
	a.credential, err = s.Vault.Get(vault.ID(p.TenantID, a.conn))
	return a, err
}

// onItsWay reads a refusal of Graph right after a good token: the approval has
// reached the login service and not yet every server of Graph.
func onItsWay(err error) error {
	if f, ok := fault.Of(err); ok && f.Status >= 400 && f.Status < 500 && f.Code != fault.ProxyPage {
		return fault.Local(fault.ConsentSpreading, "look for the approval", err)
	}
	return err
}

// settled says whether the approval has been on its way for a while.
func settled(p models.PendingConsent, now time.Time) bool {
	return p.Explanation != nil && p.Explanation.Code == fault.ConsentSpreading && now.Sub(p.Explanation.At) >= settle
}

// standing says where a consent stands that was not proved.
func (s *Service) standing(p models.PendingConsent, err error, now time.Time) models.PendingConsent {
	x := models.Explain(named(err, p.TenantID))
	p.NextLook = now.Add(pauseAt(now.Sub(p.Started)))
	switch {
	case fault.Is(err, never...):
		p.State, p.NextLook, p.Text = models.ConsentFailed, time.Time{}, x.Title
	case fault.Is(err, notYet...):
		x = words(fault.ConsentWaiting, now)
		p.Text = waitingText(p)
	case fault.Is(err, fault.ConsentIncomplete, fault.ConsentSpreading, "AADSTS650051"):
		x = words(fault.ConsentSpreading, now)
		if p.Explanation != nil && p.Explanation.Code == x.Code {
			x.At = p.Explanation.At // since when it is on its way
		}
		p.Text, p.NextLook = "Approved. "+x.Cause, now.Add(firstLook)
	default:
		p.Text = "Could not look: " + x.Title
	}
	p.Explanation = &x
	if p.State == models.ConsentWaiting && !now.Before(p.Expires) {
		x = words(fault.ConsentLinkExpired, now)
		p.State, p.NextLook, p.Text, p.Explanation = models.ConsentExpired, time.Time{}, x.Title, &x
	}
	return p
}

func words(code string, now time.Time) models.Explanation {
	x := fault.Local(code, "look for the approval", nil).Explain()
	x.At = now
	return x
}
