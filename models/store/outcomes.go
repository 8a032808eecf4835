package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"

	"msp-license-tracker/models"
)

const outcomeColumns = "collector, status, row_count, data_date, looked_at, changed_at, took_ms, missing, fault, hash"

// querier is what *sql.DB and *sql.Tx share for reading.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// Outcomes tells where each collector of a tenant stands now, by name.
// A tenant never scanned has none; models.ErrNotFound when it is unknown.
func (s *Store) Outcomes(ctx context.Context, tenantID string) (list []models.Outcome, err error) {
	err = s.view(ctx, func(tx *sql.Tx) error {
		key, err := liveTenant(ctx, tx, tenantID)
		if err != nil {
			return err
		}
		list, err = currentOutcomes(ctx, tx, key)
		return err
	})
	return list, failed("outcomes of tenant "+tenantID, err)
}

func currentOutcomes(ctx context.Context, q querier, tenant int64) ([]models.Outcome, error) {
	var list []models.Outcome
	var o outcomeCells
	err := each(ctx, q, "SELECT "+outcomeColumns+" FROM outcomes WHERE tenant = ? ORDER BY collector", []any{tenant},
		o.cells(), func() { list = append(list, o.model()) })
	return list, err
}

// scanOutcomes loads the outcomes of some scans.
func scanOutcomes(ctx context.Context, q querier, ids []int64) (map[int64][]models.Outcome, error) {
	wanted, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	byScan := make(map[int64][]models.Outcome, len(ids))
	var scan number
	var o outcomeCells
	err = each(ctx, q, "SELECT scan_id, "+outcomeColumns+" FROM scan_outcomes"+
		" WHERE scan_id IN (SELECT value FROM json_each(?)) ORDER BY scan_id, collector", []any{string(wanted)},
		append([]any{&scan}, o.cells()...), func() { byScan[int64(scan)] = append(byScan[int64(scan)], o.model()) })
	return byScan, err
}

// outcomeCells receives the columns of one outcome.
type outcomeCells struct {
	collector, status, missing, hash text
	rows, took                       number
	data, looked, changed            clock
	fault                            fault
}

func (o *outcomeCells) cells() []any {
	return []any{&o.collector, &o.status, &o.rows, &o.data, &o.looked, &o.changed, &o.took, &o.missing, &o.fault, &o.hash}
}

func (o *outcomeCells) model() models.Outcome {
	return models.Outcome{
		Collector: models.Collector(o.collector), Status: models.Status(o.status), Rows: int(o.rows),
		DataDate: o.data.Time, LookedAt: o.looked.Time, ChangedAt: o.changed.Time,
		Took: time.Duration(o.took) * time.Millisecond, Missing: string(o.missing), Fault: o.fault.Explanation,
		Hash: string(o.hash),
	}
}

func outcomeArgs(id int64, o models.Outcome) []any {
	return []any{
		id, string(o.Collector), string(o.Status), int64(o.Rows), when(o.DataDate), when(o.LookedAt), when(o.ChangedAt),
		o.Took.Milliseconds(), o.Missing, fault{o.Fault}, o.Hash,
	}
}

// settle says what a collector's newest outcome means for the rows kept. New
// rows bring their own dates. A source that answered without new rows keeps
// the dates it does not give. Any other outcome leaves the rows of the last
// good scan, and so their dates, count and hash.
func settle(before, now models.Outcome, replaced bool) models.Outcome {
	switch {
	case replaced:
		if now.ChangedAt.IsZero() {
			now.ChangedAt = now.LookedAt
		}
	case now.Status == models.StatusOK || now.Status == models.StatusPartial:
		if now.ChangedAt.IsZero() {
			now.ChangedAt = before.ChangedAt
		}
		if now.DataDate.IsZero() {
			now.DataDate = before.DataDate
		}
	default:
		now.DataDate, now.ChangedAt = before.DataDate, before.ChangedAt
		now.Rows, now.Hash = before.Rows, before.Hash
		if now.Status == models.StatusFailed && closed(before.Status) {
			now.DataDate = time.Time{} // a failure after a refusal does not open the old rows again
		}
	}
	return now
}

// closed says that a source refused to be read, for whatever reason.
func closed(s models.Status) bool {
	switch s {
	case models.StatusDenied, models.StatusUnlicensed, models.StatusNotOffered, models.StatusConcealed, models.StatusNoData:
		return true
	default:
		return false
	}
}
