//go:build ci

package modal_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/uitest"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/field"
	"msp-license-tracker/ui/widget/keys"
	"msp-license-tracker/ui/widget/modal"
)

// press gives a key to whatever has the keyboard, as a window does.
func press(c fyne.Canvas, name fyne.KeyName) {
	key := &fyne.KeyEvent{Name: name}
	if focused := c.Focused(); focused != nil {
		focused.TypedKey(key)
		return
	}
	if handle := c.OnTypedKey(); handle != nil {
		handle(key)
	}
}

func window(t *testing.T) fyne.Canvas {
	t.Helper()
	uitest.App(t, theme.Light)
	w := test.NewTempWindow(t, button.Primary("behind", nil))
	w.Resize(fyne.NewSize(800, 600))
	return w.Canvas()
}

func TestKeysOfAModal(t *testing.T) {
	tests := []struct {
		what          string
		danger        bool
		key           fyne.KeyName
		wantConfirmed bool
	}{
		{"Enter confirms", false, fyne.KeyReturn, true},
		{"Escape cancels", false, fyne.KeyEscape, false},
		{"before something dangerous Enter is safe", true, fyne.KeyReturn, false},
		{"Escape cancels something dangerous too", true, fyne.KeyEscape, false},
	}
	for _, tt := range tests {
		t.Run(tt.what, func(t *testing.T) {
			c := window(t)
			confirmed, cancelled := false, false
			modal.Show(c, modal.Options{
				Title: "Disconnect?", Confirm: "Disconnect", Danger: tt.danger,
				OnConfirm: func() bool { confirmed = true; return true },
				OnCancel:  func() { cancelled = true },
			})
			press(c, tt.key)
			if confirmed != tt.wantConfirmed || cancelled == tt.wantConfirmed {
				t.Errorf("confirmed %v, cancelled %v", confirmed, cancelled)
			}
			if c.Overlays().Top() != nil {
				t.Error("the modal should be closed")
			}
		})
	}
}

func TestEnterInAFieldConfirmsAndARefusalKeepsItOpen(t *testing.T) {
	c := window(t)
	name, asked := field.New("Name", ""), 0
	m := modal.Show(c, modal.Options{
		Title: "New customer", Content: name, Confirm: "Add", Focus: name.Input,
		OnConfirm: func() bool { asked++; return asked > 1 },
	})
	press(c, fyne.KeyReturn)
	if asked != 1 || c.Overlays().Top() == nil {
		t.Fatalf("asked %d times, open %v; want once and still open", asked, c.Overlays().Top() != nil)
	}
	m.Confirm().Disable()
	press(c, fyne.KeyReturn)
	if asked != 1 {
		t.Error("a disabled button must not confirm")
	}
	m.Confirm().Enable()
	press(c, fyne.KeyReturn)
	if asked != 2 || c.Overlays().Top() != nil {
		t.Errorf("asked %d times, want twice and closed", asked)
	}
}

func TestShortcutsRestUnderAModal(t *testing.T) {
	c := window(t)
	pressed := 0
	shortcut := keys.WhenClear(c, func() { pressed++ })
	m := modal.Ask(c, "Delete?", "This cannot be undone.", "Delete", true, func() {})
	shortcut(nil)
	m.Close()
	m.Close()
	shortcut(nil)
	if pressed != 1 {
		t.Errorf("the shortcut ran %d times, want once, after the modal", pressed)
	}
}
