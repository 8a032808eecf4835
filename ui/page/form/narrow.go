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
