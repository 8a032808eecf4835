package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/badge"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/text"
)

// Permissions lists permissions with what each unlocks. With how not nil every
// line says whether it is granted, and a missing one offers how to fix it.
func Permissions(checks []models.PermissionCheck, how func(models.PermissionCheck)) fyne.CanvasObject {
	out := place.Column(0)
	for i, c := range checks {
		if i > 0 {
			out.Add(Line())
		}
		name := text.Strong(c.Name).Wrapped()
		unlocks := text.Muted(lang.L(c.Unlocks)).Wrapped()
		if how == nil {
			out.Add(place.InsetXY(0, 2*theme.Pad, place.Shares(theme.Gap, 420, []float32{1, 1.5}, name, unlocks)))
			continue
		}
		out.Add(place.InsetXY(0, 2*theme.Pad, place.Shares(theme.Gap, 420, []float32{1.1, 1.5, .62}, name, unlocks, state(c, how))))
	}
	return out
}

func state(c models.PermissionCheck, how func(models.PermissionCheck)) fyne.CanvasObject {
	if c.Granted {
		return place.Row(0, place.Spacer(), badge.Dot(lang.L("granted"), theme.Positive))
	}
	tone := theme.Caution
	if c.Required {
		tone = theme.Severe
	}
	return place.Row(theme.Pad, place.Spacer(), badge.New(lang.L("missing"), tone), button.Link(lang.L("How to fix"), func() { how(c) }))
}

// Missing counts what was not granted: what a scan cannot do without, and the
// rest.
func Missing(checks []models.PermissionCheck) (required, optional int) {
	for _, c := range checks {
		switch {
		case c.Granted:
		case c.Required:
			required++
		default:
			optional++
		}
	}
	return required, optional
}
