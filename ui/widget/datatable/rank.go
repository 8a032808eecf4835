package datatable

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"math"
	"slices"
)

// rank says for each row its place in the order of a column; equal rows share
// a place.
func (e *engine[T]) rank(column int) []uint32 {
	if r, ok := e.ranks[column]; ok {
		return r
	}
	var r []uint32
	switch c := e.columns[column]; {
	case c.Less != nil:
		r = e.rankByLess(c.Less)
	case c.Number != nil:
		r = e.rankByNumber(c.Number)
	default:
		r = e.rankByText(c.Text)
	}
	e.ranks[column] = r
	return r
}

func (e *engine[T]) rankByLess(less func(a, b T) bool) []uint32 {
	compare := func(a, b int32) int {
		switch {
		case less(e.rows[a], e.rows[b]):
			return -1
		case less(e.rows[b], e.rows[a]):
			return 1
		default:
			return 0
		}
	}
	order := make([]int32, len(e.rows))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, compare)
	return places(order, func(a, b int32) bool { return compare(a, b) == 0 }, func(i int32) int32 { return i })
}

type numbered struct {
	number float64
	row    int32
}

func (e *engine[T]) rankByNumber(number func(T) float64) []uint32 {
	entries := make([]numbered, len(e.rows))
	for i, row := range e.rows {
		n := number(row)
		if math.IsNaN(n) {
			n = math.Inf(-1)
		}
		entries[i] = numbered{n, int32(i)}
	}
	slices.SortFunc(entries, func(a, b numbered) int {
		switch {
		case a.number < b.number:
			return -1
		case a.number > b.number:
			return 1
		default:
			return 0
		}
	})
	return places(entries, func(a, b numbered) bool { return a.number == b.number }, func(n numbered) int32 { return n.row })
}

// texted carries the first sixteen bytes as numbers: most comparisons never
// look at the text itself.
type texted struct {
	head, next uint64
	row        int32
}

func (e *engine[T]) rankByText(text func(T) string) []uint32 {
	keys := newLowered(len(e.rows), 24)
	entries := make([]texted, len(e.rows))
	for i, row := range e.rows {
		keys.add(text(row))
		keys.end()
		entries[i].row = int32(i)
	}
	for i := range entries {
		entries[i].head, entries[i].next = head(keys.row(int32(i)))
	}
	slices.SortFunc(entries, func(a, b texted) int {
		switch {
		case a.head != b.head:
			return cmp.Compare(a.head, b.head)
		case a.next != b.next:
			return cmp.Compare(a.next, b.next)
		default:
			return bytes.Compare(keys.row(a.row), keys.row(b.row))
		}
	})
	same := func(a, b texted) bool {
		return a.head == b.head && a.next == b.next && bytes.Equal(keys.row(a.row), keys.row(b.row))
	}
	return places(entries, same, func(t texted) int32 { return t.row })
}

func head(text []byte) (first, next uint64) {
	var start [16]byte
	copy(start[:], text)
	return binary.BigEndian.Uint64(start[:8]), binary.BigEndian.Uint64(start[8:])
}

// places numbers sorted entries, equal ones alike, by the row they stand for.
func places[E any](sorted []E, same func(a, b E) bool, row func(E) int32) []uint32 {
	ranks := make([]uint32, len(sorted))
	place := uint32(0)
	for i, entry := range sorted {
		if i > 0 && !same(sorted[i-1], entry) {
			place++
		}
		ranks[row(entry)] = place
	}
	return ranks
}
