// Package textcell is one line of text in a table's cell: cut with an ellipsis
// where it is too long, and cheap enough for hundreds of cells per scrolled
// page. A cell remembers what it drew last and touches the canvas only when
// text, width or look really changed.
package textcell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"msp-license-tracker/ui/theme"
)

// Look is how a cell draws its text.
type Look struct {
	Size  float32
	Bold  bool
	Ink   fyne.ThemeColorName
	Align fyne.TextAlign
}

// Cell owns one canvas text. It is no widget: a row adds Object to its objects
// and calls Set and Place.
type Cell struct {
	full  string
	look  Look
	width float32
	text  *canvas.Text
}

// New is an empty cell.
func New(look Look) *Cell {
	c := &Cell{look: look, text: canvas.NewText("", theme.Color(look.Ink))}
	c.text.TextSize = look.Size
	c.text.TextStyle.Bold = look.Bold
	c.text.Alignment = look.Align
	return c
}

// Object is what a row draws.
func (c *Cell) Object() fyne.CanvasObject { return c.text }

// Text is the whole text, also where the screen shows it cut.
func (c *Cell) Text() string { return c.full }

// Shown is the text on the screen.
func (c *Cell) Shown() string { return c.text.Text }

// Set shows the text in the ink; nothing happens when both are as before.
func (c *Cell) Set(s string, ink fyne.ThemeColorName) {
	if c.full == s && c.look.Ink == ink {
		return
	}
	c.full, c.look.Ink = s, ink
	c.draw()
}

// Place moves the cell and cuts its text to the width.
func (c *Cell) Place(pos fyne.Position, size fyne.Size) {
	c.text.Move(pos)
	c.text.Resize(size)
	if c.width != size.Width {
		c.width = size.Width
		c.draw()
	}
}

// Repaint reads the colours of the theme again.
func (c *Cell) Repaint() { c.draw() }

// Width is how wide the text on the screen is.
func (c *Cell) Width() float32 { return Width(c.text.Text, c.look.Size, c.look.Bold) }

func (c *Cell) draw() {
	c.text.Text = Cut(c.full, c.width, c.look.Size, c.look.Bold)
	c.text.Color = theme.Color(c.look.Ink)
	c.text.Refresh()
}
