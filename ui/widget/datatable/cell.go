package datatable

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/textcell"
)

// shape says what a column's cells are made of; it decides which objects a row
// carries, so that plain columns cost one text and no more.
type shape struct {
	align                 fyne.TextAlign
	bold                  bool
	sub, badge, dot, tags bool
}

// content is what one cell shows.
type content struct {
	text, sub string
	ink       fyne.ThemeColorName
	tone      theme.Tone // of badge or dot
	tags      []string
}

const (
	dotEdge   float32 = 8
	badgePad  float32 = 8
	lineMain  float32 = 17
	lineSub   float32 = 14
	badgeHigh float32 = 18
)

// cell draws one column of one row.
type cell struct {
	shape shape
	main  *textcell.Cell
	sub   *textcell.Cell
	badge *canvas.Rectangle
	dot   *canvas.Circle
	tags  *tagLine
	now   content
	x, w  float32
	high  float32
}

func newCell(s shape) *cell {
	c := &cell{shape: s}
	look := textcell.Look{Size: theme.TextBody, Bold: s.bold, Ink: theme.Text, Align: s.align}
	if s.badge {
		look.Size, look.Bold = theme.TextCaption, true
		c.badge = canvas.NewRectangle(nil)
		c.badge.CornerRadius = 6
	}
	c.main = textcell.New(look)
	if s.sub {
		c.sub = textcell.New(textcell.Look{Size: theme.TextCaption, Ink: theme.TextFaint, Align: s.align})
	}
	if s.dot {
		c.dot = canvas.NewCircle(theme.Color(theme.Neutral.Ink()))
	}
	if s.tags {
		c.tags = newTagLine()
	}
	return c
}

func (c *cell) objects() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	if c.badge != nil {
		out = append(out, c.badge)
	}
	if c.dot != nil {
		out = append(out, c.dot)
	}
	if c.tags != nil {
		return append(out, c.tags.objects()...)
	}
	out = append(out, c.main.Object())
	if c.sub != nil {
		out = append(out, c.sub.Object())
	}
	return out
}

func (c *cell) set(n content) {
	toned := n.tone != c.now.tone
	c.now = n
	if c.tags != nil {
		c.tags.set(n.tags, c.x, c.w, c.high)
		return
	}
	ink := n.ink
	if c.badge != nil {
		ink = n.tone.Ink()
	}
	c.main.Set(n.text, ink)
	if c.sub != nil {
		c.sub.Set(n.sub, theme.TextFaint)
	}
	if toned || c.badge != nil {
		c.paintMarks()
	}
	c.arrange()
}

func (c *cell) paintMarks() {
	if c.dot != nil {
		c.dot.FillColor = theme.Color(c.now.tone.Ink())
		c.dot.Refresh()
	}
	if c.badge != nil {
		c.badge.FillColor = theme.Color(c.now.tone.Soft())
		c.badge.Refresh()
	}
}

// repaint reads the theme's colours again.
func (c *cell) repaint() {
	c.paintMarks()
	c.main.Repaint()
	if c.sub != nil {
		c.sub.Repaint()
	}
	if c.tags != nil {
		c.tags.repaint()
	}
}

// place gives the cell its box; width 0 hides it off the row.
func (c *cell) place(x, width, height float32) {
	if c.x == x && c.w == width && c.high == height {
		return
	}
	c.x, c.w, c.high = x, width, height
	if c.tags != nil {
		c.tags.set(c.now.tags, x, width, height)
		return
	}
	c.arrange()
}

// arrange puts text, dot and badge into the box.
func (c *cell) arrange() {
	x, w, top := c.x, c.w, (c.high-lineMain)/2
	if c.sub != nil && c.now.sub != "" {
		top = (c.high - lineMain - lineSub) / 2
		c.sub.Place(fyne.NewPos(x, top+lineMain), fyne.NewSize(w, lineSub))
	}
	if c.dot != nil {
		c.dot.Resize(fyne.NewSquareSize(dotEdge))
		c.dot.Move(fyne.NewPos(x, top+(lineMain-dotEdge)/2))
		x, w = x+2*dotEdge, max(0, w-2*dotEdge)
	}
	if c.badge != nil {
		c.main.Place(fyne.NewPos(x+badgePad, (c.high-lineSub)/2), fyne.NewSize(max(0, w-2*badgePad), lineSub))
		c.badge.Move(fyne.NewPos(x, (c.high-badgeHigh)/2))
		c.badge.Resize(c.badgeSize())
		return
	}
	c.main.Place(fyne.NewPos(x, top), fyne.NewSize(w, lineMain))
}

func (c *cell) badgeSize() fyne.Size {
	if c.now.text == "" || c.w == 0 {
		return fyne.Size{}
	}
	return fyne.NewSize(min(c.w, c.main.Width()+2*badgePad), badgeHigh)
}
