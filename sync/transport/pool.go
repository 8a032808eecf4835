package transport

import (
	"crypto/x509"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/cloud"
)

// Pool owns the connections to every cloud and the pacing of every tenant. One
// program has one. Close it when the last client is done.
type Pool struct {
	log  *slog.Logger
	now  func() time.Time
	rand func() float64
	met  Meter

	mu    sync.Mutex
	conns map[address]*http.Transport
	paces map[string]*tenantPace
}

// address tells clouds apart: two custom ones may share their name.
type address struct {
	name, login, graph string
	roots              *x509.CertPool
}

type tenantPace struct {
	pace  *pace
	slots chan struct{}
}

// NewPool makes an empty pool that logs to log; nil = nowhere.
func NewPool(log *slog.Logger) *Pool {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	return &Pool{
		log: log, now: time.Now, rand: defaultRand,
		conns: make(map[address]*http.Transport), paces: make(map[string]*tenantPace),
	}
}

// Meter counts what went through this pool.
func (p *Pool) Meter() *Meter { return &p.met }

// ForTenant is a client for one tenant's Graph. Its requests carry the
// tenant's token to the Graph host and to nowhere else.
func (p *Pool) ForTenant(c cloud.Cloud, tokens Source, tenant models.Tenant) *http.Client {
	return p.ForTenantOver(p.connections(c), c, tokens, tenant)
}

// ForTenantOver is ForTenant over other connections than the cloud's own.
func (p *Pool) ForTenantOver(base http.RoundTripper, c cloud.Cloud, tokens Source, tenant models.Tenant) *http.Client {
	budget := p.budget(c, tenant)
	var rt http.RoundTripper = logging{next: base, log: p.log, tenant: tenant.ID, now: p.now, met: &p.met}
	rt = patience{next: rt}
	rt = pacing{next: rt, pace: budget.pace, host: c.GraphHost(), now: p.now, met: &p.met}
	rt = flight{next: rt, slots: budget.slots}
	rt = retry{next: rt, now: p.now, rand: p.rand, met: &p.met}
	rt = identity{next: rt, host: c.GraphHost(), tokens: tokens, tenant: tenant}
	return &http.Client{Transport: rt, CheckRedirect: oneReportRedirect}
}

// ForLogin is a client for a cloud's login service: no token, no redirects.
func (p *Pool) ForLogin(c cloud.Cloud) *http.Client {
	var rt http.RoundTripper = logging{next: p.connections(c), log: p.log, now: p.now, met: &p.met}
	rt = patience{next: rt}
	rt = retry{next: rt, now: p.now, rand: p.rand, met: &p.met}
	return &http.Client{Transport: rt, CheckRedirect: noRedirect}
}

// Renew forgets what was spent of every budget. Clients made from now on start
// afresh. It is for a cloud whose clock was moved: a later day has new budgets.
func (p *Pool) Renew() {
	p.mu.Lock()
	defer p.mu.Unlock()
	clear(p.paces)
}

// Close ends the idle connections. Requests under way end by their contexts.
func (p *Pool) Close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, t := range p.conns {
		t.CloseIdleConnections()
	}
	clear(p.conns)
}

func (p *Pool) connections(c cloud.Cloud) *http.Transport {
	p.mu.Lock()
	defer p.mu.Unlock()
	key := address{c.Name, c.LoginURL, c.GraphURL, c.Roots}
	t, ok := p.conns[key]
	if !ok {
		t = c.Transport()
		p.conns[key] = t
	}
	return t
}

func (p *Pool) budget(c cloud.Cloud, tenant models.Tenant) *tenantPace {
	p.mu.Lock()
	defer p.mu.Unlock()
	key := strings.ToLower(c.GraphURL + " " + tenant.ID + " " + tenant.Connection.ClientID)
	b, ok := p.paces[key]
	if !ok {
		b = &tenantPace{pace: newPace(), slots: make(chan struct{}, inFlight)}
		p.paces[key] = b
	}
	return b
}
