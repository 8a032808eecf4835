//go:build ci

package busy_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/uitest"
	"msp-license-tracker/ui/widget/busy"
	"msp-license-tracker/ui/widget/button"
)

func TestABarShowsWhileThereIsWorkAndCanStopIt(t *testing.T) {
	uitest.App(t, theme.Light)
	stopped := false
	b := busy.New(func() { stopped = true })
	w := test.NewTempWindow(t, b)
	w.Resize(fyne.NewSize(300, 60))
	if b.Visible() {
		t.Error("a bar without work should be hidden")
	}
	b.Set("Fjord Logistics · users · 1,240", busy.Unknown)
	if !b.Visible() || b.Label() != "Fjord Logistics · users · 1,240" {
		t.Errorf("visible %v, says %q", b.Visible(), b.Label())
	}
	for _, o := range test.LaidOutObjects(b) {
		if cancel, ok := o.(*button.Button); ok {
			test.Tap(cancel)
		}
	}
	b.Done()
	if !stopped || b.Visible() {
		t.Errorf("stopped %v, still visible %v", stopped, b.Visible())
	}
}
