// Package card is the white surface everything stands on: radius 10, one
// hairline, padding 16, with an optional title and an action at its right.
package card

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/text"
)

const titleHeight float32 = 20

// Card shows its content on a surface.
type Card struct {
	widget.BaseWidget

	title   *text.Label
	action  fyne.CanvasObject
	content fyne.CanvasObject
	flush   bool
}

// New is a card with padding around its content.
func New(content fyne.CanvasObject) *Card { return build("", nil, content, false) }

// Titled is a card with a title and, if not nil, an action at the right of it.
func Titled(title string, action, content fyne.CanvasObject) *Card {
	return build(title, action, content, false)
}

// Flush is a card whose content reaches its edges: a table or a list.
func Flush(content fyne.CanvasObject) *Card { return build("", nil, content, true) }

// TitledFlush is Flush with a title line above.
func TitledFlush(title string, action, content fyne.CanvasObject) *Card {
	return build(title, action, content, true)
}

func build(title string, action, content fyne.CanvasObject, flush bool) *Card {
	c := &Card{title: text.Title(title), action: action, content: content, flush: flush}
	c.ExtendBaseWidget(c)
	return c
}

// SetTitle changes the title.
func (c *Card) SetTitle(s string) {
	c.title.SetText(s)
	c.Refresh()
}

// SetContent replaces what the card shows.
func (c *Card) SetContent(o fyne.CanvasObject) {
	c.content = o
	c.Refresh()
}

// CreateRenderer is part of fyne.Widget.
func (c *Card) CreateRenderer() fyne.WidgetRenderer {
	r := &renderer{card: c, surface: canvas.NewRectangle(nil)}
	r.paint()
	return r
}

type renderer struct {
	card    *Card
	surface *canvas.Rectangle
}

func (r *renderer) headed() bool { return r.card.title.Text() != "" || r.card.action != nil }

// head is how much the title line takes from the content.
func (r *renderer) head() float32 {
	if !r.headed() {
		return 0
	}
	h := titleHeight
	if r.card.action != nil {
		h = max(h, r.card.action.MinSize().Height)
	}
	if r.card.flush {
		return h + 1.5*theme.CardPad
	}
	return h + 2*theme.Pad
}

func (r *renderer) pad() float32 {
	if r.card.flush {
		return theme.Hairline
	}
	return theme.CardPad
}

func (r *renderer) MinSize() fyne.Size {
	inner := r.card.content.MinSize()
	if r.headed() {
		width := r.card.title.MinSize().Width
		if r.card.action != nil {
			width += theme.Gap + r.card.action.MinSize().Width
		}
		if r.card.flush {
			width += 2 * (theme.CardPad - r.pad())
		}
		inner.Width = max(inner.Width, width)
	}
	return inner.Add(fyne.NewSize(2*r.pad(), 2*r.pad()+r.head()))
}

func (r *renderer) Layout(size fyne.Size) {
	r.surface.Resize(size)
	if r.headed() {
		r.layoutHead(size.Width)
	}
	top := r.pad() + r.head()
	r.card.content.Move(fyne.NewPos(r.pad(), top))
	r.card.content.Resize(fyne.NewSize(size.Width-2*r.pad(), size.Height-top-r.pad()))
}

func (r *renderer) layoutHead(width float32) {
	height, right := titleHeight, width-theme.CardPad
	if a := r.card.action; a != nil {
		m := a.MinSize()
		height = max(height, m.Height)
		right -= m.Width
		a.Resize(m)
		a.Move(fyne.NewPos(right, theme.CardPad+(height-m.Height)/2))
	}
	r.card.title.Resize(fyne.NewSize(right-theme.CardPad, height))
	r.card.title.Move(fyne.NewPos(theme.CardPad, theme.CardPad))
}

func (r *renderer) paint() { theme.Fill(r.surface, theme.Surface, theme.Border, theme.CardRadius) }

func (r *renderer) Refresh() {
	r.paint()
	r.Layout(r.card.Size())
	r.card.title.Refresh()
	theme.Repaint(r.card)
}

func (r *renderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.surface}
	if r.headed() {
		objects = append(objects, r.card.title)
	}
	if r.card.action != nil {
		objects = append(objects, r.card.action)
	}
	return append(objects, r.card.content)
}

func (r *renderer) Destroy() {}
