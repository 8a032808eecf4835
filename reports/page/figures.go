package page

import "msp-license-tracker/reports/chart"

// Figure is one big number with what it means.
type Figure struct{ Label, Value, Note string }

var figureStyle = style{size: 20, lead: 26, weight: chart.Bold}

// Figures sets up to four big numbers side by side, each with a rule of the
// brand colour at its left. When a value is too wide for its column, all are
// set smaller.
func (d *Document) Figures(figures []Figure) {
	if len(figures) == 0 {
		return
	}
	column := d.Width() / float64(len(figures))
	inner := column - unit*3.5
	notes, most := make([][]string, len(figures)), 0
	value := figureStyle
	for i, f := range figures {
		for value.size > 10 && d.measure(d.Clean(f.Value), value.size, value.weight) > inner {
			value.size -= 0.5
		}
		notes[i] = d.lines(f.Note, inner, 3, bodyStyle)
		most = max(most, len(notes[i]))
	}
	height := labelStyle.lead + figureStyle.lead + float64(most)*13 + 4
	d.need(height)
	for i, f := range figures {
		x := marginSide + float64(i)*column
		d.box(x, d.y, 2.25, height, 0, d.colors.Base)
		x += unit * 1.5
		d.paintLines(d.lines(f.Label, inner, 1, labelStyle), x, d.y, labelStyle, muted)
		text := chart.Fit(d.Clean(f.Value), inner, value.size, value.weight, d.measure)
		d.text(x, baseline(d.y+labelStyle.lead, value), text, value, chart.Start, ink)
		noteStyle := style{size: 9, lead: 13, weight: chart.Regular}
		d.paintLines(notes[i], x, d.y+labelStyle.lead+figureStyle.lead, noteStyle, muted)
	}
	d.advance(height)
}
