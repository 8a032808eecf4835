// Package stat is the card with one big figure: a small label above, a note
// below, and the rows behind the figure one tap away.
package stat

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/keys"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/text"
)

// Stat shows label, figure and note. With a nil function it takes no taps.
type Stat struct {
	widget.BaseWidget

	label, figure, note *text.Label
	onTap               func()
	hovered, focused    bool
}

// New is a stat without a figure yet.
func New(label string, onTap func()) *Stat {
	s := &Stat{label: text.Title(label), figure: text.Figure("–"), note: text.Small("").Wrapped(), onTap: onTap}
	s.ExtendBaseWidget(s)
	return s
}

// Note is a piece of the line under the figure in one tone.
func Note(s string, tone theme.Tone) text.Span { return text.Span{Text: s, Ink: tone.Ink()} }

// Set shows the figure and the pieces of its note.
func (s *Stat) Set(figure string, note ...text.Span) {
	s.figure.SetText(figure)
	s.note.SetSpans(note...)
}

// SetLabel changes the small label.
func (s *Stat) SetLabel(label string) { s.label.SetText(label) }

// Figure is the figure shown.
func (s *Stat) Figure() string { return s.figure.Text() }

// Tapped is fyne.Tappable.
func (s *Stat) Tapped(*fyne.PointEvent) {
	if s.onTap != nil {
		s.onTap()
	}
}

// FocusGained is fyne.Focusable.
func (s *Stat) FocusGained() { s.focused = true; s.Refresh() }

// FocusLost is fyne.Focusable.
func (s *Stat) FocusLost() { s.focused = false; s.Refresh() }

// TypedRune is fyne.Focusable.
func (s *Stat) TypedRune(rune) {}

// TypedKey taps on Enter and Space and hands on every other key.
func (s *Stat) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		s.Tapped(nil)
	default:
		keys.Bubble(s, key)
	}
}

// MouseIn is desktop.Hoverable.
func (s *Stat) MouseIn(*desktop.MouseEvent) { s.hovered = true; s.Refresh() }

// MouseMoved is desktop.Hoverable.
func (s *Stat) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is desktop.Hoverable.
func (s *Stat) MouseOut() { s.hovered = false; s.Refresh() }

// Cursor is desktop.Cursorable.
func (s *Stat) Cursor() desktop.Cursor {
	if s.onTap == nil {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// CreateRenderer is part of fyne.Widget.
func (s *Stat) CreateRenderer() fyne.WidgetRenderer {
	r := &renderer{stat: s, surface: canvas.NewRectangle(nil)}
	r.paint()
	return r
}

type renderer struct {
	stat    *Stat
	surface *canvas.Rectangle
}

func (r *renderer) paint() {
	border := theme.Border
	if r.stat.onTap != nil && (r.stat.hovered || r.stat.focused) {
		border = theme.Accent
	}
	theme.Fill(r.surface, theme.Surface, border, theme.CardRadius)
}

// noteLines is how many lines of note every stat keeps room for, so that cards
// in a row have one height.
const noteLines = 2

func (r *renderer) MinSize() fyne.Size {
	s := r.stat
	line := text.Small("M").MinSize().Height
	w := max(s.label.MinSize().Width, s.figure.MinSize().Width)
	h := s.label.MinSize().Height + s.figure.MinSize().Height + max(noteLines*line, s.note.MinSize().Height)
	return fyne.NewSize(w+2*theme.CardPad, h+2*theme.CardPad+2*theme.Pad)
}

func (r *renderer) Layout(size fyne.Size) {
	r.surface.Resize(size)
	y, w := theme.CardPad, size.Width-2*theme.CardPad
	put := func(l *text.Label, gap float32) {
		h := place.HeightFor(l, w)
		l.Move(fyne.NewPos(theme.CardPad, y))
		l.Resize(fyne.NewSize(w, h))
		y += h + gap
	}
	put(r.stat.label, theme.Pad)
	put(r.stat.figure, theme.Pad)
	put(r.stat.note, 0)
}

func (r *renderer) Refresh() {
	r.paint()
	r.Layout(r.stat.Size())
	theme.Repaint(r.stat)
}

func (r *renderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.surface, r.stat.label, r.stat.figure, r.stat.note}
}

func (r *renderer) Destroy() {}
