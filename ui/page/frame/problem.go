package frame

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/text"
)

// Problem says a failure in full, one line under the other: what happened,
// why, what to do and whose move it is. Of a failure no catalogue knows it adds
// the service's own text. what names the order that failed, for the copied
// details.
func Problem(what string, x models.Explanation, copyText func(string)) []fyne.CanvasObject {
	out := []fyne.CanvasObject{text.Strong(lang.L(x.Title)).Ink(theme.Critical).Wrapped()}
	out = append(out, Advice(x)...)
	out = append(out, own(x)...)
	details := button.Secondary(lang.L("Copy details"), func() { copyText(Details(what, x)) }).WithIcon(theme.IconCopy)
	return append(out, place.InsetXY(0, theme.Pad, place.Row(0, details)))
}

// Advice is what stands under the title of a failure: why, what to do, and
// whose move it is.
func Advice(x models.Explanation) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	if x.Cause != "" {
		out = append(out, text.Muted(lang.L(x.Cause)).Wrapped())
	}
	if x.Next != "" {
		out = append(out, text.Flow(text.Span{Text: lang.L("What to do") + ": ", Bold: true}, text.Span{Text: lang.L(x.Next)}))
	}
	if who := Whose(x.Whose); who != "" {
		out = append(out, text.Small(lang.L("Whose move")+": "+who))
	}
	return out
}

// Whose says whose move it is, "" when nobody knows.
func Whose(p models.Party) string {
	names := map[models.Party]string{
		models.PartyMSP:       "yours, in your app registration or partner tenant",
		models.PartyCustomer:  "the customer's administrator",
		models.PartyUser:      "yours, at this computer",
		models.PartyApp:       "this program's: copy the details for support",
		models.PartyMicrosoft: "Microsoft's: wait and try again",
	}
	if n, ok := names[p]; ok {
		return lang.L(n)
	}
	return ""
}

// shownRaw is how much of a service's own text is shown; all of it is copied.
const shownRaw = 600

// own is the service's own text with what its support asks for.
func own(x models.Explanation) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	if raw := []rune(x.Raw); len(raw) > 0 {
		if len(raw) > shownRaw {
			raw = append(raw[:shownRaw], '…')
		}
		out = append(out, text.Title(lang.L("Microsoft's own text")), text.Small(string(raw)).Wrapped())
	}
	if x.RequestID != "" {
		line := x.Code
		if line != "" {
			line += " · "
		}
		line += lang.L("request") + " " + x.RequestID
		if !x.At.IsZero() {
			line += " · " + page.DateTime(x.At)
		}
		out = append(out, text.Small(line).Ink(theme.TextFaint).Wrapped())
	}
	return out
}
