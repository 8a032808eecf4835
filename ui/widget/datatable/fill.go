package datatable

import (
	"fyne.io/fyne/v2"

	"msp-license-tracker/ui/theme"
)

// shapes says what each column's cells are made of.
func (t *Table[T]) shapes() []shape {
	shapes := make([]shape, len(t.columns))
	for i, c := range t.columns {
		shapes[i] = shape{
			align: c.Align, bold: c.Bold,
			sub: c.Sub != nil, badge: c.Badge != nil, dot: c.Dot != nil, tags: c.Tags != nil,
		}
	}
	return shapes
}

// fill shows the row of data at that place.
func (t *Table[T]) fill(place int, r *row) {
	if place < 0 || place >= len(t.shown) {
		return
	}
	index := t.shown[place]
	data := t.engine.rows[index]
	r.place = place
	r.mark(place == t.current, t.ticked[index], place == t.hovered)
	for i, w := range t.layout.widths {
		if w > 0 {
			r.cells[i].set(t.content(t.columns[i], data))
		}
	}
	r.placeCells(r.height)
}

func (t *Table[T]) content(c Column[T], data T) content {
	var n content
	switch {
	case c.Tags != nil:
		n.tags = c.Tags(data)
		return n
	case c.Badge != nil:
		n.text, n.tone = c.Badge(data)
	default:
		n.text = c.Text(data)
	}
	if c.Dot != nil {
		n.tone = c.Dot(data)
	}
	if c.Sub != nil {
		n.sub = c.Sub(data)
	}
	n.ink = t.ink(c, data)
	return n
}

func (t *Table[T]) ink(c Column[T], data T) fyne.ThemeColorName {
	if c.Ink != nil {
		if ink := c.Ink(data); ink != "" {
			return ink
		}
	}
	if c.Muted {
		return theme.TextMuted
	}
	return theme.Text
}
