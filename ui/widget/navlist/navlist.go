// Package navlist is the list of pages in the sidebar: groups of icons with
// names, a count where something waits, one of them selected.
package navlist

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/place"
)

// Item is one page.
type Item struct {
	ID   string
	Text string
	Icon theme.Icon
}

// List shows the items; a line divides the groups.
type List struct {
	widget.BaseWidget

	onSelect func(id string)
	entries  []*entry
	box      *fyne.Container
	rules    []*canvas.Rectangle
	selected string
}

// New is a list of groups of items.
func New(onSelect func(id string), groups ...[]Item) *List {
	l := &List{onSelect: onSelect, box: place.Column(2)}
	for g, group := range groups {
		if g > 0 {
			rule := canvas.NewRectangle(theme.Color(theme.Border))
			rule.SetMinSize(fyne.NewSize(1, theme.Hairline))
			l.rules = append(l.rules, rule)
			l.box.Add(place.InsetXY(theme.Pad, 2*theme.Pad, rule))
		}
		for _, item := range group {
			e := newEntry(l, item)
			l.entries = append(l.entries, e)
			l.box.Add(e)
		}
	}
	l.ExtendBaseWidget(l)
	return l
}

// Select marks the item without calling back.
func (l *List) Select(id string) {
	l.selected = id
	for _, e := range l.entries {
		e.setSelected(e.item.ID == id)
	}
}

// Selected is the id of the marked item.
func (l *List) Selected() string { return l.selected }

// SetCount shows how many things wait behind an item; zero shows nothing.
func (l *List) SetCount(id string, n int, tone theme.Tone) {
	for _, e := range l.entries {
		if e.item.ID == id {
			e.setCount(n, tone)
		}
	}
}

// Refresh reads the theme again.
func (l *List) Refresh() {
	for _, rule := range l.rules {
		rule.FillColor = theme.Color(theme.Border)
	}
	l.BaseWidget.Refresh()
}

// CreateRenderer is part of fyne.Widget.
func (l *List) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.box) }

func (l *List) tapped(e *entry) {
	l.Select(e.item.ID)
	if l.onSelect != nil {
		l.onSelect(e.item.ID)
	}
}

// step gives the keyboard to the next or previous entry.
func (l *List) step(from *entry, by int) {
	for i, e := range l.entries {
		to := i + by
		if e != from || to < 0 || to >= len(l.entries) {
			continue
		}
		if c := fyne.CurrentApp().Driver().CanvasForObject(e); c != nil {
			c.Focus(l.entries[to])
		}
		return
	}
}
