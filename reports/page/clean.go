package page

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// substitute stands for a character the font cannot draw.
const substitute = '□'

// maxText is the longest text taken, in characters; longer ones are cut with
// an ellipsis. No honest name or sentence of a report comes near it.
const maxText = 4000

// Clean makes any text drawable in one line: letters and their accents are
// composed, line breaks and tabs become spaces, control characters, direction
// marks and other invisible marks are removed, and what the font cannot draw
// becomes □.
func (d *Document) Clean(text string) string { return clean(text, d.faces[0]) }

func clean(text string, f *face) string {
	if drawable(text, f) {
		return text
	}
	if len(text) > 4*maxText+8 {
		text = text[:4*maxText+8] // composing accents is slow on endless texts
	}
	var b strings.Builder
	n := 0
	for _, r := range norm.NFC.String(strings.ToValidUTF8(text, string(substitute))) {
		switch {
		case r == '\n' || r == '\t' || r == '\r' || r == '\u2028' || r == '\u2029':
			r = ' '
		case invisible(r):
			continue
		case !f.has(r):
			r = substitute
		}
		if n++; n > maxText {
			b.WriteRune('…')
			break
		}
		b.WriteRune(r)
	}
	return b.String()
}

// drawable is the quick answer for plain ASCII, which is nearly every text.
func drawable(text string, f *face) bool {
	if len(text) > maxText {
		return false
	}
	for i := range len(text) {
		if text[i] < ' ' || text[i] > '~' || !f.has(rune(text[i])) {
			return false
		}
	}
	return true
}

// invisible characters would only hide or reorder what is read.
func invisible(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) ||
		unicode.Is(unicode.Variation_Selector, r)
}
