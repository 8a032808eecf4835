package register

import (
	"context"
	"errors"
	"net/http"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/models/event"
	"msp-license-tracker/sync/auth"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/connect"
	"msp-license-tracker/sync/fault"
	"msp-license-tracker/sync/transport"
	"msp-license-tracker/sync/vault"
)

// Store keeps registrations and attempts. What is not there gives
// models.ErrNotFound.
type Store interface {
	Registration(ctx context.Context) (models.Registration, error)
	RegistrationIn(ctx context.Context, cloud, loginURL string) (models.Registration, error)
	SaveRegistration(ctx context.Context, r models.Registration) error
	RegistrationDraft(ctx context.Context, cloud, loginURL, tenantID string) (models.RegistrationDraft, error)
	SaveRegistrationDraft(ctx context.Context, d models.RegistrationDraft) error
}

// Clients gives HTTP clients for a cloud's login service and a tenant's Graph.
type Clients interface {
	ForLogin(cloud.Cloud) *http.Client
	ForTenant(cloud.Cloud, transport.Source, models.Tenant) *http.Client
}

// Prover proves values that were typed.
type Prover interface {
	Prove(ctx context.Context, req models.ConnectRequest) (connect.Proof, error)
}

// Deps is what a Service works with. Publish must not block and may be nil.
// Now and Wait may be nil: then they are the real clock.
type Deps struct {
	Clouds  auth.Clouds
	Clients Clients
	Vault   vault.Vault
	Store   Store
	Prover  Prover
	Publish func(event.Event)
	Now     func() time.Time
	Wait    func(context.Context, time.Duration) error
}

// Service makes and keeps the registration. One call changes it at a time;
// others wait.
type Service struct {
	Deps
	turn chan struct{} // holds one value while a call changes the registration
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
	return &Service{Deps: d, turn: make(chan struct{}, 1)}
}

// Current is the registration in use; false when there is none yet.
func (s *Service) Current(ctx context.Context) (models.Registration, bool, error) {
	r, err := s.Store.Registration(ctx)
	if errors.Is(err, models.ErrNotFound) {
		return r, false, nil
	}
	return r, err == nil, err
}

// take waits for the turn to change the registration.
func (s *Service) take(ctx context.Context) (release func(), err error) {
	select {
	case s.turn <- struct{}{}:
		return func() { <-s.turn }, nil
	case <-ctx.Done():
		return nil, fault.FromNet("wait for the turn", ctx.Err())
	}
}

// moment is the present in whole seconds, as times are kept.
func (s *Service) moment() time.Time { return s.Now().UTC().Truncate(time.Second) }

func (s *Service) progress(text string) { s.Publish(event.ConnectProgress{Text: text}) }

// checkVault finds out, before anything is made, that credentials can be
// stored on this computer at all.
func (s *Service) checkVault() error {
	_, err := s.Vault.Get("registration check")
	if err == nil || fault.Is(err, fault.CredentialMissing, fault.CredentialDamaged) {
		return nil
	}
	return err
}

func (s *Service) cloudOf(conn models.Connection) (cloud.Cloud, error) {
	c, err := s.Clouds.Of(conn)
	if err == nil {
		return c, nil
	}
	const op = "choose the cloud"
	switch {
	case errors.Is(err, cloud.ErrCAFile):
		return c, fault.Local(fault.InputCAFile, op, err)
	case errors.Is(err, cloud.ErrAddress):
		return c, fault.Local(fault.InputAddress, op, err)
	}
	return c, fault.Local(fault.InputCloud, op, err)
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
