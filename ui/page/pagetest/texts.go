package pagetest

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

// Spot is a drawn text with where it stands in the window.
type Spot struct {
	Text *canvas.Text
	At   fyne.Position
}

// Texts are the visible texts of a canvas that hold s: those of a modal if
// there is one that says so, else those of the window, the topmost last.
func Texts(c fyne.Canvas, s string) []Spot {
	if top := c.Overlays().Top(); top != nil {
		if found := below(top, fyne.Position{}, s); len(found) > 0 {
			return found
		}
	}
	return below(c.Content(), fyne.Position{}, s)
}

func below(o fyne.CanvasObject, at fyne.Position, s string) []Spot {
	if !o.Visible() {
		return nil
	}
	at = at.Add(o.Position())
	var children []fyne.CanvasObject
	switch o := o.(type) {
	case *canvas.Text:
		if strings.Contains(o.Text, s) && o.Size().Width > 0 {
			return []Spot{{o, at}}
		}
	case *fyne.Container:
		children = o.Objects
	case fyne.Widget:
		children = test.WidgetRenderer(o).Objects()
	}
	var out []Spot
	for _, c := range children {
		out = append(out, below(c, at, s)...)
	}
	return out
}
