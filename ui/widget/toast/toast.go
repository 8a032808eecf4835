// Package toast shows short messages over the lower right corner of the
// window. A toast tells of something done; anything the user must act on
// belongs into a banner or an alert.
package toast

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"msp-license-tracker/ui/theme"
)

// Stay is how long a message is shown.
const Stay = 5 * time.Second

// most messages on show; an older one goes when one more comes.
const most = 3

// After calls f on the UI goroutine once d has passed, unless stop was called
// before.
type After func(d time.Duration, f func()) (stop func())

// Message is what a toast says.
type Message struct {
	Text   string
	Tone   theme.Tone
	Action string // "" for none: "Undo", "Open"
	OnTap  func()
}

// Overlay lies over the pages as the topmost object of a stack and lets
// everything through that is not a toast.
type Overlay struct {
	widget.BaseWidget

	after After
	shown []*note
}

// NewOverlay is an overlay without messages. With a nil timer they stay until
// tapped away.
func NewOverlay(after After) *Overlay {
	o := &Overlay{after: after}
	o.ExtendBaseWidget(o)
	return o
}

// Say adds a message.
func (o *Overlay) Say(m Message) {
	n := newNote(m, nil)
	n.onClose = func() { o.drop(n) }
	o.shown = append(o.shown, n)
	if len(o.shown) > most {
		o.drop(o.shown[0])
	}
	if o.after != nil {
		n.stop = o.after(Stay, func() { o.drop(n) })
	}
	o.Refresh()
}

// Texts are the messages on show, oldest first.
func (o *Overlay) Texts() []string {
	var out []string
	for _, n := range o.shown {
		out = append(out, n.message.Text)
	}
	return out
}

func (o *Overlay) drop(n *note) {
	for i, s := range o.shown {
		if s == n {
			n.stop()
			o.shown = append(o.shown[:i:i], o.shown[i+1:]...)
			o.Refresh()
			return
		}
	}
}

// CreateRenderer is part of fyne.Widget.
func (o *Overlay) CreateRenderer() fyne.WidgetRenderer { return &renderer{o} }

type renderer struct{ overlay *Overlay }

func (r *renderer) MinSize() fyne.Size { return fyne.Size{} }

func (r *renderer) Layout(size fyne.Size) {
	y := size.Height - theme.Margin
	for i := len(r.overlay.shown) - 1; i >= 0; i-- {
		n := r.overlay.shown[i]
		m := n.MinSize()
		m.Width = min(m.Width, max(0, size.Width-2*theme.Margin))
		y -= m.Height
		n.Resize(m)
		n.Move(fyne.NewPos(size.Width-m.Width-theme.Margin, y))
		y -= 2 * theme.Pad
	}
}

func (r *renderer) Refresh() {
	r.Layout(r.overlay.Size())
	theme.Repaint(r.overlay)
}

func (r *renderer) Objects() []fyne.CanvasObject {
	out := make([]fyne.CanvasObject, len(r.overlay.shown))
	for i, n := range r.overlay.shown {
		out[i] = n
	}
	return out
}

func (r *renderer) Destroy() {}
