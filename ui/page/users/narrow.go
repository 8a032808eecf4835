package users

import (
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/widget/chip"
	"msp-license-tracker/ui/widget/chipbar"
	"msp-license-tracker/ui/widget/selectbox"
)

// everything is the first choice of every box.
const everything = "*"

func chosenID(id string) string {
	if id == everything {
		return ""
	}
	return id
}

// narrow goes to the same page with another filter.
func (p *Page) narrow(change func(*view)) {
	v := parse(p.route.Filter)
	change(&v)
	to := p.route
	to.Filter, to.Select = v.String(), ""
	p.env.Navigate(to)
}

// fill shows the view of the route on the rows there are.
func (p *Page) fill() {
	v, f := parse(p.route.Filter), &p.data.facets
	items := make([]chipbar.Item, len(marks))
	for i, m := range marks {
		items[i] = chipbar.Item{ID: m, Look: chip.Look{Label: markName(m), Count: page.Count(f.counts[m])}}
	}
	p.chips.SetItems(items...)
	p.chips.Select(v.marks...)
	offer(p.sku, lang.L("All licences"), f.skus, v.sku)
	offer(p.group, lang.L("All groups"), f.groups, v.group)
	offer(p.service, lang.L("All services"), f.services, v.serviceID())
	p.frame.Arrange()
	p.want = p.route.Select
	p.filter()
}

// offer puts the choices of a scope into a box; a box without any rests.
func offer(b *selectbox.Box, all string, list []option, chosen string) {
	options := []selectbox.Option{{ID: everything, Text: all}}
	for _, o := range list {
		options = append(options, selectbox.Option{ID: o.id, Text: o.text})
	}
	b.SetOptions(options...)
	if chosen == "" {
		chosen = everything
	}
	b.Select(chosen)
	if len(list) == 0 {
		b.Disable()
	} else {
		b.Enable()
	}
}

func (p *Page) filter() {
	f := parse(p.route.Filter).filter(p.search)
	p.table.SetFilter(f.Keep)
}

// selectRow shows the account asked for, the one still selected, or the first.
func (p *Page) selectRow() {
	if p.want != "" {
		p.table.SelectKey(p.want)
		p.want = ""
	}
	if _, ok := p.table.Current(); !ok && p.table.Len() > 0 {
		p.table.SelectKey(key(p.table.Shown()[0]))
	}
	switch r, ok := p.table.Current(); {
	case !ok:
		p.cards.Stop()
		p.told = nil
		p.panel.clear()
	case r != p.told:
		p.open(r)
	}
}
