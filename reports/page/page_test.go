package page

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"msp-license-tracker/reports/chart"
)

// placed is one text on a page.
type placed struct {
	page int
	x, y float64
	text string
}

// traced is a document that remembers its texts.
func traced(opt Options) (*Document, *[]placed) {
	var all []placed
	opt.Created = time.Date(2026, 11, 20, 8, 12, 0, 0, time.UTC)
	opt.Trace = func(page int, x, y float64, text string) { all = append(all, placed{page, x, y, text}) }
	return New(opt), &all
}

func finish(t *testing.T, d *Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := d.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestCleanMakesAnyTextDrawable(t *testing.T) {
	d, _ := traced(Options{})
	for _, c := range []struct{ name, in, want string }{
		{"plain", "Fjord Logistics", "Fjord Logistics"},
		{"accents", "Żółtowski, Müller, Ærø, Đỗ", "Żółtowski, Müller, Ærø, Đỗ"},
		{"decomposed accents are composed", "Mu\u0308ller", "Müller"},
		{"Cyrillic and Greek", "Ирина Παπαδοπούλου", "Ирина Παπαδοπούλου"},
		{"scripts the font lacks stay visible", "山田 שלום", "□□ □□□□"},
		{"beyond the basic plane", "Tom 😀", "Tom □"},
		{"control characters", "a\x00b\x1bc\x7f", "abc"},
		{"line breaks", "a\r\nb\tc", "a  b c"},
		{"direction marks", "user\u202egpj.exe\u2066\u200f", "usergpj.exe"},
		{"joiners and selectors", "a\u200db\ufe0f\ufeff", "ab"},
		{"broken UTF-8", "a\xffb", "a□b"},
	} {
		if got := d.Clean(c.in); got != c.want {
			t.Errorf("%s: Clean(%q) = %q, want %q", c.name, c.in, got, c.want)
		}
	}
	if got := d.Clean(strings.Repeat("x", 2*maxText)); len(got) > maxText+len("…") || !strings.HasSuffix(got, "…") {
		t.Errorf("a text without end is %d long", len(got))
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"Fjord", "山田\u202e", "\xff\xfe", "e\u0301\u0302", "a\x00", "😀"} {
		f.Add(s)
	}
	d := New(Options{})
	f.Fuzz(func(t *testing.T, s string) {
		once := d.Clean(s)
		for _, r := range once {
			if !d.faces[0].has(r) {
				t.Fatalf("%q still holds %q", once, r)
			}
		}
	})
}

func TestWrapKeepsEveryCharacterWithinTheWidth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("abcdefgh ijkl @.-/")), 0, 300, -1).Draw(t, "text")
		width := rapid.Float64Range(8, 200).Draw(t, "width")
		wide := func(s string) float64 { return float64(len(s)) * 4 }
		lines := wrap(text, width, 0, wide)
		for _, l := range lines {
			if wide(l) > width {
				t.Fatalf("line %q is wider than %v", l, width)
			}
		}
		squash := func(s string) string { return strings.ReplaceAll(s, " ", "") }
		if got := squash(strings.Join(lines, "")); got != squash(text) {
			t.Fatalf("%q became %q", text, got)
		}
	})
}

func TestWrapBreaksAddressesAtTheirJoints(t *testing.T) {
	wide := func(s string) float64 { return float64(len(s)) }
	got := wrap("hans.müller@fjordlogistics.example", 24, 0, wide)
	if len(got) != 2 || got[0] != "hans.müller@" {
		t.Errorf("lines = %q", got)
	}
	if got := wrap("one two three four five", 9, 2, wide); len(got) != 2 || !strings.HasSuffix(got[1], "…") || wide(got[1]) > 11 {
		t.Errorf("limited lines = %q", got)
	}
}

