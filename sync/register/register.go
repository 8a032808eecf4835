package register

import (
	"context"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/models/event"
	"msp-license-tracker/sync/fault"
	"msp-license-tracker/sync/vault"
)

// enough is how much of its life a credential must have left to be kept when
// the registration is made again.
const enough = 30 * 24 * time.Hour

// Register makes the registration, or finds and completes the one there is.
// The person signs in once: open shows an address in the browser; show, for a
// code typed on another device, is used when asked for or when there is no
// browser. It may be called again after any failure.
func (s *Service) Register(ctx context.Context, req models.RegistrationRequest, open func(url string) error, show func(models.DeviceCode)) (models.Registration, error) {
	release, err := s.take(ctx)
	if err != nil {
		return models.Registration{}, err
	}
	defer release()
	req = withDefaults(req)
	typed := models.Connection{Cloud: req.Cloud, LoginURL: req.LoginURL, GraphURL: req.GraphURL, CAFile: req.CAFile}
	a, err := s.start(ctx, typed, "organizations", []string{scopeApplications, scopeGrants}, person{open, show, req.DeviceCode})
	if err != nil {
		return models.Registration{}, err
	}
	a.name, a.kind, a.months = req.Name, req.Credential, req.Months
	return a.run(ctx)
}

// start signs the person in, after everything that can be checked before.
func (s *Service) start(ctx context.Context, conn models.Connection, tenant string, scopes []string, p person) (*attempt, error) {
	c, err := s.cloudOf(conn)
	if err != nil {
		return nil, err
	}
	if err := s.checkVault(); err != nil {
		return nil, err
	}
	in, err := s.signIn(ctx, c, tenant, scopes, p)
	if err != nil {
		return nil, err
	}
	a := &attempt{Service: s, cloud: c, conn: cloudOnly(c, conn), dir: s.directory(c, in), home: in.tenant}
	return a, a.resume(ctx)
}

func (a *attempt) run(ctx context.Context) (models.Registration, error) {
	g, err := a.dir.graphRoles(ctx)
	if err != nil {
		return models.Registration{}, lacksRole(err, fault.RegistrationRole)
	}
	app, err := a.application(ctx, g)
	if err != nil {
		return models.Registration{}, err
	}
	principal, err := a.principal(ctx, app)
	if err != nil {
		return models.Registration{}, err
	}
	if err := a.grant(ctx, principal, g); err != nil {
		return models.Registration{}, err
	}
	if err := a.clean(ctx, app.ID); err != nil {
		return models.Registration{}, err
	}
	if r, ok := a.unchanged(ctx, app, g); ok {
		return r, a.save(ctx, r)
	}
	return a.replace(ctx, app, g)
}

// unchanged keeps the credential in use when it still proves the registration.
func (a *attempt) unchanged(ctx context.Context, app application, g graphRoles) (models.Registration, bool) {
	r := a.current
	if r.ClientID != app.AppID || r.Credential != a.kind {
		return r, false
	}
	cred, err := a.Vault.Get(vault.ID(r.TenantID, r.Connection()))
	if err != nil || !r.CredentialEnds.IsZero() && r.CredentialEnds.Sub(a.Now()) < enough {
		return r, false
	}
	if a.prove(ctx, app.AppID, cred, g, false) != nil {
		return r, false
	}
	r.ObjectID, r.Name, r.RetiredKeyID, r.Verified = app.ID, nameOf(app, a.name), "", a.moment()
	return r, true
}

// replace issues a credential, proves it, stores it, and only then removes the
// one it replaces at Microsoft.
func (a *attempt) replace(ctx context.Context, app application, g graphRoles) (models.Registration, error) {
	c, err := a.issue(ctx, app.ID)
	if err != nil {
		return models.Registration{}, err
	}
	if err := a.prove(ctx, app.AppID, c.Credential, g, true); err != nil {
		return models.Registration{}, err
	}
	r := models.Registration{
		TenantID: a.home, Cloud: a.conn.Cloud, LoginURL: a.conn.LoginURL, GraphURL: a.conn.GraphURL, CAFile: a.conn.CAFile,
		ClientID: app.AppID, ObjectID: app.ID, Name: nameOf(app, a.name), Credential: c.Kind(), CredentialEnds: c.ends, KeyID: c.keyID,
		CreatedAt: a.createdAt(app), Verified: a.moment(),
	}
	old, err := a.swap(ctx, &r, app, c.Credential)
	if err != nil {
		return models.Registration{}, err
	}
	return a.retire(ctx, r, old), nil
}

// swap stores credential and registration, both or neither.
func (a *attempt) swap(ctx context.Context, r *models.Registration, app application, c vault.Credential) (old string, err error) {
	id := vault.ID(r.TenantID, r.Connection())
	before, err := a.Vault.Get(id)
	undo := func() error { return a.Vault.Put(id, before) }
	if err != nil {
		if !fault.Is(err, fault.CredentialMissing, fault.CredentialDamaged) {
			return "", err
		}
		undo = func() error { return a.Vault.Delete(id) }
	}
	if a.current.ClientID == app.AppID {
		r.RetiredKeyID = app.entryOf(a.current.KeyID, before)
	}
	a.progress("Storing the credential in the keyring.")
	if err := a.Vault.Put(id, c); err != nil {
		return "", err
	}
	if err := a.save(ctx, *r); err != nil {
		return "", joined(err, undo())
	}
	return r.RetiredKeyID, nil
}

func (a *attempt) save(ctx context.Context, r models.Registration) error {
	if err := a.Store.SaveRegistration(ctx, r); err != nil {
		return err
	}
	a.Publish(event.RegistrationChanged{})
	return nil
}

// retire removes a replaced credential at Microsoft. That it fails harms
// nobody: it is remembered and tried again the next time.
func (a *attempt) retire(ctx context.Context, r models.Registration, keyID string) models.Registration {
	if keyID == "" {
		return r
	}
	app, err := a.read(ctx, r.ObjectID)
	if err == nil {
		err = a.drop(ctx, app, func(e credentialEntry) bool { return e.KeyID == keyID })
	}
	if err != nil {
		a.progress("The new credential works. The old one could not be removed at Microsoft yet.")
		return r
	}
	done := r
	done.RetiredKeyID = ""
	if a.save(ctx, done) != nil {
		return r
	}
	return done
}

func (a *attempt) createdAt(app application) time.Time {
	switch {
	case a.current.ClientID == app.AppID && !a.current.CreatedAt.IsZero():
		return a.current.CreatedAt
	case !app.Created.IsZero():
		return app.Created.UTC()
	}
	return a.moment()
}

func nameOf(app application, asked string) string {
	if app.Name != "" {
		return app.Name
	}
	return asked
}
