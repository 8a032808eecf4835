// Package chip is one filter: a rounded word that is on or off, with a dot or
// a count where useful.
package chip

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/keys"
)

// Look is what a chip shows.
type Look struct {
	Label  string
	Count  string     // behind the label: "4" or "£484"
	Dot    theme.Tone // Neutral draws no dot
	Menu   bool       // a small arrow: the chip opens a menu
	Remove bool       // a small cross before the label: the chip clears something
}

// Chip calls a function when tapped; whoever owns it decides what is selected.
type Chip struct {
	widget.BaseWidget

	look                       Look
	onTap                      func()
	selected, hovered, focused bool
}

// New is a chip that is off.
func New(look Look, onTap func()) *Chip {
	c := &Chip{look: look, onTap: onTap}
	c.ExtendBaseWidget(c)
	return c
}

// SetLook changes what the chip shows.
func (c *Chip) SetLook(l Look) {
	if c.look != l {
		c.look = l
		c.Refresh()
	}
}

// SetSelected turns the chip on or off.
func (c *Chip) SetSelected(on bool) {
	if c.selected != on {
		c.selected = on
		c.Refresh()
	}
}

// Selected says whether the chip is on.
func (c *Chip) Selected() bool { return c.selected }

// Tapped is fyne.Tappable.
func (c *Chip) Tapped(*fyne.PointEvent) {
	if c.onTap != nil {
		c.onTap()
	}
}

// FocusGained is fyne.Focusable.
func (c *Chip) FocusGained() { c.focused = true; c.Refresh() }

// FocusLost is fyne.Focusable.
func (c *Chip) FocusLost() { c.focused = false; c.Refresh() }

// TypedRune is fyne.Focusable.
func (c *Chip) TypedRune(rune) {}

// TypedKey taps on Enter and Space and hands on every other key.
func (c *Chip) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		c.Tapped(nil)
	default:
		keys.Bubble(c, key)
	}
}

// MouseIn is desktop.Hoverable.
func (c *Chip) MouseIn(*desktop.MouseEvent) { c.hovered = true; c.Refresh() }

// MouseMoved is desktop.Hoverable.
func (c *Chip) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is desktop.Hoverable.
func (c *Chip) MouseOut() { c.hovered = false; c.Refresh() }

// Cursor is desktop.Cursorable.
func (c *Chip) Cursor() desktop.Cursor { return desktop.PointerCursor }

const (
	height   float32 = 26
	sidePad  float32 = 12
	dotEdge  float32 = 8
	dotGap   float32 = 6
	iconEdge float32 = 12
)

// CreateRenderer is part of fyne.Widget.
func (c *Chip) CreateRenderer() fyne.WidgetRenderer {
	r := &renderer{
		chip: c, ground: canvas.NewRectangle(nil), dot: canvas.NewCircle(nil),
		label: canvas.NewText("", nil), icon: theme.IconImage(theme.IconNone, theme.Text, iconEdge),
	}
	r.paint()
	return r
}

type renderer struct {
	chip   *Chip
	ground *canvas.Rectangle
	dot    *canvas.Circle
	label  *canvas.Text
	icon   *canvas.Image
}

func (r *renderer) paint() {
	c := r.chip
	ground, border, ink := theme.Surface, theme.Border, theme.TextMuted
	if c.hovered {
		ground, ink = theme.Hover, theme.Text
	}
	if c.selected {
		ground, border, ink = theme.AccentSoft, theme.AccentSoft, theme.Accent
	}
	if c.focused {
		border = theme.Accent
	}
	theme.Fill(r.ground, ground, border, height/2)
	r.label.Text = c.look.Label
	if c.look.Count != "" {
		r.label.Text += " " + c.look.Count
	}
	r.label.TextSize = theme.TextSmall
	r.label.TextStyle.Bold = c.selected
	r.label.Color = theme.Color(ink)
	r.label.Refresh()
	r.dot.FillColor = theme.Color(c.look.Dot.Ink())
	r.dot.Refresh()
	r.icon.Resource = theme.IconResource(c.look.icon(), ink)
	r.icon.Refresh()
}

func (l Look) icon() theme.Icon {
	switch {
	case l.Remove:
		return theme.IconClose
	case l.Menu:
		return theme.IconChevronDown
	default:
		return theme.IconNone
	}
}

func (r *renderer) MinSize() fyne.Size {
	w := 2*sidePad + r.label.MinSize().Width
	if r.chip.look.Dot != theme.Neutral {
		w += dotEdge + dotGap
	}
	if r.chip.look.icon() != theme.IconNone {
		w += iconEdge + dotGap
	}
	return fyne.NewSize(w, height)
}

func (r *renderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	x, middle := sidePad, size.Height/2
	if r.chip.look.Dot != theme.Neutral {
		r.dot.Resize(fyne.NewSquareSize(dotEdge))
		r.dot.Move(fyne.NewPos(x, middle-dotEdge/2))
		x += dotEdge + dotGap
	}
	r.icon.Resize(fyne.NewSquareSize(iconEdge))
	if r.chip.look.Remove {
		r.icon.Move(fyne.NewPos(x, middle-iconEdge/2))
		x += iconEdge + dotGap
	}
	m := r.label.MinSize()
	r.label.Resize(m)
	r.label.Move(fyne.NewPos(x, middle-m.Height/2))
	if r.chip.look.Menu {
		r.icon.Move(fyne.NewPos(x+m.Width+dotGap, middle-iconEdge/2))
	}
}

func (r *renderer) Refresh() {
	r.paint()
	r.Layout(r.chip.Size())
	theme.Repaint(r.chip)
}

func (r *renderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.ground, r.label}
	if r.chip.look.Dot != theme.Neutral {
		objects = append(objects, r.dot)
	}
	if r.chip.look.icon() != theme.IconNone {
		objects = append(objects, r.icon)
	}
	return objects
}

func (r *renderer) Destroy() {}
