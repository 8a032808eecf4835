package selectbox

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/textcell"
)

const (
	optionHeight float32 = 30
	optionGap    float32 = 2
)

// options is the list of choices; only the visible ones exist as objects.
type options struct {
	widget.List
	picker *picker
}

func newOptions(p *picker) *options {
	l := &options{picker: p}
	l.Length = func() int { return len(p.shown) }
	l.CreateItem = func() fyne.CanvasObject { return newOption(p) }
	l.UpdateItem = func(i int, o fyne.CanvasObject) {
		o.(*option).show(i, p.shown[i], i == p.at, p.shown[i].ID == p.box.selected)
	}
	l.HideSeparators = true
	l.ExtendBaseWidget(l)
	return l
}

// TypedKey is fyne.Focusable.
func (l *options) TypedKey(key *fyne.KeyEvent) {
	if key.Name == fyne.KeySpace {
		l.picker.choose(l.picker.at)
		return
	}
	l.picker.key(key)
}

// option is one line: the text, and a tick when it is the choice.
type option struct {
	widget.BaseWidget

	picker  *picker
	index   int
	lit     bool
	hovered bool
	ground  *canvas.Rectangle
	label   *textcell.Cell
	tick    *canvas.Image
}

func newOption(p *picker) *option {
	o := &option{
		picker: p, ground: canvas.NewRectangle(nil),
		label: textcell.New(textcell.Look{Size: theme.TextBody, Ink: theme.Text}),
		tick:  theme.IconImage(theme.IconCheck, theme.Accent, iconEdge),
	}
	o.paint()
	o.ExtendBaseWidget(o)
	return o
}

func (o *option) show(index int, choice Option, lit, chosen bool) {
	o.index, o.lit = index, lit
	ink := theme.Text
	o.tick.Hidden = !chosen
	if chosen {
		ink = theme.Accent
	}
	o.label.Set(choice.Text, ink)
	o.paint()
}

func (o *option) paint() {
	ground := theme.Clear
	switch {
	case o.lit:
		ground = theme.AccentSoft
	case o.hovered:
		ground = theme.Hover
	}
	theme.Fill(o.ground, ground, theme.Clear, 6)
}

// Tapped is fyne.Tappable.
func (o *option) Tapped(*fyne.PointEvent) { o.picker.choose(o.index) }

// MouseIn is desktop.Hoverable.
func (o *option) MouseIn(*desktop.MouseEvent) { o.hovered = true; o.paint() }

// MouseMoved is desktop.Hoverable.
func (o *option) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is desktop.Hoverable.
func (o *option) MouseOut() { o.hovered = false; o.paint() }

// CreateRenderer is part of fyne.Widget.
func (o *option) CreateRenderer() fyne.WidgetRenderer { return &optionRenderer{o} }

type optionRenderer struct{ option *option }

func (r *optionRenderer) MinSize() fyne.Size { return fyne.NewSize(1, optionHeight) }

func (r *optionRenderer) Layout(size fyne.Size) {
	o := r.option
	o.ground.Resize(size)
	o.label.Place(fyne.NewPos(2*theme.Pad, (size.Height-textHigh)/2), fyne.NewSize(size.Width-4*theme.Pad-iconEdge, textHigh))
	o.tick.Resize(fyne.NewSquareSize(iconEdge))
	o.tick.Move(fyne.NewPos(size.Width-iconEdge-2*theme.Pad, (size.Height-iconEdge)/2))
}

func (r *optionRenderer) Refresh() {
	r.option.paint()
	r.option.label.Repaint()
	r.option.tick.Refresh()
	theme.Repaint(r.option)
}

func (r *optionRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.option.ground, r.option.label.Object(), r.option.tick}
}

func (r *optionRenderer) Destroy() {}
