//go:build ci

package navlist

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/uitest"
)

func TestArrowsWalkOverGroupsAndEnterOpens(t *testing.T) {
	uitest.App(t, theme.Light)
	opened := ""
	l := New(func(id string) { opened = id },
		[]Item{{ID: "dashboard", Text: "Dashboard"}, {ID: "tenants", Text: "Tenants"}},
		[]Item{{ID: "settings", Text: "Settings"}})
	w := test.NewTempWindow(t, l)
	w.Resize(fyne.NewSize(216, 300))
	w.Canvas().Focus(l.entries[0])
	for _, k := range []fyne.KeyName{fyne.KeyUp, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn} {
		w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k})
	}
	if opened != "settings" || l.Selected() != "settings" {
		t.Errorf("opened %q, selected %q, want settings", opened, l.Selected())
	}
}

func TestACountOfZeroIsNotShown(t *testing.T) {
	uitest.App(t, theme.Light)
	l := New(nil, []Item{{ID: "alerts", Text: "Alerts"}})
	l.SetCount("alerts", 7, theme.Severe)
	if e := l.entries[0]; !e.count.Visible() || e.count.Text() != "7" {
		t.Errorf("count %q visible %v, want 7", e.count.Text(), e.count.Visible())
	}
	l.SetCount("alerts", 0, theme.Severe)
	if l.entries[0].count.Visible() {
		t.Error("zero should not show")
	}
}
