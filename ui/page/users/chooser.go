package users

import (
	"slices"

	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/chip"
	"msp-license-tracker/ui/widget/chipbar"
	"msp-license-tracker/ui/widget/modal"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/text"
)

// chooseColumns offers every column by topic; each tap shows or hides one.
func (p *Page) chooseColumns() {
	body := place.Column(2 * theme.Pad)
	bars := make([]*chipbar.Bar, topicEnd)
	for t := range topicEnd {
		bars[t] = chipbar.Multi(func(on []string) { p.chosenOf(t, on) }, p.items(t)...)
		bars[t].Select(p.chosen...)
		body.Add(text.Title(t.String()))
		body.Add(bars[t])
	}
	body.Add(place.Row(0, button.Link(lang.L("Back to the usual columns"), func() {
		p.setChosen(p.standard())
		for _, b := range bars {
			b.Select(p.chosen...)
		}
	})))
	modal.Show(p.env.Window.Canvas(), modal.Options{Title: lang.L("Columns"), Content: body, Width: 640, Cancel: lang.L("Close")})
}

func (p *Page) items(t topic) []chipbar.Item {
	var items []chipbar.Item
	for i := range p.fields {
		if f := &p.fields[i]; f.topic == t {
			items = append(items, chipbar.Item{ID: f.id, Look: chip.Look{Label: f.title}})
		}
	}
	return items
}

// chosenOf takes the columns of one topic and keeps those of the others.
func (p *Page) chosenOf(t topic, on []string) {
	next := slices.Clone(on)
	for i := range p.fields {
		if f := &p.fields[i]; f.topic != t && slices.Contains(p.chosen, f.id) {
			next = append(next, f.id)
		}
	}
	p.own = true
	p.setChosen(next)
}

// setChosen shows exactly these columns beside the name.
func (p *Page) setChosen(ids []string) {
	p.chosen, p.turn = ids, 0
	p.spread()
}

// standard are the usual columns; one tenant alone needs no column for it.
func (p *Page) standard() []string {
	p.own = false
	return slices.DeleteFunc(slices.Clone(usual), func(id string) bool { return id == tenantID && p.data.facets.tenants < 2 })
}

// shownFields are the chosen columns in their order.
func (p *Page) shownFields() []*field {
	var out []*field
	for i := range p.fields {
		if f := &p.fields[i]; slices.Contains(p.chosen, f.id) {
			out = append(out, f)
		}
	}
	return out
}
