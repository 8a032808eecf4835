package portfolio

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
)

// CoverageRow says what became of one source of data, and what to do about it.
type CoverageRow struct {
	models.Outcome
	Name string // e.g. "Sign-in dates"
	What string // why it could not be read, "" when it could
	Cure string
}

// Coverage of one tenant: one row per collector of its newest scans, by name.
func (p *Portfolio) Coverage(ctx context.Context, tenantID string) ([]CoverageRow, error) {
	tenants, err := p.scoped(ctx, Scope{TenantID: tenantID})
	if err != nil {
		return nil, err
	}
	if tenantID == "" || len(tenants) == 0 {
		return nil, fmt.Errorf("coverage of tenant %q: %w", tenantID, models.ErrNotFound)
	}
	outcomes, err := p.src.Outcomes(ctx, tenantID)
	if err != nil {
		return nil, fmt.Errorf("read outcomes of tenant %s: %w", tenantID, err)
	}
	rows := make([]CoverageRow, len(outcomes))
	for i, o := range outcomes {
		note, _ := insight.Describe(o)
		rows[i] = CoverageRow{Outcome: o, Name: insight.SourceName(o.Collector), What: note.What, Cure: note.Cure}
	}
	slices.SortFunc(rows, func(a, b CoverageRow) int { return strings.Compare(a.Name, b.Name) })
	return rows, nil
}

// coverageHealth names the sources of a partial scan that were not read, each
// with its own cure. What the tenant's cloud does not offer is no reason.
func coverageHealth(e examined) []HealthReason {
	if e.scans.Newest.State != models.ScanPartial {
		return nil
	}
	var all []HealthReason
	for _, n := range e.unread() {
		if n.Status != models.StatusNotOffered {
			all = append(all, HealthReason{Warning, n.What, cmp.Or(n.Cure, collectorsGeneral), coverageStep(n.Status)})
		}
	}
	if len(all) == 0 {
		all = append(all, HealthReason{Warning, "The last scan is partial.", collectorsGeneral, StepSources})
	}
	return all
}

func coverageStep(s models.Status) Step {
	switch s {
	case models.StatusDenied:
		return StepPermissions
	case models.StatusConcealed:
		return StepNames
	case models.StatusFailed, models.StatusSkipped, models.StatusNever:
		return StepScan
	default:
		return ""
	}
}

func (e examined) unread() []insight.Note {
	if e.judged == nil {
		return nil
	}
	var all []insight.Note
	for _, o := range e.judged.outcomes {
		if n, ok := insight.Describe(o); ok {
			all = append(all, n)
		}
	}
	slices.SortFunc(all, func(a, b insight.Note) int { return strings.Compare(a.What, b.What) })
	return all
}
