package page

import (
	"bytes"
	"encoding/xml"
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

// metadata is the XMP packet: the only place where gofpdf lets a document
// state its language.
func metadata(title, author, language string) []byte {
	esc := func(s string) string {
		var b bytes.Buffer
		if xml.EscapeText(&b, []byte(s)) != nil {
			return ""
		}
		return b.String()
	}
	return fmt.Appendf(nil, `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`, esc(title), esc(author), esc(language))
}
