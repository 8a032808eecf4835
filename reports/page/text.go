package page

import "msp-license-tracker/reports/chart"

// The type scale.
var (
	titleStyle   = style{size: 20, lead: 28, weight: chart.Bold}
	sectionStyle = style{size: 15, lead: 22, weight: chart.Bold}
	groupStyle   = style{size: 11, lead: 16, weight: chart.SemiBold}
	bodyStyle    = style{size: 9.75, lead: 14.5, weight: chart.Regular}
	leadStyle    = style{size: 10, lead: 15, weight: chart.Regular}
	smallStyle   = style{size: 8.25, lead: 12, weight: chart.Regular}
	labelStyle   = style{size: 8.25, lead: 12, weight: chart.SemiBold}
)

// Title opens a part of the document on a new page, with a bookmark.
func (d *Document) Title(text, sub string) {
	d.Page()
	d.heading(text, titleStyle, 0, 0)
	if sub != "" {
		d.heldText(sub, leadStyle, muted, 1)
	}
	d.holdSpace(unit * 1.5)
}

// chapterRoom is the least height a chapter is worth starting for.
const chapterRoom = 240.0

// Chapter is like Title, but goes on below what stands on the page where
// there is room for more than its beginning.
func (d *Document) Chapter(text, sub string) {
	if d.Room() < chapterRoom {
		d.Page()
	}
	d.heading(text, titleStyle, unit*4.5, 0)
	if sub != "" {
		d.heldText(sub, leadStyle, muted, 1)
	}
	d.holdSpace(unit)
}

// Section is a heading inside a part, with a bookmark below that of the part.
func (d *Document) Section(text string) {
	d.heading(text, sectionStyle, unit*3, 1)
	d.holdSpace(unit * 0.5)
}

// Group is a small heading; right is a figure set at the right margin.
func (d *Document) Group(text, right string) {
	right = d.Clean(right)
	w := d.measure(right, groupStyle.size, groupStyle.weight)
	lines := d.lines(text, d.Width()-w-unit*2, 2, groupStyle)
	d.hold(unit*2.25, float64(len(lines))*groupStyle.lead, func() {
		d.text(d.w-marginSide, baseline(d.y, groupStyle), right, groupStyle, chart.End, ink)
		d.paintLines(lines, marginSide, d.y, groupStyle, ink)
	})
}

func (d *Document) heading(text string, s style, above float64, level int) {
	lines := d.lines(text, d.Width(), 3, s)
	name := d.Clean(text)
	d.hold(above, float64(len(lines))*s.lead, func() {
		d.bookmark(name, level, d.y)
		d.paintLines(lines, marginSide, d.y, s, ink)
	})
}

func (d *Document) bookmark(name string, level int, y float64) {
	if d.err != nil {
		return
	}
	d.pdf.SetFont(families[chart.Bold], "", 10) // makes gofpdf encode the name
	d.pdf.Bookmark(name, level, y)
}

func (d *Document) holdSpace(h float64) { d.hold(0, h, func() {}) }

// heldText is a paragraph that stays with what follows.
func (d *Document) heldText(text string, s style, c RGB, most int) {
	lines := d.lines(text, d.Width(), most, s)
	d.hold(0, float64(len(lines))*s.lead, func() { d.paintLines(lines, marginSide, d.y, s, c) })
}

// Lead is a sentence under a heading that stays with what follows it.
func (d *Document) Lead(text string) {
	d.heldText(text, bodyStyle, muted, 0)
	d.holdSpace(unit * 0.75)
}

// Paragraph is body text with a little room below.
func (d *Document) Paragraph(text string) { d.paragraph(text, bodyStyle, ink, unit) }

// Caption is small grey text: what a figure counts and what it does not.
func (d *Document) Caption(text string) { d.paragraph(text, smallStyle, muted, unit*0.5) }

// Label is a small heading over a picture; it stays with it.
func (d *Document) Label(text string) {
	d.heldText(text, labelStyle, muted, 1)
	d.holdSpace(unit * 0.75)
}

// paragraph keeps at least two lines together at either end of a page.
func (d *Document) paragraph(text string, s style, c RGB, below float64) {
	if text == "" {
		return
	}
	lines := d.lines(text, d.Width(), 0, s)
	for len(lines) > 0 {
		d.need(float64(min(len(lines), 2)) * s.lead)
		n := min(len(lines), max(1, int(d.room()/s.lead+0.01)))
		if n < len(lines) && len(lines)-n < 2 && n > 2 {
			n--
		}
		d.paintLines(lines[:n], marginSide, d.y, s, c)
		d.advance(float64(n) * s.lead)
		lines = lines[n:]
	}
	d.advance(below)
}

// CaptionHeight is the room a caption takes.
func (d *Document) CaptionHeight(text string) float64 {
	return float64(len(d.lines(text, d.Width(), 0, smallStyle)))*smallStyle.lead + unit*0.5
}

// SectionHeight is the room a section's heading takes.
func (d *Document) SectionHeight() float64 { return unit*3.5 + sectionStyle.lead }

func (d *Document) paintLines(lines []string, x, top float64, s style, c RGB) {
	for i, l := range lines {
		d.text(x, baseline(top+float64(i)*s.lead, s), l, s, chart.Start, c)
	}
}
