package page

import (
	"sync"

	"github.com/jung-kurt/gofpdf"

	"msp-license-tracker/assets"
	"msp-license-tracker/reports/chart"
)

// families are gofpdf's names of the four faces, by chart.Weight.
var families = [4]string{"inter400", "inter500", "inter600", "inter700"}

// faces are read once per process: parsing a font costs milliseconds, and
// they never change. Bold, the face of headings and big figures, keeps its
// own figures; all others line up in columns.
var faces = sync.OnceValues(func() ([4]*face, error) {
	var out [4]*face
	for i, data := range [][]byte{assets.InterRegular, assets.InterMedium, assets.InterSemiBold, assets.InterBold} {
		f, err := newFace(data, chart.Weight(i) != chart.Bold)
		if err != nil {
			return out, err
		}
		out[i] = f
	}
	return out, nil
})

// addFonts gives a document its own copy of every face, because gofpdf may
// write into the bytes it is given.
func addFonts(pdf *gofpdf.Fpdf, all [4]*face) {
	for i, f := range all {
		pdf.AddUTF8FontFromBytes(families[i], "", append([]byte(nil), f.data...))
	}
}

// tightFrom is the size from which letters are set closer together: Inter is
// spaced for small sizes.
const tightFrom = 15.0

// tracking is the extra space after every letter, negative for big sizes.
func tracking(size float64) float64 {
	if size < tightFrom {
		return 0
	}
	return -0.018 * size
}

// measure is the width of a clean text as the document will paint it.
func (d *Document) measure(text string, size float64, weight chart.Weight) float64 {
	w := d.faces[weight].measure(text, size)
	if t := tracking(size); t != 0 {
		w += t * float64(len([]rune(text)))
	}
	return w
}
