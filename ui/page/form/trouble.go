package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page/frame"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/banner"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/place"
)

// Trouble says in the middle of a flow what failed, why, whose move it is and
// what to do; actions are the ways on, the best one first.
func Trouble(what string, x models.Explanation, copyText func(string), actions ...*button.Button) fyne.CanvasObject {
	tone := theme.Severe
	if x.Whose == models.PartyMicrosoft {
		tone = theme.Caution
	}
	said := frame.Problem(what, x, copyText)
	last := len(said) - 1 // the button that copies the details
	body := place.Column(2.5*theme.Pad, banner.New(tone, lang.L(x.Title)))
	for _, o := range said[1:last] {
		body.Add(o)
	}
	line := place.Wrap(2 * theme.Pad)
	for _, a := range actions {
		line.Add(a)
	}
	line.Add(said[last])
	body.Add(line)
	return body
}
