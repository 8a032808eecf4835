package msgraph

import (
	"encoding/json"
	"strconv"
	"time"
	"unicode/utf8"
)

// jsonType is the content type of Graph's JSON answers.
const jsonType = "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8"

// send writes a JSON body, in pieces if need be.
func (c *call) send(status int, body ...[]byte) *problem {
	h := c.w.Header()
	h.Set("Content-Type", jsonType)
	h.Set("OData-Version", "4.0")
	c.w.WriteHeader(status)
	for _, piece := range body {
		if _, err := c.w.Write(piece); err != nil {
			return nil // the client has gone
		}
	}
	return nil
}

// The functions below append JSON values; users come in pages of hundreds,
// so they write straight into the page.

func quote(b []byte, s string) []byte {
	for i := range len(s) {
		if ch := s[i]; ch < ' ' || ch == '"' || ch == '\\' || ch >= utf8.RuneSelf {
			return quoteSlow(b, s)
		}
	}
	b = append(b, '"')
	b = append(b, s...)
	return append(b, '"')
}

func quoteSlow(b []byte, s string) []byte {
	out, err := json.Marshal(s)
	if err != nil {
		return append(b, '"', '"')
	}
	return append(b, out...)
}

// maybe writes null for "".
func maybe(b []byte, s string) []byte {
	if s == "" {
		return null(b)
	}
	return quote(b, s)
}

func null(b []byte) []byte { return append(b, "null"...) }

func boolean(b []byte, v bool) []byte { return strconv.AppendBool(b, v) }

func integer(b []byte, n int) []byte { return strconv.AppendInt(b, int64(n), 10) }

func float(b []byte, f float64) []byte {
	out := strconv.AppendFloat(b, f, 'f', 2, 64)
	return out
}

// moment writes a point in time, null when zero.
func moment(b []byte, t time.Time) []byte {
	if t.IsZero() {
		return null(b)
	}
	b = append(b, '"')
	b = t.UTC().AppendFormat(b, "2006-01-02T15:04:05Z")
	return append(b, '"')
}

// list writes a JSON array.
func list[T any](b []byte, items []T, one func([]byte, T) []byte) []byte {
	b = append(b, '[')
	for i, it := range items {
		if i > 0 {
			b = append(b, ',')
		}
		b = one(b, it)
	}
	return append(b, ']')
}
