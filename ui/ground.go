package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"msp-license-tracker/ui/theme"
)

// surface is a rectangle in a colour of the theme that changes with it.
type surface struct {
	widget.BaseWidget

	name fyne.ThemeColorName
	size fyne.Size // smallest size
}

func newGround(name fyne.ThemeColorName) *surface {
	s := &surface{name: name}
	s.ExtendBaseWidget(s)
	return s
}

// newLine is a hairline of the theme's border colour.
func newLine() *surface {
	s := &surface{name: theme.Border, size: fyne.NewSize(theme.Hairline, theme.Hairline)}
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer is part of fyne.Widget.
func (s *surface) CreateRenderer() fyne.WidgetRenderer {
	r := &surfaceRenderer{owner: s, fill: canvas.NewRectangle(theme.Color(s.name))}
	return r
}

type surfaceRenderer struct {
	owner *surface
	fill  *canvas.Rectangle
}

func (r *surfaceRenderer) Layout(size fyne.Size) { r.fill.Resize(size) }
func (r *surfaceRenderer) MinSize() fyne.Size    { return r.owner.size }
func (r *surfaceRenderer) Refresh() {
	r.fill.FillColor = theme.Color(r.owner.name)
	r.fill.Refresh()
}
func (r *surfaceRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.fill} }
func (r *surfaceRenderer) Destroy()                     {}
