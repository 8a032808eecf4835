package users

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/models/roster"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/datatable"
)

// usual are the columns shown at first: what fits a window of 1280 beside the
// details. The tenant is among them where there are several.
var usual = []string{tenantID, "licences", stateID, "mfa", "idle"}

// Columns with a part of their own.
const tenantID, stateID = "tenant", "state"

// nameWidth is the least a name needs, nameRoom that with the edge of the row
// and the three dots.
const nameWidth, nameRoom float32 = 146, 146 + 56

// flexible columns share what is left.
var flexible = map[string]float32{"licences": 1.3, tenantID: 0.8}

func columns(list []field) []datatable.Column[row] {
	out := []datatable.Column[row]{{ID: "who", Title: lang.L("Who"), Flex: 1.6, MinWidth: nameWidth, Bold: true,
		Text: nameOf, Sub: func(r row) string { return r.UPN }}}
	for i := range list {
		f := &list[i]
		c := datatable.Column[row]{ID: f.id, Title: f.title, Width: f.width, Text: f.show, Number: f.order(), Hidden: !slices.Contains(usual, f.id)}
		if weight := flexible[f.id]; weight > 0 {
			c.Width, c.MinWidth, c.Flex = 0, f.width, weight
		}
		if f.number != nil {
			c.Align = fyne.TextAlignTrailing
		}
		if f.id == stateID {
			c.Badge = func(r row) (string, theme.Tone) { return state(r), stateTone(r) }
		}
		if f.id == "mfa" {
			c.Ink = func(r row) fyne.ThemeColorName {
				if r.MFA == models.No {
					return theme.Warning
				}
				return ""
			}
		}
		out = append(out, c)
	}
	return out
}

// state is the one word for an account.
func state(r row) string {
	switch {
	case r.Blocked == models.Yes:
		return lang.L("Blocked")
	case r.Inactive == models.Unknown:
		return lang.L("Cannot tell")
	case r.Inactive == models.No:
		return lang.L("Active")
	case r.NeverUsed:
		return lang.L("Never used")
	default:
		return lang.L("Inactive")
	}
}

func stateTone(r *roster.Row) theme.Tone {
	switch {
	case r.Blocked == models.Yes || r.Inactive == models.Yes:
		return theme.Caution
	case r.Inactive == models.No:
		return theme.Positive
	default:
		return theme.Neutral
	}
}