func TestBrandStepsAlwaysHaveContrast(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		hex := rapid.StringMatching(`#[0-9a-fA-F]{6}`).Draw(t, "hex")
		p := NewPalette(hex)
		for _, c := range []struct {
			what  string
			a, b  RGB
			least float64
		}{
			{"base as text on white", p.Base, white, 4.5}, {"white on dark", white, p.Dark, 11},
			{"rule on dark", p.Bright, p.Dark, 3}, {"text on soft", ink, p.Soft, 7},
		} {
			if got := Contrast(c.a, c.b); got < c.least {
				t.Fatalf("%s of %s: contrast %.2f, want %v", c.what, hex, got, c.least)
			}
		}
	})
	if NewPalette("no colour") != NewPalette("#2457D6") {
		t.Error("an unreadable colour must give the default")
	}
	if c, ok := ParseHex("#0af"); !ok || c != (RGB{0, 0xAA, 0xFF}) {
		t.Errorf("#0af = %v, %v", c, ok)
	}
}

func TestDigitsOfTablesShareOneWidth(t *testing.T) {
	all, err := faces()
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range []chart.Weight{chart.Regular, chart.Medium, chart.SemiBold} {
		for c := '1'; c <= '9'; c++ {
			if all[w].width[c] != all[w].width['0'] {
				t.Errorf("weight %d: %q is %d wide, 0 is %d", w, c, all[w].width[c], all[w].width['0'])
			}
		}
	}
}

// The measure that wraps texts is the width gofpdf paints.
func TestMeasureAgreesWithThePDF(t *testing.T) {
	d, _ := traced(Options{})
	d.Page()
	for _, text := range []string{"Fjord Logistics", "£1,753.00 − 11 %", "Żółtowski □ …", "Ирина"} {
		for w, family := range families {
			d.pdf.SetFont(family, "", 10)
			ours, theirs := d.faces[w].measure(text, 10), d.pdf.GetStringWidth(text)
			if diff := ours - theirs; diff > 0.1 || diff < -0.1 {
				t.Errorf("%q in %s: %v, gofpdf says %v", text, family, ours, theirs)
			}
		}
	}
}

func longTable(rows int) Table {
	t := Table{Columns: []Column{{Title: "Account", Share: 2}, {Title: "Product", Share: 1}, {Title: "Per month", Align: chart.End}}}
	for i := range rows {
		if i%25 == 0 {
			t.Rows = append(t.Rows, Row{Kind: GroupRow, Cells: []Cell{{Text: "Group"}}})
		}
		t.Rows = append(t.Rows, Row{Cells: []Cell{{Text: "row " + strings.Repeat("long ", i%13), Sub: "sub"}, {Text: "Product"}, {Text: "£1.00"}}})
	}
	t.Rows = append(t.Rows, Row{Kind: TotalRow, Cells: []Cell{{Text: "Together"}, {}, {Text: "£9.00"}}})
	return t
}

func TestTableAcrossPages(t *testing.T) {
	for _, paper := range []Paper{A4, Letter} {
		d, texts := traced(Options{Paper: paper})
		d.Title("Rows", "")
		d.Table(longTable(200))
		finish(t, d)
		heads, rows, last := map[int]int{}, map[int]int{}, 0
		total := 0
		for _, p := range *texts {
			if p.y > d.bottom()+1 && !strings.Contains(p.text, " of ") {
				t.Errorf("%s: %q on page %d is cut: y = %v", paper, p.text, p.page, p.y)
			}
			switch {
			case p.text == "Account":
				heads[p.page]++
			case strings.HasPrefix(p.text, "row"):
				rows[p.page]++
			case p.text == "Together":
				total = p.page
			}
			last = max(last, p.page)
		}
		for n := 1; n <= last; n++ {
			if heads[n] != 1 {
				t.Errorf("%s: page %d has %d table heads", paper, n, heads[n])
			}
		}
		if rows[total] < 1 {
			t.Errorf("%s: the total stands alone", paper)
		}
	}
}

