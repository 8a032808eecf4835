// Package factlist shows facts one under the other: what it is at the left,
// the value at the right, a hairline between. The proof of an amount is such a
// list.
package factlist

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/text"
)

// Fact is one line.
type Fact struct {
	Label string
	Value string
	Note  string // muted, behind the value
	Tone  theme.Tone
	OnTap func() // the value is a link
}

// List shows the facts; long values wrap.
type List struct {
	widget.BaseWidget
	box *fyne.Container
}

// New is a list of these facts.
func New(facts ...Fact) *List {
	l := &List{box: place.Column(0)}
	l.ExtendBaseWidget(l)
	l.Set(facts...)
	return l
}

// Set replaces the facts.
func (l *List) Set(facts ...Fact) {
	l.box.Objects = nil
	for i, f := range facts {
		l.box.Add(newLine(f, i < len(facts)-1))
	}
	l.box.Refresh()
}

// CreateRenderer is part of fyne.Widget.
func (l *List) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.box) }

// line is one fact.
type line struct {
	widget.BaseWidget

	label, value *text.Label
	rule         bool
	onTap        func()
}

func newLine(f Fact, rule bool) *line {
	ink := theme.Text
	switch {
	case f.OnTap != nil:
		ink = theme.Accent
	case f.Tone != theme.Neutral:
		ink = f.Tone.Ink()
	}
	spans := []text.Span{{Text: f.Value, Ink: ink}}
	if f.Note != "" {
		spans = append(spans, text.Span{Text: " · " + f.Note, Ink: theme.TextMuted})
	}
	n := &line{
		label: text.Small(f.Label).Wrapped(),
		value: text.Small("").WithSpans(spans...).Wrapped(),
		rule:  rule, onTap: f.OnTap,
	}
	n.ExtendBaseWidget(n)
	return n
}

// Tapped is fyne.Tappable.
func (n *line) Tapped(*fyne.PointEvent) {
	if n.onTap != nil {
		n.onTap()
	}
}

// CreateRenderer is part of fyne.Widget.
func (n *line) CreateRenderer() fyne.WidgetRenderer {
	return &lineRenderer{n, canvas.NewRectangle(theme.Color(theme.Border))}
}

type lineRenderer struct {
	line *line
	rule *canvas.Rectangle
}

const (
	linePad    float32 = 9
	labelShare float32 = 0.44
)

func (r *lineRenderer) MinSize() fyne.Size {
	h := max(r.line.label.MinSize().Height, r.line.value.MinSize().Height)
	return fyne.NewSize(160, h+2*linePad)
}

func (r *lineRenderer) Layout(size fyne.Size) {
	left := size.Width * labelShare
	r.put(r.line.label, 0, left-theme.Pad)
	r.put(r.line.value, left+theme.Pad, size.Width-left-theme.Pad)
	r.rule.Move(fyne.NewPos(0, size.Height-theme.Hairline))
	r.rule.Resize(fyne.NewSize(size.Width, theme.Hairline))
	r.rule.Hidden = !r.line.rule
}

func (r *lineRenderer) put(l *text.Label, x, width float32) {
	h := place.HeightFor(l, width)
	l.Move(fyne.NewPos(x, linePad))
	l.Resize(fyne.NewSize(width, h))
}

func (r *lineRenderer) Refresh() {
	r.rule.FillColor = theme.Color(theme.Border)
	r.Layout(r.line.Size())
	theme.Repaint(r.line)
}

func (r *lineRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.line.label, r.line.value, r.rule}
}

func (r *lineRenderer) Destroy() {}
