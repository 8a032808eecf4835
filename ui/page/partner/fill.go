package partner

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/widget/chip"
	"msp-license-tracker/ui/widget/chipbar"
)

// fill shows the customers in the chosen filter.
func (p *Page) fill() {
	p.fillAccount()
	now := p.env.Now()
	rows := rowsOf(p.data.customers, p.attempts)
	var items []chipbar.Item
	for _, c := range filters(now) {
		n := len(inFilter(rows, c.id, now))
		if n > 0 || c.id == "" || c.id == p.route.Filter {
			items = append(items, chipbar.Item{ID: c.id, Look: chip.Look{Label: lang.L(c.label), Count: page.Count(n), Dot: c.tone}})
		}
	}
	p.chips.SetItems(items...)
	p.chips.Select(p.route.Filter)
	p.frame.Arrange()
	p.table.SetRows(inFilter(rows, p.route.Filter, now))
	if p.route.Select != "" {
		p.table.SelectKey(p.route.Select)
	}
	if _, ok := p.table.Current(); !ok && p.table.Len() > 0 {
		p.table.SelectKey(p.table.Shown()[0].TenantID)
	}
	p.showCurrent()
	p.countSelected()
}

// showCurrent shows the chosen customer as it is now.
func (p *Page) showCurrent() {
	if r, ok := p.table.Current(); ok {
		p.panel.show(r)
		return
	}
	p.panel.clear()
}

func (p *Page) choose(ids []string) {
	to := p.route
	to.Filter, to.Select = "", ""
	if len(ids) > 0 {
		to.Filter = ids[0]
	}
	p.env.Navigate(to)
}

// ready are the ticked customers that can be connected.
func (p *Page) ready() []row {
	var out []row
	for _, r := range p.table.Selected() {
		if !r.connected() {
			out = append(out, r)
		}
	}
	return out
}

// countSelected says how many customers the button would connect.
func (p *Page) countSelected() {
	n := len(p.ready())
	switch ticked := len(p.table.Selected()); {
	case ticked == 0 && p.table.Len() == len(p.data.customers):
		p.count.SetText("")
	case ticked == 0:
		p.count.SetText(page.Count(p.table.Len()) + " " + lang.L("of") + " " + page.Count(len(p.data.customers)))
	default:
		p.count.SetText(page.Count(ticked) + " " + lang.L("selected"))
	}
	p.join.SetText(lang.L("Connect selected"))
	if n > 0 {
		p.join.SetText(lang.L("Connect") + " " + page.Plural(n, "customer", "customers"))
	}
	if n == 0 || p.batch != nil {
		p.join.Disable()
	} else {
		p.join.Enable()
	}
	p.frame.Arrange()
}

func (p *Page) menu(r row) []*fyne.MenuItem {
	items := []*fyne.MenuItem{}
	if r.connected() {
		items = append(items, fyne.NewMenuItem(lang.L("Open tenant"), func() { p.env.Navigate(page.For(page.Tenant, r.TenantID)) }),
			fyne.NewMenuItem(lang.L("Scan now"), func() { p.shell.ScanTenant(r.TenantID) }))
	} else {
		items = append(items, fyne.NewMenuItem(lang.L("Connect"), func() { p.joinAll([]row{r}) }))
	}
	return append(items, fyne.NewMenuItem(lang.L("Consent link…"), func() { p.showLink(r) }),
		fyne.NewMenuItem(lang.L("Copy tenant id"), func() { p.env.Copy(r.TenantID) }))
}