func TestGroupNameIsRepeatedAndNeverLast(t *testing.T) {
	d, texts := traced(Options{})
	d.Table(longTable(200))
	finish(t, d)
	var before placed
	again := 0
	for _, p := range *texts {
		if p.text == "Group"+continued {
			again++
		}
		if strings.HasPrefix(before.text, "Group") && p.page != before.page {
			t.Errorf("a group's name is the last row of page %d", before.page)
		}
		before = p
	}
	if again == 0 {
		t.Error("no group is continued by name")
	}
}

func TestHeadingStaysWithWhatFollows(t *testing.T) {
	d, texts := traced(Options{})
	for lines := 20; lines < 50; lines++ {
		*texts = nil
		d.Page()
		for range lines {
			d.Paragraph("x")
		}
		d.Section("Heading")
		d.Lead("Lead")
		d.Table(Table{Columns: []Column{{Title: "Head", Share: 1}}, Rows: []Row{{Cells: []Cell{{Text: "first"}}}, {Cells: []Cell{{Text: "second"}}}}})
		page := map[string]int{}
		for _, p := range *texts {
			page[p.text] = p.page
		}
		if page["Heading"] != page["first"] || page["Lead"] != page["first"] || page["first"] != page["second"] {
			t.Fatalf("%d lines above: heading, lead and rows are parted: %v", lines, page)
		}
	}
}

func TestFootCountsPages(t *testing.T) {
	d, texts := traced(Options{FootLeft: "Northlight IT", FootMid: "Fjord Logistics"})
	d.Cover(Cover{Maker: "Northlight IT", Title: "Fjord"})
	d.Title("One", "")
	d.Title("Two", "")
	finish(t, d)
	var feet []string
	for _, p := range *texts {
		if strings.Contains(p.text, " of ") {
			feet = append(feet, p.text)
		}
	}
	if strings.Join(feet, "; ") != "2 of 3; 3 of 3" {
		t.Errorf("feet = %q, want none on the cover", feet)
	}
}

// sampler uses every block once.
func sampler(w io.Writer) error {
	d := New(Options{Brand: "#0F6E6A", Title: "Títle ü", Author: "A & <B>", Language: "en-GB", Created: time.Unix(1.7e9, 0)})
	d.Cover(Cover{Maker: "Northlight", Title: "Fjord", Lines: []string{"a"}})
	d.Title("Title", "sub")
	d.Figures([]Figure{{"Label", "£1", "note"}, {"Label", strings.Repeat("9", 60), "note"}})
	d.Paragraph(strings.Repeat("word ", 400))
	d.Drawing(chart.Area(chart.AreaInput{Points: []chart.AreaPoint{{At: time.Unix(0, 0), Value: 990}, {At: time.Unix(9e6, 0), Value: 1000}},
		ValueText: func(float64) string { return "v" }, TimeText: func(time.Time) string { return "t" }}, d.ChartSize(100), d.Measure))
	d.Table(longTable(90))
	d.Caption("caption")
	return d.Write(w)
}

func TestSameCallsGiveTheSameBytesAlsoAtTheSameTime(t *testing.T) {
	var first bytes.Buffer
	if err := sampler(&first); err != nil {
		t.Fatal(err)
	}
	var wait sync.WaitGroup
	for range 3 {
		wait.Go(func() {
			var again bytes.Buffer
			if err := sampler(&again); err != nil || !bytes.Equal(first.Bytes(), again.Bytes()) {
				t.Errorf("bytes differ (%v)", err)
			}
		})
	}
	wait.Wait()
}

