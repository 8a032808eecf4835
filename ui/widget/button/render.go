package button

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"msp-license-tracker/ui/theme"
)

const (
	sidePad  float32 = 14
	iconEdge float32 = 16
	iconGap  float32 = 6
	ringOut  float32 = 3 // how far the focus ring stands off
)

// CreateRenderer is part of fyne.Widget.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	r := &renderer{
		button: b, ring: canvas.NewRectangle(nil), ground: canvas.NewRectangle(nil),
		label: canvas.NewText("", nil), icon: theme.IconImage(theme.IconNone, theme.Text, iconEdge),
	}
	r.paint()
	return r
}

type renderer struct {
	button *Button
	ring   *canvas.Rectangle
	ground *canvas.Rectangle
	label  *canvas.Text
	icon   *canvas.Image
}

// colours are ground, border and ink of the button's state.
func (b *Button) colours() (ground, border, ink fyne.ThemeColorName) {
	if b.disabled {
		if b.kind == ghost || b.kind == link {
			return theme.Clear, theme.Clear, theme.TextDisabled
		}
		return theme.SurfaceRaised, theme.Border, theme.TextDisabled
	}
	switch b.kind {
	case primary:
		if b.hovered {
			return theme.AccentHover, theme.Clear, theme.OnAccent
		}
		return theme.Accent, theme.Clear, theme.OnAccent
	case danger:
		return theme.Critical, theme.Clear, theme.OnCritical
	case ghost:
		if b.hovered {
			return theme.Hover, theme.Clear, theme.Text
		}
		return theme.Clear, theme.Clear, theme.TextMuted
	case link:
		return theme.Clear, theme.Clear, theme.Accent
	default:
		if b.hovered {
			return theme.Hover, theme.Border, theme.Text
		}
		return theme.Surface, theme.Border, theme.Text
	}
}

func (r *renderer) paint() {
	b := r.button
	ground, border, ink := b.colours()
	theme.Fill(r.ground, ground, border, theme.ControlRadius)
	ring := theme.Clear
	if b.focused {
		ring = theme.Accent
	}
	theme.Fill(r.ring, theme.Clear, ring, theme.ControlRadius+2)
	r.ring.StrokeWidth = 2
	r.label.Text = b.text
	r.label.TextSize = theme.TextBody
	r.label.TextStyle.Bold = b.kind != link || b.hovered
	if b.kind == link {
		r.label.TextSize = theme.TextSmall
		r.label.TextStyle.Bold = false
	}
	r.label.Color = theme.Color(ink)
	r.label.Refresh()
	r.icon.Resource = theme.IconResource(b.icon, ink)
	r.icon.Refresh()
}

func (r *renderer) inner() fyne.Size {
	m := fyne.NewSize(0, r.label.MinSize().Height)
	if r.button.text != "" {
		m.Width = r.label.MinSize().Width
	}
	if r.button.icon != theme.IconNone {
		m.Width += iconEdge
		if r.button.text != "" {
			m.Width += iconGap
		}
	}
	return m
}

func (r *renderer) MinSize() fyne.Size {
	m := r.inner()
	switch {
	case r.button.kind == link:
		return fyne.NewSize(m.Width, m.Height+2*theme.Pad)
	case r.button.text == "":
		return fyne.NewSquareSize(theme.ControlHeight)
	default:
		return fyne.NewSize(m.Width+2*sidePad, theme.ControlHeight)
	}
}

func (r *renderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.ring.Move(fyne.NewPos(-ringOut, -ringOut))
	r.ring.Resize(size.Add(fyne.NewSquareSize(2 * ringOut)))
	in, label := r.inner(), r.label.MinSize()
	x := (size.Width - in.Width) / 2
	iconX, labelX := x, x
	if r.button.icon != theme.IconNone {
		labelX = x + iconEdge + iconGap
		if r.button.trailing {
			labelX, iconX = x, x+label.Width+iconGap
		}
	}
	r.icon.Resize(fyne.NewSquareSize(iconEdge))
	r.icon.Move(fyne.NewPos(iconX, (size.Height-iconEdge)/2))
	r.label.Resize(label)
	r.label.Move(fyne.NewPos(labelX, (size.Height-label.Height)/2))
}

func (r *renderer) Refresh() {
	r.paint()
	r.Layout(r.button.Size())
	theme.Repaint(r.button)
}

func (r *renderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.ground, r.ring, r.label}
	if r.button.icon != theme.IconNone {
		objects = append(objects, r.icon)
	}
	return objects
}

func (r *renderer) Destroy() {}
