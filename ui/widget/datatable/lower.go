package datatable

import (
	"bytes"
	"strings"
)

// lowered holds one lower-case text per row in a single piece of memory: to
// walk 100,000 strings of their own costs several times as much.
type lowered struct {
	all  []byte
	ends []uint32
}

func newLowered(rows, bytesEach int) *lowered {
	return &lowered{all: make([]byte, 0, rows*bytesEach), ends: make([]uint32, 0, rows)}
}

// add appends to the text of the row at hand.
func (l *lowered) add(s string) {
	from := len(l.all)
	l.all = append(l.all, s...)
	for i, c := range l.all[from:] {
		if c >= 0x80 { // letters beyond ASCII: leave it to those who know
			l.all = append(l.all[:from], strings.ToLower(s)...)
			return
		}
		if 'A' <= c && c <= 'Z' {
			l.all[from+i] = c + ('a' - 'A')
		}
	}
}

// end closes the text of the row at hand.
func (l *lowered) end() { l.ends = append(l.ends, uint32(len(l.all))) }

func (l *lowered) row(i int32) []byte {
	from := uint32(0)
	if i > 0 {
		from = l.ends[i-1]
	}
	return l.all[from:l.ends[i]]
}

func (l *lowered) containsAll(row int32, words [][]byte) bool {
	text := l.row(row)
	for _, w := range words {
		if !bytes.Contains(text, w) {
			return false
		}
	}
	return true
}
