package page

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/jung-kurt/gofpdf"

	"msp-license-tracker/reports/chart"
)

// Paper is the size of the pages.
type Paper string

const (
	A4     Paper = "A4"
	Letter Paper = "Letter"
)

// The grid. Text stands between the side margins and the head and foot.
const (
	marginSide = 64.0
	marginTop  = 56.0
	marginFoot = 68.0 // the foot stands inside
	headLine   = 36.0 // baseline of the running head
	unit       = 8.0  // rhythm: spaces are multiples of half of it
)

// Options of a document. Created is the one date in the file.
type Options struct {
	Paper    Paper  // "" = A4
	Brand    string // "#2457D6"
	Title    string
	Subject  string
	Author   string
	Language string // BCP 47, e.g. "en-GB"
	Created  time.Time
	FootLeft string // e.g. the maker's name and telephone number
	FootMid  string // e.g. the client and the period
	Head     string // running head from the third page on, "" for none
	Trace    Trace  // told every text as it is placed; nil for none
}

// Trace hears the page, the place of the baseline's left end and the text of
// every line that is painted. Checks of a whole document read it.
type Trace func(page int, x, y float64, text string)

// Document is one PDF in the making. Not for concurrent use.
type Document struct {
	pdf     *gofpdf.Fpdf
	opt     Options
	faces   [4]*face
	colors  Palette
	w, h    float64
	y       float64 // where the next block starts
	fresh   bool    // nothing stands on this page yet
	bare    map[int]bool
	heads   map[int]string // running head by page
	part    string         // running head of the pages to come
	pending []held
	err     error
}

// held is a block that waits for what it must stay with. The room above it is
// left out at the top of a page.
type held struct {
	above, height float64
	paint         func()
}

// New starts an empty document without a page.
func New(opt Options) *Document {
	if opt.Paper != Letter {
		opt.Paper = A4
	}
	d := &Document{opt: opt, bare: map[int]bool{}, heads: map[int]string{}, colors: NewPalette(opt.Brand)}
	d.faces, d.err = faces()
	d.pdf = gofpdf.New("P", "pt", string(opt.Paper), "")
	if d.err != nil {
		return d
	}
	d.w, d.h = d.pdf.GetPageSize()
	d.pdf.SetMargins(marginSide, marginTop, marginSide)
	d.pdf.SetAutoPageBreak(false, 0)
	d.pdf.SetCatalogSort(true)
	d.pdf.SetCreationDate(opt.Created.UTC())
	d.pdf.SetModificationDate(opt.Created.UTC())
	d.pdf.SetProducer("MSP License Tracker", true)
	d.pdf.SetCreator("MSP License Tracker", true)
	d.pdf.SetTitle(d.Clean(opt.Title), true)
	d.pdf.SetSubject(d.Clean(opt.Subject), true)
	d.pdf.SetAuthor(d.Clean(opt.Author), true)
	d.pdf.SetXmpMetadata(metadata(d.Clean(opt.Title), d.Clean(opt.Author), opt.Language))
	addFonts(d.pdf, d.faces)
	return d
}

// Colors are the steps of the brand colour in this document.
func (d *Document) Colors() Palette { return d.colors }

// Width of the text between the side margins.
func (d *Document) Width() float64 { return d.w - 2*marginSide }

// Pages so far.
func (d *Document) Pages() int { return d.pdf.PageCount() }

// Page starts a new page unless the current one is still empty.
func (d *Document) Page() {
	d.flush()
	if d.err != nil || (d.fresh && d.pdf.PageCount() > 0) {
		return
	}
	d.newPage()
}

func (d *Document) newPage() {
	d.pdf.AddPage()
	d.y, d.fresh = marginTop, true
	d.heads[d.pdf.PageNo()] = d.part
}

// Space leaves room above the next block, none at the top of a page.
func (d *Document) Space(h float64) { d.hold(h, 0, func() {}) }

// bottom is where text must end.
func (d *Document) bottom() float64 { return d.h - marginFoot }

// room that is left on the page.
func (d *Document) room() float64 { return d.bottom() - d.y }

// Room that is left on the page below everything given so far.
func (d *Document) Room() float64 {
	left := d.room()
	for _, b := range d.pending {
		left -= b.above + b.height
	}
	return left
}

// need makes sure that what is held and h points more stand on one page,
// then paints what is held.
func (d *Document) need(h float64) {
	if d.err != nil {
		return
	}
	if d.pdf.PageCount() == 0 {
		d.newPage()
	}
	total := h
	for _, b := range d.pending {
		total += b.above + b.height
	}
	if total > d.room() && !d.fresh {
		d.newPage()
	}
	d.flush()
}

// hold keeps a block back until the next one is placed. paint finds the top
// of the block in d.y.
func (d *Document) hold(above, height float64, paint func()) {
	d.pending = append(d.pending, held{above, height, paint})
}

func (d *Document) flush() {
	blocks := d.pending
	d.pending = nil
	for _, b := range blocks {
		if d.err == nil && d.pdf.PageCount() == 0 {
			d.newPage()
		}
		if d.err != nil {
			return
		}
		if !d.fresh {
			d.y += b.above
		}
		b.paint()
		d.advance(b.height)
	}
}

// advance moves down by h.
func (d *Document) advance(h float64) {
	d.y += h
	d.fresh = d.fresh && h == 0
}

// text paints one clean line with its baseline at y.
func (d *Document) text(x, y float64, text string, s style, a chart.Anchor, c RGB) {
	if text == "" || d.err != nil {
		return
	}
	text = strings.ReplaceAll(text, noBreak, " ") // told apart only for wrapping
	switch w := d.measure(text, s.size, s.weight); a {
	case chart.Middle:
		x -= w / 2
	case chart.End:
		x -= w
	}
	if d.opt.Trace != nil {
		d.opt.Trace(d.pdf.PageNo(), x, y, text)
	}
	d.pdf.SetFont(families[s.weight], "", s.size)
	d.pdf.SetTextColor(int(c.R), int(c.G), int(c.B))
	t := tracking(s.size)
	if t != 0 {
		d.pdf.RawWriteStr(fmt.Sprintf("%.3f Tc", t))
	}
	d.pdf.Text(x, y, text)
	if t != 0 {
		d.pdf.RawWriteStr("0 Tc")
	}
}

// baseline of a line of text whose box starts at top: capitals in the middle.
func baseline(top float64, s style) float64 { return top + s.lead/2 + s.size*0.36 }

func (d *Document) fill(c RGB) { d.pdf.SetFillColor(int(c.R), int(c.G), int(c.B)) }

func (d *Document) box(x, y, w, h, radius float64, c RGB) {
	if d.err != nil || w <= 0 || h <= 0 {
		return
	}
	d.fill(c)
	if radius = min(radius, w/2, h/2); radius > 0 {
		d.pdf.RoundedRect(x, y, w, h, radius, "1234", "F")
		return
	}
	d.pdf.Rect(x, y, w, h, "F")
}

func (d *Document) rule(x1, y1, x2, y2, width float64, c RGB) {
	if d.err != nil {
		return
	}
	d.pdf.SetDrawColor(int(c.R), int(c.G), int(c.B))
	d.pdf.SetLineWidth(width)
	d.pdf.Line(x1, y1, x2, y2)
}

// Write ends the document and writes it. It returns the first error of the
// whole making. The document cannot be used afterwards.
func (d *Document) Write(w io.Writer) error {
	d.flush()
	if d.err == nil {
		d.headsAndFeet()
		d.err = d.output(w)
	}
	if d.err != nil {
		return fmt.Errorf("write PDF: %w", d.err)
	}
	return nil
}
