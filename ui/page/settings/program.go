package settings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/card"
	"msp-license-tracker/ui/widget/factlist"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/text"
)

// program says where everything lives and which keys there are.
func (p *Page) program() fyne.CanvasObject {
	data := card.Titled(lang.L("Where your data lives"), nil, place.Column(3*theme.Pad,
		text.Body(p.world.DataDir).Wrapped(),
		text.Muted(lang.L("Everything scanned, your prices and settings are in this folder on this computer, and nowhere else. Secrets and certificates are in the keyring of the operating system. The last scan can be looked at without a network.")).Wrapped(),
		place.Row(2*theme.Pad, button.Secondary(lang.L("Copy path"), func() { p.env.Copy(p.world.DataDir) }).WithIcon(theme.IconCopy),
			button.Link(lang.L("First steps again"), func() { p.env.Navigate(page.Route{Page: page.Onboarding}) }))))
	keys := card.Titled(lang.L("Keys"), nil, factlist.New(
		factlist.Fact{Label: lang.L("Pages"), Value: "Ctrl+1 … Ctrl+7"},
		factlist.Fact{Label: lang.L("Search"), Value: "Ctrl+F, Ctrl+K"},
		factlist.Fact{Label: lang.L("Scan now"), Value: "F5, Ctrl+R"},
		factlist.Fact{Label: lang.L("Back, forward"), Value: "Alt+←, Alt+→"},
		factlist.Fact{Label: lang.L("Clear search or filter"), Value: "Esc"},
		factlist.Fact{Label: lang.L("Copy rows of a table"), Value: "Ctrl+C"}))
	return page.Scrolled(place.Shares(theme.Gap, 700, []float32{1, 1}, data, keys))
}
