package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"msp-license-tracker/ui/theme"
)

// line is a hairline that follows the theme.
type line struct{ widget.BaseWidget }

// Line is a hairline between two parts.
func Line() fyne.CanvasObject {
	l := &line{}
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer is part of fyne.Widget.
func (l *line) CreateRenderer() fyne.WidgetRenderer {
	return &lineRenderer{canvas.NewRectangle(theme.Color(theme.Border))}
}

type lineRenderer struct{ rule *canvas.Rectangle }

func (r *lineRenderer) Layout(size fyne.Size) { r.rule.Resize(size) }
func (r *lineRenderer) MinSize() fyne.Size    { return fyne.NewSize(1, theme.Hairline) }
func (r *lineRenderer) Refresh() {
	r.rule.FillColor = theme.Color(theme.Border)
	r.rule.Refresh()
}
func (r *lineRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.rule} }
func (r *lineRenderer) Destroy()                     {}
