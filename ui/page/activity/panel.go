package activity

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/page/coverage"
	"msp-license-tracker/ui/page/frame"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/badge"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/card"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/text"
)

// panel shows one scan: why it failed, and every collector's outcome.
type panel struct {
	env    page.Env
	scroll *container.Scroll
	card   *card.Card
}

func newPanel(env page.Env) *panel {
	p := &panel{env: env, scroll: container.NewVScroll(place.Column(0))}
	p.card = card.New(p.scroll)
	p.clear()
	return p
}

func (p *panel) object() fyne.CanvasObject { return p.card }

func (p *panel) clear() {
	p.put(place.Column(2*theme.Pad, text.Title(lang.L("What the scan saw")),
		text.Muted(lang.L("Choose a scan: every source with its rows, its date, and the next step where something is missing.")).Wrapped()))
}

func (p *panel) put(o fyne.CanvasObject) {
	p.scroll.Content = page.Side(o)
	p.scroll.Refresh()
	p.scroll.ScrollToTop()
}

func (p *panel) show(r row) {
	mark := badge.New(page.ScanStateName(r.State), page.ScanTone(r.State))
	column := place.Column(2*theme.Pad,
		page.Edges(nil, nil, nil, container.NewVBox(mark), text.Strong(r.tenant).Sized(15).Wrapped()),
		text.Small(page.DateTime(r.StartedAt)+" · "+r.took()+" · "+lang.L("started by")+" "+page.TriggerName(r.Trigger)).Wrapped())
	if r.Fault != nil {
		for _, o := range frame.Problem(lang.L("Scan"), *r.Fault, p.env.Copy) {
			column.Add(o)
		}
	}
	if len(r.Outcomes) > 0 {
		column.Add(place.InsetXY(0, theme.Pad, text.Title(lang.L("What each source gave"))))
		column.Add(coverage.List(r.Outcomes, nil))
	}
	id := r.TenantID
	orders := place.Wrap(2*theme.Pad, button.Secondary(lang.L("Open tenant"), func() { p.env.Navigate(page.For(page.Tenant, id)) }))
	if details := coverage.Details(r.Outcomes); details != "" {
		orders.Add(button.Secondary(lang.L("Copy details"), func() { p.env.Copy(details) }).WithIcon(theme.IconCopy))
	}
	column.Add(place.InsetXY(0, theme.Pad, orders))
	p.put(column)
}
