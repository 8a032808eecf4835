package page

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/place"
)

// Scrolled is content with the margin of a page that may be higher than it.
func Scrolled(o fyne.CanvasObject) *container.Scroll {
	return container.NewVScroll(container.New(&settled{}, place.Inset(theme.Margin, o)))
}

// settled gives its one object its width before it is asked for its height, so
// that a scroll area knows all of it even where texts wrap.
type settled struct{}

// MinSize is the object's at the width it was last given; a narrow window
// scrolls nothing sideways.
func (*settled) MinSize(objects []fyne.CanvasObject) fyne.Size {
	m := objects[0].MinSize()
	return fyne.NewSize(min(m.Width, 640), m.Height)
}

// Layout gives the object its width, then its height.
func (*settled) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	o := objects[0]
	o.Move(fyne.Position{})
	o.Resize(fyne.NewSize(size.Width, max(size.Height, place.HeightFor(o, size.Width))))
}
