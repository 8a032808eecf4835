package page

import (
	"github.com/jung-kurt/gofpdf"

	"msp-license-tracker/reports/chart"
)

// Measure measures text as this document will paint it, for package chart.
func (d *Document) Measure(text string, size float64, weight chart.Weight) float64 {
	return d.measure(d.Clean(text), size, weight)
}

// pixel is the size of a chart's pixel on paper, in points.
const pixel = 0.75

// ChartSize is the size to lay a chart out in, so that it fills the width
// and the given height of the page.
func (d *Document) ChartSize(height float64) chart.Size {
	return chart.Size{W: d.Width() / pixel, H: height / pixel}
}

// Drawing paints a chart of ChartSize at the left margin, with vectors only. Hints and ids
// mean nothing on paper.
func (d *Document) Drawing(c chart.Drawing) {
	c = c.Scaled(pixel)
	d.need(c.H)
	if d.err != nil {
		return
	}
	for _, m := range c.Marks {
		d.paintMark(m, marginSide, d.y)
	}
	d.advance(c.H)
}

func (d *Document) paintMark(m chart.Mark, x, y float64) {
	switch m := m.(type) {
	case chart.Rect:
		if m.Role != chart.None {
			d.box(x+m.X, y+m.Y, m.W, m.H, m.Radius, d.colors.color(m.Role))
		}
	case chart.Line:
		d.rule(x+m.X1, y+m.Y1, x+m.X2, y+m.Y2, m.Width, d.colors.color(m.Role))
	case chart.Polyline:
		d.paintPolyline(m, x, y)
	case chart.Text:
		s := style{size: m.Size, weight: m.Weight}
		d.text(x+m.X, y+m.Y, d.Clean(m.Text), s, m.Anchor, d.colors.color(m.Role))
	}
}

func (d *Document) paintPolyline(m chart.Polyline, x, y float64) {
	if len(m.Points) < 2 {
		return
	}
	if m.Fill != chart.None {
		points := make([]gofpdf.PointType, len(m.Points))
		for i, p := range m.Points {
			points[i] = gofpdf.PointType{X: x + p.X, Y: y + p.Y}
		}
		d.fill(d.colors.color(m.Fill))
		d.pdf.Polygon(points, "F")
	}
	if m.Stroke == chart.None {
		return
	}
	c := d.colors.color(m.Stroke)
	d.pdf.SetDrawColor(int(c.R), int(c.G), int(c.B))
	d.pdf.SetLineWidth(m.Width)
	d.pdf.SetLineJoinStyle("round")
	d.pdf.MoveTo(x+m.Points[0].X, y+m.Points[0].Y)
	for _, p := range m.Points[1:] {
		d.pdf.LineTo(x+p.X, y+p.Y)
	}
	d.pdf.DrawPath("D")
}
