package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"msp-license-tracker/ui/widget/keys"
)

var digits = []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5, fyne.Key6, fyne.Key7, fyne.Key8, fyne.Key9}

// addShortcuts binds the keys of the window. They rest while a modal is open.
func (w *Window) addShortcuts() {
	main := fyne.KeyModifierShortcutDefault
	for i, n := range order {
		w.shortcut(digits[i], main, func() { w.openPage(n) })
	}
	w.shortcut(fyne.KeyF, main, w.shell.search.focus)
	w.shortcut(fyne.KeyK, main, w.shell.search.focus)
	w.shortcut(fyne.KeyR, main, w.ScanNow)
	w.shortcut(fyne.KeyLeft, fyne.KeyModifierAlt, w.Back)
	w.shortcut(fyne.KeyRight, fyne.KeyModifierAlt, w.Forward)
	w.win.Canvas().SetOnTypedKey(func(k *fyne.KeyEvent) {
		switch k.Name {
		case fyne.KeyF5:
			keys.WhenClear(w.win.Canvas(), w.ScanNow)(nil)
		case fyne.KeyEscape:
			keys.WhenClear(w.win.Canvas(), w.escape)(nil)
		}
	})
}

func (w *Window) shortcut(key fyne.KeyName, mod fyne.KeyModifier, do func()) {
	c := w.win.Canvas()
	c.AddShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: mod}, keys.WhenClear(c, do))
}

// escape clears the search first, then the page's filter.
func (w *Window) escape() {
	if w.shell.search.box.Text() != "" {
		w.shell.search.reset()
		return
	}
	if to := w.router.now; to.Filter != "" {
		to.Filter, to.Select = "", ""
		w.Navigate(to)
	}
}
