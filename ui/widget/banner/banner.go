// Package banner says something about the whole page, in a tone, with at most
// one action. It stays until what it says is no longer true.
package banner

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/text"
)

// Banner shows one message on the soft ground of its tone.
type Banner struct {
	widget.BaseWidget

	tone   theme.Tone
	label  *text.Label
	action *button.Button
}

// New shows the text in the tone.
func New(tone theme.Tone, s string) *Banner {
	b := &Banner{tone: tone, label: text.Body(s).Wrapped().Ink(tone.Ink())}
	b.action = button.Secondary("", nil)
	b.action.Hide()
	b.ExtendBaseWidget(b)
	return b
}

// WithAction adds a button and returns the banner.
func (b *Banner) WithAction(label string, do func()) *Banner {
	b.action.SetText(label)
	b.action.OnTap(do)
	b.action.Show()
	return b
}

// Set changes tone and text.
func (b *Banner) Set(tone theme.Tone, s string) {
	b.tone = tone
	b.label.SetInk(tone.Ink())
	b.label.SetText(s)
	b.Refresh()
}

// Text is what the banner says.
func (b *Banner) Text() string { return b.label.Text() }

func (b *Banner) icon() theme.Icon {
	switch b.tone {
	case theme.Positive:
		return theme.IconCheck
	case theme.Caution, theme.Severe:
		return theme.IconWarning
	default:
		return theme.IconInfo
	}
}

// CreateRenderer is part of fyne.Widget.
func (b *Banner) CreateRenderer() fyne.WidgetRenderer {
	r := &renderer{banner: b, ground: canvas.NewRectangle(nil), icon: theme.IconImage(b.icon(), b.tone.Ink(), theme.IconSize)}
	r.paint()
	return r
}

type renderer struct {
	banner *Banner
	ground *canvas.Rectangle
	icon   *canvas.Image
}

const padY float32 = 12

func (r *renderer) paint() {
	b := r.banner
	theme.Fill(r.ground, b.tone.Soft(), theme.Clear, theme.ControlRadius)
	r.icon.Resource = theme.IconResource(b.icon(), b.tone.Ink())
	r.icon.Refresh()
}

func (r *renderer) actionWidth() float32 {
	if !r.banner.action.Visible() {
		return 0
	}
	return r.banner.action.MinSize().Width + theme.Gap
}

func (r *renderer) MinSize() fyne.Size {
	h := r.banner.label.MinSize().Height
	if r.banner.action.Visible() {
		h = max(h, theme.ControlHeight-padY/2)
	}
	return fyne.NewSize(200+r.actionWidth(), h+2*padY)
}

func (r *renderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	left := theme.CardPad + theme.IconSize + 10
	w := size.Width - left - theme.CardPad - r.actionWidth()
	h := place.HeightFor(r.banner.label, w)
	top := (size.Height - h) / 2
	r.icon.Resize(fyne.NewSquareSize(theme.IconSize))
	r.icon.Move(fyne.NewPos(theme.CardPad, top-1))
	r.banner.label.Move(fyne.NewPos(left, top))
	r.banner.label.Resize(fyne.NewSize(w, h))
	m := r.banner.action.MinSize()
	r.banner.action.Resize(m)
	r.banner.action.Move(fyne.NewPos(size.Width-m.Width-padY, (size.Height-m.Height)/2))
}

func (r *renderer) Refresh() {
	r.paint()
	r.Layout(r.banner.Size())
	theme.Repaint(r.banner)
}

func (r *renderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.icon, r.banner.label, r.banner.action}
}

func (r *renderer) Destroy() {}
