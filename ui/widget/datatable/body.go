package datatable

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/keys"
)

// keyboard is what the list hands on of key presses.
type keyboard interface {
	typedKey(*fyne.KeyEvent) (used bool)
	typedShortcut(fyne.Shortcut) (used bool)
	focus(on bool)
}

// body is Fyne's list with our keys and our look: it scrolls and recycles rows,
// the table decides everything else. No row ever has a height of its own:
// one such row would make scrolling walk all of them.
type body struct {
	widget.List

	keys  keyboard
	frame fyne.CanvasObject // the list without gaps
}

func newBody[T any](t *Table[T]) *body {
	b := &body{keys: t}
	shapes := t.shapes()
	b.Length = func() int { return len(t.shown) }
	b.CreateItem = func() fyne.CanvasObject { return newRow(t, t.layout, shapes, t.rowHeight()) }
	b.UpdateItem = func(place int, o fyne.CanvasObject) { t.fill(place, o.(*row)) }
	b.HideSeparators = true
	b.ExtendBaseWidget(b)
	b.frame = container.NewThemeOverride(b, theme.ForList(0))
	return b
}

// TypedKey is fyne.Focusable.
func (b *body) TypedKey(key *fyne.KeyEvent) {
	if !b.keys.typedKey(key) {
		keys.Bubble(b, key)
	}
}

// TypedShortcut is fyne.Shortcutable.
func (b *body) TypedShortcut(s fyne.Shortcut) {
	if !b.keys.typedShortcut(s) {
		keys.BubbleShortcut(b, s)
	}
}

// FocusGained is fyne.Focusable.
func (b *body) FocusGained() { b.keys.focus(true) }

// FocusLost is fyne.Focusable.
func (b *body) FocusLost() { b.keys.focus(false) }
