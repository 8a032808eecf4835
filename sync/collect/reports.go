package collect

import (
	"context"
	"errors"
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

// errGone is what a reader says of a row of a deleted account.
var errGone = errors.New("the account is deleted")

// report is a usage report on its way to rows of ours.
type report[T any] struct {
	name  models.Collector
	path  string
	owner string   // the column of names, "" = User Principal Name
	needs []string // columns without which it decides nothing
	// reader looks the columns up once and returns the reading of one row.
	reader func(t *graph.Table) func(upn string, row graph.Row) (T, error)
	upn    func(*T) string
	apart  func(a, b *T) int // tells rows of one account apart; nil = it has one
	newer  func(a, b *T) int
	hash   func(*digest, *T)
	store  func(*models.Harvest, *[]T)
}

// collector is the reading of a report that needs nothing but to be stored.
func (r report[T]) collector() func(context.Context, Source, *models.Harvest) []models.Outcome {
	return one(r.name, reportPermission, func(ctx context.Context, s Source, h *models.Harvest) (models.Outcome, error) {
		return r.keep(ctx, s, h)
	})
}

// keep reads the report and stores its rows if they can be used.
func (r report[T]) keep(ctx context.Context, s Source, h *models.Harvest) (models.Outcome, error) {
	fetched, err := r.fetch(ctx, s)
	if err != nil {
		return models.Outcome{}, err
	}
	o, ok := fetched.verdict(func(rows []T) string {
		d := newDigest()
		for i := range rows {
			r.hash(d, &rows[i])
		}
		return d.sum()
	})
	if ok {
		r.store(h, &fetched.rows)
	}
	return o, nil
}

func (r report[T]) ownerColumn() string {
	if r.owner == "" {
		return colUPN
	}
	return r.owner
}

// order puts rows of one account side by side.
func (r report[T]) order(a, b *T) int {
	if c := compareFold(r.upn(a), r.upn(b)); c != 0 || r.apart == nil {
		return c
	}
	return r.apart(a, b)
}

// days finds day columns once and returns the reading of them into places of
// the same order.
func days(t *graph.Table, names ...string) func(row graph.Row, into ...*time.Time) error {
	columns := lookUp(t, names)
	return func(row graph.Row, into ...*time.Time) (err error) {
		for i, place := range into {
			if *place, err = row.Day(columns[i]); err != nil {
				return err
			}
		}
		return nil
	}
}

// counts does the same with whole numbers.
func counts(t *graph.Table, names ...string) func(row graph.Row, into ...*int64) error {
	columns := lookUp(t, names)
	return func(row graph.Row, into ...*int64) (err error) {
		for i, place := range into {
			if *place, err = row.Int(columns[i]); err != nil {
				return err
			}
		}
		return nil
	}
}

func lookUp(t *graph.Table, names []string) []graph.Column {
	columns := make([]graph.Column, len(names))
	for i, name := range names {
		columns[i] = t.Column(name)
	}
	return columns
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
	if err := table.Require(append([]string{colRefreshed, r.ownerColumn()}, r.needs...)...); err != nil {
		return out, err
	}
	refreshed, upnColumn, deleted := table.Column(colRefreshed), table.Column(r.ownerColumn()), table.Column(colDeleted)
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
		item, err := readRow(s.Names.keep(upn), row)
		if errors.Is(err, errGone) {
			continue
		}
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
	out.rows = newest(out.rows, r.order, r.newer)
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
