package partner

import (
	"context"
	"errors"

	"msp-license-tracker/models"
	"msp-license-tracker/models/event"
	"msp-license-tracker/sync/auth"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/fault"
)

// scopes are the least that shows the customers. The library adds openid,
// profile and offline_access, without which there is no refresh token.
func scopes(c cloud.Cloud) []string {
	list := []string{c.GraphURL + "/Directory.Read.All"} // contracts need it, there is no smaller one
	if c.Offers(cloud.PartnerRelations) {
		list = append(list, c.GraphURL+"/DelegatedAdminRelationship.Read.All")
	}
	return list
}

// SignIn lets the owner sign in to the partner tenant, in the browser or, when
// there is none, with a code on another device. An earlier sign-in is replaced
// once the new one stands.
func (s *Service) SignIn(ctx context.Context, open func(url string) error, show func(models.DeviceCode)) (models.PartnerAccount, error) {
	h, err := s.home(ctx)
	if err != nil {
		return models.PartnerAccount{}, err
	}
	s.Publish(event.ConnectProgress{Text: "Waiting for you to sign in to the partner tenant."})
	account, err := s.Person.SignIn(ctx, h.tenant.ID, h.tenant.Connection, scopes(h.cloud), auth.Person{Open: open, Show: show})
	if err != nil {
		return models.PartnerAccount{}, err
	}
	account.Approves = s.approves(ctx, h)
	if err := s.Records.SavePartnerAccount(ctx, account); err != nil {
		return models.PartnerAccount{}, errors.Join(err, s.Person.SignOut(ctx))
	}
	s.Publish(event.TenantsChanged{})
	return account, nil
}

// AllowApprovals lets the signed-in owner allow the calls to Partner Center
// that approve the application for a customer. It needs a second look at the
// browser, because one sign-in covers one service.
func (s *Service) AllowApprovals(ctx context.Context, open func(url string) error, show func(models.DeviceCode)) error {
	h, err := s.home(ctx)
	if err != nil {
		return err
	}
	if h.cloud.PartnerURL == "" {
		return fault.Local(fault.PartnerCenterAbsent, "allow approvals", nil)
	}
	if err := s.Person.Allow(ctx, []string{centerScope}, auth.Person{Open: open, Show: show}); err != nil {
		return err
	}
	s.Person.Forget(h.tenant.ID)
	account, err := s.Person.SignedIn(ctx)
	if err != nil {
		return err
	}
	if old, err := s.Records.PartnerAccount(ctx); err == nil {
		account.Discovered = old.Discovered
	}
	account.Approves = true
	return s.Records.SavePartnerAccount(ctx, account)
}

// approves asks whether Partner Center was allowed before, without asking the
// person. Not to be allowed is no failure: links are left.
func (s *Service) approves(ctx context.Context, h home) bool {
	if h.cloud.PartnerURL == "" {
		return false
	}
	_, err := s.Person.For(centerScope).Token(ctx, h.tenant)
	return err == nil
}

// SignOut removes the sign-in with the tokens of every customer from this
// computer. The customers' data stays; they are not scanned until somebody
// signs in again.
func (s *Service) SignOut(ctx context.Context) error {
	err := errors.Join(s.Person.SignOut(ctx), s.Records.DeletePartnerAccount(ctx))
	s.Publish(event.TenantsChanged{})
	return err
}

// Account says who is signed in, with the reason in Explanation when the
// sign-in cannot be used any more. false = nobody is.
func (s *Service) Account(ctx context.Context) (models.PartnerAccount, bool, error) {
	known, err := s.Records.PartnerAccount(ctx)
	recorded := err == nil
	if err != nil && !errors.Is(err, models.ErrNotFound) {
		return models.PartnerAccount{}, false, err
	}
	account, err := s.Person.SignedIn(ctx)
	switch {
	case err == nil && !recorded:
		return account, true, nil
	case err == nil:
		account.Approves, account.Discovered = known.Approves, known.Discovered
		return account, true, nil
	case !recorded && fault.Is(err, fault.PartnerSignedOut):
		return models.PartnerAccount{}, false, nil
	}
	x := models.Explain(err)
	known.Explanation = &x
	return known, true, nil
}
