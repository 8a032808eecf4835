package page

import (
	"fmt"

	"msp-license-tracker/reports/chart"
)

var footStyle = style{size: 8, lead: 12, weight: chart.Regular}

// Part names the pages from the next one on in the running head.
func (d *Document) Part(name string) { d.part = d.Clean(name) }

// headsAndFeet goes over all pages once their number is known.
func (d *Document) headsAndFeet() {
	total := d.pdf.PageCount()
	for n := 1; n <= total; n++ {
		if d.bare[n] {
			continue
		}
		d.pdf.SetPage(n)
		// gofpdf believes the font of the last page is still set.
		d.pdf.SetFont(families[chart.Bold], "", 1)
		d.foot(n, total)
		if n > 2 {
			d.head(d.heads[n])
		}
	}
	d.pdf.SetPage(total)
}

func (d *Document) foot(n, total int) {
	y, w := d.h-32, d.Width()
	d.rule(marginSide, y-20, d.w-marginSide, y-20, 0.5, hair)
	fit := func(t string, width float64) string {
		return chart.Fit(d.Clean(t), width, footStyle.size, footStyle.weight, d.measure)
	}
	page := fmt.Sprintf("%d of %d", n, total)
	left, mid := fit(d.opt.FootLeft, w*0.52), fit(d.opt.FootMid, w*0.36)
	d.text(marginSide, y, left, footStyle, chart.Start, faint)
	d.text(d.w-marginSide-w*0.10, y, mid, footStyle, chart.End, faint)
	d.text(d.w-marginSide, y, page, footStyle, chart.End, faint)
}

func (d *Document) head(part string) {
	if d.opt.Head == "" {
		return
	}
	left := chart.Fit(d.Clean(d.opt.Head), d.Width()*0.6, footStyle.size, footStyle.weight, d.measure)
	d.text(marginSide, headLine, left, footStyle, chart.Start, faint)
	d.text(d.w-marginSide, headLine, part, footStyle, chart.End, faint)
}
