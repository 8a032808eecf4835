package rail_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"msp-license-tracker/ui/page/rail"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/uitest"
)

func TestOnlyStepsOneMayGoToArePressed(t *testing.T) {
	win := uitest.App(t, theme.Light).NewWindow("rail")
	var gone []int
	r := rail.New(func(i int) { gone = append(gone, i) }, "One", "Two", "Three", "Four")
	r.Mark(rail.Done, rail.Here, rail.Open, rail.Ahead)
	win.SetContent(r)
	win.Resize(fyne.NewSize(240, 300))
	for y := float32(20); y < 200; y += 46 { // a step is 34 high, 12 apart
		test.TapCanvas(win.Canvas(), fyne.NewPos(60, y))
	}
	if len(gone) != 2 || gone[0] != 0 || gone[1] != 2 {
		t.Errorf("by pointer: %v", gone)
	}
	gone = nil
	for range 4 {
		win.Canvas().FocusNext()
		if f := win.Canvas().Focused(); f != nil {
			f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		}
	}
	for _, i := range gone {
		if i != 0 && i != 2 {
			t.Errorf("by keyboard: %v", gone)
		}
	}
	if len(gone) == 0 {
		t.Error("no step is reached by keyboard")
	}
}
