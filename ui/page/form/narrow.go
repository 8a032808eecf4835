package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"msp-license-tracker/ui/widget/place"
)

// Width keeps lines of a form readable on wide windows.
const Width float32 = 760

// Narrow makes an object as wide as its place allows, at most that wide.
func Narrow(most float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(narrow{most}, o)
}

type narrow struct{ most float32 }

// MinSize is the object's.
func (n narrow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	m := objects[0].MinSize()
	return fyne.NewSize(min(m.Width, n.most), m.Height)
}

// Layout keeps the object at the left.
func (n narrow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := min(size.Width, n.most)
	objects[0].Move(fyne.Position{})
	objects[0].Resize(fyne.NewSize(width, max(size.Height, place.HeightFor(objects[0], width))))
}

// Settle lays containers out again after a part of the first was shown, hidden
// or replaced: the inner before the outer, so that each knows its new height
// when what stands around it makes room. A card does not hand a refresh on, so
// what lies in one must be named.
func Settle(innerToOuter ...fyne.CanvasObject) {
	for range 2 { // texts that wrap find their height in the first turn
		for _, o := range innerToOuter {
			o.Refresh()
		}
	}
}
