package page

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"msp-license-tracker/ui/theme"
)

// Columns puts objects side by side with widths in proportion to weights and
// one height. A missing weight is 1.
func Columns(weights []float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&columns{weights: weights}, objects...)
}

type columns struct{ weights []float32 }

func (c *columns) weight(i int) float32 {
	if i < len(c.weights) {
		return c.weights[i]
	}
	return 1
}

// MinSize is wide enough for every object at its share.
func (c *columns) MinSize(objects []fyne.CanvasObject) fyne.Size {
	sum, unit, height := float32(0), float32(0), float32(0)
	for i, o := range objects {
		m := o.MinSize()
		sum += c.weight(i)
		unit = max(unit, m.Width/c.weight(i))
		height = max(height, m.Height)
	}
	return fyne.NewSize(unit*sum+theme.Gap*float32(len(objects)-1), height)
}

// Layout shares the width out.
func (c *columns) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	sum := float32(0)
	for i := range objects {
		sum += c.weight(i)
	}
	room, x := size.Width-theme.Gap*float32(len(objects)-1), float32(0)
	for i, o := range objects {
		w := room * c.weight(i) / sum
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(w, size.Height))
		x += w + theme.Gap
	}
}

// Rows puts objects below each other at full width. The last grows to the
// bottom when grow is set. Wrapping labels get their width before they are
// asked for their height.
func Rows(gap float32, grow bool, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&rows{gap: gap, grow: grow}, objects...)
}

type rows struct {
	gap  float32
	grow bool
}

// MinSize adds up the visible objects.
func (r *rows) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size, n := fyne.Size{}, 0
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		size.Width = max(size.Width, m.Width)
		size.Height += m.Height
		n++
	}
	size.Height += r.gap * float32(max(0, n-1))
	return size
}

// Layout stacks the visible objects.
func (r *rows) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		o.Move(fyne.NewPos(0, y))
		h := heightAt(o, size.Width)
		if r.grow && i == len(objects)-1 {
			h = max(h, size.Height-y)
		}
		o.Resize(fyne.NewSize(size.Width, h))
		y += h + r.gap
	}
}

// heightAt is how high an object is once it has that width.
func heightAt(o fyne.CanvasObject, width float32) float32 {
	h := o.MinSize().Height
	if o.Size().Width != width {
		o.Resize(fyne.NewSize(width, h))
		h = o.MinSize().Height
	}
	return h
}

// Inset keeps the margin of a page around its content.
func Inset(o fyne.CanvasObject) *fyne.Container {
	m := theme.Margin
	return container.New(layout.NewCustomPaddedLayout(m-theme.Pad, m, m, m), o)
}

// Scrolled is content that may be higher than the page.
func Scrolled(o fyne.CanvasObject) fyne.CanvasObject {
	return container.NewVScroll(container.New(&settled{}, o))
}

// settled lays its one object out until wrapping labels have found their
// height, so that a scroll area knows all of it.
type settled struct{ width float32 }

// MinSize is the object's at the width it was last given.
func (s *settled) MinSize(objects []fyne.CanvasObject) fyne.Size {
	m := objects[0].MinSize()
	return fyne.NewSize(min(m.Width, 320), m.Height)
}

// Layout gives the object its width, then its height.
func (s *settled) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	o := objects[0]
	o.Move(fyne.Position{})
	o.Resize(fyne.NewSize(size.Width, max(size.Height, heightAt(o, size.Width))))
}

// Fixed gives an object a width of its own.
func Fixed(width float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(&fixed{width}, o)
}

type fixed struct{ width float32 }

// MinSize has the fixed width.
func (f *fixed) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(f.width, objects[0].MinSize().Height)
}

// Layout fills the space.
func (f *fixed) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.Position{})
	objects[0].Resize(size)
}

// Line puts objects in a row at their own widths, centred on one height; an
// object that is a Spacer takes what is left.
func Line(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&lineLayout{}, objects...)
}

// Spacer pushes the rest of a Line to the right.
func Spacer() fyne.CanvasObject { return layout.NewSpacer() }

type lineLayout struct{}

const lineGap = 2 * theme.Pad

// MinSize adds up the widths.
func (*lineLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size, n := fyne.Size{}, 0
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		size.Width += m.Width
		size.Height = max(size.Height, m.Height)
		n++
	}
	size.Width += lineGap * float32(max(0, n-1))
	return size
}

// Layout centres each object on the line.
func (l *lineLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	spare := max(0, size.Width-l.MinSize(objects).Width)
	x := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		if s, ok := o.(layout.SpacerObject); ok && s.ExpandHorizontal() {
			m.Width, spare = spare, 0
		}
		o.Move(fyne.NewPos(x, (size.Height-m.Height)/2))
		o.Resize(m)
		x += m.Width + lineGap
	}
}
