package page

import (
	"bytes"
	"strings"
	"unicode"

	"github.com/jung-kurt/gofpdf"

	"msp-license-tracker/reports/chart"
)

// Cover is the first page, on the dark step of the brand colour.
type Cover struct {
	Logo      *Logo  // nil: the maker's initial on a plate
	Maker     string // who made the report
	Kind      string // small line over the title
	Title     string
	Lines     []string // below the title
	FootLeft  string
	FootRight string
}

var (
	makerStyle = style{size: 13, lead: 18, weight: chart.SemiBold}
	kindStyle  = style{size: 11, lead: 16, weight: chart.Regular}
	coverLine  = style{size: 11.5, lead: 18, weight: chart.Regular}
)

const (
	coverPlate = 34.0 // the maker's mark
	logoHigh   = 40.0
	logoWide   = 190.0
)

// Cover paints the first page. It has no head and no foot.
func (d *Document) Cover(c Cover) {
	d.Page()
	if d.err != nil {
		return
	}
	d.bare[d.pdf.PageNo()] = true
	pale := mix(white, d.colors.Dark, 0.28)
	d.box(-2, -2, d.w+4, d.h+4, 0, d.colors.Dark)
	d.coverMark(c)

	title := style{size: 31, lead: 38, weight: chart.Bold}
	lines := d.lines(c.Title, d.Width(), 0, title)
	if len(lines) > 2 {
		title = style{size: 22, lead: 28, weight: chart.Bold}
		lines = d.lines(c.Title, d.Width(), 5, title)
	}
	y := d.h * 0.34
	d.paintLines(d.lines(c.Kind, d.Width(), 1, kindStyle), marginSide, y, kindStyle, pale)
	y += kindStyle.lead + 6
	d.bookmark(d.Clean(c.Title), 0, 0)
	d.paintLines(lines, marginSide, y, title, white)
	y += float64(len(lines))*title.lead + 14
	d.box(marginSide, y, 48, 3, 0, d.colors.Bright)
	y += 20
	for _, text := range c.Lines {
		wrapped := d.lines(text, d.Width(), 2, coverLine)
		d.paintLines(wrapped, marginSide, y, coverLine, mix(white, d.colors.Dark, 0.08))
		y += float64(len(wrapped)) * coverLine.lead
	}
	foot := d.h - 50
	right := d.Clean(c.FootRight)
	left := chart.Fit(d.Clean(c.FootLeft), d.Width()-d.measure(right, 8.5, chart.Regular)-24, 8.5, chart.Regular, d.measure)
	small := style{size: 8.5, lead: 12, weight: chart.Regular}
	d.text(marginSide, foot, left, small, chart.Start, pale)
	d.text(d.w-marginSide, foot, right, small, chart.End, pale)
	d.y, d.fresh = d.bottom(), false
}

// coverMark is the logo on a white plate, or the maker's initial and name.
func (d *Document) coverMark(c Cover) {
	x, y := marginSide, 48.0
	name := chart.Fit(d.Clean(c.Maker), d.Width()-coverPlate-12, makerStyle.size, makerStyle.weight, d.measure)
	if c.Logo != nil && d.placeLogo(c.Logo, x, y) {
		return
	}
	initial := firstLetter(name)
	if initial == "" {
		return
	}
	d.box(x, y, coverPlate, coverPlate, 7, white)
	letter := style{size: 16, lead: coverPlate, weight: chart.Bold}
	d.text(x+coverPlate/2, baseline(y, letter), initial, letter, chart.Middle, d.colors.Dark)
	d.text(x+coverPlate+11, baseline(y, style{size: makerStyle.size, lead: coverPlate}), name, makerStyle, chart.Start, white)
}

// placeLogo keeps the logo's proportions within its bounds. The plate makes
// any logo visible, dark ones too.
func (d *Document) placeLogo(l *Logo, x, y float64) bool {
	d.pdf.RegisterImageOptionsReader("logo", gofpdf.ImageOptions{ImageType: "PNG"}, bytes.NewReader(l.png))
	if d.pdf.Err() {
		d.pdf.ClearError() // a report without its logo is better than none
		return false
	}
	scale := min(logoHigh/l.h, logoWide/l.w)
	w, h := l.w*scale, l.h*scale
	d.box(x, y, w+20, h+16, 8, white)
	d.pdf.ImageOptions("logo", x+10, y+8, w, h, false, gofpdf.ImageOptions{ImageType: "PNG"}, 0, "")
	return true
}

// firstLetter is the first letter or digit, as a capital.
func firstLetter(name string) string {
	for _, r := range name {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return strings.ToUpper(string(r))
		}
	}
	return ""
}
