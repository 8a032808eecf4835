//go:build ci

package uitest_test

import (
	"fmt"
	"os"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/uitest"
	"msp-license-tracker/ui/widget/field"
	"msp-license-tracker/ui/widget/modal"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/selectbox"
	"msp-license-tracker/ui/widget/text"
)

// What floats over the window is drawn by the window, so it has a gallery of
// its own.
func TestGalleryOfFloatingThings(t *testing.T) {
	dir := os.Getenv("GALLERY")
	if dir == "" {
		dir = t.TempDir()
	}
	for _, mode := range []theme.Mode{theme.Light, theme.Dark} {
		uitest.App(t, mode)
		box := selectbox.New("All customers", nil, optionsOf(14)...)
		box.Select("3")
		w := test.NewTempWindow(t, place.Column(theme.Gap, place.Row(8, box), place.Grid(190, theme.Gap, stats()...)))
		w.SetPadded(false)
		w.Resize(fyne.NewSize(700, 460))
		uitest.Settle(w.Content(), fyne.NewSize(700, 460))
		box.Tapped(nil)
		uitest.SavePNG(t, w.Canvas().Capture(), dir, fmt.Sprintf("select-%s.png", mode))
		for w.Canvas().Overlays().Top() != nil {
			w.Canvas().Overlays().Remove(w.Canvas().Overlays().Top())
		}
		modal.Show(w.Canvas(), modal.Options{
			Title: "Disconnect Fjord Logistics?", Confirm: "Disconnect", Danger: true,
			Content: place.Column(12, text.Muted("Scans stop. What was scanned stays and can be reviewed; you can connect again at any time.").Wrapped(), field.New("Reason", "optional")),
		})
		uitest.SavePNG(t, w.Canvas().Capture(), dir, fmt.Sprintf("modal-%s.png", mode))
	}
}

func optionsOf(n int) []selectbox.Option {
	var out []selectbox.Option
	for i := range n {
		out = append(out, selectbox.Option{ID: fmt.Sprint(i), Text: fmt.Sprintf("Customer %d", i)})
	}
	return out
}
