package scan

import (
	"context"
	"fmt"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/models/event"
	"msp-license-tracker/sync/collect"
)

// lastWord is how long storing the end of a cancelled scan may take.
const lastWord = 10 * time.Second

// run is one scan of one tenant.
type run struct {
	deps     Deps
	tenant   models.Tenant
	cancel   context.CancelFunc
	progress progress
}

func newRun(deps Deps, tenant models.Tenant, cancel context.CancelFunc) *run {
	return &run{deps: deps, tenant: tenant, cancel: cancel, progress: newProgress(tenant, deps.Publish)}
}

func (r *run) current() models.Progress { return r.progress.current() }

// scan plans, collects and stores.
func (r *run) scan(ctx context.Context, trigger models.ScanTrigger) error {
	before, err := r.deps.Store.Outcomes(ctx, r.tenant.ID)
	if err != nil {
		return fmt.Errorf("scan %s: outcomes before: %w", r.tenant.ID, err)
	}
	row := models.Scan{TenantID: r.tenant.ID, Trigger: trigger, State: models.ScanRunning, StartedAt: r.deps.Now()}
	row.ID, err = r.deps.Store.BeginScan(ctx, row)
	if err != nil {
		return fmt.Errorf("scan %s: begin: %w", r.tenant.ID, err)
	}
	harvest := models.Harvest{Scan: row}
	outcomes, err := r.collect(ctx, &harvest, before)
	if err == nil {
		err = r.store(ctx, &harvest, outcomes, before)
	}
	if err != nil {
		return r.failed(ctx, row, err)
	}
	r.ended(row.ID, harvest.Scan.State)
	r.deps.Publish(event.FiguresChanged{TenantID: r.tenant.ID})
	return nil
}

// store hands the harvest over in one transaction.
func (r *run) store(ctx context.Context, h *models.Harvest, outcomes, before []models.Outcome) error {
	collect.SettleNames(h, outcomes)
	h.Scan.Outcomes = leaveUnchanged(h, outcomes, before)
	h.Scan.State = stateOf(outcomes)
	h.Scan.FinishedAt = r.deps.Now()
	return r.deps.Store.SaveHarvest(ctx, *h, r.deps.Figures)
}

// failed closes the row of a scan that stores nothing. The scan's own context
// may be over by now, so the last word gets a short time of its own.
func (r *run) failed(ctx context.Context, row models.Scan, cause error) error {
	state := models.ScanFailed
	explanation := models.Explain(cause)
	if ctx.Err() != nil {
		state, cause = models.ScanCancelled, cancelled(ctx)
		explanation = models.Explain(cause)
	}
	last, done := context.WithTimeout(context.WithoutCancel(ctx), lastWord)
	defer done()
	err := r.deps.Store.FailScan(last, row.ID, state, &explanation)
	r.ended(row.ID, state)
	if err != nil {
		return fmt.Errorf("scan %s: %w (and its end could not be stored: %w)", r.tenant.ID, cause, err)
	}
	return fmt.Errorf("scan %s: %w", r.tenant.ID, cause)
}

func (r *run) ended(id int64, state models.ScanState) {
	r.deps.Publish(event.ScanEnded{TenantID: r.tenant.ID, ScanID: id, State: state})
}
