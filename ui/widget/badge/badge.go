// Package badge marks states: a certainty on a soft ground, a health dot with
// its word, a count, an outlined tag. Colour is never the only sign: every
// badge says its word.
package badge

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"msp-license-tracker/ui/theme"
)

type kind uint8

const (
	soft kind = iota
	dot
	tag
	pill
)

// Badge is one small mark.
type Badge struct {
	widget.BaseWidget

	kind kind
	text string
	tone theme.Tone
}

// New is a word on the soft ground of its tone: "sure", "likely".
func New(text string, tone theme.Tone) *Badge { return build(soft, text, tone) }

// Dot is a filled dot and a word in ordinary text: "Healthy".
func Dot(text string, tone theme.Tone) *Badge { return build(dot, text, tone) }

// Tag is an outlined word, the owner's own.
func Tag(text string) *Badge { return build(tag, text, theme.Neutral) }

// Count is a number in a pill; it is hidden at zero.
func Count(n int, tone theme.Tone) *Badge {
	b := build(pill, "", tone)
	b.SetCount(n)
	return b
}

func build(k kind, text string, tone theme.Tone) *Badge {
	b := &Badge{kind: k, text: text, tone: tone}
	b.ExtendBaseWidget(b)
	return b
}

// Set changes word and tone.
func (b *Badge) Set(text string, tone theme.Tone) {
	if b.text == text && b.tone == tone {
		return
	}
	b.text, b.tone = text, tone
	b.Refresh()
}

// SetCount changes the number; zero hides the badge.
func (b *Badge) SetCount(n int) {
	b.Set(strconv.Itoa(n), b.tone)
	if n == 0 {
		b.Hide()
		return
	}
	b.Show()
}

// Text is the word shown.
func (b *Badge) Text() string { return b.text }

// CreateRenderer is part of fyne.Widget.
func (b *Badge) CreateRenderer() fyne.WidgetRenderer {
	r := &renderer{badge: b, ground: canvas.NewRectangle(nil), dot: canvas.NewCircle(nil), label: canvas.NewText("", nil)}
	r.paint()
	return r
}

type renderer struct {
	badge  *Badge
	ground *canvas.Rectangle
	dot    *canvas.Circle
	label  *canvas.Text
}

const dotEdge float32 = 8

func (r *renderer) paint() {
	b := r.badge
	r.label.Text = b.text
	r.label.TextSize = theme.TextCaption
	r.label.TextStyle.Bold = b.kind == soft || b.kind == pill
	ink := b.tone.Ink()
	switch b.kind {
	case soft:
		theme.Fill(r.ground, b.tone.Soft(), theme.Clear, 6)
	case pill:
		theme.Fill(r.ground, b.tone.Soft(), theme.Clear, 9)
	case tag:
		theme.Fill(r.ground, theme.SurfaceRaised, theme.Border, 6)
	case dot:
		theme.Fill(r.ground, theme.Clear, theme.Clear, 0)
		r.dot.FillColor = theme.Color(ink)
		r.label.TextSize = theme.TextBody
		ink = theme.Text
	}
	r.label.Color = theme.Color(ink)
	r.label.Refresh()
	r.dot.Refresh()
}

func (r *renderer) MinSize() fyne.Size {
	m := r.label.MinSize()
	switch r.badge.kind {
	case dot:
		return fyne.NewSize(m.Width+2*dotEdge, m.Height)
	case pill:
		return fyne.NewSize(max(20, m.Width+14), 18)
	default:
		return fyne.NewSize(m.Width+16, m.Height+5)
	}
}

func (r *renderer) Layout(size fyne.Size) {
	m := r.label.MinSize()
	own := r.MinSize()
	top := max(0, (size.Height-own.Height)/2)
	r.ground.Move(fyne.NewPos(0, top))
	r.ground.Resize(own)
	r.label.Resize(m)
	left := (own.Width - m.Width) / 2
	if r.badge.kind == dot {
		left = 2 * dotEdge
		r.dot.Resize(fyne.NewSquareSize(dotEdge))
		r.dot.Move(fyne.NewPos(0, (size.Height-dotEdge)/2))
	}
	r.label.Move(fyne.NewPos(left, top+(own.Height-m.Height)/2))
}

func (r *renderer) Refresh() {
	r.paint()
	r.Layout(r.badge.Size())
	theme.Repaint(r.badge)
}

func (r *renderer) Objects() []fyne.CanvasObject {
	if r.badge.kind == dot {
		return []fyne.CanvasObject{r.dot, r.label}
	}
	return []fyne.CanvasObject{r.ground, r.label}
}

func (r *renderer) Destroy() {}
