package textcell

import (
	"sync"

	"fyne.io/fyne/v2"
)

// advances remembers how wide single letters are, so that cutting a text to a
// width needs no shaping: summing letters is some thousand times cheaper than
// measuring strings and, kerning aside, gives the same answer.
type advances struct {
	mu    sync.Mutex
	ascii map[face]*[128]float32
	other map[letter]float32
}

type face struct {
	size float32
	bold bool
}

type letter struct {
	face
	r rune
}

var widths = advances{ascii: map[face]*[128]float32{}, other: map[letter]float32{}}

// Width is how wide the text is drawn in that size, within a fraction of a point.
func Width(s string, size float32, bold bool) float32 {
	widths.mu.Lock()
	defer widths.mu.Unlock()
	f := face{size, bold}
	w := float32(0)
	for _, r := range s {
		w += widths.of(f, r)
	}
	return w
}

// Cut shortens the text with an ellipsis so that it is at most that wide.
func Cut(s string, width, size float32, bold bool) string {
	widths.mu.Lock()
	defer widths.mu.Unlock()
	f := face{size, bold}
	dots := widths.of(f, '…')
	used, cut := float32(0), 0
	for i, r := range s {
		if used+dots <= width {
			cut = i
		}
		used += widths.of(f, r)
		if used > width+0.5 {
			return trimRight(s[:cut]) + "…"
		}
	}
	return s
}

func trimRight(s string) string {
	for len(s) > 0 && s[len(s)-1] == ' ' {
		s = s[:len(s)-1]
	}
	return s
}

// of expects the lock to be held.
func (a *advances) of(f face, r rune) float32 {
	if r < 128 {
		table := a.ascii[f]
		if table == nil {
			table = new([128]float32)
			a.ascii[f] = table
		}
		if table[r] == 0 {
			table[r] = measure(f, r)
		}
		return table[r]
	}
	w, ok := a.other[letter{f, r}]
	if !ok {
		w = measure(f, r)
		a.other[letter{f, r}] = w
	}
	return w
}

func measure(f face, r rune) float32 {
	return fyne.MeasureText(string(r), f.size, fyne.TextStyle{Bold: f.bold}).Width
}
