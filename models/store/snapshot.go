package store

import (
	"context"
	"database/sql"
	"errors"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
)

// Snapshot is what is known about a tenant: its licensed accounts joined with
// what the sources say about them, all of one moment. models.ErrNotFound when
// the tenant is unknown, deleted or was never scanned well.
func (s *Store) Snapshot(ctx context.Context, tenantID string) (snap insight.Snapshot, err error) {
	err = s.view(ctx, func(tx *sql.Tx) error {
		key, err := liveTenant(ctx, tx, tenantID)
		if err != nil {
			return err
		}
		snap, err = loadSnapshot(ctx, tx, key)
		return err
	})
	return snap, failed("snapshot of tenant "+tenantID, err)
}

// loadSnapshot reads inside the caller's transaction, so that a scan can judge
// its own rows before they are committed.
func loadSnapshot(ctx context.Context, tx *sql.Tx, tenant int64) (insight.Snapshot, error) {
	l := &loader{ctx: ctx, tx: tx, tenant: tenant}
	for _, step := range []func() error{l.scan, l.outcomes, l.facts, l.skus, l.subscriptions, l.accounts, l.copilot, l.services, l.groups, l.deletedUsers} {
		if err := step(); err != nil {
			return insight.Snapshot{}, err
		}
	}
	return l.snap, nil
}

// loader fills one snapshot.
type loader struct {
	ctx    context.Context // of the one call that owns the loader
	tx     *sql.Tx
	tenant int64
	snap   insight.Snapshot
}

func (l *loader) each(query string, cells []any, row func()) error {
	return each(l.ctx, l.tx, query, []any{l.tenant}, cells, row)
}

// scan finds the tenant and its newest scan that stored anything; without one
// there is nothing to tell.
func (l *loader) scan() error {
	var finished clock
	err := l.tx.QueryRowContext(l.ctx, `SELECT t.id, t.name, s.finished_at FROM scans s JOIN tenants t ON t.key = s.tenant
		WHERE s.tenant = ? AND s.state IN ('complete', 'partial') ORDER BY s.id DESC LIMIT 1`, l.tenant).
		Scan(&l.snap.TenantID, &l.snap.TenantName, &finished)
	l.snap.ScannedAt = finished.Time
	return err
}

func (l *loader) outcomes() error {
	list, err := currentOutcomes(l.ctx, l.tx, l.tenant)
	l.snap.Outcomes = make(map[models.Collector]models.Outcome, len(list))
	for _, o := range list {
		l.snap.Outcomes[o.Collector] = o
	}
	return err
}

// facts reads the single values. Where the directory was never counted, the
// users seen are the best count there is.
func (l *loader) facts() error {
	var count number
	err := l.tx.QueryRowContext(l.ctx, `SELECT ifnull(
		(SELECT user_count FROM directory_facts WHERE tenant = ?1),
		(SELECT count(*) FROM users WHERE tenant = ?1))`, l.tenant).Scan(&count)
	l.snap.UserCount = int(count)

	var at clock
	score := &l.snap.SecureScore
	none := l.tx.QueryRowContext(l.ctx, `SELECT current, max, at, average_all, average_size, average_industry
		FROM secure_scores WHERE tenant = ?`, l.tenant).
		Scan(&score.Current, &score.Max, &at, &score.AverageAll, &score.AverageSize, &score.AverageIndustry)
	if errors.Is(none, sql.ErrNoRows) {
		none = nil
	}
	score.At = at.Time
	return errors.Join(err, none)
}

func (l *loader) skus() error {
	var id, part, applies, status, subs, planID, planName, planStatus text
	var enabled, warning, suspended, locked, assigned number
	at := make(map[text]int)
	err := l.each(`SELECT id, part_number, applies_to, status, enabled, warning, suspended, locked_out, assigned, subscription_ids
		FROM skus WHERE tenant = ? ORDER BY id`,
		[]any{&id, &part, &applies, &status, &enabled, &warning, &suspended, &locked, &assigned, &subs}, func() {
			at[id] = len(l.snap.SKUs)
			l.snap.SKUs = append(l.snap.SKUs, models.SKU{
				ID: string(id), PartNumber: string(part), AppliesTo: string(applies), Status: string(status),
				Enabled: int(enabled), Warning: int(warning), Suspended: int(suspended), LockedOut: int(locked),
				Assigned: int(assigned), SubscriptionIDs: unlines(subs),
			})
		})
	if err != nil {
		return err
	}
	return l.each("SELECT sku_id, id, name, status FROM sku_plans WHERE tenant = ? ORDER BY sku_id, place",
		[]any{&id, &planID, &planName, &planStatus}, func() {
			sku := &l.snap.SKUs[at[id]]
			sku.Plans = append(sku.Plans, models.ServicePlan{ID: string(planID), Name: string(planName), Status: string(planStatus)})
		})
}

func (l *loader) subscriptions() error {
	var id, commerce, sku, part, status, owner text
	var seats, trial number
	var created, next clock
	return l.each(`SELECT id, commerce_id, sku_id, part_number, status, seats, trial, created_at, next_lifecycle, owner_tenant_id
		FROM subscriptions WHERE tenant = ? ORDER BY id`,
		[]any{&id, &commerce, &sku, &part, &status, &seats, &trial, &created, &next, &owner}, func() {
			l.snap.Subscriptions = append(l.snap.Subscriptions, models.Subscription{
				ID: string(id), CommerceID: string(commerce), SKUID: string(sku), PartNumber: string(part),
				Status: string(status), Seats: int(seats), Trial: trial != 0, CreatedAt: created.Time,
				NextLifecycle: next.Time, OwnerTenantID: string(owner),
			})
		})
}
