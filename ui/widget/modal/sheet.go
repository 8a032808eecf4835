package modal

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/place"
)

// sheet darkens the window and holds the card in its middle.
type sheet struct {
	widget.BaseWidget

	content fyne.CanvasObject
	scroll  *container.Scroll
	width   float32
	scrim   *canvas.Rectangle
	ground  *canvas.Rectangle
}

func newSheet(content fyne.CanvasObject, width float32) *sheet {
	s := &sheet{content: content, width: width, scrim: canvas.NewRectangle(nil), ground: canvas.NewRectangle(nil)}
	s.scroll = container.NewVScroll(place.Inset(theme.Pad, content)) // room for focus rings
	s.paint()
	s.ExtendBaseWidget(s)
	return s
}

func (s *sheet) paint() {
	s.scrim.FillColor = theme.Color(theme.Scrim)
	theme.Fill(s.ground, theme.SurfaceRaised, theme.Border, theme.CardRadius)
	s.ground.Shadow = theme.Shadow()
}

// CreateRenderer is part of fyne.Widget.
func (s *sheet) CreateRenderer() fyne.WidgetRenderer { return &sheetRenderer{s} }

type sheetRenderer struct{ sheet *sheet }

func (r *sheetRenderer) MinSize() fyne.Size { return fyne.NewSize(200, 120) }

// Layout keeps the card within the window; what is too high scrolls.
func (r *sheetRenderer) Layout(size fyne.Size) {
	s := r.sheet
	s.scrim.Resize(size)
	w := min(s.width, size.Width-2*theme.Margin)
	inner := w - 2*theme.Margin
	h := place.HeightFor(s.content, inner) + 2*theme.Margin
	h = min(h, size.Height-2*theme.Margin)
	x, y := (size.Width-w)/2, max(theme.Margin, (size.Height-h)*0.4)
	s.ground.Move(fyne.NewPos(x, y))
	s.ground.Resize(fyne.NewSize(w, h))
	around := theme.Margin - theme.Pad
	s.scroll.Move(fyne.NewPos(x+around, y+around))
	s.scroll.Resize(fyne.NewSize(w-2*around, h-2*around))
}

func (r *sheetRenderer) Refresh() {
	r.sheet.paint()
	r.Layout(r.sheet.Size())
	theme.Repaint(r.sheet)
}

func (r *sheetRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.sheet.scrim, r.sheet.ground, r.sheet.scroll}
}

func (r *sheetRenderer) Destroy() {}
