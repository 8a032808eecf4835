package datatable

import (
	"fyne.io/fyne/v2"

	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/text"
)

// parts are the pieces of a table its renderer arranges, whatever its rows are.
type parts struct {
	header *header
	body   *body
	footer *footer
	empty  *text.Label
	layout *columnLayout
	rows   func() int
	height float32
	least  int
}

// CreateRenderer is part of fyne.Widget.
func (t *Table[T]) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{table: t, parts: parts{t.header, t.body, t.footer, t.empty, t.layout, t.Len, t.rowHeight(), t.minRows()}}
}

// Focus gives the keyboard to the rows.
func (t *Table[T]) Focus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(t.body); c != nil {
		c.Focus(t.body)
	}
}

type renderer struct {
	parts
	table fyne.CanvasObject
}

// usualRows is how many rows a table asks room for.
const usualRows = 3

func (t *Table[T]) minRows() int {
	if t.opts.MinRows > 0 {
		return t.opts.MinRows
	}
	return usualRows
}

func (r *renderer) MinSize() fyne.Size {
	m := r.layout.minSize(headHeight + float32(r.least)*r.height)
	if r.footer.has {
		m.Height += theme.RowHeight
	}
	return m
}

func (r *renderer) Layout(size fyne.Size) {
	appeared := r.layout.resize(size.Width)
	bottom := size.Height
	if r.footer.has {
		bottom -= theme.RowHeight
		r.footer.Move(fyne.NewPos(0, bottom))
		r.footer.Resize(fyne.NewSize(size.Width, theme.RowHeight))
	}
	r.header.Resize(fyne.NewSize(size.Width, headHeight))
	area := fyne.NewSize(size.Width, max(0, bottom-headHeight))
	r.body.frame.Move(fyne.NewPos(0, headHeight))
	r.body.frame.Resize(area)
	w := min(size.Width-2*theme.Margin, 420)
	r.empty.Resize(fyne.NewSize(w, r.empty.MinSize().Height))
	r.empty.Move(fyne.NewPos((size.Width-w)/2, headHeight+max(theme.Gap, area.Height/3)))
	if appeared {
		r.body.Refresh() // rows fill visible columns only
	}
	r.showEmpty()
}

func (r *renderer) showEmpty() {
	if r.rows() == 0 {
		r.empty.Show()
		return
	}
	r.empty.Hide()
}

func (r *renderer) Refresh() {
	r.Layout(r.table.Size())
	theme.Repaint(r.table)
}

func (r *renderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.header, r.body.frame, r.footer, r.empty}
}

func (r *renderer) Destroy() {}
