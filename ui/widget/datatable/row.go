package datatable

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"msp-license-tracker/ui/theme"
)

// rowEvents is what a row tells its table; the table knows which row of data
// the place stands for.
type rowEvents interface {
	rowTapped(place int, at fyne.Position, mods fyne.KeyModifier)
	rowMenu(place int, absolute fyne.Position)
	rowHovered(place int)
}

// row is the one widget of a visible line. The list hands it to another place
// while scrolling, so it keeps nothing but what it draws.
type row struct {
	widget.BaseWidget

	events rowEvents
	layout *columnLayout
	height float32

	place   int
	current bool
	ticked  bool
	hovered bool
	mods    fyne.KeyModifier

	ground *canvas.Rectangle
	line   *canvas.Rectangle
	edge   *canvas.Rectangle
	tick   *tickbox
	dots   *canvas.Image
	cells  []*cell
}

func newRow(events rowEvents, l *columnLayout, shapes []shape, height float32) *row {
	r := &row{
		events: events, layout: l, height: height, place: -1,
		ground: canvas.NewRectangle(theme.Color(theme.Clear)), line: canvas.NewRectangle(theme.Color(theme.Border)),
		edge: canvas.NewRectangle(theme.Color(theme.Clear)),
	}
	if l.frame.ticks {
		r.tick = newTickbox()
	}
	if l.frame.dots {
		r.dots = theme.IconImage(theme.IconMore, theme.TextMuted, 16)
	}
	for _, s := range shapes {
		r.cells = append(r.cells, newCell(s))
	}
	r.ExtendBaseWidget(r)
	return r
}

// mark sets how the row stands out.
func (r *row) mark(current, ticked, hovered bool) {
	if r.tick != nil {
		r.tick.set(ticked)
	}
	if r.current == current && r.ticked == ticked && r.hovered == hovered {
		return
	}
	r.current, r.ticked, r.hovered = current, ticked, hovered
	r.paintGround()
}

func (r *row) paintGround() {
	ground, edge := theme.Clear, theme.Clear
	switch {
	case r.current || r.ticked:
		ground = theme.AccentSoft
	case r.hovered:
		ground = theme.Hover
	}
	if r.current {
		edge = theme.Accent
	}
	r.ground.FillColor = theme.Color(ground)
	r.edge.FillColor = theme.Color(edge)
	r.ground.Refresh()
	r.edge.Refresh()
}

// Tapped is fyne.Tappable.
func (r *row) Tapped(e *fyne.PointEvent) { r.events.rowTapped(r.place, e.Position, r.mods) }

// TappedSecondary is fyne.SecondaryTappable.
func (r *row) TappedSecondary(e *fyne.PointEvent) { r.events.rowMenu(r.place, e.AbsolutePosition) }

// MouseDown is desktop.Mouseable: a tap itself does not say what keys are held.
func (r *row) MouseDown(e *desktop.MouseEvent) { r.mods = e.Modifier }

// MouseUp is desktop.Mouseable.
func (r *row) MouseUp(*desktop.MouseEvent) {}

// MouseIn is desktop.Hoverable.
func (r *row) MouseIn(*desktop.MouseEvent) {
	r.events.rowHovered(r.place)
	r.mark(r.current, r.ticked, true)
}

// MouseMoved is desktop.Hoverable.
func (r *row) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is desktop.Hoverable.
func (r *row) MouseOut() {
	r.events.rowHovered(-1)
	r.mark(r.current, r.ticked, false)
}

// CreateRenderer is part of fyne.Widget.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	rr := &rowRenderer{row: r, all: []fyne.CanvasObject{r.ground, r.line, r.edge}}
	if r.tick != nil {
		rr.all = append(rr.all, r.tick.objects()...)
	}
	for _, c := range r.cells {
		rr.all = append(rr.all, c.objects()...)
	}
	if r.dots != nil {
		rr.all = append(rr.all, r.dots)
	}
	return rr
}

type rowRenderer struct {
	row *row
	all []fyne.CanvasObject
}

func (r *rowRenderer) MinSize() fyne.Size { return fyne.NewSize(1, r.row.height) }

func (r *rowRenderer) Layout(size fyne.Size) {
	row := r.row
	row.ground.Resize(size)
	row.edge.Resize(fyne.NewSize(3, size.Height))
	row.line.Move(fyne.NewPos(0, size.Height-theme.Hairline))
	row.line.Resize(fyne.NewSize(size.Width, theme.Hairline))
	if row.tick != nil {
		row.tick.place(size.Height)
	}
	if row.dots != nil {
		row.dots.Resize(fyne.NewSquareSize(16))
		row.dots.Move(fyne.NewPos(size.Width-dotsWidth+(dotsWidth-16)/2, (size.Height-16)/2))
	}
	row.placeCells(size.Height)
}

func (r *row) placeCells(height float32) {
	for i, w := range r.layout.widths {
		if w == 0 {
			r.cells[i].place(-1000, 0, height)
		}
	}
	r.layout.each(func(i int, x, w float32) { r.cells[i].place(x, w, height) })
}

// Refresh is called on a change of theme; data reaches the row through its
// cells without it.
func (r *rowRenderer) Refresh() {
	row := r.row
	row.line.FillColor = theme.Color(theme.Border)
	row.line.Refresh()
	row.paintGround()
	if row.tick != nil {
		row.tick.paint(row.ticked)
	}
	if row.dots != nil {
		row.dots.Refresh()
	}
	for _, c := range row.cells {
		c.repaint()
	}
	theme.Repaint(row)
}

func (r *rowRenderer) Objects() []fyne.CanvasObject { return r.all }
func (r *rowRenderer) Destroy()                     {}
