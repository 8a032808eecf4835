package store

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"msp-license-tracker/models"
)

// clock is a time in a column: Unix seconds, NULL when unknown.
type clock struct{ time.Time }

// Scan implements sql.Scanner.
func (c *clock) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		c.Time = time.Time{}
	case int64:
		c.Time = time.Unix(v, 0).UTC()
	default:
		return fmt.Errorf("time column holds %T", src)
	}
	return nil
}

// Value implements driver.Valuer.
func (c clock) Value() (driver.Value, error) { return when(c.Time), nil }

// text is a column that may be NULL, read as "".
type text string

// Scan implements sql.Scanner.
func (t *text) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*t = ""
	case string:
		*t = text(v)
	default:
		return fmt.Errorf("text column holds %T", src)
	}
	return nil
}

// number is an integer column; NULL reads as 0. It spares the reflection that
// database/sql needs for plain integers.
type number int64

// Scan implements sql.Scanner.
func (n *number) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*n = 0
	case int64:
		*n = number(v)
	default:
		return fmt.Errorf("number column holds %T", src)
	}
	return nil
}

// when, orNull and bit make the value of a parameter.

func when(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.Unix()
}

func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func bit(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// lines keeps a list of ids in one column; ids hold no line breaks.
func lines(list []string) any { return orNull(strings.Join(list, "\n")) }

func unlines(t text) []string {
	if t == "" {
		return nil
	}
	return strings.Split(string(t), "\n")
}

// fault is an explanation kept as JSON, NULL when there is none.
type fault struct{ *models.Explanation }

// Scan implements sql.Scanner.
func (f *fault) Scan(src any) error {
	f.Explanation = nil
	s, ok := src.(string)
	if !ok {
		return nil
	}
	f.Explanation = new(models.Explanation)
	return json.Unmarshal([]byte(s), f.Explanation)
}

// Value implements driver.Valuer.
func (f fault) Value() (driver.Value, error) {
	if f.Explanation == nil {
		return nil, nil
	}
	b, err := json.Marshal(f.Explanation)
	return string(b), err
}

// seconds and unix are for the key columns that cannot be NULL: there 0 stands
// for unknown.

func seconds(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.Unix()
}

func unix(s int64) time.Time {
	if s == 0 {
		return time.Time{}
	}
	return time.Unix(s, 0).UTC()
}
