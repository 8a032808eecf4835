//go:build ci

package chart

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"msp-license-tracker/reports/chart"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/uitest"
)

func twoMarks(chart.Size, chart.Measure) chart.Drawing {
	return chart.Drawing{W: 200, H: 100, Marks: []chart.Mark{
		chart.Rect{X: 0, Y: 0, W: 100, H: 50, Role: chart.Accent, ID: "fjord", Hint: "Fjord Logistics\n£1,985 of £9,870"},
		chart.Rect{X: 0, Y: 50, W: 100, H: 50, Role: chart.AccentSoft},
		chart.Text{X: 100, Y: 20, Size: 12, Anchor: chart.End, Role: chart.Ink, Text: "Fjord"},
		chart.Polyline{Points: []chart.Point{{X: 0, Y: 0}, {X: 50, Y: 40}, {X: 100, Y: 0}}, Width: 2, Stroke: chart.Accent, Fill: chart.AccentSoft},
	}}
}

func shown(t *testing.T, onTap func(string)) *Chart {
	t.Helper()
	uitest.App(t, theme.Light)
	c := New(200, 100, onTap)
	c.Set(twoMarks)
	w := test.NewTempWindow(t, c)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(200, 100))
	return c
}

func TestATapNamesTheMark(t *testing.T) {
	var tapped []string
	c := shown(t, func(id string) { tapped = append(tapped, id) })
	c.Tapped(&fyne.PointEvent{Position: fyne.NewPos(20, 20)})
	c.Tapped(&fyne.PointEvent{Position: fyne.NewPos(20, 70)})
	if len(tapped) != 1 || tapped[0] != "fjord" {
		t.Errorf("tapped %q, want fjord once", tapped)
	}
}

func TestAHintShowsUnderThePointerOnly(t *testing.T) {
	c := shown(t, nil)
	move := func(x, y float32) {
		c.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}})
	}
	move(20, 20)
	if !c.hint.lines[1].Visible() || c.hint.lines[1].Text != "£1,985 of £9,870" {
		t.Errorf("second line is %q", c.hint.lines[1].Text)
	}
	move(20, 70)
	if c.hint.ground.Visible() {
		t.Error("the hint should be gone")
	}
}

func TestTextsStandOnTheirBaselineAndAnchor(t *testing.T) {
	c := shown(t, nil)
	for _, o := range test.WidgetRenderer(c).Objects() {
		if label, ok := o.(*canvas.Text); ok && label.Text == "Fjord" {
			if right := label.Position().X + label.Size().Width; right < 99 || right > 101 {
				t.Errorf("ends at %v, want 100", right)
			}
			if y := label.Position().Y; y <= 0 || y >= 20 {
				t.Errorf("begins at %v, want above its baseline", y)
			}
			return
		}
	}
	t.Error("the text was not drawn")
}

func TestEveryRoleHasAnInk(t *testing.T) {
	for role := chart.Ink; role <= chart.Series6; role++ {
		if inks[role] == "" {
			t.Errorf("role %d has no colour", role)
		}
	}
}
