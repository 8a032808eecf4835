package tenant

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"msp-license-tracker/ui/theme"
)

// maxRows is how many rows a table inside a scrolled page shows before it
// scrolls itself.
const maxRows = 12

// tall gives a table the height of its rows, so that the page scrolls and the
// table need not.
func tall(table fyne.CanvasObject, rows int) fyne.CanvasObject {
	return container.New(&height{theme.RowHeight + theme.RowHeightTwo*float32(min(max(rows, 1), maxRows)) + 2}, table)
}

type height struct{ h float32 }

// MinSize has the fixed height.
func (l *height) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(objects[0].MinSize().Width, max(l.h, objects[0].MinSize().Height))
}

// Layout fills the space.
func (*height) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.Position{})
	objects[0].Resize(size)
}
