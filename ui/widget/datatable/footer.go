package datatable

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/textcell"
)

// footer is the line of totals under the rows; a table without a column that
// totals has none.
type footer struct {
	widget.BaseWidget

	layout *columnLayout
	totals func() []string // "" where a column does not total
	ground *canvas.Rectangle
	line   *canvas.Rectangle
	cells  []*textcell.Cell
	has    bool // some column totals
}

func newFooter[T any](t *Table[T]) *footer {
	f := &footer{layout: t.layout, totals: t.totals,
		ground: canvas.NewRectangle(nil), line: canvas.NewRectangle(nil)}
	for _, c := range t.columns {
		f.has = f.has || c.Total != nil
		f.cells = append(f.cells, textcell.New(textcell.Look{Size: theme.TextBody, Bold: true, Ink: theme.Text, Align: c.Align}))
	}
	f.ExtendBaseWidget(f)
	if !f.has {
		f.Hide()
	}
	return f
}

// totals are worked out over the rows shown.
func (t *Table[T]) totals() []string {
	rows, out := t.Shown(), make([]string, len(t.columns))
	for i, c := range t.columns {
		if c.Total != nil {
			out[i] = c.Total(rows)
		}
	}
	return out
}

// CreateRenderer is part of fyne.Widget.
func (f *footer) CreateRenderer() fyne.WidgetRenderer {
	r := &footRenderer{f}
	r.paint()
	return r
}

type footRenderer struct{ f *footer }

func (r *footRenderer) paint() {
	theme.Fill(r.f.ground, theme.SurfaceRaised, theme.Clear, 0)
	r.f.ground.BottomLeftCornerRadius, r.f.ground.BottomRightCornerRadius = theme.CardRadius-1, theme.CardRadius-1
	r.f.line.FillColor = theme.Color(theme.Border)
	if r.f.has {
		for i, s := range r.f.totals() {
			r.f.cells[i].Set(s, theme.Text)
			r.f.cells[i].Repaint()
		}
	}
}

func (r *footRenderer) MinSize() fyne.Size { return r.f.layout.minSize(theme.RowHeight) }

func (r *footRenderer) Layout(size fyne.Size) {
	r.f.ground.Resize(size)
	r.f.line.Resize(fyne.NewSize(size.Width, theme.Hairline))
	for _, c := range r.f.cells {
		c.Place(fyne.NewPos(-1000, 0), fyne.NewSize(0, lineMain))
	}
	r.f.layout.each(func(i int, x, w float32) {
		r.f.cells[i].Place(fyne.NewPos(x, (size.Height-lineMain)/2), fyne.NewSize(w, lineMain))
	})
}

func (r *footRenderer) Refresh() {
	r.paint()
	r.Layout(r.f.Size())
	theme.Repaint(r.f)
}

func (r *footRenderer) Objects() []fyne.CanvasObject {
	out := []fyne.CanvasObject{r.f.ground, r.f.line}
	for _, c := range r.f.cells {
		out = append(out, c.Object())
	}
	return out
}

func (r *footRenderer) Destroy() {}
