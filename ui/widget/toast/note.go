package toast

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/text"
)

// note is one message on its card.
type note struct {
	widget.BaseWidget

	message Message
	label   *text.Label
	action  *button.Button
	close   *button.Button
	onClose func()
	stop    func()
}

func newNote(m Message, onClose func()) *note {
	n := &note{message: m, label: text.Body(m.Text), onClose: onClose, stop: func() {}}
	n.action = button.Link(m.Action, func() {
		n.onClose()
		if m.OnTap != nil {
			m.OnTap()
		}
	})
	if m.Action == "" {
		n.action.Hide()
	}
	n.close = button.Icon(theme.IconClose, func() { n.onClose() })
	n.ExtendBaseWidget(n)
	return n
}

func (n *note) icon() theme.Icon {
	switch n.message.Tone {
	case theme.Positive:
		return theme.IconCheck
	case theme.Caution, theme.Severe:
		return theme.IconWarning
	default:
		return theme.IconInfo
	}
}

// CreateRenderer is part of fyne.Widget.
func (n *note) CreateRenderer() fyne.WidgetRenderer {
	r := &noteRenderer{note: n, ground: canvas.NewRectangle(nil),
		icon: theme.IconImage(n.icon(), n.message.Tone.Ink(), theme.IconSize)}
	r.paint()
	return r
}

type noteRenderer struct {
	note   *note
	ground *canvas.Rectangle
	icon   *canvas.Image
}

const (
	noteHeight float32 = 44
	noteGap    float32 = 10
)

func (r *noteRenderer) paint() {
	theme.Fill(r.ground, theme.SurfaceRaised, theme.Border, theme.ControlRadius)
	r.ground.Shadow = theme.Shadow()
	r.ground.Refresh()
}

func (r *noteRenderer) MinSize() fyne.Size {
	w := theme.CardPad + theme.IconSize + noteGap + r.note.label.MinSize().Width + noteGap + theme.ControlHeight + theme.Pad
	if r.note.action.Visible() {
		w += r.note.action.MinSize().Width + noteGap
	}
	return fyne.NewSize(w, noteHeight)
}

func (r *noteRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.icon.Resize(fyne.NewSquareSize(theme.IconSize))
	r.icon.Move(fyne.NewPos(theme.CardPad, (size.Height-theme.IconSize)/2))
	right := size.Width - theme.Pad
	put := func(b *button.Button) {
		m := b.MinSize()
		right -= m.Width
		b.Resize(m)
		b.Move(fyne.NewPos(right, (size.Height-m.Height)/2))
	}
	put(r.note.close)
	if r.note.action.Visible() {
		put(r.note.action)
	}
	left := theme.CardPad + theme.IconSize + noteGap
	r.note.label.Move(fyne.NewPos(left, 0))
	r.note.label.Resize(fyne.NewSize(right-left, size.Height))
}

func (r *noteRenderer) Refresh() {
	r.paint()
	r.icon.Refresh()
	r.Layout(r.note.Size())
	theme.Repaint(r.note)
}

func (r *noteRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.icon, r.note.label, r.note.action, r.note.close}
}

func (r *noteRenderer) Destroy() {}
