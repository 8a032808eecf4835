package scan

import (
	"context"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/collect"
)

// requestsAtOnce is how many collectors of one tenant ask at the same time:
// Graph serves a few callers per tenant well and throttles a crowd.
const requestsAtOnce = 4

// collect runs the probe, the products and then all other collectors together.
// Before are the outcomes of the last scan. An error means that nothing of this
// scan is worth storing.
func (r *run) collect(ctx context.Context, h *models.Harvest, before []models.Outcome) ([]models.Outcome, error) {
	client, cloud, err := r.deps.Clients(r.tenant)
	if err != nil {
		return nil, err
	}
	source := collect.Source{
		Graph: client, Cloud: cloud, Now: r.deps.Now, Rows: r.progress.rows,
		Names:         collect.NewNames(),
		SignInsReadTo: readTo(before, models.CollectServiceSignIns),
	}
	collectors := r.deps.Collectors
	if collectors == nil {
		collectors = collect.All()
	}
	r.progress.plan(collectors)

	probe := r.one(ctx, collectors[0], source, h)
	if err := unreachable(ctx, probe); err != nil {
		return nil, err
	}
	outcomes := probe
	for _, c := range collectors[1:collect.First] {
		outcomes = append(outcomes, r.one(ctx, c, source, h)...)
	}
	var mu sync.Mutex
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(requestsAtOnce)
	for _, c := range collectors[collect.First:] {
		group.Go(func() error {
			got := r.one(ctx, c, source, h)
			mu.Lock()
			defer mu.Unlock()
			outcomes = append(outcomes, got...)
			return ctx.Err() // a cancelled scan stops the others at once
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	return outcomes, nothingRead(outcomes)
}

func (r *run) one(ctx context.Context, c collect.Collector, s collect.Source, h *models.Harvest) []models.Outcome {
	r.progress.started(c.Name)
	outcomes := c.Run(ctx, s, h)
	for _, o := range outcomes {
		r.progress.finished(o)
	}
	return outcomes
}

// readTo is the date to which the stored rows of a source reach, zero when
// there are none.
func readTo(before []models.Outcome, c models.Collector) time.Time {
	for _, o := range before {
		if o.Collector == c && !o.ChangedAt.IsZero() {
			return o.DataDate
		}
	}
	return time.Time{}
}

// unreachable is the reason to give up after the probe: the scan was cancelled
// or the tenant cannot be asked at all. A mere refusal of the probe is not one;
// another permission may still open the other sources.
func unreachable(ctx context.Context, probe []models.Outcome) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	for _, o := range probe {
		if o.Status == models.StatusFailed {
			return failure(o)
		}
	}
	return nil
}

// nothingRead is the failure of a scan in which no collector could read.
func nothingRead(outcomes []models.Outcome) error {
	for _, o := range outcomes {
		if o.Status == models.StatusOK || o.Status == models.StatusPartial || o.Status == models.StatusNoData {
			return nil
		}
	}
	return failure(outcomes[0])
}

// failure makes the error of a scan from the outcome that decided it.
func failure(o models.Outcome) error {
	if o.Fault == nil {
		return errNothing
	}
	return &models.Failure{Explanation: *o.Fault}
}
