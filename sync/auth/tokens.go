package auth

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/confidential"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/fault"
	"msp-license-tracker/sync/vault"
)

// Clouds finds the cloud of a connection.
type Clouds interface {
	Of(models.Connection) (cloud.Cloud, error)
}

// Clients gives the HTTP client for a cloud's login service.
type Clients interface {
	ForLogin(cloud.Cloud) *http.Client
}

// Tokens gets and keeps the tokens of all tenants. It is safe for use from
// many goroutines.
type Tokens struct {
	clouds  Clouds
	clients Clients
	vault   vault.Vault
	now     func() time.Time

	mu      sync.Mutex
	tenants map[string]*entry
	flights map[string]*flight
}

// entry is what is kept of one tenant between calls.
type entry struct {
	client confidential.Client // with MSAL's own cache of one token
	cred   vault.Credential    // the one the client was made with
	looked time.Time           // last time a token without roles was checked
}

// New makes an empty store of tokens over a vault.
func New(clouds Clouds, clients Clients, v vault.Vault) *Tokens {
	return &Tokens{
		clouds: clouds, clients: clients, vault: v, now: time.Now,
		tenants: make(map[string]*entry), flights: make(map[string]*flight),
	}
}

// Token is a valid app-only token for the tenant's Graph.
func (t *Tokens) Token(ctx context.Context, tenant models.Tenant) (string, error) {
	return t.shared(ctx, "token", tenant, t.token)
}

// Renew is a new token, whatever is kept: for when Graph refused the old one,
// or a permission was granted a moment ago.
func (t *Tokens) Renew(ctx context.Context, tenant models.Tenant) (string, error) {
	return t.shared(ctx, "renew", tenant, t.renew)
}

// Forget drops what is kept of a tenant, after its credential changed. Tenants
// of a shared registration each have their own.
func (t *Tokens) Forget(tenantID string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for key := range t.tenants {
		if strings.HasPrefix(key, strings.ToLower(tenantID)+" ") {
			delete(t.tenants, key)
		}
	}
}

// roleless is how long a token without roles is believed before a new look:
// consent takes some minutes to spread, MSAL would keep the token for an hour.
const roleless = time.Minute

func (t *Tokens) token(ctx context.Context, tenant models.Tenant) (string, error) {
	e := t.kept(tenant)
	if e == nil {
		return t.renew(ctx, tenant)
	}
	c, err := t.clouds.Of(tenant.Connection)
	if err != nil {
		return "", fault.Local(fault.InputCloud, "find the cloud", err).In(tenant.ID)
	}
	token, err := acquire(ctx, e.client, c)
	if err != nil && t.replaced(e, tenant) {
		return t.renew(ctx, tenant)
	}
	if err != nil {
		return "", inTenant(err, tenant)
	}
	if t.doubtful(e, token) {
		return t.renew(ctx, tenant)
	}
	return token, nil
}

func (t *Tokens) renew(ctx context.Context, tenant models.Tenant) (string, error) {
	c, err := t.clouds.Of(tenant.Connection)
	if err != nil {
		return "", fault.Local(fault.InputCloud, "find the cloud", err).In(tenant.ID)
	}
	cred, err := t.vault.Get(vault.ID(tenant.ID, tenant.Connection))
	if err != nil {
		return "", inTenant(err, tenant)
	}
	client, err := newClient(t.clients.ForLogin(c), App{c, tenant.ID, tenant.Connection.ClientID, cred})
	if err != nil {
		return "", inTenant(err, tenant)
	}
	token, err := acquire(ctx, client, c)
	if err != nil {
		return "", inTenant(err, tenant)
	}
	if claims, err := Decode(token); err == nil && claims.TenantID != "" && claims.TenantID != strings.ToLower(tenant.ID) {
		return "", fault.Local(fault.WrongTenant, "get a token", nil).In(tenant.ID)
	}
	t.keep(tenant, &entry{client: client, cred: cred, looked: t.now()})
	return token, nil
}

// replaced says whether the vault holds another credential than a client was
// made with: a shared registration's secret is changed for all its tenants.
func (t *Tokens) replaced(e *entry, tenant models.Tenant) bool {
	cred, err := t.vault.Get(vault.ID(tenant.ID, tenant.Connection))
	return err == nil && cred != e.cred
}

// doubtful says whether a kept token has no roles and was not looked at for a
// while. A token that is no JWT is believed: only Graph has to understand it.
func (t *Tokens) doubtful(e *entry, token string) bool {
	claims, err := Decode(token)
	if err != nil || len(claims.Roles) > 0 {
		return false
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.now().Sub(e.looked) >= roleless
}

func (t *Tokens) kept(tenant models.Tenant) *entry {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.tenants[key(tenant)]
}

func (t *Tokens) keep(tenant models.Tenant, e *entry) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.tenants[key(tenant)] = e
}

// key begins with the tenant's id; everything that changes who we are there
// follows, so that a changed connection never meets an old token.
func key(tenant models.Tenant) string {
	c := tenant.Connection
	return strings.ToLower(strings.Join([]string{tenant.ID, c.ClientID, string(c.Kind), string(c.Credential), c.Cloud, c.LoginURL, c.GraphURL}, " "))
}

func inTenant(err error, tenant models.Tenant) error {
	if e, ok := fault.Of(err); ok {
		return e.In(tenant.ID)
	}
	return err
}
