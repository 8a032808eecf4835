package partner

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/banner"
)

// batch is one order to connect customers. They are connected one after the
// other: each may wait for an approval to spread.
type batch struct {
	rows         []row
	at           int // the one under way
	done, failed int
	told         string // what happens now, by the service
}

func (p *Page) joinSelected() { p.joinAll(p.ready()) }

func (p *Page) joinAll(rows []row) {
	if p.batch != nil || len(rows) == 0 {
		return
	}
	p.batch = &batch{rows: rows}
	for _, r := range rows {
		p.attempts[r.TenantID] = attempt{stage: stageWaiting}
	}
	p.say()
	p.step(0)
	page.Load(p.joiner, func(ctx context.Context) (int, error) {
		for i, r := range rows {
			if ctx.Err() != nil {
				return i, ctx.Err()
			}
			p.env.Runner.Post(func() { p.step(i) })
			_, err := p.service.Connect(ctx, r.TenantID)
			if ctx.Err() != nil {
				return i, ctx.Err()
			}
			p.env.Runner.Post(func() { p.joined(i, err) })
		}
		return len(rows), nil
	}, func(int, error) { p.finish() })
}

// step begins the customer with that place in the order.
func (p *Page) step(i int) {
	if p.batch == nil {
		return
	}
	p.batch.at, p.batch.told = i, ""
	p.attempts[p.batch.rows[i].TenantID] = attempt{stage: stageWorking}
	p.showBatch()
	p.fill()
}

// joined takes the end of one customer.
func (p *Page) joined(i int, err error) {
	if p.batch == nil {
		return
	}
	id := p.batch.rows[i].TenantID
	if err != nil {
		x := models.Explain(err)
		p.batch.failed++
		p.attempts[id] = attempt{stageFailed, &x}
		return
	}
	p.batch.done++
	delete(p.attempts, id)
	for j := range p.data.customers {
		if p.data.customers[j].TenantID == id {
			p.data.customers[j].Connected = true
		}
	}
}

func (p *Page) showBatch() {
	b := p.batch
	label := lang.L("Connecting") + " " + b.rows[b.at].name()
	if len(b.rows) > 1 {
		label = fmt.Sprintf("%s %d %s %d · %s", lang.L("Connecting"), b.at+1, lang.L("of"), len(b.rows), b.rows[b.at].name())
	}
	if b.told != "" {
		label += " · " + lang.L(b.told)
	}
	p.busy.Set(label, float64(b.at)/float64(len(b.rows)))
	p.busy.Show()
	p.frame.Arrange()
}

// stopJoining gives up what is left; who is connected stays so.
func (p *Page) stopJoining() {
	p.joiner.Stop()
	p.finish()
}

// finish tells how the order ended.
func (p *Page) finish() {
	b := p.batch
	if b == nil {
		return
	}
	p.batch = nil
	p.busy.Done()
	for _, r := range b.rows {
		if s := p.attempts[r.TenantID].stage; s == stageWaiting || s == stageWorking {
			delete(p.attempts, r.TenantID)
		}
	}
	p.table.ClearSelection()
	p.fill()
	p.say(p.outcome(b))
}

func (p *Page) outcome(b *batch) *banner.Banner {
	connected := page.Plural(b.done, "customer is connected", "customers are connected")
	switch {
	case b.failed > 0:
		s := page.Plural(b.failed, "customer could not be connected", "customers could not be connected")
		if b.done > 0 {
			s = connected + ", " + s
		}
		return banner.New(theme.Caution, s+". "+lang.L("Choose one to read why and what to do.")).WithAction(lang.L("Show them"), func() {
			p.env.Navigate(page.Route{Page: page.Partner, Filter: "attention", Select: p.firstFailed()})
		})
	case b.done == 1 && len(b.rows) == 1:
		id := b.rows[0].TenantID
		return banner.New(theme.Positive, b.rows[0].name()+" "+lang.L("is connected.")).WithAction(lang.L("Scan now"), func() { p.shell.ScanTenant(id) })
	case b.done > 0:
		return banner.New(theme.Positive, connected+".").WithAction(lang.L("Scan now"), p.shell.ScanNow)
	default:
		return banner.New(theme.Neutral, lang.L("Stopped. No customer was connected."))
	}
}

func (p *Page) firstFailed() string {
	for _, c := range p.data.customers {
		if p.attempts[c.TenantID].stage == stageFailed {
			return c.TenantID
		}
	}
	return ""
}
