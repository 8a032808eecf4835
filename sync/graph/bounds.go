package graph

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

var bom = []byte("\xEF\xBB\xBF")

// errTooLarge is a report or a row beyond the bounds.
var errTooLarge = errors.New("the report is larger than any real one")

// bounded passes a report through and fails when the whole or a single line
// grows beyond its bound, so that a reader of lines cannot fill the memory.
type bounded struct {
	from  io.Reader
	total int64
	line  int
}

// Read implements io.Reader.
func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.from.Read(p)
	b.total += int64(n)
	if last := bytes.LastIndexByte(p[:n], '\n'); last >= 0 {
		b.line = n - last - 1
	} else {
		b.line += n
	}
	if b.total > maxReport || b.line > maxRow {
		return 0, errTooLarge
	}
	return n, err
}

// skipBOM drops the byte order mark most reports begin with.
func skipBOM(r io.Reader) io.Reader {
	buffered := bufio.NewReaderSize(r, 64<<10)
	if head, err := buffered.Peek(len(bom)); err == nil && bytes.Equal(head, bom) {
		_, _ = buffered.Discard(len(bom)) // cannot fail: just peeked
	}
	return buffered
}
