package msgraph

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"msp-license-tracker/sync/simulator/world"
)

// shape is how a CSV differs from the plain one, on demand.
type shape struct {
	noBOM   bool
	header  bool // header only
	shuffle bool // unknown, missing and moved columns
}

// writeCSV writes a report the way the download host does: BOM, head row,
// CRLF-free lines, quotes only where needed.
func (r *report) writeCSV(w io.Writer, v *view, sh shape) error {
	if !sh.noBOM {
		if _, err := io.WriteString(w, "\uFEFF"); err != nil {
			return err
		}
	}
	out := csv.NewWriter(w)
	out.Write(sh.row(r.head(), true))
	if !sh.header {
		period := v.days
		r.rows(v, func(cells []any) {
			line := make([]string, 0, len(cells))
			for i, cell := range cells {
				if r.columns[i].csv != "" {
					line = append(line, csvCell(cell, period))
				}
			}
			out.Write(sh.row(line, false))
		})
	}
	out.Flush()
	return out.Error()
}

func (r *report) head() []string {
	var out []string
	for _, col := range r.columns {
		if col.csv != "" {
			out = append(out, col.csv)
		}
	}
	return out
}

// rows calls row for every line of the report, with all cells.
func (r *report) rows(v *view, row func(cells []any)) {
	for _, u := range v.tenant.Users {
		r.cases(v, u, func(cells ...any) { row(cells) })
	}
}

// period is the cell that repeats the period of the request.
type period struct{}

// csvCell writes one cell.
func csvCell(x any, days int) string {
	switch x := x.(type) {
	case nil:
		return ""
	case string:
		return x
	case bool:
		if x {
			return "True"
		}
		return "False"
	case yes:
		if x {
			return "Yes"
		}
		return "No"
	case int:
		return strconv.Itoa(x)
	case int64:
		return strconv.FormatInt(x, 10)
	case world.Day:
		return x.String()
	case []string:
		return strings.Join(x, "+")
	case period:
		return strconv.Itoa(days)
	default:
		return fmt.Sprint(x)
	}
}

// yes is a boolean written Yes or No in CSV.
type yes bool

// row changes a line on demand: a new column in front of the last one, the
// third column gone, the rest in another order.
func (sh shape) row(line []string, head bool) []string {
	if !sh.shuffle || len(line) < 4 {
		return line
	}
	extra := "0"
	if head {
		extra = "Total Wellbeing Score"
	}
	out := append([]string{line[len(line)-1], extra}, line[:2]...)
	return append(out, line[3:len(line)-1]...)
}
