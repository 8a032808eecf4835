// Package text holds the labels of the program: plain canvas texts that follow
// the theme, can mix tones in one line, and wrap where asked.
//
// They cost far less than rich text and have no inner padding, so that a
// layout's numbers are the numbers one sees.
package text

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"msp-license-tracker/ui/theme"
)

// Span is a piece of a label with its own ink.
type Span struct {
	Text string
	Ink  fyne.ThemeColorName // "" is the label's own
	Bold bool
}

// Label shows one text, or spans in a row, in one size.
type Label struct {
	widget.BaseWidget

	spans []Span
	size  float32
	ink   fyne.ThemeColorName
	bold  bool
	wrap  bool
	align fyne.TextAlign
}

// Body is ordinary text.
func Body(s string) *Label { return newLabel(s, theme.TextBody, theme.Text, false) }

// Strong is ordinary text with weight.
func Strong(s string) *Label { return newLabel(s, theme.TextBody, theme.Text, true) }

// Muted is ordinary text of less importance.
func Muted(s string) *Label { return newLabel(s, theme.TextBody, theme.TextMuted, false) }

// Small is a secondary line.
func Small(s string) *Label { return newLabel(s, theme.TextSmall, theme.TextMuted, false) }

// Title is the head of a card: small, muted, with weight.
func Title(s string) *Label { return newLabel(s, theme.TextSmall, theme.TextMuted, true) }

// Caption is the smallest text: notes under charts, table heads.
func Caption(s string) *Label { return newLabel(s, theme.TextCaption, theme.TextMuted, true) }

// Heading is the title of a page.
func Heading(s string) *Label { return newLabel(s, theme.TextHeading, theme.Text, true) }

// Figure is the big number of a card.
func Figure(s string) *Label { return newLabel(s, theme.TextFigure, theme.Text, true) }

// Flow is body text made of spans, wrapping.
func Flow(spans ...Span) *Label {
	return Body("").WithSpans(spans...).Wrapped()
}

func newLabel(s string, size float32, ink fyne.ThemeColorName, bold bool) *Label {
	l := &Label{spans: []Span{{Text: s}}, size: size, ink: ink, bold: bold}
	l.ExtendBaseWidget(l)
	return l
}

// Wrapped lets the label break into lines at its width and returns it.
func (l *Label) Wrapped() *Label {
	l.wrap = true
	return l
}

// Ink sets the colour and returns the label.
func (l *Label) Ink(name fyne.ThemeColorName) *Label {
	l.ink = name
	return l
}

// Sized sets the size of the text and returns the label.
func (l *Label) Sized(size float32) *Label {
	l.size = size
	return l
}

// Aligned sets where a narrower text stands and returns the label.
func (l *Label) Aligned(a fyne.TextAlign) *Label {
	l.align = a
	return l
}

// WithSpans sets the pieces and returns the label.
func (l *Label) WithSpans(spans ...Span) *Label {
	l.spans = spans
	return l
}

// Text is what the label says, without its tones.
func (l *Label) Text() string {
	s := ""
	for _, span := range l.spans {
		s += span.Text
	}
	return s
}

// SetText shows one text in the label's own ink.
func (l *Label) SetText(s string) { l.SetSpans(Span{Text: s}) }

// SetInk changes the colour.
func (l *Label) SetInk(name fyne.ThemeColorName) {
	if l.ink != name {
		l.ink = name
		l.Refresh()
	}
}

// SetSpans shows the pieces one after another.
func (l *Label) SetSpans(spans ...Span) {
	if equal(l.spans, spans) {
		return
	}
	l.spans = spans
	l.Refresh()
}

func equal(a, b []Span) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// CreateRenderer is part of fyne.Widget.
func (l *Label) CreateRenderer() fyne.WidgetRenderer {
	return &labelRenderer{label: l}
}

func measure(s string, size float32, bold bool) fyne.Size {
	return fyne.MeasureText(s, size, fyne.TextStyle{Bold: bold})
}

func (l *Label) drawn(p piece) *canvas.Text {
	t := canvas.NewText(p.text, theme.Color(p.ink))
	t.TextSize = l.size
	t.TextStyle.Bold = p.bold
	return t
}
