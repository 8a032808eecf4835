package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"msp-license-tracker/ui/widget/keys"
)

// binding is one key combination and what it does.
type binding struct {
	key fyne.KeyName
	mod fyne.KeyModifier
	do  func()
}

var digits = []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5, fyne.Key6, fyne.Key7, fyne.Key8, fyne.Key9}

// bindings of the window; Settings lists them for the reader.
func (w *Window) bindings() []binding {
	main := fyne.KeyModifierShortcutDefault
	out := []binding{
		{fyne.KeyF, main, w.shell.search.focus}, {fyne.KeyK, main, w.shell.search.focus}, {fyne.KeyR, main, w.ScanNow},
		{fyne.KeyLeft, fyne.KeyModifierAlt, w.Back}, {fyne.KeyRight, fyne.KeyModifierAlt, w.Forward},
		{fyne.KeyF5, 0, w.ScanNow}, {fyne.KeyEscape, 0, w.escape},
	}
	for i, n := range order {
		out = append(out, binding{digits[i], main, func() { w.openPage(n) }})
	}
	return out
}

// addShortcuts binds the keys of the window. They rest while a modal is open.
func (w *Window) addShortcuts() {
	c := w.win.Canvas()
	plain := map[fyne.KeyName]func(fyne.Shortcut){}
	for _, b := range w.bindings() {
		do := keys.WhenClear(c, b.do)
		if b.mod == 0 {
			plain[b.key] = do
			continue
		}
		c.AddShortcut(&desktop.CustomShortcut{KeyName: b.key, Modifier: b.mod}, do)
	}
	c.SetOnTypedKey(func(k *fyne.KeyEvent) {
		if do, bound := plain[k.Name]; bound {
			do(nil)
		}
	})
}
