package place

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/layout"
)

type column struct{ gap float32 }

func (c *column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	objects = visible(objects)
	h := c.gap * float32(max(0, len(objects)-1))
	for _, o := range objects {
		h += o.MinSize().Height
	}
	return fyne.NewSize(widest(objects), h)
}

func (c *column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects = visible(objects)
	heights := make([]float32, len(objects))
	left, spacers := size.Height-c.gap*float32(max(0, len(objects)-1)), 0
	for i, o := range objects {
		heights[i] = HeightFor(o, size.Width)
		left -= heights[i]
		if isSpacer(o) {
			spacers++
		}
	}
	y := float32(0)
	for i, o := range objects {
		if isSpacer(o) {
			heights[i] = max(0, left/float32(spacers))
		}
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, heights[i]))
		y += heights[i] + c.gap
	}
}

type row struct{ gap float32 }

func (r *row) MinSize(objects []fyne.CanvasObject) fyne.Size {
	objects = visible(objects)
	m := fyne.NewSize(r.gap*float32(max(0, len(objects)-1)), 0)
	for _, o := range objects {
		size := o.MinSize()
		m.Width += size.Width
		m.Height = max(m.Height, size.Height)
	}
	return m
}

func (r *row) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects = visible(objects)
	left, spacers := size.Width-r.MinSize(objects).Width, 0
	for _, o := range objects {
		if isSpacer(o) {
			spacers++
		}
	}
	x := float32(0)
	for _, o := range objects {
		m := o.MinSize()
		if isSpacer(o) {
			m.Width = max(0, left/float32(spacers))
		}
		o.Move(fyne.NewPos(x, (size.Height-m.Height)/2))
		o.Resize(m)
		x += m.Width + r.gap
	}
}

func isSpacer(o fyne.CanvasObject) bool {
	_, ok := o.(layout.SpacerObject)
	return ok
}

type inset struct{ top, right, bottom, left float32 }

func (n *inset) MinSize(objects []fyne.CanvasObject) fyne.Size {
	m := fyne.Size{}
	for _, o := range visible(objects) {
		m = m.Max(o.MinSize())
	}
	return m.Add(fyne.NewSize(n.left+n.right, n.top+n.bottom))
}

func (n *inset) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(n.left, n.top))
		o.Resize(fyne.NewSize(size.Width-n.left-n.right, size.Height-n.top-n.bottom))
	}
}

type fixed struct{ width float32 }

func (f *fixed) MinSize(objects []fyne.CanvasObject) fyne.Size {
	h := float32(0)
	for _, o := range visible(objects) {
		h = max(h, o.MinSize().Height)
	}
	return fyne.NewSize(f.width, h)
}

func (f *fixed) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(fyne.NewSize(f.width, size.Height))
	}
}
