package collect

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"msp-license-tracker/models"
)

// id is one of Microsoft's ids, lower-cased while it is decoded: services
// disagree about the case of the same GUID. null is "".
type id string

// UnmarshalJSONFrom implements json.UnmarshalerFrom.
func (i *id) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	text, err := readText(d)
	if err == nil {
		*i = id(lower(text))
	}
	return err
}

// moment is a date and time. Absent, null, "" and year 1 all are the zero time.
type moment struct{ time.Time }

// UnmarshalJSONFrom implements json.UnmarshalerFrom.
func (m *moment) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	text, err := readText(d)
	if err != nil {
		return err
	}
	m.Time, err = parseMoment(text)
	return err
}

// parseMoment reads RFC 3339; a time without a zone, which a few services
// write, is UTC. Anything else is an error: an unreadable date must not look
// like an account that was never used.
func parseMoment(text []byte) (time.Time, error) {
	if len(text) == 0 {
		return time.Time{}, nil
	}
	var t time.Time
	if err := t.UnmarshalText(text); err != nil {
		t, err = time.Parse("2006-01-02T15:04:05", string(text))
		if err != nil {
			return time.Time{}, fmt.Errorf("%q is not a date and time", text)
		}
	}
	if t.Year() <= 1 {
		return time.Time{}, nil
	}
	return t.UTC(), nil
}

// known is a yes/no that may be null or absent.
type known models.Known

// UnmarshalJSONFrom implements json.UnmarshalerFrom.
func (k *known) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	tok, err := d.ReadToken()
	if err != nil {
		return err
	}
	switch tok.Kind() {
	case 't':
		*k = known(models.Yes)
	case 'f':
		*k = known(models.No)
	case 'n':
		*k = known(models.Unknown)
	default:
		return fmt.Errorf("%s is no true or false", tok.Kind())
	}
	return nil
}

// readText reads a string or null without copying it; the bytes are valid
// until the decoder moves on.
func readText(d *jsontext.Decoder) ([]byte, error) {
	raw, err := d.ReadValue()
	if err != nil {
		return nil, err
	}
	switch raw.Kind() {
	case 'n':
		return nil, nil
	case '"':
	default:
		return nil, fmt.Errorf("%s is no text", raw.Kind())
	}
	inside := raw[1 : len(raw)-1]
	if bytes.IndexByte(inside, '\\') < 0 {
		return inside, nil
	}
	return jsontext.AppendUnquote(nil, raw)
}

// lower makes a lower-case string of ids, which are ASCII.
func lower(text []byte) string {
	for _, c := range text {
		if 'A' <= c && c <= 'Z' {
			return strings.ToLower(string(text))
		}
	}
	return string(text)
}
