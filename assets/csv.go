package assets

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
)

// row is one line of a data file, by column name.
type row struct {
	columns map[string]int
	fields  []string
}

func (r row) get(column string) string { return r.fields[r.columns[column]] }

// readRows hands every row of a CSV to each. It fails with the line when a
// wanted column is missing, a row is malformed or each refuses it.
func readRows(in io.Reader, wanted []string, each func(row) error) error {
	reader := csv.NewReader(in)
	head, err := reader.Read()
	if err != nil {
		return fmt.Errorf("head: %w", err)
	}
	columns := make(map[string]int, len(head))
	for i, name := range head {
		columns[name] = i
	}
	for _, name := range wanted {
		if _, ok := columns[name]; !ok {
			return fmt.Errorf("column %q is missing", name)
		}
	}
	for {
		fields, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err // csv errors name the line
		}
		if err := each(row{columns, fields}); err != nil {
			line, _ := reader.FieldPos(0)
			return fmt.Errorf("line %d: %w", line, err)
		}
	}
}

// readData reads one file of the data set.
func readData(name string, wanted []string, each func(row) error) error {
	f, err := Data.Open("data/" + name)
	if err != nil {
		return fmt.Errorf("licence data: %w", err)
	}
	defer f.Close()
	if err := readRows(f, wanted, each); err != nil {
		return fmt.Errorf("licence data %s: %w", name, err)
	}
	return nil
}
