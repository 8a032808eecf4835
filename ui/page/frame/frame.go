// Package frame shows a page in one of its states: loading, empty, failing or
// full. What was shown stays on screen while fresh data is fetched.
package frame

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/card"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/text"
)

// Frame holds a page's content and its other states.
type Frame struct {
	root  *fyne.Container
	full  fyne.CanvasObject
	inner fyne.CanvasObject // content without its margin
	state string
}

// New is a frame around content with the margins of a page.
func New(content fyne.CanvasObject) *Frame {
	f := Bare(place.Inset(theme.Margin, content))
	f.inner = content
	return f
}

// Bare is a frame around content that brings its own margins.
func Bare(content fyne.CanvasObject) *Frame {
	f := &Frame{full: content, inner: content}
	f.root = container.NewStack(content)
	f.swap("loading", place.Inset(theme.Margin, waiting()))
	return f
}

// Object is what the shell shows.
func (f *Frame) Object() fyne.CanvasObject { return f.root }

// State is "loading", "empty", "failing" or "full".
func (f *Frame) State() string { return f.state }

// Loading shows that data is fetched, unless rows are on show already.
func (f *Frame) Loading() {
	if f.state != "full" && f.state != "loading" {
		f.swap("loading", place.Inset(theme.Margin, waiting()))
	}
}

// Reset forgets what was shown: the next load is of something else.
func (f *Frame) Reset() { f.swap("loading", place.Inset(theme.Margin, waiting())) }

// Full shows the content.
func (f *Frame) Full() {
	if f.state != "full" {
		f.swap("full", f.full)
	}
}

// Arrange lays the content out again after one of its parts changed its
// height, chips that wrap into a second line say.
func (f *Frame) Arrange() { f.inner.Refresh() }

// Empty shows what will be here and the one way to fill it.
func (f *Frame) Empty(e Empty) { f.swap("empty", place.Inset(theme.Margin, e.object())) }

// Failed shows an error in plain words, with a retry and its details to copy.
func (f *Frame) Failed(what string, err error, retry func(), copyText func(string)) {
	body := place.Column(2*theme.Pad, theme.IconImage(theme.IconWarning, theme.Critical, 28), text.Heading(what))
	for _, o := range Problem(what, models.Explain(err), copyText) {
		body.Add(o)
	}
	body.Add(place.Row(0, button.Primary(lang.L("Try again"), retry)))
	f.swap("failing", place.Inset(theme.Margin, card.New(centred(body))))
}

func (f *Frame) swap(state string, o fyne.CanvasObject) {
	f.state = state
	f.root.Objects = []fyne.CanvasObject{o}
	f.root.Refresh()
}

func waiting() fyne.CanvasObject {
	return card.New(container.NewCenter(text.Muted(lang.L("Reading the last scan…"))))
}

// centred puts a column of readable width into the middle.
func centred(o fyne.CanvasObject) fyne.CanvasObject {
	return container.NewCenter(place.Width(460, o))
}
