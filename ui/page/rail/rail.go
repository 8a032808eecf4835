// Package rail shows the steps of a flow under each other: those behind are
// ticked, the present one is marked, and every step one may go to is pressed
// by a tap, Enter or Space.
package rail

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/keys"
	"msp-license-tracker/ui/widget/place"
)

// State is where a step stands.
type State uint8

// The states of a step.
const (
	Ahead State = iota
	Open        // may be gone to
	Here
	Done
)

// Rail is the list of steps.
type Rail struct {
	widget.BaseWidget

	steps []*step
	box   *fyne.Container
}

// New is a rail of these steps, all ahead. onTap gets the index of a step that
// may be gone to; nil makes a rail that only shows.
func New(onTap func(i int), names ...string) *Rail {
	r := &Rail{box: place.Column(3 * theme.Pad)}
	for i, name := range names {
		s := &step{number: i + 1, name: name}
		if onTap != nil {
			s.onTap = func() { onTap(i) }
		}
		s.ExtendBaseWidget(s)
		r.steps = append(r.steps, s)
		r.box.Add(s)
	}
	r.ExtendBaseWidget(r)
	return r
}

// Mark sets the state of every step.
func (r *Rail) Mark(states ...State) {
	for i, s := range r.steps {
		if i < len(states) && s.state != states[i] {
			s.state = states[i]
			s.Refresh()
		}
	}
}

// State is where a step stands.
func (r *Rail) State(i int) State { return r.steps[i].state }

// CreateRenderer is part of fyne.Widget.
func (r *Rail) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.box) }

// step is one line of the rail.
type step struct {
	widget.BaseWidget

	number           int
	name             string
	state            State
	onTap            func()
	hovered, focused bool
}

func (s *step) live() bool { return s.onTap != nil && (s.state == Open || s.state == Done) }

// Tapped is fyne.Tappable.
func (s *step) Tapped(*fyne.PointEvent) {
	if s.live() {
		s.onTap()
	}
}

// Disabled keeps the keyboard from steps one cannot go to.
func (s *step) Disabled() bool { return !s.live() }

// Enable and Disable are part of fyne.Disableable; the state decides.
func (s *step) Enable() {}

// Disable does nothing: the state decides.
func (s *step) Disable() {}

// FocusGained is fyne.Focusable.
func (s *step) FocusGained() { s.focused = true; s.Refresh() }

// FocusLost is fyne.Focusable.
func (s *step) FocusLost() { s.focused = false; s.Refresh() }

// TypedRune is fyne.Focusable.
func (s *step) TypedRune(rune) {}

// TypedKey goes to the step on Enter and Space and hands on every other key.
func (s *step) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		s.Tapped(nil)
	default:
		keys.Bubble(s, key)
	}
}

// MouseIn is desktop.Hoverable.
func (s *step) MouseIn(*desktop.MouseEvent) { s.hovered = true; s.Refresh() }

// MouseMoved is desktop.Hoverable.
func (s *step) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is desktop.Hoverable.
func (s *step) MouseOut() { s.hovered = false; s.Refresh() }

// Cursor is desktop.Cursorable.
func (s *step) Cursor() desktop.Cursor {
	if s.live() {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// CreateRenderer is part of fyne.Widget.
func (s *step) CreateRenderer() fyne.WidgetRenderer {
	r := &renderer{step: s, ground: canvas.NewRectangle(nil), disc: canvas.NewCircle(nil), number: canvas.NewText("", nil),
		tick: theme.IconImage(theme.IconCheck, theme.Surface, 14), name: canvas.NewText("", nil)}
	r.paint()
	return r
}

type renderer struct {
	step   *step
	ground *canvas.Rectangle
	disc   *canvas.Circle
	number *canvas.Text
	tick   *canvas.Image
	name   *canvas.Text
}

const (
	edge   float32 = 26
	height float32 = 34
)

func (r *renderer) paint() {
	s := r.step
	disc, number, name := theme.SurfaceRaised, theme.TextMuted, theme.TextFaint
	switch s.state {
	case Done:
		disc, name = theme.Good, theme.Text
	case Here:
		disc, number, name = theme.Accent, theme.OnAccent, theme.Text
	case Open:
		name = theme.TextMuted
	}
	ground, border := theme.Clear, theme.Clear
	if s.live() && s.hovered {
		ground = theme.Hover
	}
	if s.live() && s.focused {
		border = theme.Accent
	}
	theme.Fill(r.ground, ground, border, theme.ControlRadius)
	r.disc.FillColor = theme.Color(disc)
	r.disc.Refresh()
	r.number.Text, r.number.TextSize, r.number.Color = strconv.Itoa(s.number), theme.TextSmall, theme.Color(number)
	r.number.TextStyle.Bold, r.number.Alignment = true, fyne.TextAlignCenter
	r.number.Hidden, r.tick.Hidden = s.state == Done, s.state != Done
	r.tick.Resource = theme.IconResource(theme.IconCheck, theme.Surface)
	r.name.Text, r.name.TextSize, r.name.Color, r.name.TextStyle.Bold = s.name, theme.TextBody, theme.Color(name), s.state == Here
	for _, o := range []fyne.CanvasObject{r.number, r.tick, r.name} {
		o.Refresh()
	}
}

func (r *renderer) MinSize() fyne.Size {
	return fyne.NewSize(edge+3*theme.Pad+r.name.MinSize().Width+theme.Pad, height)
}

func (r *renderer) Layout(size fyne.Size) {
	r.ground.Move(fyne.NewPos(-theme.Pad, 0))
	r.ground.Resize(fyne.NewSize(size.Width+2*theme.Pad, size.Height))
	top := (size.Height - edge) / 2
	r.disc.Move(fyne.NewPos(0, top))
	r.disc.Resize(fyne.NewSquareSize(edge))
	m := r.number.MinSize()
	r.number.Move(fyne.NewPos(0, (size.Height-m.Height)/2))
	r.number.Resize(fyne.NewSize(edge, m.Height))
	r.tick.Move(fyne.NewPos((edge-14)/2, (size.Height-14)/2))
	r.tick.Resize(fyne.NewSquareSize(14))
	n := r.name.MinSize()
	r.name.Move(fyne.NewPos(edge+3*theme.Pad, (size.Height-n.Height)/2))
	r.name.Resize(n)
}

func (r *renderer) Refresh() {
	r.paint()
	r.Layout(r.step.Size())
	theme.Repaint(r.step)
}

func (r *renderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.disc, r.number, r.tick, r.name}
}

func (r *renderer) Destroy() {}
