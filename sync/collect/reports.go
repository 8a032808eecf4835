package collect

import (
	"context"
	"errors"
	"strings"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/graph"
)

// reportPermission opens every usage report.
const reportPermission = "Reports.Read.All"

// Columns that every user-detail report has.
const (
	colRefreshed = "Report Refresh Date"
	colUPN       = "User Principal Name"
	colDeleted   = "Is Deleted"
)

// rowsPerNote is how often a long report tells its progress.
const rowsPerNote = 5000

// errNoDate is a report whose rows carry no date: inactivity is measured from
// that date, so such a report decides nothing.
var errNoDate = errors.New("the report does not say of which day it is")

// report is a usage report on its way to rows of ours.
type report[T any] struct {
	name  models.Collector
	path  string
	needs []string // columns without which it decides nothing
	// reader looks the columns up once and returns the reading of one row.
	reader func(t *graph.Table) func(upn string, row graph.Row) (T, error)
	upn    func(*T) string
	newer  func(a, b *T) int
}

// fetched is a report that was read whole.
type fetched[T any] struct {
	rows      []T
	total     int       // rows in the report, deleted accounts included
	date      time.Time // report refresh date
	concealed bool      // names are hashes
	table     *graph.Table
}

// fetch reads the report. Accounts flagged deleted hold no seat and are left
// out; of two rows of one account the newer one stays.
func (r report[T]) fetch(ctx context.Context, s Source) (fetched[T], error) {
	var out fetched[T]
	table, err := graph.Report(ctx, s.Graph, r.path)
	if err != nil {
		return out, err
	}
	defer table.Close()
	out.table = table
	if err := table.Require(append([]string{colRefreshed, colUPN}, r.needs...)...); err != nil {
		return out, err
	}
	refreshed, upnColumn, deleted := table.Column(colRefreshed), table.Column(colUPN), table.Column(colDeleted)
	readRow := r.reader(table)
	hidden := 0
	for row, err := range table.Rows() {
		if err != nil {
			return out, err
		}
		out.total++
		if out.total%rowsPerNote == 0 {
			s.Rows(r.name, out.total)
		}
		if out.date.IsZero() {
			if out.date, err = row.Day(refreshed); err != nil {
				return out, err
			}
		}
		upn := row.Text(upnColumn)
		if isConcealed(upn) {
			hidden++
			continue
		}
		if upn == "" || row.Yes(deleted) {
			continue
		}
		item, err := readRow(strings.Clone(upn), row)
		if err != nil {
			return out, err
		}
		out.rows = append(out.rows, item)
	}
	s.Rows(r.name, out.total)
	if out.total > 0 && out.date.IsZero() {
		return out, errNoDate
	}
	out.concealed = hidden*2 > out.total
	byUPN := func(a, b *T) int { return compareFold(r.upn(a), r.upn(b)) }
	out.rows = newest(out.rows, byUPN, r.newer)
	return out, nil
}

// verdict is the outcome of a fetched report; only with ok may its rows be
// stored.
func (f *fetched[T]) verdict(hash func([]T) string) (o models.Outcome, ok bool) {
	switch {
	case f.total == 0:
		return models.Outcome{Status: models.StatusNoData}, false
	case f.concealed:
		return models.Outcome{Status: models.StatusConcealed, DataDate: f.date}, false
	}
	o = read(len(f.rows), hash(f.rows))
	o.DataDate = f.date
	return o, true
}

// latest is the newest of some days.
func latest(days ...time.Time) time.Time {
	var last time.Time
	for _, d := range days {
		if d.After(last) {
			last = d
		}
	}
	return last
}
