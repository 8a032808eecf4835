package form

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/text"
)

// manyCopies is how many copy buttons a step shows one by one; more of them
// stand in a wrapping line of short names.
const manyCopies = 3

// Guide shows numbered steps, each with a link into the portal and buttons that
// copy what is typed there.
func Guide(steps []models.GuideStep, openLink, copyText func(string)) fyne.CanvasObject {
	out := place.Column(4 * theme.Pad)
	for i, s := range steps {
		part := place.Column(1.5*theme.Pad, text.Strong(strconv.Itoa(i+1)+". "+lang.L(s.Title)).Wrapped(), text.Muted(lang.L(s.Text)).Wrapped())
		if len(s.Copy) > 0 {
			part.Add(copies(s.Copy, copyText))
		}
		if s.Link != "" {
			part.Add(place.Row(0, button.Link(lang.L("Open this page of the portal"), func() { openLink(s.Link) }).WithTrailingIcon(theme.IconExternal)))
		}
		out.Add(part)
	}
	return out
}

func copies(values []models.CopyValue, copyText func(string)) fyne.CanvasObject {
	if len(values) > manyCopies {
		line := place.Wrap(1.5 * theme.Pad)
		for i, v := range values {
			label := v.Value
			if i == 0 && strings.Contains(v.Value, "\n") {
				label = lang.L("Copy all")
			}
			line.Add(button.Secondary(label, func() { copyText(v.Value) }).WithIcon(theme.IconCopy))
		}
		return line
	}
	out := place.Column(theme.Pad)
	for _, v := range values {
		out.Add(CopyLine(v.Label, v.Value, copyText))
	}
	return out
}

// CopyLine is a value with its name and a button that copies it.
func CopyLine(label, value string, copyText func(string)) fyne.CanvasObject {
	return place.Row(2*theme.Pad, button.Secondary(lang.L("Copy"), func() { copyText(value) }).WithIcon(theme.IconCopy),
		text.Small(label+":"), text.Body(value))
}
