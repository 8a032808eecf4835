package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
)

// SaveHarvest stores one scan in one transaction: it replaces what the harvest
// holds, keeps what it does not, updates the outcomes, moves the scan to
// complete or partial and stores the figures made from the tenant as it then
// stands. figures may be nil; it may read the store, which still shows it the
// tenant as it was, and must not change it. A failure of figures undoes all.
//
// The lists of the harvest are taken: each is emptied once it is written, so
// that a tenant of 100,000 users is not held twice.
//
// models.ErrNotFound when the scan is not running any more or its tenant is
// deleted. On any error, and on cancellation, nothing is changed.
func (s *Store) SaveHarvest(ctx context.Context, h models.Harvest, figures func(context.Context, insight.Snapshot) ([]models.Figure, error)) error {
	h.Scan = s.ended(h.Scan)
	err := s.harvest(ctx, h, figures)
	if err != nil && ctx.Err() != nil {
		err = ctx.Err() // what the transaction says then is only "already ended"
	}
	return failed(fmt.Sprintf("save scan %d of tenant %s", h.Scan.ID, h.Scan.TenantID), err)
}

func (s *Store) harvest(ctx context.Context, h models.Harvest, figures func(context.Context, insight.Snapshot) ([]models.Figure, error)) error {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // no effect after Commit
	key, err := liveTenant(ctx, tx, h.Scan.TenantID)
	if err != nil {
		return err
	}
	w := &writer{ctx: ctx, tx: tx, tenant: key}
	if err := w.endScan(h.Scan); err != nil {
		return err
	}
	if err := w.parts(h); err != nil {
		return err
	}
	if err := w.outcomes(h); err != nil {
		return err
	}
	if figures != nil {
		snap, err := loadSnapshot(ctx, tx, key)
		if err != nil {
			return err
		}
		list, err := figures(ctx, snap)
		if err != nil {
			return err
		}
		if err := w.figures(h.Scan, list); err != nil {
			return err
		}
	}
	if err := w.thin(h.Scan); err != nil {
		return err
	}
	return tx.Commit()
}

// ended fills in what the caller left open about the end of a scan.
func (s *Store) ended(scan models.Scan) models.Scan {
	if scan.FinishedAt.IsZero() {
		scan.FinishedAt = s.now()
	}
	if scan.State != models.ScanComplete && scan.State != models.ScanPartial {
		scan.State = models.ScanComplete
		for _, o := range scan.Outcomes {
			if o.Status == models.StatusDenied || o.Status == models.StatusFailed || o.Status == models.StatusPartial {
				scan.State = models.ScanPartial
			}
		}
	}
	return scan
}

// endScan moves the scan out of running and writes what its collectors said.
func (w *writer) endScan(scan models.Scan) error {
	done, err := w.tx.ExecContext(w.ctx,
		"UPDATE scans SET state = ?, finished_at = ?, fault = ? WHERE id = ? AND tenant = ? AND state = 'running'",
		string(scan.State), when(scan.FinishedAt), fault{scan.Fault}, scan.ID, w.tenant)
	if err != nil {
		return err
	}
	if n, err := done.RowsAffected(); err != nil || n == 0 {
		return errors.Join(err, fmt.Errorf("scan is not running: %w", models.ErrNotFound))
	}
	return w.insert("REPLACE INTO scan_outcomes (scan_id, "+outcomeColumns+")", 11, len(scan.Outcomes), func(i int) []any {
		return outcomeArgs(scan.ID, scan.Outcomes[i])
	})
}

// outcomes updates where each collector stands now.
func (w *writer) outcomes(h models.Harvest) error {
	list, err := currentOutcomes(w.ctx, w.tx, w.tenant)
	if err != nil {
		return err
	}
	before := make(map[models.Collector]models.Outcome, len(list))
	for _, o := range list {
		before[o.Collector] = o
	}
	replaced := partsRead(h)
	return w.insert("REPLACE INTO outcomes (tenant, "+outcomeColumns+")", 11, len(h.Scan.Outcomes), func(i int) []any {
		o := h.Scan.Outcomes[i]
		return outcomeArgs(w.tenant, settle(before[o.Collector], o, replaced[o.Collector]))
	})
}

func (w *writer) figures(scan models.Scan, list []models.Figure) error {
	return w.insert("REPLACE INTO figures (tenant, at, scan_id, sku_id, owned, assigned, suspended, spare, currency, spend, leakage, inactive)",
		12, len(list), func(i int) []any {
			f := list[i]
			return []any{
				w.tenant, seconds(firstKnown(f.At, scan.FinishedAt)), scan.ID, f.SKUID, int64(f.Owned), int64(f.Assigned),
				int64(f.Suspended), int64(f.Spare), f.Currency, f.Spend, f.Leakage, int64(f.Inactive),
			}
		})
}

func firstKnown(a, b time.Time) time.Time {
	if a.IsZero() {
		return b
	}
	return a
}

// partsRead says which collectors brought new rows.
func partsRead(h models.Harvest) map[models.Collector]bool {
	return map[models.Collector]bool{
		models.CollectOrganization:  h.Organization != nil,
		models.CollectSKUs:          h.SKUs != nil,
		models.CollectSubscriptions: h.Subscriptions != nil,
		models.CollectUsers:         h.Users != nil,
		models.CollectUserCount:     h.UserCount != nil,
		models.CollectSignIns:       h.SignIns != nil,
		models.CollectActivity:      h.Activity != nil,
		models.CollectMailboxes:     h.Mailboxes != nil,
		models.CollectReportNames:   h.NamesHidden != nil,
		models.CollectSecureScore:   h.SecureScore != nil,

		models.CollectEmail:            h.Email != nil,
		models.CollectTeams:            h.Teams != nil,
		models.CollectSharePoint:       h.SharePoint != nil,
		models.CollectOneDriveActivity: h.OneDriveActivity != nil,
		models.CollectViva:             h.Viva != nil,
		models.CollectOneDrive:         h.OneDrive != nil,
		models.CollectApps:             h.Apps != nil,
		models.CollectActivations:      h.Activations != nil,
		models.CollectServiceSignIns:   h.ServiceSignIns != nil,
		models.CollectMFA:              h.MFA != nil,
		models.CollectCopilot:          h.Copilot != nil,
		models.CollectCopilotCounts:    h.CopilotCounts != nil,
		models.CollectGroups:           h.Groups != nil,
		models.CollectDeletedUsers:     h.DeletedUsers != nil,
	}
}

// parts replaces every part the harvest holds and notes what moved.
func (w *writer) parts(h models.Harvest) error {
	steps := []func(models.Harvest) error{
		w.organization, w.facts, w.secureScore, w.movements, w.subscriptions, w.signIns, w.activity, w.mailboxes,
		w.email, w.teams, w.sharePoint, w.oneDriveActivity, w.viva, w.oneDrive, w.apps, w.activations,
		w.serviceSignIns, w.mfa, w.copilot, w.copilotCounts, w.groups, w.deletedUsers,
	}
	for _, step := range steps {
		if err := step(h); err != nil {
			return err
		}
	}
	return nil
}

// empty lets go of rows that are written.
func empty[T any](list *[]T) {
	if list != nil {
		*list = nil
	}
}

// writer replaces the rows of one tenant inside one transaction.
type writer struct {
	ctx    context.Context // of the one call that owns the writer
	tx     *sql.Tx
	tenant int64
}
