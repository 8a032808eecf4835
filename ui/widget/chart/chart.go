// Package chart paints the drawings of reports/chart with canvas objects: the
// same picture as on paper, in the colours of the running theme, with hints
// under the pointer and taps by the id of a mark.
package chart

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"msp-license-tracker/reports/chart"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/textcell"
)

// Draw computes the drawing for a size: chart.Area, chart.Bars and their like
// with the input already given.
type Draw func(size chart.Size, measure chart.Measure) chart.Drawing

// Chart shows one drawing at the size it gets.
type Chart struct {
	widget.BaseWidget

	draw  Draw
	least fyne.Size
	onTap func(id string)
	hint  *hint
	now   chart.Drawing
	over  chart.Rect // the catcher under the pointer
}

// New is an empty chart of at least that size.
func New(minWidth, minHeight float32, onTap func(id string)) *Chart {
	c := &Chart{least: fyne.NewSize(minWidth, minHeight), onTap: onTap, hint: newHint()}
	c.ExtendBaseWidget(c)
	return c
}

// Set shows another drawing.
func (c *Chart) Set(draw Draw) {
	c.draw = draw
	c.Refresh()
}

// SetMinHeight changes the height asked for: as many bars as there are rows.
func (c *Chart) SetMinHeight(h float32) {
	if c.least.Height != h {
		c.least.Height = h
		c.Refresh()
	}
}

// measure tells the geometry how wide texts are on the screen.
func measure(text string, size float64, weight chart.Weight) float64 {
	return float64(textcell.Width(text, float32(size), weight >= chart.SemiBold))
}

// at is the topmost mark under the point that has a hint or an id.
func (c *Chart) at(p fyne.Position) (chart.Rect, bool) {
	x, y := float64(p.X), float64(p.Y)
	for i := len(c.now.Marks) - 1; i >= 0; i-- {
		r, ok := c.now.Marks[i].(chart.Rect)
		if ok && (r.Hint != "" || r.ID != "") && x >= r.X && x < r.X+r.W && y >= r.Y && y < r.Y+r.H {
			return r, true
		}
	}
	return chart.Rect{}, false
}

// Tapped is fyne.Tappable.
func (c *Chart) Tapped(e *fyne.PointEvent) {
	if r, ok := c.at(e.Position); ok && r.ID != "" && c.onTap != nil {
		c.onTap(r.ID)
	}
}

// MouseIn is desktop.Hoverable.
func (c *Chart) MouseIn(e *desktop.MouseEvent) { c.MouseMoved(e) }

// MouseMoved shows the hint of the mark under the pointer.
func (c *Chart) MouseMoved(e *desktop.MouseEvent) {
	r, _ := c.at(e.Position)
	if r == c.over {
		return
	}
	c.over = r
	c.hint.show(r.Hint, e.Position, c.Size())
	theme.Repaint(c)
}

// MouseOut takes the hint away.
func (c *Chart) MouseOut() {
	c.over = chart.Rect{}
	c.hint.show("", fyne.Position{}, c.Size())
	theme.Repaint(c)
}

// Cursor is desktop.Cursorable: a hand over what can be opened.
func (c *Chart) Cursor() desktop.Cursor {
	if c.over.ID != "" && c.onTap != nil {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// CreateRenderer is part of fyne.Widget.
func (c *Chart) CreateRenderer() fyne.WidgetRenderer { return &renderer{chart: c} }

type renderer struct {
	chart   *Chart
	objects []fyne.CanvasObject
	size    fyne.Size
}

func (r *renderer) MinSize() fyne.Size { return r.chart.least }

func (r *renderer) Layout(size fyne.Size) {
	if size != r.size {
		r.size = size
		r.rebuild()
	}
}

func (r *renderer) rebuild() {
	c := r.chart
	c.now = chart.Drawing{}
	if c.draw != nil && r.size.Width > 0 && r.size.Height > 0 {
		c.now = c.draw(chart.Size{W: float64(r.size.Width), H: float64(r.size.Height)}, measure)
	}
	r.objects = append(paint(c.now), c.hint.objects()...)
}

func (r *renderer) Refresh() {
	r.chart.hint.paint()
	r.rebuild()
	theme.Repaint(r.chart)
}

func (r *renderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *renderer) Destroy()                     {}
