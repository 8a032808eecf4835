package graph

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
	"time"

	"msp-license-tracker/sync/fault"
)

// Table is a usage report read row by row. Columns are found by name, without
// regard to case and order: Microsoft adds and moves them. A Table is used by
// one goroutine and closed by whoever asked for it.
type Table struct {
	body    io.Closer
	rows    *csv.Reader
	columns map[string]Column
	names   []string
}

// Column is the place of a column in this table; Missing when it has none.
type Column int

// Missing is the Column of a name the table does not have.
const Missing Column = -1

// newTable reads the header of a report.
func newTable(body io.ReadCloser) (*Table, error) {
	r := csv.NewReader(skipBOM(&bounded{from: body}))
	r.ReuseRecord = true
	header, err := r.Read()
	if err == io.EOF {
		return nil, badTable("the report is empty: it has no header")
	}
	if err != nil {
		return nil, tableFault(err)
	}
	if strings.HasPrefix(strings.TrimSpace(header[0]), "<") {
		return nil, webPage()
	}
	t := &Table{body: body, rows: r, columns: make(map[string]Column, len(header))}
	for i, name := range header {
		t.columns[canonical(name)] = Column(i)
		t.names = append(t.names, strings.TrimSpace(name))
	}
	return t, nil
}

// Close ends the transfer.
func (t *Table) Close() error { return t.body.Close() }

func canonical(name string) string { return strings.ToLower(strings.TrimSpace(name)) }

// Names are the columns in the report's own words and order.
func (t *Table) Names() []string { return t.names }

// Column finds a column by its name.
func (t *Table) Column(name string) Column {
	if i, ok := t.columns[canonical(name)]; ok {
		return i
	}
	return Missing
}

// Require says in one error which of the named columns the table lacks.
func (t *Table) Require(names ...string) error {
	var lacking []string
	for _, name := range names {
		if t.Column(name) == Missing {
			lacking = append(lacking, name)
		}
	}
	if lacking == nil {
		return nil
	}
	return fault.Local(fault.CSVColumns, "", errors.New("the report lacks the column "+strings.Join(lacking, ", ")))
}

// Rows streams the rows below the header. A row is valid until the next one.
// A report that breaks off or has a row of another width ends with an error:
// half a report must not look like a small one.
func (t *Table) Rows() iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		for {
			cells, err := t.rows.Read()
			if err == io.EOF {
				return
			}
			if err != nil {
				yield(nil, tableFault(err))
				return
			}
			if !yield(Row(cells), nil) {
				return
			}
		}
	}
}

// tableFault tells a report that broke off from one that is no table.
func tableFault(err error) error {
	var parse *csv.ParseError
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, csv.ErrFieldCount), errors.Is(err, csv.ErrQuote):
		return truncated(err)
	case errors.As(err, &parse), errors.Is(err, errTooLarge):
		return badTable(err.Error())
	default:
		return fault.FromNet("", err)
	}
}

// badTable is a report that came whole and cannot be understood.
func badTable(why string) error { return fault.Local(fault.CSVUnreadable, "", errors.New(why)) }

// Row is one row of a table. Its texts are parts of one text per row: whoever
// keeps one clones it, or the whole row stays in memory with it.
type Row []string

// Text is the trimmed cell of a column, "" when the column is missing.
func (r Row) Text(c Column) string {
	if c < 0 || int(c) >= len(r) {
		return ""
	}
	return strings.TrimSpace(r[c])
}

// Yes reads True, Yes or 1; anything else is no.
func (r Row) Yes(c Column) bool {
	text := r.Text(c)
	return text == "1" || strings.EqualFold(text, "true") || strings.EqualFold(text, "yes")
}

// Day reads a date such as 2026-09-29; an empty cell is the zero time.
func (r Row) Day(c Column) (time.Time, error) {
	text := r.Text(c)
	if text == "" {
		return time.Time{}, nil
	}
	if len(text) > len(time.DateOnly) {
		text = text[:len(time.DateOnly)] // some tenants get a time of day with it
	}
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return time.Time{}, badTable(fmt.Sprintf("%q is not a date", r.Text(c)))
	}
	if day.Year() <= 1 {
		return time.Time{}, nil
	}
	return day, nil
}

// Int reads a whole number; an empty cell is 0.
func (r Row) Int(c Column) (int64, error) {
	text := r.Text(c)
	if text == "" {
		return 0, nil
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0, badTable(fmt.Sprintf("%q is not a whole number", text))
	}
	return n, nil
}
