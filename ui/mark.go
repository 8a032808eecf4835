package ui

import (
	"bytes"
	"image"
	_ "image/jpeg" // logos are PNG or JPEG
	_ "image/png"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"msp-license-tracker/ui/theme"
)

const markSize float32 = 28

// mark is the workspace's logo, or the first letter of its name on the accent.
type mark struct {
	widget.BaseWidget

	letter string
	logo   image.Image
}

func newMark() *mark {
	m := &mark{}
	m.ExtendBaseWidget(m)
	return m
}

func (m *mark) set(name string, logo []byte) {
	m.letter, m.logo = "?", nil
	for _, r := range strings.TrimSpace(name) {
		m.letter = strings.ToUpper(string(r))
		break
	}
	if img, _, err := image.Decode(bytes.NewReader(logo)); err == nil {
		m.logo = img
	}
	m.Refresh()
}

// CreateRenderer is part of fyne.Widget.
func (m *mark) CreateRenderer() fyne.WidgetRenderer {
	r := &markRenderer{mark: m, ground: canvas.NewRectangle(nil), letter: canvas.NewText("", nil), logo: &canvas.Image{FillMode: canvas.ImageFillContain}}
	r.letter.TextStyle.Bold = true
	r.letter.TextSize = 14
	r.letter.Alignment = fyne.TextAlignCenter
	r.paint()
	return r
}

type markRenderer struct {
	mark   *mark
	ground *canvas.Rectangle
	letter *canvas.Text
	logo   *canvas.Image
}

func (r *markRenderer) paint() {
	theme.Fill(r.ground, theme.Accent, theme.Clear, theme.ControlRadius)
	r.letter.Text, r.letter.Color = r.mark.letter, theme.Color(theme.OnAccent)
	r.logo.Image = r.mark.logo
}

func (r *markRenderer) MinSize() fyne.Size { return fyne.NewSquareSize(markSize) }

func (r *markRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.letter.Resize(size)
	r.logo.Resize(size)
}

func (r *markRenderer) Refresh() {
	r.paint()
	theme.Repaint(r.mark)
}

func (r *markRenderer) Objects() []fyne.CanvasObject {
	if r.mark.logo != nil {
		return []fyne.CanvasObject{r.logo}
	}
	return []fyne.CanvasObject{r.ground, r.letter}
}

func (r *markRenderer) Destroy() {}
