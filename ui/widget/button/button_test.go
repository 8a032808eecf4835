//go:build ci

package button_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/uitest"
	"msp-license-tracker/ui/widget/button"
)

func TestWhatPressesAButton(t *testing.T) {
	press := func(k fyne.KeyName) func(*button.Button) {
		return func(b *button.Button) { b.TypedKey(&fyne.KeyEvent{Name: k}) }
	}
	tests := []struct {
		what     string
		do       func(*button.Button)
		disabled bool
		want     int
	}{
		{"a tap", func(b *button.Button) { test.Tap(b) }, false, 1},
		{"Enter", press(fyne.KeyReturn), false, 1},
		{"Enter of the number block", press(fyne.KeyEnter), false, 1},
		{"Space", press(fyne.KeySpace), false, 1},
		{"no other key", press(fyne.KeyA), false, 0},
		{"nothing while disabled", press(fyne.KeyReturn), true, 0},
	}
	for _, tt := range tests {
		t.Run(tt.what, func(t *testing.T) {
			uitest.App(t, theme.Light)
			pressed := 0
			b := button.Primary("Scan now", func() { pressed++ })
			test.NewTempWindow(t, b)
			if tt.disabled {
				b.Disable()
			}
			tt.do(b)
			if pressed != tt.want {
				t.Errorf("pressed %d times, want %d", pressed, tt.want)
			}
		})
	}
}

func TestEveryKindIsAsHighAsTheControlsBesideIt(t *testing.T) {
	uitest.App(t, theme.Light)
	for _, b := range []*button.Button{button.Primary("a", nil), button.Secondary("a", nil), button.Ghost("a", nil), button.Danger("a", nil), button.Icon(theme.IconMore, nil)} {
		if h := b.MinSize().Height; h != theme.ControlHeight {
			t.Errorf("%q is %v high, want %v", b.Text(), h, theme.ControlHeight)
		}
	}
}
