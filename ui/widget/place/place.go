// Package place holds the layouts of the pages: columns, rows, grids and
// wrapping lines that fit the window they get.
//
// They lay an object out at its width before they ask for its height, so that
// wrapping texts are right at once, and they ask for as little width as their
// widest child needs, so that the window can always be made smaller.
package place

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
)

// HeightFor is the height the object needs at that width.
func HeightFor(o fyne.CanvasObject, width float32) float32 {
	if o.Size().Width != width {
		o.Resize(fyne.NewSize(width, o.MinSize().Height))
	}
	return o.MinSize().Height
}

// Column puts objects under each other, each as wide as the column.
func Column(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&column{gap: gap}, objects...)
}

// Row puts objects beside each other, centred on one line. A Spacer among them
// takes the room that is left.
func Row(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&row{gap: gap}, objects...)
}

// Spacer takes the room left in a Row.
func Spacer() fyne.CanvasObject { return layout.NewSpacer() }

// Wrap puts objects beside each other and starts a new line when one is full.
func Wrap(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&wrap{gap: gap}, objects...)
}

// Grid gives every object the same width, at least minWidth, in as many
// columns as the width allows; all of one line are equally high.
func Grid(minWidth, gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&grid{least: minWidth, gap: gap}, objects...)
}

// Shares puts objects beside each other with widths in proportion to the
// shares; narrower than breakAt they stand under each other.
func Shares(gap, breakAt float32, shares []float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&sharing{gap: gap, breakAt: breakAt, shares: shares}, objects...)
}

// Inset keeps a margin of n around the object.
func Inset(n float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(&inset{top: n, right: n, bottom: n, left: n}, o)
}

// InsetXY keeps margins of x at the sides and y above and below.
func InsetXY(x, y float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(&inset{top: y, right: x, bottom: y, left: x}, o)
}

// Width makes the object exactly that wide, as high as it needs.
func Width(w float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(&fixed{width: w}, o)
}

func visible(objects []fyne.CanvasObject) []fyne.CanvasObject {
	out := make([]fyne.CanvasObject, 0, len(objects))
	for _, o := range objects {
		if o.Visible() {
			out = append(out, o)
		}
	}
	return out
}

func widest(objects []fyne.CanvasObject) float32 {
	w := float32(0)
	for _, o := range objects {
		w = max(w, o.MinSize().Width)
	}
	return w
}
