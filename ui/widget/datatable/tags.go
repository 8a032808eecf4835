package datatable

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/textcell"
)

// maxTags is how many words a cell shows; the row itself opens to the rest.
const maxTags = 3

// tagLine draws outlined words side by side, as many as fit.
type tagLine struct {
	boxes [maxTags]*canvas.Rectangle
	words [maxTags]*canvas.Text
}

func newTagLine() *tagLine {
	t := &tagLine{}
	for i := range t.boxes {
		t.boxes[i] = canvas.NewRectangle(nil)
		t.words[i] = canvas.NewText("", nil)
		t.words[i].TextSize = theme.TextCaption
	}
	t.repaint()
	return t
}

func (t *tagLine) objects() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for i := range t.boxes {
		out = append(out, t.boxes[i], t.words[i])
	}
	return out
}

func (t *tagLine) repaint() {
	for i := range t.boxes {
		theme.Fill(t.boxes[i], theme.SurfaceRaised, theme.Border, 6)
		t.words[i].Color = theme.Color(theme.TextMuted)
		t.words[i].Refresh()
	}
}

func (t *tagLine) set(tags []string, x, width, height float32) {
	right := x + width
	for i := range t.boxes {
		room := right - x
		if i >= len(tags) || room < 3*badgePad {
			t.boxes[i].Hide()
			t.words[i].Hide()
			continue
		}
		word := textcell.Cut(tags[i], room-2*badgePad, theme.TextCaption, false)
		w := textcell.Width(word, theme.TextCaption, false)
		t.words[i].Text = word
		t.words[i].Move(fyne.NewPos(x+badgePad, (height-lineSub)/2))
		t.words[i].Resize(fyne.NewSize(w, lineSub))
		t.boxes[i].Move(fyne.NewPos(x, (height-badgeHigh)/2))
		t.boxes[i].Resize(fyne.NewSize(w+2*badgePad, badgeHigh))
		t.boxes[i].Show()
		t.words[i].Show()
		t.words[i].Refresh()
		x += w + 2*badgePad + theme.Pad
	}
}
