//go:build ci

package toast

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/uitest"
)

func TestMessagesGoByTimeByTapAndByNumber(t *testing.T) {
	uitest.App(t, theme.Light)
	var rings []func()
	o := NewOverlay(func(_ time.Duration, f func()) func() {
		rings = append(rings, f)
		return func() {}
	})
	w := test.NewTempWindow(t, o)
	w.Resize(fyne.NewSize(600, 400))
	undone := false
	for _, s := range []string{"one", "two", "three"} {
		o.Say(Message{Text: s})
	}
	o.Say(Message{Text: "four", Action: "Undo", OnTap: func() { undone = true }})
	if want := []string{"two", "three", "four"}; !slices.Equal(o.Texts(), want) {
		t.Fatalf("on show are %q, want %q", o.Texts(), want)
	}
	rings[0]() // of the one already gone
	rings[2]()
	o.shown[1].action.Tapped(nil)
	if want := []string{"two"}; !slices.Equal(o.Texts(), want) || !undone {
		t.Errorf("on show are %q, undone %v; want %q and true", o.Texts(), undone, want)
	}
	o.shown[0].close.Tapped(nil)
	if len(o.Texts()) != 0 {
		t.Errorf("still on show: %q", o.Texts())
	}
}
