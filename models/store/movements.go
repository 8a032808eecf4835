package store

import (
	"context"
	"time"

	"msp-license-tracker/models"
)

// movements replaces the SKUs and the accounts and notes what that changed.
// What is seen for the first time is no movement.
func (w *writer) movements(h models.Harvest) error {
	if h.SKUs != nil {
		if err := w.compared(h.Scan.ID, skuMovements, func() error { return w.skus(h) }); err != nil {
			return err
		}
	}
	if h.Users == nil {
		return nil
	}
	return w.compared(h.Scan.ID, accountMovements, func() error { return w.users(h) })
}

// comparison finds movements in SQL: the old rows are remembered in temporary
// tables, which live in memory and are the writer's alone, and the new ones are
// held against them. Parameters: ?1 tenant, ?2 scan.
type comparison struct{ remember, compare, forget string }

// Seats are owned when enabled or in warning. A SKU that came or went counts
// with all it has; units beyond a billion are "without limit" and no change.
var skuMovements = comparison{
	remember: `
CREATE TEMP TABLE old_skus (id TEXT PRIMARY KEY, owned INTEGER) WITHOUT ROWID;
INSERT INTO old_skus SELECT id, max(min(enabled + warning, 1000000000), 0) FROM skus WHERE tenant = ?1`,
	compare: `
INSERT INTO movements
SELECT ?1, ?2, iif(change > 0, 'bought', 'cut'), '', id, NULL, abs(change) FROM (
	SELECT id, sum(owned) AS change FROM (
		SELECT id, max(min(enabled + warning, 1000000000), 0) AS owned FROM skus WHERE tenant = ?1
		UNION ALL SELECT id, -owned FROM old_skus)
	GROUP BY id)
WHERE change <> 0 AND EXISTS (SELECT 1 FROM old_skus)`,
	forget: "DROP TABLE old_skus",
}

// A licence whose paths all fail takes no seat. Blocked and returned want both
// answers: an account that comes blocked was never seen working.
var accountMovements = comparison{
	remember: `
CREATE TEMP TABLE old_users (id TEXT PRIMARY KEY, enabled INTEGER, upn TEXT) WITHOUT ROWID;
INSERT INTO old_users SELECT id, enabled, upn FROM users WHERE tenant = ?1 ORDER BY id;
CREATE TEMP TABLE old_seats (user_id TEXT, sku_id TEXT, PRIMARY KEY (user_id, sku_id)) WITHOUT ROWID;
INSERT INTO old_seats SELECT user_id, sku_id FROM licenses WHERE tenant = ?1 AND error IS NULL ORDER BY user_id, sku_id`,
	compare: `
INSERT INTO movements
SELECT ?1, ?2, 'gained', l.user_id, l.sku_id, u.upn, 1
FROM licenses l JOIN users u ON u.tenant = l.tenant AND u.id = l.user_id
WHERE l.tenant = ?1 AND l.error IS NULL AND EXISTS (SELECT 1 FROM old_users)
  AND NOT EXISTS (SELECT 1 FROM old_seats o WHERE o.user_id = l.user_id AND o.sku_id = l.sku_id);
INSERT INTO movements
SELECT ?1, ?2, 'lost', o.user_id, o.sku_id, (SELECT upn FROM old_users WHERE id = o.user_id), 1
FROM old_seats o
WHERE NOT EXISTS (SELECT 1 FROM licenses l
	WHERE l.tenant = ?1 AND l.user_id = o.user_id AND l.sku_id = o.sku_id AND l.error IS NULL);
INSERT INTO movements
SELECT ?1, ?2, iif(u.enabled = 1, 'blocked', 'returned'), u.id, '', u.upn, 0
FROM old_users o JOIN users u ON u.tenant = ?1 AND u.id = o.id
WHERE u.enabled <> o.enabled AND u.enabled <> 0 AND o.enabled <> 0`,
	forget: "DROP TABLE old_users; DROP TABLE old_seats",
}

func (w *writer) compared(scan int64, c comparison, replace func() error) error {
	if _, err := w.tx.ExecContext(w.ctx, c.remember, w.tenant); err != nil {
		return err
	}
	if err := replace(); err != nil {
		return err
	}
	if _, err := w.tx.ExecContext(w.ctx, c.compare, w.tenant, scan); err != nil {
		return err
	}
	_, err := w.tx.ExecContext(w.ctx, c.forget)
	return err
}

type movementRow struct {
	ScanID   int64
	TenantID string
	At       clock
	Kind     models.MovementKind
	UserID   string
	UPN      text   `gorm:"column:upn"`
	SKUID    string `gorm:"column:sku_id"`
	Seats    int
}

// Movements lists what scans since a moment found changed, by tenant, scan,
// kind, account and SKU. No tenant ids means all tenants but deleted ones; a
// deleted one still answers to its id. How far back they reach is bounded, see
// history.go.
func (s *Store) Movements(ctx context.Context, tenantIDs []string, since time.Time) ([]models.Movement, error) {
	var rows []movementRow
	db := s.r.WithContext(ctx).Table("movements m").
		Select("m.scan_id, t.id AS tenant_id, s.finished_at AS at, m.kind, m.user_id, m.upn, m.sku_id, m.seats").
		Joins("JOIN tenants t ON t.key = m.tenant").Joins("JOIN scans s ON s.id = m.scan_id").
		Where("s.finished_at >= ?", seconds(since))
	if err := ofTenants(db, tenantIDs).Order("m.tenant, m.scan_id, m.kind, m.user_id, m.sku_id").Scan(&rows).Error; err != nil {
		return nil, failed("list movements", err)
	}
	list := make([]models.Movement, len(rows))
	for i, r := range rows {
		list[i] = models.Movement{
			ScanID: r.ScanID, TenantID: r.TenantID, At: r.At.Time, Kind: r.Kind, UserID: r.UserID, UPN: string(r.UPN),
			SKUID: r.SKUID, Seats: r.Seats,
		}
	}
	return list, nil
}
