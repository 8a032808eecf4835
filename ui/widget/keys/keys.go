// Package keys lets a focused widget hand on the keys it does not use, so that
// Escape and Enter reach a modal while one of its buttons or fields has focus.
package keys

import "fyne.io/fyne/v2"

// Bubble gives the key to the handler of the canvas the object is on, the one
// Fyne calls only when nothing has focus.
func Bubble(from fyne.CanvasObject, key *fyne.KeyEvent) {
	c := fyne.CurrentApp().Driver().CanvasForObject(from)
	if c == nil {
		return
	}
	if handle := c.OnTypedKey(); handle != nil {
		handle(key)
	}
}

// WhenClear wraps a shortcut's handler so that it does nothing while a modal or
// menu lies over the canvas: Fyne keeps shortcuts alive under its overlays.
func WhenClear(c fyne.Canvas, handle func()) func(fyne.Shortcut) {
	return func(fyne.Shortcut) {
		if c.Overlays().Top() == nil {
			handle()
		}
	}
}

// BubbleShortcut gives a shortcut the focused widget has no use for to the
// canvas: Fyne asks only the widget when that takes shortcuts at all.
func BubbleShortcut(from fyne.CanvasObject, s fyne.Shortcut) {
	c := fyne.CurrentApp().Driver().CanvasForObject(from)
	if handler, ok := c.(fyne.Shortcutable); ok {
		handler.TypedShortcut(s)
	}
}
