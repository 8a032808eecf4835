package msgraph

import (
	"sync"
	"time"

	"msp-license-tracker/sync/simulator/faults"
	"msp-license-tracker/sync/simulator/quota"
	"msp-license-tracker/sync/simulator/registry"
	"msp-license-tracker/sync/simulator/token"
	"msp-license-tracker/sync/simulator/world"
)

// Options is what a Service is made of.
type Options struct {
	World    *world.World
	Registry *registry.Registry
	Signer   *token.Signer
	Faults   *faults.Plan
	Gate     *quota.Gate      // nil = no limits
	Now      func() time.Time // governs data: who is there, what was used
	Clock    func() time.Time // the server's clock: tokens, pages, downloads
	Audience func(string) bool
	Latency  time.Duration

	// DownloadURL is scheme and host of the reports host for a request that
	// came to a Graph host.
	DownloadURL func(graphHost string) string
	// BearerOnDownload lets a download pass although it carries a token.
	BearerOnDownload bool
	PageLife         time.Duration // of a page token; 0 = an hour
	ConcealLag       time.Duration // until a changed report setting shows; 0 = 48 hours
}

// Service is Graph for one simulated cloud; safe for concurrent use.
type Service struct {
	o    Options
	mint *token.Mint

	mu       sync.Mutex
	settings map[string]setting // report settings a client changed, by tenant
}

type setting struct {
	conceal bool
	at      time.Time // data time of the change
}

// New makes a service.
func New(o Options) *Service {
	if o.PageLife == 0 {
		o.PageLife = time.Hour
	}
	if o.ConcealLag == 0 {
		o.ConcealLag = 48 * time.Hour
	}
	return &Service{o: o, mint: token.NewMint(), settings: map[string]setting{}}
}

// setConcealed changes the report setting of a tenant.
func (s *Service) setConcealed(t *world.Tenant, on bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.settings[t.ID] = setting{on, s.o.Now()}
}

// concealed is the setting itself; shown is what reports follow, which lags.
func (s *Service) concealed(t *world.Tenant) (is, shown bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, ok := s.settings[t.ID]
	if !ok {
		return t.Concealed, t.Concealed
	}
	if s.o.Now().Sub(c.at) < s.o.ConcealLag {
		return c.conceal, t.Concealed
	}
	return c.conceal, c.conceal
}
