package text

import (
	"strings"

	"fyne.io/fyne/v2"
)

// piece is a run of text on one line in one ink.
type piece struct {
	text  string
	ink   fyne.ThemeColorName
	bold  bool
	width float32
}

type line struct {
	pieces []piece
	width  float32
}

// lines breaks the spans at the width; width 0 or a label that does not wrap
// gives one line per newline.
func (l *Label) lines(width float32) []line {
	b := &breaker{label: l, limit: width}
	if !l.wrap || width <= 0 {
		b.limit = 0
	}
	for _, s := range l.spans {
		for i, paragraph := range strings.Split(s.Text, "\n") {
			if i > 0 {
				b.flush()
			}
			b.add(paragraph, s)
		}
	}
	b.flush()
	return b.done
}

type breaker struct {
	label *Label
	limit float32
	done  []line
	now   line
}

func (b *breaker) add(text string, s Span) {
	ink, bold := s.Ink, s.Bold || b.label.bold
	if ink == "" {
		ink = b.label.ink
	}
	for text != "" {
		head, rest := b.fit(text, bold)
		if head != "" {
			w := measure(head, b.label.size, bold).Width
			b.now.pieces = append(b.now.pieces, piece{head, ink, bold, w})
			b.now.width += w
		}
		if rest != "" {
			b.flush()
			rest = strings.TrimLeft(rest, " ")
		}
		text = rest
	}
}

// fit is the longest start of text, in whole words, that the line still holds.
// A word wider than a whole line is broken between letters.
func (b *breaker) fit(text string, bold bool) (head, rest string) {
	if b.limit == 0 || b.fits(text, bold) {
		return text, ""
	}
	cut := 0
	for i := 1; i <= len(text); i++ {
		if i < len(text) && text[i] != ' ' {
			continue
		}
		if !b.fits(text[:i], bold) {
			break
		}
		cut = i
	}
	if cut > 0 {
		return text[:cut], text[cut:]
	}
	if len(b.now.pieces) > 0 {
		return "", text
	}
	return b.letters(text, bold)
}

func (b *breaker) letters(text string, bold bool) (head, rest string) {
	last := 0
	for i := range text {
		if i > 0 && !b.fits(text[:i], bold) {
			break
		}
		last = i
	}
	if last == 0 {
		for i := range text {
			if i > 0 {
				return text[:i], text[i:]
			}
		}
		return text, ""
	}
	return text[:last], text[last:]
}

func (b *breaker) fits(text string, bold bool) bool {
	return b.now.width+measure(text, b.label.size, bold).Width <= b.limit+0.5
}

func (b *breaker) flush() {
	b.done = append(b.done, b.now)
	b.now = line{}
}
