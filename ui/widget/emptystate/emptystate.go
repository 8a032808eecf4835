// Package emptystate says what will be here and offers the one button that
// fills it.
package emptystate

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/text"
)

const (
	discEdge  float32 = 56
	textWidth float32 = 380
)

// State fills a page or a card that has nothing to show.
type State struct {
	widget.BaseWidget

	disc   *canvas.Circle
	action *button.Button
	box    fyne.CanvasObject
}

// New shows icon, title and sentence; with an empty action it has no button.
func New(icon theme.Icon, title, sentence, action string, onAction func()) *State {
	s := &State{disc: canvas.NewCircle(theme.Color(theme.AccentSoft))}
	mark := container.NewStack(place.Width(discEdge, s.disc), container.NewCenter(theme.IconImage(icon, theme.Accent, 24)))
	column := place.Column(2*theme.Pad,
		container.NewCenter(container.NewGridWrap(fyne.NewSquareSize(discEdge), mark)),
		text.Strong(title).Sized(15).Aligned(fyne.TextAlignCenter),
		text.Muted(sentence).Wrapped().Aligned(fyne.TextAlignCenter),
	)
	if action != "" {
		s.action = button.Primary(action, onAction)
		column.Add(place.Inset(theme.Pad, container.NewCenter(s.action)))
	}
	s.box = container.NewCenter(place.Width(textWidth, column))
	s.ExtendBaseWidget(s)
	return s
}

// Action is the button, nil where there is none.
func (s *State) Action() *button.Button { return s.action }

// Refresh reads the theme again.
func (s *State) Refresh() {
	s.disc.FillColor = theme.Color(theme.AccentSoft)
	s.disc.Refresh()
	s.BaseWidget.Refresh()
}

// CreateRenderer is part of fyne.Widget.
func (s *State) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.box) }
