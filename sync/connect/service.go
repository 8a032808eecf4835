package connect

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
	"msp-license-tracker/sync/vault"
)

// Store keeps the tenants. Tenant gives models.ErrNotFound for an unknown one.
type Store interface {
	Tenant(ctx context.Context, id string) (models.Tenant, error)
	SaveTenant(ctx context.Context, t models.Tenant) error
}

// Clients gives HTTP clients for a cloud's login service and a tenant's Graph.
type Clients interface {
	ForLogin(cloud.Cloud) *http.Client
	ForTenant(cloud.Cloud, transport.Source, models.Tenant) *http.Client
}

// Tokens are the tokens of the tenants already connected.
type Tokens interface {
	Renew(ctx context.Context, tenant models.Tenant) (string, error)
	Forget(tenantID string)
}

// LinkStore keeps the registration that customers approve and the consents
// asked for by link. What is not there gives models.ErrNotFound.
type LinkStore interface {
	Registration(ctx context.Context) (models.Registration, error)
	PendingConsents(ctx context.Context) ([]models.PendingConsent, error)
	SavePendingConsent(ctx context.Context, p models.PendingConsent) error
	MovePendingConsent(ctx context.Context, p models.PendingConsent) error
	DeletePendingConsent(ctx context.Context, id string) error
}

// Deps is what a Service works with. Publish tells what changed and how far a
// consent is; it must not block and may be nil. Links may be nil: then there
// are no consents by link. Sender is the name under a mail and may be nil. Now,
// Wait and After may be nil: then they are the real clock.
type Deps struct {
	Clouds  auth.Clouds
	Clients Clients
	Vault   vault.Vault
	Tokens  Tokens
	Store   Store
	Publish func(event.Event)
	Now     func() time.Time
	Wait    func(context.Context, time.Duration) error
	After   func(time.Duration) <-chan time.Time
	Links   LinkStore
	Sender  func(context.Context) string
}

// Service connects tenants. It is safe for use from many goroutines.
type Service struct {
	Deps
	links links
}

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
	if d.After == nil {
		d.After = time.After
	}
	return &Service{Deps: d, links: links{wake: make(chan struct{}, 1)}}
}

// Connect proves the values the owner typed, stores the connection and says
// which permissions the tenant granted. Missing ones are an error only where
// nothing could be scanned without them.
func (s *Service) Connect(ctx context.Context, req models.ConnectRequest) (models.Tenant, []models.PermissionCheck, error) {
	a, err := s.attempt(req)
	if err != nil {
		return models.Tenant{}, nil, err
	}
	if a.tenantID, err = s.resolve(ctx, a.cloud, a.tenant); err != nil {
		return models.Tenant{}, nil, err
	}
	token, err := s.token(ctx, a)
	if err != nil {
		return models.Tenant{}, nil, named(err, a.tenantID)
	}
	if err := a.prove(token); err != nil {
		return models.Tenant{}, nil, err
	}
	return s.finish(ctx, a, token)
}

// Check asks for a fresh token of a connected tenant and says of every
// permission whether it is granted.
func (s *Service) Check(ctx context.Context, tenantID string) ([]models.PermissionCheck, error) {
	tenant, err := s.Store.Tenant(ctx, tenantID)
	if errors.Is(err, models.ErrNotFound) {
		return nil, fault.Local(fault.TenantUnknown, "check the permissions", err).In(tenantID)
	}
	if err != nil {
		return nil, err
	}
	token, err := s.Tokens.Renew(ctx, tenant)
	if err != nil {
		return nil, err
	}
	claims, err := auth.Decode(token)
	if err != nil {
		return nil, fault.Local(fault.Unreadable, "check the permissions", err).In(tenantID)
	}
	return Permissions(claims.Roles), nil
}

func (s *Service) token(ctx context.Context, a attempt) (string, error) {
	return auth.Once(ctx, s.Clients.ForLogin(a.cloud), auth.App{
		Cloud: a.cloud, TenantID: a.tenantID, ClientID: a.conn.ClientID, Credential: a.credential,
	})
}

// finish reads the organization with a proved token and stores the connection.
func (s *Service) finish(ctx context.Context, a attempt, token string) (models.Tenant, []models.PermissionCheck, error) {
	tenant := models.Tenant{ID: a.tenantID, Connection: a.conn}
	org, err := organization(ctx, s.Clients.ForTenant(a.cloud, fixed(token), tenant), a.cloud)
	if err != nil {
		return models.Tenant{}, nil, named(err, a.tenantID)
	}
	if org.ID != a.tenantID {
		return models.Tenant{}, nil, fault.Local(fault.WrongTenant, "read the organization", nil).In(a.tenantID)
	}
	tenant, err = s.keep(ctx, a, org)
	if err != nil {
		return models.Tenant{}, nil, err
	}
	s.Publish(event.TenantsChanged{TenantID: tenant.ID})
	return tenant, a.checks(token), nil
}

func named(err error, tenantID string) error {
	if f, ok := fault.Of(err); ok {
		return f.In(tenantID)
	}
	return err
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
