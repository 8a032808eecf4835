// Package chipbar is a row of filter chips of which one, or any number, is on.
// The row breaks into lines where it does not fit.
package chipbar

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/chip"
	"msp-license-tracker/ui/widget/place"
)

// Item is one filter.
type Item struct {
	ID string
	chip.Look
}

// Bar holds the chips.
type Bar struct {
	widget.BaseWidget

	multi    bool
	onChange func(selected []string)
	items    []Item
	chips    []*chip.Chip
	on       map[string]bool
	box      *fyne.Container
}

// Single is a bar of which exactly one chip is on, the first to begin with.
func Single(onChange func(selected []string), items ...Item) *Bar {
	return build(false, onChange, items)
}

// Multi is a bar of which any number of chips, also none, is on.
func Multi(onChange func(selected []string), items ...Item) *Bar {
	return build(true, onChange, items)
}

func build(multi bool, onChange func([]string), items []Item) *Bar {
	b := &Bar{multi: multi, onChange: onChange, on: map[string]bool{},
		box: place.Wrap(2 * theme.Pad)}
	b.ExtendBaseWidget(b)
	b.SetItems(items...)
	return b
}

// SetItems replaces the chips. What was on stays on where its id is still
// there; a single bar falls back to its first chip. It does not call back.
func (b *Bar) SetItems(items ...Item) {
	b.items = items
	for len(b.chips) < len(items) {
		i := len(b.chips)
		b.chips = append(b.chips, chip.New(chip.Look{}, func() { b.tapped(i) }))
	}
	objects := make([]fyne.CanvasObject, len(items))
	known := map[string]bool{}
	for i, item := range items {
		b.chips[i].SetLook(item.Look)
		objects[i] = b.chips[i]
		known[item.ID] = b.on[item.ID]
	}
	b.on = known
	if !b.multi && len(b.Selected()) == 0 && len(items) > 0 {
		b.on[items[0].ID] = true
	}
	b.box.Objects = objects
	b.show()
	b.box.Refresh()
}

// Select turns on exactly these chips without calling back.
func (b *Bar) Select(ids ...string) {
	clear(b.on)
	for _, id := range ids {
		b.on[id] = true
	}
	b.show()
}

// Selected are the ids that are on, in the order of the bar.
func (b *Bar) Selected() []string {
	var ids []string
	for _, item := range b.items {
		if b.on[item.ID] {
			ids = append(ids, item.ID)
		}
	}
	return ids
}

func (b *Bar) tapped(i int) {
	id := b.items[i].ID
	switch {
	case b.multi:
		b.on[id] = !b.on[id]
	case b.on[id]:
		return
	default:
		clear(b.on)
		b.on[id] = true
	}
	b.show()
	if b.onChange != nil {
		b.onChange(b.Selected())
	}
}

func (b *Bar) show() {
	for i, item := range b.items {
		b.chips[i].SetSelected(b.on[item.ID])
	}
}

// CreateRenderer is part of fyne.Widget.
func (b *Bar) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(b.box) }
