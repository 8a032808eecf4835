//go:build ci

package place_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/uitest"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/text"
)

func boxes(n int, w, h float32) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for range n {
		r := canvas.NewRectangle(nil)
		r.SetMinSize(fyne.NewSize(w, h))
		out = append(out, r)
	}
	return out
}

func TestAGridFillsItsWidthInEvenLines(t *testing.T) {
	uitest.App(t, theme.Light)
	for _, tt := range []struct {
		width   float32
		columns int
	}{{1100, 5}, {900, 3}, {640, 3}, {400, 2}, {150, 1}} {
		objects := boxes(5, 50, 40)
		g := place.Grid(190, 16, objects...)
		g.Resize(fyne.NewSize(tt.width, 500))
		columns := 0
		for _, o := range objects {
			if o.Position().Y == 0 {
				columns++
			}
		}
		if columns != tt.columns {
			t.Errorf("%v wide: %d columns, want %d", tt.width, columns, tt.columns)
		}
	}
}

func TestSharesStandUnderEachOtherWhereItIsNarrow(t *testing.T) {
	uitest.App(t, theme.Light)
	objects := boxes(2, 50, 40)
	s := place.Shares(16, 700, []float32{2, 1}, objects...)
	s.Resize(fyne.NewSize(916, 100))
	if a, b := objects[0].Size().Width, objects[1].Size().Width; a != 600 || b != 300 {
		t.Errorf("widths are %v and %v, want 600 and 300", a, b)
	}
	s.Resize(fyne.NewSize(600, 100))
	if p := objects[1].Position(); p != fyne.NewPos(0, 56) {
		t.Errorf("the second lies at %v, want under the first", p)
	}
}

func TestWrapNeedsNoMoreWidthThanItsWidestChild(t *testing.T) {
	uitest.App(t, theme.Light)
	w := place.Wrap(8, boxes(6, 80, 26)...)
	w.Resize(fyne.NewSize(600, 26))
	w.Resize(fyne.NewSize(200, 26))
	if got := w.MinSize(); got != fyne.NewSize(80, 3*26+2*8) {
		t.Errorf("needs %v, want 80 × 94", got)
	}
}

func TestAColumnGivesWrappedTextsTheirHeightAtOnce(t *testing.T) {
	uitest.App(t, theme.Light)
	long := text.Body("One permission is missing. The scan works without it.").Wrapped()
	below := text.Body("below")
	c := place.Column(4, long, below)
	c.Resize(fyne.NewSize(120, 400))
	if got, least := below.Position().Y, 3*text.Body("M").MinSize().Height; got < least {
		t.Errorf("the next text lies at %v, inside the wrapped one (at least %v)", got, least)
	}
}
