package auth

import (
	"context"
	"errors"
	"strings"
	"sync"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/fault"
	"msp-license-tracker/sync/sealed"
)

// Keep is where a sign-in is kept between runs: sync/sealed. Its errors are
// sealed.ErrAbsent, sealed.ErrUnreadable and those of the keyring.
type Keep interface {
	Ready(ctx context.Context) error
	Read(ctx context.Context) ([]byte, error)
	Write(ctx context.Context, content []byte) error
	Update(ctx context.Context, change func(old []byte) ([]byte, error)) error
	Remove(ctx context.Context) error
}

// Delegated gets tokens for many tenants from one person's sign-in: partner
// mode. Access tokens are held in memory alone, the refresh token in the Keep.
// It is safe for use from many goroutines, and other processes may use the
// same Keep.
type Delegated struct {
	clouds  Clouds
	clients Clients
	keep    Keep
	now     func() time.Time

	mu    sync.Mutex
	slots map[string]*slot
}

// NewDelegated gives tokens of the sign-in in keep, if there is one.
func NewDelegated(clouds Clouds, clients Clients, keep Keep) *Delegated {
	return &Delegated{clouds: clouds, clients: clients, keep: keep, now: time.Now, slots: make(map[string]*slot)}
}

// Token is a valid token of the signed-in person for the tenant's Graph.
func (d *Delegated) Token(ctx context.Context, tenant models.Tenant) (string, error) {
	return d.token(ctx, tenant, "", false)
}

// Renew is a new token, whatever is kept: for when Graph refused the old one,
// or an approval was given a moment ago.
func (d *Delegated) Renew(ctx context.Context, tenant models.Tenant) (string, error) {
	return d.token(ctx, tenant, "", true)
}

// Forget drops the access tokens kept of one tenant; the sign-in stays.
func (d *Delegated) Forget(tenantID string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for name := range d.slots {
		if strings.HasPrefix(name, strings.ToLower(tenantID)+" ") {
			delete(d.slots, name)
		}
	}
}

// For gives tokens for another service than Graph, by its scope. Only requests
// to that service may carry them.
func (d *Delegated) For(scope string) Source { return service{d, scope} }

type service struct {
	from  *Delegated
	scope string
}

func (s service) Token(ctx context.Context, tenant models.Tenant) (string, error) {
	return s.from.token(ctx, tenant, s.scope, false)
}

func (s service) Renew(ctx context.Context, tenant models.Tenant) (string, error) {
	return s.from.token(ctx, tenant, s.scope, true)
}

// SignedIn says who is signed in. Without anybody, or with a sign-in that
// cannot be opened, the error says so.
func (d *Delegated) SignedIn(ctx context.Context) (models.PartnerAccount, error) {
	s, err := d.load(ctx)
	if err != nil {
		return models.PartnerAccount{}, err
	}
	return models.PartnerAccount{TenantID: s.TenantID, UserName: s.UserName, SignedInAt: s.SignedInAt}, nil
}

// SignOut removes the sign-in with all its tokens, for every tenant, from this
// computer. It is done even when there is none.
func (d *Delegated) SignOut(ctx context.Context) error {
	err := d.keep.Remove(ctx)
	d.mu.Lock()
	defer d.mu.Unlock()
	clear(d.slots)
	if err != nil {
		return fault.FromData(fault.FileUnwritable, "remove the sign-in", err)
	}
	return nil
}

// load reads the sign-in that is kept.
func (d *Delegated) load(ctx context.Context) (session, error) {
	data, err := d.keep.Read(ctx)
	if err != nil {
		return session{}, notKept("read the sign-in", err)
	}
	s, err := decodeSession(data)
	if err != nil {
		return session{}, fault.Local(fault.PartnerSignInDamaged, "read the sign-in", err)
	}
	return s, nil
}

// renewed keeps what a redeemed refresh token brought. The newest one wins: an
// older one stays valid, so it does not matter that two calls overlap. When
// somebody signed out or in anew meanwhile nothing is kept.
func (d *Delegated) renewed(ctx context.Context, id string, data []byte) error {
	const op = "keep the sign-in"
	// Not cut short when the caller gives up: the token is already redeemed.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), keepTime)
	defer cancel()
	err := d.keep.Update(ctx, func(old []byte) ([]byte, error) {
		s, err := decodeSession(old)
		if err != nil {
			return nil, err
		}
		if s.ID != id {
			return nil, errOther
		}
		s.Cache = data
		return encodeSession(s)
	})
	if errors.Is(err, errOther) {
		return fault.Local(fault.PartnerSignedOut, op, err)
	}
	if err != nil {
		return notKept(op, err)
	}
	return nil
}

// keepTime is how long keeping a sign-in may take: the keyring may be asking
// for its password.
const keepTime = 2 * time.Minute

var errOther = errors.New("somebody else has signed in")

// notKept says why there is no sign-in to use.
func notKept(op string, err error) error {
	switch {
	case errors.Is(err, sealed.ErrAbsent):
		return fault.Local(fault.PartnerSignedOut, op, nil)
	case errors.Is(err, sealed.ErrUnreadable), errors.Is(err, errSession):
		return fault.Local(fault.PartnerSignInDamaged, op, err)
	case gaveUp(err):
		return fault.FromNet(op, err)
	}
	return fault.FromData(fault.FileUnreadable, op, err)
}
