package theme

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Repaint asks the canvas to draw the object again. A renderer ends its
// Refresh with it.
func Repaint(o fyne.CanvasObject) { canvas.Refresh(o) }

// Fill sets a rectangle's colours and radius in one line: widgets repeat it at
// every Refresh, because colours may have changed with the theme.
func Fill(r *canvas.Rectangle, fill, stroke fyne.ThemeColorName, radius float32) {
	r.FillColor = Color(fill)
	r.StrokeColor = Color(stroke)
	r.StrokeWidth = 0
	if stroke != Clear {
		r.StrokeWidth = Hairline
	}
	r.CornerRadius = radius
	r.Refresh()
}

// Shadow lies under what floats above the page: toasts, menus, modals.
func Shadow() canvas.Shadow {
	return canvas.Shadow{Color: Color(ShadowInk), BlurRadius: 18, Offset: fyne.NewPos(0, 4)}
}
