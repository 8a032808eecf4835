package navlist

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/badge"
	"msp-license-tracker/ui/widget/keys"
)

// entry is one line of the list.
type entry struct {
	widget.BaseWidget

	list                       *List
	item                       Item
	count                      *badge.Badge
	selected, hovered, focused bool
}

func newEntry(l *List, item Item) *entry {
	e := &entry{list: l, item: item, count: badge.Count(0, theme.Severe)}
	e.ExtendBaseWidget(e)
	return e
}

func (e *entry) setSelected(on bool) {
	if e.selected != on {
		e.selected = on
		e.Refresh()
	}
}

func (e *entry) setCount(n int, tone theme.Tone) {
	e.count.Set("", tone)
	e.count.SetCount(n)
	e.Refresh()
}

// Tapped is fyne.Tappable.
func (e *entry) Tapped(*fyne.PointEvent) { e.list.tapped(e) }

// FocusGained is fyne.Focusable.
func (e *entry) FocusGained() { e.focused = true; e.Refresh() }

// FocusLost is fyne.Focusable.
func (e *entry) FocusLost() { e.focused = false; e.Refresh() }

// TypedRune is fyne.Focusable.
func (e *entry) TypedRune(rune) {}

// TypedKey walks the list with the arrows and opens with Enter or Space.
func (e *entry) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		e.Tapped(nil)
	case fyne.KeyDown:
		e.list.step(e, 1)
	case fyne.KeyUp:
		e.list.step(e, -1)
	default:
		keys.Bubble(e, key)
	}
}

// MouseIn is desktop.Hoverable.
func (e *entry) MouseIn(*desktop.MouseEvent) { e.hovered = true; e.Refresh() }

// MouseMoved is desktop.Hoverable.
func (e *entry) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is desktop.Hoverable.
func (e *entry) MouseOut() { e.hovered = false; e.Refresh() }

// Cursor is desktop.Cursorable.
func (e *entry) Cursor() desktop.Cursor { return desktop.PointerCursor }

const (
	entryHeight float32 = 32
	entryPad    float32 = 10
	iconEdge    float32 = 17
)

// CreateRenderer is part of fyne.Widget.
func (e *entry) CreateRenderer() fyne.WidgetRenderer {
	r := &entryRenderer{
		entry: e, ground: canvas.NewRectangle(nil), label: canvas.NewText(e.item.Text, nil),
		icon: theme.IconImage(e.item.Icon, theme.TextMuted, iconEdge),
	}
	r.paint()
	return r
}

type entryRenderer struct {
	entry  *entry
	ground *canvas.Rectangle
	label  *canvas.Text
	icon   *canvas.Image
}

func (r *entryRenderer) paint() {
	ground, border, ink := theme.Clear, theme.Clear, theme.TextMuted
	switch {
	case r.entry.selected:
		ground, ink = theme.AccentSoft, theme.Accent
	case r.entry.hovered:
		ground, ink = theme.Hover, theme.Text
	}
	if r.entry.focused {
		border = theme.Accent
	}
	theme.Fill(r.ground, ground, border, 6)
	r.label.TextSize = theme.TextBody
	r.label.TextStyle.Bold = r.entry.selected
	r.label.Color = theme.Color(ink)
	r.label.Refresh()
	r.icon.Resource = theme.IconResource(r.entry.item.Icon, ink)
	r.icon.Refresh()
}

func (r *entryRenderer) MinSize() fyne.Size {
	return fyne.NewSize(entryPad*3+iconEdge+r.label.MinSize().Width+30, entryHeight)
}

func (r *entryRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.icon.Resize(fyne.NewSquareSize(iconEdge))
	r.icon.Move(fyne.NewPos(entryPad, (size.Height-iconEdge)/2))
	m := r.label.MinSize()
	r.label.Resize(m)
	r.label.Move(fyne.NewPos(entryPad*2+iconEdge, (size.Height-m.Height)/2))
	c := r.entry.count.MinSize()
	r.entry.count.Resize(c)
	r.entry.count.Move(fyne.NewPos(size.Width-c.Width-entryPad, (size.Height-c.Height)/2))
}

func (r *entryRenderer) Refresh() {
	r.paint()
	r.Layout(r.entry.Size())
	theme.Repaint(r.entry)
}

func (r *entryRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.icon, r.label, r.entry.count}
}

func (r *entryRenderer) Destroy() {}
