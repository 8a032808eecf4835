package registry

import (
	"crypto/x509"
	"errors"
	"strings"
	"sync"
	"time"

	"msp-license-tracker/sync/simulator/world"
)

// Options of a registry.
type Options struct {
	World *world.World
	Now   func() time.Time

	Replication time.Duration // until a changed registration is known everywhere
	Propagation time.Duration // until a consent is
}

// Registry holds registrations, service principals and grants.
type Registry struct {
	o Options

	mu          sync.Mutex
	skipped     time.Duration // waiting that Settle made unnecessary
	apps        []*App
	principals  []*Principal
	assignments []*Assignment
	grants      []*Grant
	policies    map[string]Policy
	requests    []Request
	trusted     []*x509.Certificate // prove any registration
	signOuts    map[string]time.Time
	made        uint64 // counts objects, for their ids
}

// Errors of changes; each has a wording of its own in Graph.
var (
	ErrNotFound   = errors.New("object not found")
	ErrNoBacking  = errors.New("no application object behind the service principal")
	ErrDuplicate  = errors.New("object exists already")
	ErrForbidden  = errors.New("a policy of the tenant forbids it")
	ErrTooLong    = errors.New("the credential lives longer than the policy allows")
	ErrBadKey     = errors.New("the key is not a usable certificate")
	ErrBadProof   = errors.New("the proof of possession is not valid")
	ErrBadRequest = errors.New("the permission list names something unknown")
)

// now is the clock of the delays: the real one, ahead by what Settle skipped.
func (r *Registry) now() time.Time { return r.o.Now().Add(r.skipped) }

// known says whether something that settles at a time has done so.
func (r *Registry) known(at time.Time) bool { return !r.now().Before(at) }

// Settle makes everything done so far known everywhere at once; later changes
// wait again.
func (r *Registry) Settle() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.skipped += max(r.o.Replication, r.o.Propagation)
}

// id makes the next object id; stable for the same order of events.
func (r *Registry) id(kind string) string {
	r.made++
	return world.ID(r.o.World.Options.Seed, kind, string(rune('a'+r.made%26)), time.Duration(r.made).String())
}

// find finds a registration by client id or object id; the lock is held.
func (r *Registry) find(key string) *App {
	for _, a := range r.apps {
		if strings.EqualFold(a.ID, key) || strings.EqualFold(a.ObjectID, key) {
			return a
		}
	}
	return nil
}

// App finds a registration by client id, as the login service sees it: one
// that is not known everywhere yet is not found.
func (r *Registry) App(clientID string) (App, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	a := r.find(clientID)
	if a == nil || !strings.EqualFold(a.ID, clientID) || !r.known(a.settling) {
		return App{}, false
	}
	return a.copy(), true
}

// Apps lists the registrations of a tenant that are known everywhere.
func (r *Registry) Apps(tenant string) []*App {
	r.mu.Lock()
	defer r.mu.Unlock()
	var out []*App
	for _, a := range r.apps {
		if a.Home == tenant && tenant != "" && r.known(a.settling) {
			c := a.copy()
			out = append(out, &c)
		}
	}
	return out
}

// Own finds a registration of a tenant by client id or object id.
func (r *Registry) Own(tenant, key string) (App, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	a, err := r.own(tenant, key)
	if err != nil {
		return App{}, err
	}
	return a.copy(), nil
}

func (r *Registry) own(tenant, key string) (*App, error) {
	a := r.find(key)
	if a == nil || a.Home != tenant || !r.known(a.settling) {
		return nil, ErrNotFound
	}
	return a, nil
}

// OnConsentPage is a registration as the consent page shows it: its list of
// permissions may be an older one.
func (r *Registry) OnConsentPage(a App) App {
	r.mu.Lock()
	defer r.mu.Unlock()
	if a.shown != nil && !r.known(a.changed.Add(r.o.Replication)) {
		a.Required = a.shown
	}
	return a
}

// SettleFor makes what one application was granted in a tenant known at once:
// who approves while signing in gets a token with it right away.
func (r *Registry) SettleFor(appID, tenant string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	p := r.principal(appID, tenant)
	if p == nil {
		return
	}
	p.settling = r.now()
	for _, g := range r.grants {
		if g.ClientID == p.ID {
			g.settling = r.now()
		}
	}
}
