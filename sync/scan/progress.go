package scan

import (
	"sync"

	"msp-license-tracker/models"
	"msp-license-tracker/models/event"
	"msp-license-tracker/sync/collect"
)

// progress tells how far a scan is. Every step is published; the hub joins
// steps that come faster than anyone looks.
type progress struct {
	mu      sync.Mutex
	now     models.Progress
	publish func(event.Event)
}

func newProgress(t models.Tenant, publish func(event.Event)) progress {
	return progress{now: models.Progress{TenantID: t.ID, TenantName: t.Name}, publish: publish}
}

func (p *progress) current() models.Progress {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.now
}

// step changes the state and publishes it, in this order for every observer.
func (p *progress) step(change func(*models.Progress)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	change(&p.now)
	p.publish(event.ScanProgress{Progress: p.now})
}

func (p *progress) plan(collectors []collect.Collector) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range collectors {
		p.now.Total += len(c.Outcomes())
	}
}

func (p *progress) started(c models.Collector) {
	p.step(func(now *models.Progress) { now.Collector, now.Status, now.Rows = c, "", 0 })
}

func (p *progress) rows(c models.Collector, rows int) {
	p.step(func(now *models.Progress) { now.Collector, now.Status, now.Rows = c, "", rows })
}

func (p *progress) finished(o models.Outcome) {
	p.step(func(now *models.Progress) {
		now.Collector, now.Status, now.Rows = o.Collector, o.Status, o.Rows
		now.Done++
	})
}
