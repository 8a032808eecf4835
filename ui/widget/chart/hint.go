package chart

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/textcell"
)

// hint is the small dark label beside the pointer.
type hint struct {
	ground *canvas.Rectangle
	lines  [3]*canvas.Text
}

const (
	hintPad  float32 = 8
	hintLine float32 = 16
)

func newHint() *hint {
	h := &hint{ground: canvas.NewRectangle(nil)}
	for i := range h.lines {
		h.lines[i] = canvas.NewText("", nil)
		h.lines[i].TextSize = theme.TextSmall
	}
	h.paint()
	h.show("", fyne.Position{}, fyne.Size{})
	return h
}

func (h *hint) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{h.ground, h.lines[0], h.lines[1], h.lines[2]}
}

// paint inverts the page: the hint must stand out on any chart.
func (h *hint) paint() {
	theme.Fill(h.ground, theme.Text, theme.Clear, 6)
	for _, l := range h.lines {
		l.Color = theme.Color(theme.Surface)
	}
}

// show puts the text beside the pointer, inside the chart where it fits.
func (h *hint) show(s string, at fyne.Position, within fyne.Size) {
	texts := strings.Split(s, "\n")
	width, used := float32(0), min(len(texts), len(h.lines))
	for i, l := range h.lines {
		l.Hidden = s == "" || i >= used
		if l.Hidden {
			continue
		}
		l.Text = texts[i]
		width = max(width, textcell.Width(texts[i], theme.TextSmall, false))
	}
	h.ground.Hidden = s == ""
	size := fyne.NewSize(width+2*hintPad, float32(used)*hintLine+hintPad)
	x := max(0, min(at.X+12, within.Width-size.Width))
	y := at.Y - size.Height - 6
	if y < 0 {
		y = at.Y + 18
	}
	h.ground.Resize(size)
	h.ground.Move(fyne.NewPos(x, y))
	for i, l := range h.lines {
		l.Resize(fyne.NewSize(width, hintLine))
		l.Move(fyne.NewPos(x+hintPad, y+hintPad/2+float32(i)*hintLine))
	}
}
