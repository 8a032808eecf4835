// Package guide shows numbered steps to be followed elsewhere: each with the
// page to open and the values to copy.
package guide

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/modal"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/text"
)

// Opener opens an https address in the browser.
type Opener func(address string) error

// Guide is what is shown. Action is the one order that ends it, "" for none.
type Guide struct {
	Title  string
	Intro  string
	Steps  []models.GuideStep
	Action string
	Do     func()
}

const width float32 = 560

// Show opens the guide over the window.
func Show(env page.Env, open Opener, g Guide) {
	body := place.Column(3*theme.Pad, text.Muted(lang.L(g.Intro)).Wrapped())
	for i, s := range g.Steps {
		body.Add(step(env, open, i+1, s))
	}
	modal.Show(env.Window.Canvas(), modal.Options{
		Title: lang.L(g.Title), Content: body, Width: width, Confirm: g.Action, Cancel: lang.L("Close"),
		OnConfirm: func() bool { g.Do(); return true },
	})
}

func step(env page.Env, open Opener, number int, s models.GuideStep) fyne.CanvasObject {
	column := place.Column(theme.Pad, text.Strong(lang.L(s.Title)).Wrapped())
	if s.Text != "" {
		column.Add(text.Muted(lang.L(s.Text)).Wrapped())
	}
	var buttons []fyne.CanvasObject
	if s.Link != "" {
		buttons = append(buttons, button.Secondary(lang.L("Open the page"), func() {
			if err := open(s.Link); err != nil {
				env.Fail(lang.L("The page cannot be opened."), err)
			}
		}).WithIcon(theme.IconExternal))
	}
	for _, c := range s.Copy {
		buttons = append(buttons, button.Secondary(lang.L("Copy")+" "+lang.L(c.Label), func() { env.Copy(c.Value) }).WithIcon(theme.IconCopy))
	}
	if len(buttons) > 0 {
		column.Add(place.InsetXY(0, theme.Pad, place.Wrap(2*theme.Pad, buttons...)))
	}
	return page.Edges(nil, nil, container.NewVBox(place.Width(24, text.Strong(strconv.Itoa(number)).Ink(theme.Accent))), nil, column)
}
