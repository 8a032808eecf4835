package datatable

import (
	"bytes"
	"slices"
	"strings"
	"sync"
)

// engine answers what rows are shown in which order. It is made anew for every
// set of rows and remembers what is dear to compute: the lower-case text of
// each row and the rank of each row in each column. It may be asked from any
// goroutine, one question at a time.
type engine[T any] struct {
	columns []Column[T]
	rows    []T

	mu    sync.Mutex
	hay   *lowered         // text of each row, built at the first search
	ranks map[int][]uint32 // by column, built at the first sort
}

// sortKey is one column to order by.
type sortKey struct {
	column int
	desc   bool
}

type query[T any] struct {
	search string
	filter func(T) bool
	sort   []sortKey
}

func newEngine[T any](columns []Column[T], rows []T) *engine[T] {
	// A copy, because the table goes on hiding columns while a goroutine sorts.
	return &engine[T]{columns: slices.Clone(columns), rows: rows, ranks: map[int][]uint32{}}
}

// Ranks and the index of a row are packed into one number to sort by: 21 bits
// each make room for two columns and two million rows.
const (
	rankBits = 21
	rankMask = 1<<rankBits - 1
)

// view gives the indices of the rows that match, in order. Equal rows keep the
// order they came in.
func (e *engine[T]) view(q query[T]) []int32 {
	e.mu.Lock()
	defer e.mu.Unlock()
	found := e.matching(q)
	if len(q.sort) == 0 {
		return found
	}
	keys := make([]uint64, len(found))
	for i, row := range found {
		keys[i] = uint64(row)
	}
	shift := 2 * rankBits
	for _, s := range q.sort[:min(2, len(q.sort))] {
		ranks := e.rank(s.column)
		for i, row := range found {
			rank := uint64(ranks[row])
			if s.desc {
				rank = rankMask - rank
			}
			keys[i] |= rank << shift
		}
		shift -= rankBits
	}
	slices.Sort(keys)
	for i, k := range keys {
		found[i] = int32(k & rankMask)
	}
	return found
}

func (e *engine[T]) matching(q query[T]) []int32 {
	words := bytes.Fields([]byte(strings.ToLower(q.search)))
	if len(words) > 0 {
		e.buildHay()
	}
	found := make([]int32, 0, len(e.rows))
	for i := range e.rows {
		row := int32(i)
		if q.filter != nil && !q.filter(e.rows[i]) {
			continue
		}
		if len(words) > 0 && !e.hay.containsAll(row, words) {
			continue
		}
		found = append(found, row)
	}
	return found
}

// warm prepares the first search, so that it answers as quickly as the next.
func (e *engine[T]) warm() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.buildHay()
}

func (e *engine[T]) buildHay() {
	if e.hay != nil {
		return
	}
	e.hay = newLowered(len(e.rows), 96)
	for _, row := range e.rows {
		for _, c := range e.columns {
			e.hay.add(c.Text(row))
			e.hay.add("\n")
			if c.Sub != nil {
				e.hay.add(c.Sub(row))
				e.hay.add("\n")
			}
		}
		e.hay.end()
	}
}
