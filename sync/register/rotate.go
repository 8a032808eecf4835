package register

import (
	"context"
	"errors"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/fault"
)

// Rotate replaces the registration's credential by a new one of its kind. Old
// and new overlap: the old one works until the new one is proved and stored.
// After a failure at any step the registration works as before. When the old
// one could not be removed at Microsoft, RetiredKeyID of the result names it;
// the next rotation removes it.
func (s *Service) Rotate(ctx context.Context, open func(url string) error, show func(models.DeviceCode)) (models.Registration, error) {
	release, err := s.take(ctx)
	if err != nil {
		return models.Registration{}, err
	}
	defer release()
	current, err := s.Store.Registration(ctx)
	if errors.Is(err, models.ErrNotFound) {
		return current, fault.Local(fault.RegistrationMissing, "replace the credential", err)
	}
	if err != nil {
		return current, err
	}
	a, err := s.start(ctx, current.Connection(), current.TenantID, []string{scopeApplications}, person{open: open, show: show})
	if err != nil {
		return current, err
	}
	if a.home != current.TenantID {
		return current, fault.Local(fault.SignInTenant, "replace the credential", nil).In(current.TenantID)
	}
	a.current, a.name, a.kind, a.months = current, current.Name, current.Credential, usualMonths
	app, err := a.byClientID(ctx, current.ClientID)
	if missing(err) {
		return current, fault.Local(fault.RegistrationNotThere, "replace the credential", err)
	}
	if err != nil {
		return current, lacksRole(err, fault.RegistrationRole)
	}
	if err := a.clean(ctx, app.ID); err != nil {
		return current, err
	}
	a.current.RetiredKeyID = ""
	r, err := a.replace(ctx, app, graphRoles{})
	if err != nil {
		return current, err
	}
	return r, nil
}
