package text

import (
	"math"

	"fyne.io/fyne/v2"

	"msp-license-tracker/ui/theme"
)

type labelRenderer struct {
	label   *Label
	objects []fyne.CanvasObject
	width   float32 // the width the lines were broken for
	count   int     // lines at that width
}

// leading is the height of a line of small text in multiples of its size; the
// font's own is too tight to read in paragraphs.
const leading float32 = 1.42

func (r *labelRenderer) lineHeight() float32 {
	own := r.glyphHeight()
	if r.label.size > theme.TextBody {
		return own
	}
	return max(own, float32(math.Round(float64(r.label.size*leading))))
}

func (r *labelRenderer) glyphHeight() float32 {
	return measure("Mg", r.label.size, false).Height
}

// MinSize of a wrapping label is honest only once it has been laid out: until
// then it asks for one line, after that for as many as its width needs.
func (r *labelRenderer) MinSize() fyne.Size {
	if r.label.wrap {
		if r.width == 0 {
			return fyne.NewSize(1, r.lineHeight())
		}
		return fyne.NewSize(1, float32(max(1, r.count))*r.lineHeight())
	}
	lines := r.label.lines(0)
	width := float32(0)
	for _, l := range lines {
		width = max(width, l.width)
	}
	return fyne.NewSize(width, float32(len(lines))*r.lineHeight())
}

func (r *labelRenderer) Layout(size fyne.Size) {
	if r.label.wrap && size.Width == r.width && r.objects != nil {
		return
	}
	r.rebuild(size)
}

func (r *labelRenderer) rebuild(size fyne.Size) {
	lines := r.label.lines(size.Width)
	r.width, r.count = size.Width, len(lines)
	r.objects = r.objects[:0]
	height, glyphs := r.lineHeight(), r.glyphHeight()
	top := float32(0)
	if !r.label.wrap {
		top = max(0, (size.Height-height*float32(len(lines)))/2)
	}
	for i, l := range lines {
		x := r.start(size.Width, l.width)
		for _, p := range l.pieces {
			t := r.label.drawn(p)
			t.Resize(fyne.NewSize(p.width, glyphs))
			t.Move(fyne.NewPos(x, top+float32(i)*height+(height-glyphs)/2))
			r.objects = append(r.objects, t)
			x += p.width
		}
	}
}

func (r *labelRenderer) start(width, used float32) float32 {
	switch r.label.align {
	case fyne.TextAlignCenter:
		return max(0, (width-used)/2)
	case fyne.TextAlignTrailing:
		return max(0, width-used)
	default:
		return 0
	}
}

func (r *labelRenderer) Refresh() {
	r.rebuild(r.label.Size())
	theme.Repaint(r.label)
}

func (r *labelRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *labelRenderer) Destroy()                     {}
