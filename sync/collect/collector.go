package collect

import (
	"context"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/graph"
)

// Collector is one source of data in a scan.
type Collector struct {
	Name       models.Collector
	Also       []models.Collector // further outcomes this request decides
	Path       string             // the Graph resource it reads, for people
	Permission string             // application permission it needs
	License    string             // product without which there is nothing to read, "" = none; not asked for then
	Feature    cloud.Feature      // what the cloud must offer, "" = every cloud does

	read func(context.Context, Source, *models.Harvest) []models.Outcome
}

// Source is where a collector reads from.
type Source struct {
	Graph *graph.Client
	Cloud cloud.Cloud
	Now   func() time.Time
	// SignInsReadTo is up to when the sign-ins to services are stored already;
	// zero = they were never read.
	SignInsReadTo time.Time
	// Names are shared by the reports of one scan; nil = each keeps its own.
	Names *Names
	// Rows is told how many rows were read so far; it must be quick and may be
	// called from many goroutines.
	Rows func(c models.Collector, rows int)
}

// First is how many collectors of All run one after the other before the
// rest: the probe, and the products, by which others see whether the tenant
// has anything for them to read.
const First = 2

// All collectors of a scan. The first is the probe: when the tenant refuses
// even that, nothing else is worth asking.
func All() []Collector {
	return []Collector{
		Organization,
		SKUs,
		Subscriptions,
		UserCount,
		Users,
		Activity,
		Mailboxes,
		ReportNames,
		SecureScore,
		Email,
		Teams,
		SharePoint,
		OneDriveActivity,
		Viva,
		OneDrive,
		Apps,
		Activations,
		MFA,
		ServiceSignIns,
		Copilot,
		CopilotCounts,
		Groups,
		DeletedUsers,
	}
}

// Outcomes names every outcome this collector gives.
func (c Collector) Outcomes() []models.Collector {
	return append([]models.Collector{c.Name}, c.Also...)
}

// Run reads the source into the Harvest and tells what became of it, one
// outcome per name in Outcomes. It does not return an error: a failure is an
// outcome with its explanation.
func (c Collector) Run(ctx context.Context, s Source, h *models.Harvest) []models.Outcome {
	start := s.Now()
	var outcomes []models.Outcome
	if c.Feature != "" && !s.Cloud.Offers(c.Feature) {
		for _, name := range c.Outcomes() {
			outcomes = append(outcomes, models.Outcome{Collector: name, Status: models.StatusNotOffered})
		}
	} else {
		outcomes = c.read(ctx, s, h)
	}
	end := s.Now()
	for i := range outcomes {
		o := &outcomes[i]
		o.LookedAt, o.Took = end, end.Sub(start)
		if o.Status == models.StatusOK || o.Status == models.StatusPartial {
			o.ChangedAt = end
			if o.DataDate.IsZero() {
				o.DataDate = start
			}
		}
	}
	return outcomes
}

// one makes a reader with a single outcome of a plain function.
func one(name models.Collector, permission string, read func(context.Context, Source, *models.Harvest) (models.Outcome, error)) func(context.Context, Source, *models.Harvest) []models.Outcome {
	return func(ctx context.Context, s Source, h *models.Harvest) []models.Outcome {
		o, err := read(ctx, s, h)
		if err != nil {
			o = failed(err, permission)
		}
		o.Collector = name
		return []models.Outcome{o}
	}
}

// read is the outcome of rows that were read whole.
func read(rows int, hash string) models.Outcome {
	return models.Outcome{Status: models.StatusOK, Rows: rows, Hash: hash}
}
