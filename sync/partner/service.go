package partner

import (
	"context"
	"errors"
	"net/http"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/models/event"
	"msp-license-tracker/sync/auth"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/fault"
	"msp-license-tracker/sync/transport"
)

// Tenants keeps the tenants. Tenant gives models.ErrNotFound for an unknown one.
type Tenants interface {
	Tenant(ctx context.Context, id string) (models.Tenant, error)
	Tenants(ctx context.Context) ([]models.Tenant, error)
	SaveTenant(ctx context.Context, t models.Tenant) error
}

// Records keeps who signed in and the customers last seen, without any secret.
// PartnerAccount gives models.ErrNotFound when nobody signed in.
type Records interface {
	PartnerAccount(ctx context.Context) (models.PartnerAccount, error)
	SavePartnerAccount(ctx context.Context, a models.PartnerAccount) error
	DeletePartnerAccount(ctx context.Context) error
	PartnerCustomers(ctx context.Context) ([]models.PartnerCustomer, error)
	SavePartnerCustomers(ctx context.Context, list []models.PartnerCustomer, at time.Time) error
}

// Registrations knows the MSP's own app registration; false = there is none.
type Registrations interface {
	Current(ctx context.Context) (models.Registration, bool, error)
}

// Clients gives the HTTP client of a tenant's Graph.
type Clients interface {
	ForTenant(cloud.Cloud, transport.Source, models.Tenant) *http.Client
}

// Deps is what a Service works with. Publish tells what changed and how far an
// approval is; it must not block and may be nil. Now and Wait may be nil: then
// they are the real clock.
type Deps struct {
	Clouds        auth.Clouds
	Clients       Clients
	Person        *auth.Delegated
	Registrations Registrations
	Tenants       Tenants
	Records       Records
	Publish       func(event.Event)
	Now           func() time.Time
	Wait          func(context.Context, time.Duration) error
}

// Service is partner mode.
type Service struct{ Deps }

// New makes a service.
func New(d Deps) *Service {
	if d.Now == nil {
		d.Now = time.Now
	}
	if d.Publish == nil {
		d.Publish = func(event.Event) {}
	}
	if d.Wait == nil {
		d.Wait = wait
	}
	return &Service{d}
}

// home is the partner tenant, reached as the signed-in person.
type home struct {
	registration models.Registration
	cloud        cloud.Cloud
	tenant       models.Tenant
}

// home finds the partner tenant: the one that holds the registration.
func (s *Service) home(ctx context.Context) (home, error) {
	const op = "find the app registration"
	r, ok, err := s.Registrations.Current(ctx)
	switch {
	case err != nil:
		return home{}, err
	case !ok:
		return home{}, fault.Local(fault.RegistrationMissing, op, nil)
	}
	c, err := s.Clouds.Of(r.Connection())
	if err != nil {
		return home{}, fault.Local(fault.InputCloud, op, err)
	}
	return home{r, c, models.Tenant{ID: r.TenantID, Connection: connection(r)}}, nil
}

// connection is how a tenant is reached in partner mode. There is no
// credential: the person's sign-in takes its place.
func connection(r models.Registration) models.Connection {
	c := r.Connection()
	c.Kind, c.Credential, c.CredentialEnds = models.PartnerConnection, "", time.Time{}
	return c
}

// tenant finds a tenant in the list; the zero value when it is new.
func (s *Service) tenant(ctx context.Context, id string) (models.Tenant, error) {
	t, err := s.Tenants.Tenant(ctx, id)
	if errors.Is(err, models.ErrNotFound) {
		return models.Tenant{}, nil
	}
	return t, err
}

func wait(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func named(err error, tenantID string) error {
	if f, ok := fault.Of(err); ok {
		return f.In(tenantID)
	}
	return err
}
