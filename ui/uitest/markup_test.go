//go:build ci

package uitest_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/uitest"
	"msp-license-tracker/ui/widget/badge"
	"msp-license-tracker/ui/widget/banner"
	"msp-license-tracker/ui/widget/button"
	"msp-license-tracker/ui/widget/card"
	"msp-license-tracker/ui/widget/chip"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/text"
)

// The markup holds every position, size and colour of a widget; a change of the
// look shows in it line by line. After looking at the new pictures of the
// gallery, copy testdata/failed over testdata.
func TestMarkup(t *testing.T) {
	tests := map[string]struct {
		build func() fyne.CanvasObject
		w, h  float32
	}{
		"badges": {func() fyne.CanvasObject {
			return place.Wrap(8, badge.New("sure", theme.Positive), badge.New("likely", theme.Caution),
				badge.Dot("Healthy", theme.Positive), badge.Tag("vip"), badge.Count(7, theme.Severe))
		}, 320, 30},
		"buttons": {func() fyne.CanvasObject {
			return place.Row(8, button.Primary("Scan now", nil), button.Secondary("Export", nil).WithIcon(theme.IconDownload), button.Link("All tenants", nil))
		}, 400, 32},
		"chip": {func() fyne.CanvasObject {
			c := chip.New(chip.Look{Label: "Critical", Count: "1", Dot: theme.Severe}, nil)
			c.SetSelected(true)
			return place.Row(0, c)
		}, 140, 26},
		"stat": {func() fyne.CanvasObject { return stats()[1] }, 220, 120},
		"card": {func() fyne.CanvasObject {
			return card.Titled("Leakage by cause", button.Link("All findings", nil), text.Body("content"))
		}, 300, 90},
		"banner": {func() fyne.CanvasObject {
			return banner.New(theme.Severe, "Consent was withdrawn.").WithAction("Reconnect", func() {})
		}, 420, 44},
		"facts": {func() fyne.CanvasObject { return proof() }, 360, 190},
		"table": {leakageTable, 700, 200},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			uitest.App(t, theme.Light)
			o := tt.build()
			uitest.Settle(o, fyne.NewSize(tt.w, tt.h))
			test.AssertObjectRendersToMarkup(t, name+".xml", o)
		})
	}
}