func TestCatalogNamesLanguageAndMetadata(t *testing.T) {
	var b bytes.Buffer
	if err := sampler(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"/Lang (en-GB)", "/Metadata ", "<rdf:li>en-GB</rdf:li>", "A &amp; &lt;B&gt;", "/DisplayDocTitle true"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the document does not hold %q", want)
		}
	}
	start := startForm.FindSubmatch(b.Bytes())
	at, err := strconv.Atoi(string(start[1]))
	if err != nil || !bytes.HasPrefix(b.Bytes()[at:], []byte("xref\n")) {
		t.Errorf("the table of offsets is not at %s", start[1])
	}
	for _, damaged := range []string{"", "%PDF-1.3", "<<\n/Type /Catalog\n", "startxref\n1\n%%EOF\n"} {
		if _, err := completeCatalog([]byte(damaged), "en"); err == nil {
			t.Errorf("%q gives no error", damaged)
		}
	}
	if out, err := completeCatalog(b.Bytes(), "en) /Evil ("); err != nil || bytes.Contains(out, []byte("Evil")) {
		t.Error("a language can write into the catalogue")
	}
}

func picture(w, h int) image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for i := range img.Pix {
		img.Pix[i] = byte(i)
	}
	return img
}

// claim makes a PNG say it has another size.
func claim(png []byte, w, h uint32) []byte {
	binary.BigEndian.PutUint32(png[16:], w)
	binary.BigEndian.PutUint32(png[20:], h)
	binary.BigEndian.PutUint32(png[29:], crc32.ChecksumIEEE(png[12:29]))
	return png
}

func TestLogo(t *testing.T) {
	enc := func(img image.Image) []byte {
		var b bytes.Buffer
		if err := png.Encode(&b, img); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	var jpg bytes.Buffer
	if err := jpeg.Encode(&jpg, picture(300, 90), nil); err != nil {
		t.Fatal(err)
	}
	deep := image.NewNRGBA64(image.Rect(0, 0, 20, 20))
	deep.Set(3, 3, color.White)
	whole := enc(picture(600, 200))
	for _, c := range []struct {
		name string
		data []byte
		want string // part of the error, "" for a good logo
	}{
		{"PNG", whole, ""}, {"JPEG", jpg.Bytes(), ""}, {"16 bits deep", enc(deep), ""}, {"one pixel", enc(picture(1, 1)), ""},
		{"very wide", enc(picture(3000, 3)), ""}, {"empty", nil, "neither"}, {"text", []byte("<svg/>"), "neither"},
		{"cut off", whole[:len(whole)/2], "damaged"}, {"too many bytes", make([]byte, MaxLogoBytes+1), "larger"},
		{"too many pixels", claim(enc(picture(1, 1)), 60000, 60000), "pixels"},
	} {
		logo, err := ReadLogo(c.data)
		if c.want != "" {
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%s: error %v, want %q", c.name, err, c.want)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if logo.w < 1 || logo.h < 1 || logo.h > logoTall || logo.w > 4*logoTall {
			t.Errorf("%s: %v × %v pixels are kept", c.name, logo.w, logo.h)
		}
	}
}

func TestLogoStandsOnTheCover(t *testing.T) {
	var file bytes.Buffer
	if err := png.Encode(&file, picture(120, 40)); err != nil {
		t.Fatal(err)
	}
	logo, err := ReadLogo(file.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	d, _ := traced(Options{})
	d.Cover(Cover{Logo: logo, Maker: "M", Title: "T"})
	if out := finish(t, d); !bytes.Contains(out, []byte("/Subtype /Image")) {
		t.Error("no picture in the document")
	}
}

func FuzzReadLogo(f *testing.F) {
	var b bytes.Buffer
	_ = png.Encode(&b, picture(4, 4))
	f.Add(b.Bytes())
	f.Add([]byte("\xff\xd8\xff"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if logo, err := ReadLogo(data); err == nil && (logo.w < 1 || logo.h < 1) {
			t.Fatal("a logo without size")
		}
	})
}

func FuzzFace(f *testing.F) {
	all, err := faces()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(all[0].data[:4096])
	f.Add([]byte{0, 1, 0, 0, 0, 1})
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, err := newFace(data, true); err != nil {
			return
		}
	})
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

func TestAFailingWriterIsAnError(t *testing.T) {
	if err := sampler(full{}); err == nil {
		t.Error("no error")
	}
}
