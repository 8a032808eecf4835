package page

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/place"
)

// Edges puts objects at the sides of another with nothing between them; each
// may be nil. Fyne's own border keeps a gap nobody asked for.
func Edges(top, bottom, left, right, center fyne.CanvasObject) *fyne.Container {
	e := &edges{top, bottom, left, right, center}
	var objects []fyne.CanvasObject
	for _, o := range []fyne.CanvasObject{center, top, bottom, left, right} {
		if o != nil {
			objects = append(objects, o)
		}
	}
	return container.New(e, objects...)
}

type edges struct{ top, bottom, left, right, center fyne.CanvasObject }

func least(o fyne.CanvasObject) fyne.Size {
	if o == nil || !o.Visible() {
		return fyne.Size{}
	}
	return o.MinSize()
}

// MinSize holds all five.
func (e *edges) MinSize([]fyne.CanvasObject) fyne.Size {
	t, b, l, r, c := least(e.top), least(e.bottom), least(e.left), least(e.right), least(e.center)
	return fyne.NewSize(max(t.Width, b.Width, l.Width+c.Width+r.Width), t.Height+b.Height+max(l.Height, c.Height, r.Height))
}

// Layout gives the sides what they need and the middle the rest.
func (e *edges) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	y, height := float32(0), size.Height
	if e.top != nil && e.top.Visible() {
		h := place.HeightFor(e.top, size.Width)
		put(e.top, 0, 0, size.Width, h)
		y, height = h, height-h
	}
	if e.bottom != nil && e.bottom.Visible() {
		h := place.HeightFor(e.bottom, size.Width)
		put(e.bottom, 0, size.Height-h, size.Width, h)
		height -= h
	}
	x, width := float32(0), size.Width
	if w := least(e.left).Width; e.left != nil {
		put(e.left, 0, y, w, height)
		x, width = w, width-w
	}
	if w := least(e.right).Width; e.right != nil {
		put(e.right, size.Width-w, y, w, height)
		width -= w
	}
	if e.center != nil {
		put(e.center, x, y, width, height)
	}
}

func put(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(max(0, w), max(0, h)))
}

// Beside puts a panel at the right of a table: a third of the width, within
// bounds that keep both readable.
func Beside(table, panel fyne.CanvasObject) *fyne.Container {
	return container.New(beside{}, table, panel)
}

type beside struct{}

const panelLeast, panelMost float32 = 316, 460

// MinSize holds both.
func (beside) MinSize(objects []fyne.CanvasObject) fyne.Size {
	t, p := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(t.Width+theme.Gap+panelLeast, max(t.Height, p.Height))
}

// Layout shares the width.
func (beside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	w := min(panelMost, max(panelLeast, size.Width*0.32))
	put(objects[0], 0, 0, size.Width-theme.Gap-w, size.Height)
	put(objects[1], size.Width-w, 0, w, size.Height)
}

// Side is the scrolling content of a panel: room at the right for the bar, so
// that it never lies on text.
func Side(o fyne.CanvasObject) fyne.CanvasObject {
	return Edges(nil, nil, place.Width(2, place.Row(0)), place.Width(2.5*theme.Pad, place.Row(0)), o)
}
