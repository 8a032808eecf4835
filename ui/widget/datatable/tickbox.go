package datatable

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"msp-license-tracker/ui/theme"
)

const boxEdge float32 = 16

// tickbox draws a box with or without a tick; the row it is on takes the taps.
type tickbox struct {
	box  *canvas.Rectangle
	mark *canvas.Image
	on   bool
}

func newTickbox() *tickbox {
	b := &tickbox{box: canvas.NewRectangle(nil), mark: theme.IconImage(theme.IconCheck, theme.OnAccent, 12)}
	b.paint(false)
	return b
}

func (b *tickbox) objects() []fyne.CanvasObject { return []fyne.CanvasObject{b.box, b.mark} }

func (b *tickbox) set(on bool) {
	if b.on != on {
		b.paint(on)
	}
}

func (b *tickbox) paint(on bool) {
	b.on = on
	if on {
		theme.Fill(b.box, theme.Accent, theme.Accent, 4)
		b.mark.Show()
		b.mark.Refresh()
		return
	}
	theme.Fill(b.box, theme.Surface, theme.BorderStrong, 4)
	b.mark.Hide()
}

func (b *tickbox) place(height float32) {
	x, y := cellPad+theme.Pad, (height-boxEdge)/2
	b.box.Resize(fyne.NewSquareSize(boxEdge))
	b.box.Move(fyne.NewPos(x, y))
	b.mark.Resize(fyne.NewSquareSize(12))
	b.mark.Move(fyne.NewPos(x+2, y+2))
}
