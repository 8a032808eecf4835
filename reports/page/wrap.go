package page

import (
	"strings"

	"msp-license-tracker/reports/chart"
)

// style is one entry of the type scale.
type style struct {
	size   float64
	lead   float64 // from one baseline to the next
	weight chart.Weight
}

// noBreak is a space at which no line may end.
const noBreak = "\u00a0"

// measurer is how wide a text is in one style.
type measurer func(text string) float64

// wrap breaks a clean text into lines no wider than width. Lines end at
// spaces; a word wider than a line is broken, after a joint such as "@" or
// "." where there is one. most > 0 limits the lines, the last one kept then
// ends with an ellipsis.
func wrap(text string, width float64, most int, wide measurer) []string {
	if wide(text) <= width {
		return []string{text}
	}
	var lines []string
	line := ""
	for _, word := range strings.Split(text, " ") {
		if word == "" {
			continue
		}
		if line != "" && wide(line+" "+word) <= width {
			line += " " + word
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		pieces := breakWord(word, width, wide)
		lines = append(lines, pieces[:len(pieces)-1]...)
		line = pieces[len(pieces)-1]
		if most > 0 && len(lines) > most {
			break
		}
	}
	lines = append(lines, line)
	if most > 0 && len(lines) > most {
		lines = lines[:most]
		lines[most-1] = endWithEllipsis(lines[most-1], width, wide)
	}
	return lines
}

// breakWord cuts a word into pieces that fit. Every piece holds at least one
// character, however narrow the column.
func breakWord(word string, width float64, wide measurer) []string {
	var pieces []string
	runes := []rune(word)
	for wide(string(runes)) > width && len(runes) > 1 {
		n := 1
		for n < len(runes) && wide(string(runes[:n+1])) <= width {
			n++
		}
		if n == len(runes) {
			break
		}
		if joint := lastJoint(runes[:n]); joint > n/2 {
			n = joint
		}
		pieces = append(pieces, string(runes[:n]))
		runes = runes[n:]
	}
	return append(pieces, string(runes))
}

// lastJoint is the number of characters up to and with the last joint.
func lastJoint(runes []rune) int {
	for i := len(runes); i > 0; i-- {
		if strings.ContainsRune("-@._/\\+&", runes[i-1]) {
			return i
		}
	}
	return 0
}

func endWithEllipsis(line string, width float64, wide measurer) string {
	runes := []rune(line)
	for len(runes) > 0 && wide(string(runes)+"…") > width {
		runes = runes[:len(runes)-1]
	}
	return strings.TrimRight(string(runes), " ") + "…"
}

// lines wraps a text in a style of the document.
func (d *Document) lines(text string, width float64, most int, s style) []string {
	return wrap(d.Clean(text), width, most, func(t string) float64 { return d.measure(t, s.size, s.weight) })
}
