package graph

import (
	"bytes"
	"errors"
	"io"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Microsoft's services are not all strict: a name twice or a broken UTF-8
// sequence in a display name must not cost a scan.
var lenient = json.JoinOptions(jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))

// decode reads one JSON value; anything after it is a fault too.
func decode(body []byte, into any) error {
	err := json.Unmarshal(bytes.TrimPrefix(body, bom), into, lenient)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, io.ErrUnexpectedEOF):
		return truncated(err)
	default:
		return unreadable(err.Error())
	}
}

// envelope is one page of a collection.
type envelope[T any] struct {
	Next  string   `json:"@odata.nextLink"`
	Value items[T] `json:"value"`
}

// items remembers that "value" was there at all: an answer without it is no
// empty page but something else, such as the JSON of a proxy.
type items[T any] struct {
	seen bool
	list []T // reused from page to page
}

// UnmarshalJSONFrom implements json.UnmarshalerFrom.
func (i *items[T]) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	i.seen = d.PeekKind() == '['
	return json.UnmarshalDecode(d, &i.list)
}

// next empties the envelope for another page and keeps its memory.
func (e *envelope[T]) next() {
	e.Next, e.Value.seen = "", false
}
