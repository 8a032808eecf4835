package graph

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"

	"msp-license-tracker/sync/fault"
)

// maxRestarts bounds how often an expired listing starts again.
const maxRestarts = 2

// ErrLoop is a listing that names the same next page twice and would not end.
var ErrLoop = errors.New("the listing repeats a page")

// Pages streams a collection page by page, following next links verbatim and
// only to the same Graph host. The slice is valid until the next page. A page
// may be empty in the middle of a listing. After an error the stream ends.
//
// Graph may drop a long listing in its middle (Directory_ExpiredPageToken): it
// is then started again at most twice and earlier items come a second time, so
// callers keep the newest item of an id.
func Pages[T any](ctx context.Context, c *Client, path string, opts ...Option) iter.Seq2[[]T, error] {
	return func(yield func([]T, error) bool) {
		l := listing[T]{client: c, first: path, opts: opts}
		for l.more() {
			page, err := l.fetch(ctx)
			if err != nil {
				yield(nil, fmt.Errorf("list %s: %w", path, err))
				return
			}
			if !yield(page, nil) {
				return
			}
		}
	}
}

// listing is the state of one walk through a collection.
type listing[T any] struct {
	client   *Client
	opts     []Option
	first    string // the path asked for
	next     string // address of the next page, "" before the first
	done     bool
	restarts int
	seen     map[string]bool // next links followed in this walk
	buf      bytes.Buffer
	page     envelope[T]
}

func (l *listing[T]) more() bool { return !l.done }

// fetch reads the next page, starting over when Graph forgot the listing.
func (l *listing[T]) fetch(ctx context.Context) ([]T, error) {
	page, err := l.fetchOnce(ctx)
	for err != nil && l.next != "" && expired(err) && l.restarts < maxRestarts {
		l.restarts++
		l.next, l.seen = "", nil
		page, err = l.fetchOnce(ctx)
	}
	return page, err
}

func (l *listing[T]) fetchOnce(ctx context.Context) ([]T, error) {
	address := l.next
	if address == "" {
		address = l.first
	}
	address, err := l.client.resolve(address)
	if err != nil {
		return nil, err
	}
	if err := l.client.read(ctx, address, l.opts, &l.buf); err != nil {
		return nil, err
	}
	l.page.next()
	if err := decode(l.buf.Bytes(), &l.page); err != nil {
		return nil, err
	}
	if !l.page.Value.seen {
		return nil, unreadable(`the answer has no list named "value"`)
	}
	return l.page.Value.list, l.turn()
}

// turn moves to the page after this one.
func (l *listing[T]) turn() error {
	l.next = l.page.Next
	l.done = l.next == ""
	if l.done {
		return nil
	}
	if l.seen[l.next] {
		return fault.Local(fault.Unreadable, "", ErrLoop)
	}
	if l.seen == nil {
		l.seen = make(map[string]bool)
	}
	l.seen[l.next] = true
	return nil
}
