package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// catcher lies invisibly under something floating and takes the tap beside it,
// so that a tap anywhere else closes what floats.
type catcher struct {
	widget.BaseWidget

	onTap func()
}

func newCatcher(onTap func()) *catcher {
	c := &catcher{onTap: onTap}
	c.ExtendBaseWidget(c)
	return c
}

// Tapped is fyne.Tappable.
func (c *catcher) Tapped(*fyne.PointEvent) { c.onTap() }

// CreateRenderer is part of fyne.Widget.
func (c *catcher) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(color.Transparent))
}
