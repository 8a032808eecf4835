package datatable

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/textcell"
)

// headEvents is what the header asks of and tells its table.
type headEvents interface {
	tapHeader(column int, add bool)
	tickAll()
	allTicked() bool
	heads() []headCell
}

// headCell is what the header shows for one column.
type headCell struct {
	title string
	align fyne.TextAlign
	arrow theme.Icon // IconNone when the table is not ordered by it
	minor bool       // it is the second key
}

// header is the line of titles above the rows.
type header struct {
	widget.BaseWidget

	events  headEvents
	layout  *columnLayout
	mods    fyne.KeyModifier
	focused bool // the rows have the keyboard

	ground *canvas.Rectangle
	line   *canvas.Rectangle
	tick   *tickbox
	titles []*textcell.Cell
	arrows []*canvas.Image
}

const arrowEdge float32 = 12

func newHeader[T any](t *Table[T]) *header {
	h := &header{events: t, layout: t.layout,
		ground: canvas.NewRectangle(nil), line: canvas.NewRectangle(theme.Color(theme.Border))}
	h.paintGround()
	if t.opts.Multi {
		h.tick = newTickbox()
	}
	for _, c := range t.columns {
		h.titles = append(h.titles, textcell.New(textcell.Look{Size: theme.TextCaption, Bold: true, Ink: theme.TextMuted, Align: c.Align}))
		h.arrows = append(h.arrows, theme.IconImage(theme.IconArrowUp, theme.TextMuted, arrowEdge))
	}
	h.ExtendBaseWidget(h)
	return h
}

// heads describes the titles as they are ordered now.
func (t *Table[T]) heads() []headCell {
	out := make([]headCell, len(t.columns))
	for i, c := range t.columns {
		out[i] = headCell{title: c.Title, align: c.Align}
	}
	for i, s := range t.query.sort {
		out[s.column].arrow = theme.IconArrowUp
		if s.desc {
			out[s.column].arrow = theme.IconArrowDown
		}
		out[s.column].minor = i > 0
	}
	return out
}

// paintGround follows the round corners of the card the table stands on.
func (h *header) paintGround() {
	theme.Fill(h.ground, theme.SurfaceRaised, theme.Clear, 0)
	h.ground.TopLeftCornerRadius, h.ground.TopRightCornerRadius = theme.CardRadius-1, theme.CardRadius-1
	line := theme.Border
	if h.focused {
		line = theme.Accent
	}
	h.line.FillColor = theme.Color(line)
	h.line.Refresh()
}

// Tapped is fyne.Tappable.
func (h *header) Tapped(e *fyne.PointEvent) {
	if h.layout.onTicks(e.Position.X) {
		h.events.tickAll()
		return
	}
	if i := h.layout.at(e.Position.X); i >= 0 {
		h.events.tapHeader(i, h.mods&fyne.KeyModifierShift != 0)
	}
}

// MouseDown is desktop.Mouseable: a tap itself does not say what keys are held.
func (h *header) MouseDown(e *desktop.MouseEvent) { h.mods = e.Modifier }

// MouseUp is desktop.Mouseable.
func (h *header) MouseUp(*desktop.MouseEvent) {}

// Cursor is desktop.Cursorable.
func (h *header) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer is part of fyne.Widget.
func (h *header) CreateRenderer() fyne.WidgetRenderer { return &headRenderer{h} }

type headRenderer struct{ h *header }

func (r *headRenderer) MinSize() fyne.Size { return r.h.layout.minSize(headHeight) }

func (r *headRenderer) Layout(size fyne.Size) {
	h := r.h
	h.ground.Resize(size)
	h.line.Move(fyne.NewPos(0, size.Height-theme.Hairline))
	h.line.Resize(fyne.NewSize(size.Width, theme.Hairline))
	if h.tick != nil {
		h.tick.place(size.Height)
	}
	for i := range h.titles {
		h.titles[i].Place(fyne.NewPos(-1000, 0), fyne.NewSize(0, lineSub))
		h.arrows[i].Hide()
	}
	heads := h.events.heads()
	h.layout.each(func(i int, x, w float32) { h.placeTitle(i, heads[i], x, w, size.Height) })
}

// placeTitle puts the arrow behind a title, so that right-aligned titles keep
// the edge of their figures.
func (h *header) placeTitle(i int, head headCell, x, w, height float32) {
	title, top := h.titles[i], (height-lineSub)/2
	title.Set(head.title, theme.TextMuted)
	if head.arrow == theme.IconNone {
		title.Place(fyne.NewPos(x, top), fyne.NewSize(w, lineSub))
		return
	}
	title.Set(head.title, theme.Text)
	room := max(0, w-arrowEdge-2)
	title.Place(fyne.NewPos(x, top), fyne.NewSize(room, lineSub))
	arrowX := x + min(room, title.Width()) + 2
	if head.align == fyne.TextAlignTrailing {
		arrowX = x + room + 2
	}
	ink := theme.Text
	if head.minor {
		ink = theme.TextFaint
	}
	h.arrows[i].Resource = theme.IconResource(head.arrow, ink)
	h.arrows[i].Resize(fyne.NewSquareSize(arrowEdge))
	h.arrows[i].Move(fyne.NewPos(arrowX, (height-arrowEdge)/2))
	h.arrows[i].Show()
	h.arrows[i].Refresh()
}

func (r *headRenderer) Refresh() {
	r.h.paintGround()
	if r.h.tick != nil {
		r.h.tick.paint(r.h.events.allTicked())
	}
	for _, title := range r.h.titles {
		title.Repaint()
	}
	r.Layout(r.h.Size())
	theme.Repaint(r.h)
}

func (r *headRenderer) Objects() []fyne.CanvasObject {
	out := []fyne.CanvasObject{r.h.ground, r.h.line}
	if r.h.tick != nil {
		out = append(out, r.h.tick.objects()...)
	}
	for i := range r.h.titles {
		out = append(out, r.h.titles[i].Object(), r.h.arrows[i])
	}
	return out
}

func (r *headRenderer) Destroy() {}
