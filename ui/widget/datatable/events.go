package datatable

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// doubleTap is how close together two taps open a row. A DoubleTapped method
// would make Fyne wait that long after every single tap.
const doubleTap = 400 * time.Millisecond

func (t *Table[T]) rowTapped(place int, at fyne.Position, mods fyne.KeyModifier) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(t.body); c != nil {
		c.Focus(t.body)
	}
	switch {
	case t.layout.onTicks(at.X):
		if mods&fyne.KeyModifierShift != 0 {
			t.tickTo(place)
			return
		}
		t.toggle(place)
	case t.layout.onDots(at.X):
		t.goTo(place)
		t.menuAtRow(place)
	case t.opts.Multi && mods&fyne.KeyModifierShortcutDefault != 0:
		t.toggle(place)
	case t.opts.Multi && mods&fyne.KeyModifierShift != 0:
		t.tickTo(place)
	case t.linkAt(place, at.X):
	default:
		t.tapOrOpen(place)
	}
}

// linkAt follows the link under the pointer, if there is one.
func (t *Table[T]) linkAt(place int, x float32) bool {
	i := t.layout.at(x)
	if i < 0 || t.columns[i].OnTap == nil || place >= len(t.shown) {
		return false
	}
	t.columns[i].OnTap(t.engine.rows[t.shown[place]])
	return true
}

func (t *Table[T]) tapOrOpen(place int) {
	now := t.opts.Now()
	again := t.lastTap.place == place && !t.lastTap.at.IsZero() && now.Sub(t.lastTap.at) < doubleTap
	t.lastTap = tap{place, now}
	t.anchor = place
	t.goTo(place)
	if again {
		t.lastTap = tap{}
		t.open(place)
	}
}

func (t *Table[T]) rowHovered(place int) { t.hovered = place }

func (t *Table[T]) rowMenu(place int, absolute fyne.Position) {
	t.goTo(place)
	t.showMenu(place, absolute)
}

// menuAtRow opens the menu beside the three dots of a row.
func (t *Table[T]) menuAtRow(place int) {
	origin := fyne.CurrentApp().Driver().AbsolutePositionForObject(t.body)
	y := float32(place+1)*t.rowHeight() - t.body.GetScrollOffset()
	t.showMenu(place, origin.AddXY(t.body.Size().Width-dotsWidth, y))
}

func (t *Table[T]) showMenu(place int, at fyne.Position) {
	if t.opts.Menu == nil || place < 0 || place >= len(t.shown) {
		return
	}
	items := t.opts.Menu(t.engine.rows[t.shown[place]])
	c := fyne.CurrentApp().Driver().CanvasForObject(t.body)
	if len(items) == 0 || c == nil {
		return
	}
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), c, at)
}

func (t *Table[T]) typedKey(key *fyne.KeyEvent) bool {
	page := max(1, int(t.body.Size().Height/t.rowHeight())-1)
	switch key.Name {
	case fyne.KeyDown:
		t.goTo(t.current + 1)
	case fyne.KeyUp:
		t.goTo(t.current - 1)
	case fyne.KeyPageDown:
		t.goTo(t.current + page)
	case fyne.KeyPageUp:
		t.goTo(t.current - page)
	case fyne.KeyHome:
		t.goTo(0)
	case fyne.KeyEnd:
		t.goTo(len(t.shown) - 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		t.open(t.current)
	case fyne.KeySpace:
		t.toggle(t.current)
	default:
		return false
	}
	return true
}

func (t *Table[T]) typedShortcut(s fyne.Shortcut) bool {
	switch s.(type) {
	case *fyne.ShortcutSelectAll:
		t.tickAll()
	case *fyne.ShortcutCopy:
		t.copy()
	default:
		return false
	}
	return true
}

// focus shows where the keys go: the line under the titles takes the accent.
func (t *Table[T]) focus(on bool) {
	t.header.focused = on
	t.header.Refresh()
}
