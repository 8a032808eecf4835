package store

import (
	"time"

	"msp-license-tracker/models"
)

// How history is kept, per tenant. A year of daily scans of 50 tenants with
// 5,000 accounts in all stays far under 500 MB; a test holds it to that.
const (
	// Younger figures are kept of every scan, with what became of each
	// collector in it; older ones of the last scan of each day, without.
	everyScan = 90 * day
	// Younger figures are kept of each day, older ones of the last scan of each
	// week, for good.
	everyDay = 365 * day
	// Movements are kept for two years, and never more than some for each
	// account and a number besides, the newest ones.
	movementsAge     = 2 * 365 * day
	movementsAccount = 10
	movementsBesides = 1000

	day  = 24 * time.Hour
	week = 7 * day
)

// mondayShift moves the weeks of Unix time, which begin on a Thursday.
const mondayShift = 4 * day

// thinFigures keeps the last scan of each period of ?3 seconds before ?2.
const thinFigures = `
DELETE FROM figures WHERE tenant = ?1 AND at < ?2 AND scan_id NOT IN (
	SELECT max(scan_id) FROM figures WHERE tenant = ?1 AND at < ?2 GROUP BY (at - ?4) / ?3)`

const dropOutcomes = `
DELETE FROM scan_outcomes WHERE scan_id IN (SELECT id FROM scans WHERE tenant = ?1 AND finished_at < ?2 AND id <> ?3)`

const dropOldMovements = `
DELETE FROM movements WHERE tenant = ?1 AND scan_id IN (SELECT id FROM scans WHERE tenant = ?1 AND finished_at < ?2)`

const dropSurplusMovements = `
DELETE FROM movements WHERE tenant = ?1 AND (scan_id, kind, user_id, sku_id) IN (
	SELECT scan_id, kind, user_id, sku_id FROM movements WHERE tenant = ?1 ORDER BY scan_id DESC, kind DESC, user_id DESC, sku_id DESC
	LIMIT -1 OFFSET ?2 * (SELECT count(*) FROM users WHERE tenant = ?1) + ?3)`

// dropEmptyScans lets go of old scans that no history rests on any more.
const dropEmptyScans = `
DELETE FROM scans WHERE tenant = ?1 AND finished_at < ?2 AND id <> ?3
	AND NOT EXISTS (SELECT 1 FROM figures f WHERE f.scan_id = scans.id)
	AND NOT EXISTS (SELECT 1 FROM movements m WHERE m.scan_id = scans.id)`

// thin holds the tenant's history to its bounds, measured from the end of the
// scan that is being stored.
func (w *writer) thin(scan models.Scan) error {
	before := func(age time.Duration) int64 { return scan.FinishedAt.Add(-age).Unix() }
	for _, step := range []struct {
		query string
		args  []any
	}{
		{thinFigures, []any{w.tenant, before(everyScan), whole(day), 0}},
		{thinFigures, []any{w.tenant, before(everyDay), whole(week), whole(mondayShift)}},
		{dropOutcomes, []any{w.tenant, before(everyScan), scan.ID}},
		{dropOldMovements, []any{w.tenant, before(movementsAge)}},
		{dropSurplusMovements, []any{w.tenant, movementsAccount, movementsBesides}},
		{dropEmptyScans, []any{w.tenant, before(everyDay), scan.ID}},
	} {
		if _, err := w.tx.ExecContext(w.ctx, step.query, step.args...); err != nil {
			return err
		}
	}
	return nil
}

// whole seconds of a duration.
func whole(d time.Duration) int64 { return int64(d / time.Second) }
