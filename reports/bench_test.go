package reports

import (
	"io"
	"testing"
	"time"

	"github.com/jung-kurt/gofpdf"

	"msp-license-tracker/assets"
)

// BenchmarkClient50 makes the client report of 50 users (aim: under 200 ms)
// and in the same run the floor: gofpdf alone writing the same texts in the
// same four faces. It reports both times and their ratio.
func BenchmarkClient50(b *testing.B) { benchmarkClient(b, 50) }

// BenchmarkClient5000 is the same for a large customer.
func BenchmarkClient5000(b *testing.B) { benchmarkClient(b, 5000) }

func benchmarkClient(b *testing.B, users int) {
	in := newClient("Fjord Logistics", users).input()
	pdf, lines := printed(b, in)
	var ours, floor time.Duration
	for b.Loop() {
		start := time.Now()
		if err := WriteClient(io.Discard, in); err != nil {
			b.Fatal(err)
		}
		middle := time.Now()
		if err := bare(lines); err != nil {
			b.Fatal(err)
		}
		ours, floor = ours+middle.Sub(start), floor+time.Since(middle)
	}
	n := float64(b.N)
	b.ReportMetric(ours.Seconds()*1000/n, "ms/report")
	b.ReportMetric(floor.Seconds()*1000/n, "ms/floor")
	b.ReportMetric(ours.Seconds()/floor.Seconds(), "×floor")
	b.ReportMetric(float64(len(pdf)), "bytes")
	b.ReportMetric(float64(lines[len(lines)-1].page), "pages")
}

// bare writes the texts one cell each, with nothing measured or laid out.
func bare(lines []line) error {
	pdf := gofpdf.New("P", "pt", "A4", "")
	pdf.SetAutoPageBreak(false, 0)
	names := [...]string{"r", "m", "s", "b"}
	for i, data := range [][]byte{assets.InterRegular, assets.InterMedium, assets.InterSemiBold, assets.InterBold} {
		pdf.AddUTF8FontFromBytes(names[i], "", append([]byte(nil), data...))
	}
	pages := 0
	for i, l := range lines {
		if l.page > pages {
			pdf.AddPage()
			pages = l.page
		}
		pdf.SetFont(names[i%4], "", 9)
		pdf.SetXY(l.x, l.y)
		pdf.CellFormat(0, 12, l.text, "", 0, "L", false, 0, "")
	}
	return pdf.Output(io.Discard)
}
