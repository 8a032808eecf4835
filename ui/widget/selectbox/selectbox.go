// Package selectbox is the box one chooses with: it shows the choice, and on a
// tap, Space, Enter or Down a list of options, with a search line when there
// are many.
package selectbox

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/keys"
	"msp-license-tracker/ui/widget/textcell"
)

// Option is one choice.
type Option struct {
	ID   string
	Text string
}

// Box shows the chosen option.
type Box struct {
	widget.BaseWidget

	options                    []Option
	selected                   string
	placeholder                string
	onChange                   func(id string)
	hovered, focused, disabled bool
	open                       *picker
}

// New is a box of options with nothing chosen: it shows the placeholder.
func New(placeholder string, onChange func(id string), options ...Option) *Box {
	b := &Box{options: options, placeholder: placeholder, onChange: onChange}
	b.ExtendBaseWidget(b)
	return b
}

// SetOptions replaces the options; the choice stays where it is still offered.
func (b *Box) SetOptions(options ...Option) {
	b.options = options
	if b.text() == "" {
		b.selected = ""
	}
	b.Refresh()
}

// Select chooses without calling back.
func (b *Box) Select(id string) {
	b.selected = id
	b.Refresh()
}

// Selected is the id of the choice, "" for none.
func (b *Box) Selected() string { return b.selected }

// Enable, Disable and Disabled are fyne.Disableable.
func (b *Box) Enable() { b.disabled = false; b.Refresh() }

// Disable takes the box out of use.
func (b *Box) Disable() { b.disabled = true; b.Refresh() }

// Disabled says whether the box is out of use.
func (b *Box) Disabled() bool { return b.disabled }

func (b *Box) text() string {
	for _, o := range b.options {
		if o.ID == b.selected {
			return o.Text
		}
	}
	return ""
}

func (b *Box) choose(id string) {
	changed := id != b.selected
	b.Select(id)
	if changed && b.onChange != nil {
		b.onChange(id)
	}
}

// Tapped is fyne.Tappable.
func (b *Box) Tapped(*fyne.PointEvent) {
	c := fyne.CurrentApp().Driver().CanvasForObject(b)
	if b.disabled || c == nil || len(b.options) == 0 {
		return
	}
	b.open = openPicker(b, c)
}

// FocusGained is fyne.Focusable.
func (b *Box) FocusGained() { b.focused = true; b.Refresh() }

// FocusLost is fyne.Focusable.
func (b *Box) FocusLost() { b.focused = false; b.Refresh() }

// TypedRune is fyne.Focusable.
func (b *Box) TypedRune(rune) {}

// TypedKey opens the list and hands on every other key.
func (b *Box) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace, fyne.KeyDown:
		b.Tapped(nil)
	default:
		keys.Bubble(b, key)
	}
}

// MouseIn is desktop.Hoverable.
func (b *Box) MouseIn(*desktop.MouseEvent) { b.hovered = true; b.Refresh() }

// MouseMoved is desktop.Hoverable.
func (b *Box) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is desktop.Hoverable.
func (b *Box) MouseOut() { b.hovered = false; b.Refresh() }

// Cursor is desktop.Cursorable.
func (b *Box) Cursor() desktop.Cursor { return desktop.PointerCursor }

const (
	sidePad  float32 = 12
	iconEdge float32 = 14
	textHigh float32 = 17
)

// CreateRenderer is part of fyne.Widget.
func (b *Box) CreateRenderer() fyne.WidgetRenderer {
	r := &renderer{
		box: b, ground: canvas.NewRectangle(nil),
		label: textcell.New(textcell.Look{Size: theme.TextBody, Ink: theme.Text}),
		icon:  theme.IconImage(theme.IconChevronDown, theme.TextMuted, iconEdge),
	}
	r.paint()
	return r
}

type renderer struct {
	box    *Box
	ground *canvas.Rectangle
	label  *textcell.Cell
	icon   *canvas.Image
}

func (r *renderer) paint() {
	ground, border := theme.Surface, theme.Border
	if r.box.hovered && !r.box.disabled {
		ground = theme.Hover
	}
	if r.box.focused {
		border = theme.Accent
	}
	theme.Fill(r.ground, ground, border, theme.ControlRadius)
	says, ink := r.box.text(), theme.Text
	if says == "" {
		says, ink = r.box.placeholder, theme.TextFaint
	}
	if r.box.disabled {
		ink = theme.TextDisabled
	}
	r.label.Set(says, ink)
	r.label.Repaint()
	r.icon.Refresh()
}

// MinSize fits the widest of the first options, within limits.
func (r *renderer) MinSize() fyne.Size {
	w := textcell.Width(r.box.placeholder, theme.TextBody, false)
	for _, o := range r.box.options[:min(50, len(r.box.options))] {
		w = max(w, textcell.Width(o.Text, theme.TextBody, false))
	}
	return fyne.NewSize(max(90, min(w, 220))+2*sidePad+iconEdge+2*theme.Pad, theme.ControlHeight)
}

func (r *renderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.label.Place(fyne.NewPos(sidePad, (size.Height-textHigh)/2),
		fyne.NewSize(size.Width-2*sidePad-iconEdge-theme.Pad, textHigh))
	r.icon.Resize(fyne.NewSquareSize(iconEdge))
	r.icon.Move(fyne.NewPos(size.Width-sidePad-iconEdge, (size.Height-iconEdge)/2))
}

func (r *renderer) Refresh() {
	r.paint()
	r.Layout(r.box.Size())
	theme.Repaint(r.box)
}

func (r *renderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.label.Object(), r.icon}
}

func (r *renderer) Destroy() {}
