// Package busy shows that something is going on: a thin bar with what is
// happening and a way to stop it. It moves only when told, never by an
// animation, which would keep a core busy.
package busy

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/text"
)

// Unknown is the share of work that cannot be told.
const Unknown = -1.0

// Bar is hidden until Show.
type Bar struct {
	widget.BaseWidget

	label  *text.Label
	cancel *button.Button
	share  float64
}

// New is a bar; with a nil function it has no cancel button.
func New(onCancel func()) *Bar {
	b := &Bar{label: text.Small(""), share: Unknown}
	b.cancel = button.Link("Cancel", onCancel)
	if onCancel == nil {
		b.cancel.Hide()
	}
	b.ExtendBaseWidget(b)
	b.Hide()
	return b
}

// Set shows what is happening and how far it is: 0 to 1, or Unknown.
func (b *Bar) Set(label string, share float64) {
	b.label.SetText(label)
	if b.share != share {
		b.share = share
		b.Refresh()
	}
	b.Show()
}

// Done hides the bar.
func (b *Bar) Done() { b.Hide() }

// Label is what the bar says.
func (b *Bar) Label() string { return b.label.Text() }

// CreateRenderer is part of fyne.Widget.
func (b *Bar) CreateRenderer() fyne.WidgetRenderer {
	r := &renderer{bar: b, track: canvas.NewRectangle(nil), done: canvas.NewRectangle(nil)}
	r.paint()
	return r
}

type renderer struct {
	bar         *Bar
	track, done *canvas.Rectangle
}

const thick float32 = 4

func (r *renderer) paint() {
	theme.Fill(r.track, theme.AccentSoft, theme.Clear, thick/2)
	theme.Fill(r.done, theme.Accent, theme.Clear, thick/2)
}

func (r *renderer) MinSize() fyne.Size {
	h := max(r.bar.label.MinSize().Height, r.bar.cancel.MinSize().Height)
	return fyne.NewSize(160, h+thick+2)
}

func (r *renderer) Layout(size fyne.Size) {
	m := r.bar.cancel.MinSize()
	if !r.bar.cancel.Visible() {
		m.Width = 0
	}
	h := size.Height - thick - 2
	r.bar.label.Resize(fyne.NewSize(size.Width-m.Width-theme.Pad, h))
	r.bar.cancel.Resize(fyne.NewSize(m.Width, h))
	r.bar.cancel.Move(fyne.NewPos(size.Width-m.Width, 0))
	r.track.Move(fyne.NewPos(0, size.Height-thick))
	r.track.Resize(fyne.NewSize(size.Width, thick))
	from, to := float32(0), float32(min(1, max(0, r.bar.share)))
	if r.bar.share < 0 {
		from, to = 0.35, 0.65
	}
	r.done.Move(fyne.NewPos(size.Width*from, size.Height-thick))
	r.done.Resize(fyne.NewSize(size.Width*(to-from), thick))
}

func (r *renderer) Refresh() {
	r.paint()
	r.Layout(r.bar.Size())
	theme.Repaint(r.bar)
}

func (r *renderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.track, r.done, r.bar.label, r.bar.cancel}
}

func (r *renderer) Destroy() {}
