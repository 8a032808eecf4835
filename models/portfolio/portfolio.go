package portfolio

import (
	"sync"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
)

// Portfolio answers questions over tenants. Make one with New and tell it
// with Invalidate when scans or settings have changed something.
type Portfolio struct {
	src     Source
	catalog models.Catalog
	list    PriceList
	now     func() time.Time
	turn    chan struct{} // one caller computes, the others find its results

	mu       sync.Mutex
	changes  uint64 // counts invalidations; what was begun before one is not kept
	settings *settings
	judged   map[judgedKey]*judged
	days     map[string][]dayFigure // history by tenant
}

// Option changes how a Portfolio works.
type Option func(*Portfolio)

// WithClock replaces the clock that tells how old scans are.
func WithClock(now func() time.Time) Option { return func(p *Portfolio) { p.now = now } }

// New makes a Portfolio over a source, the product catalogue and list prices.
func New(src Source, catalog models.Catalog, list PriceList, options ...Option) *Portfolio {
	p := &Portfolio{
		src: src, catalog: catalog, list: list, now: time.Now,
		turn:   make(chan struct{}, 1),
		judged: map[judgedKey]*judged{}, days: map[string][]dayFigure{},
	}
	for _, o := range options {
		o(p)
	}
	return p
}

// Invalidate forgets what was computed for one tenant, or for all when the id
// is "", and reads the settings afresh next time. It never blocks on a source.
func (p *Portfolio) Invalidate(tenantID string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.changes++
	p.settings = nil
	if tenantID == "" {
		clear(p.judged)
		clear(p.days)
		return
	}
	delete(p.days, tenantID)
	for key := range p.judged {
		if key.tenantID == tenantID {
			delete(p.judged, key)
		}
	}
}

// judgedKey: the same tenant may be asked for in two reporting currencies.
type judgedKey struct{ tenantID, currency string }

// judged is one analysed tenant with what rows need besides the result. It is
// shared by all answers and never changed.
type judged struct {
	result        insight.Result
	score         models.SecureScore
	subscriptions []models.Subscription
	outcomes      map[models.Collector]models.Outcome
}
