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

// coverageHealth names the sources of a partial scan that were not read, those
// with one cause in one reason with its cure. What the tenant's cloud does not
// offer, and what there is nothing to read of, is no reason.
func coverageHealth(e examined) []HealthReason {
	if e.scans.Newest.State != models.ScanPartial {
		return nil
	}
	var all []HealthReason
	for _, group := range byCause(e.unread()) {
		first := group[0]
		all = append(all, HealthReason{Warning, together(group), cmp.Or(first.Cure, collectorsGeneral), coverageStep(first.Status)})
	}
	if len(all) == 0 {
		all = append(all, HealthReason{Warning, "The last scan is partial.", collectorsGeneral, StepSources})
	}
	return all
}

// byCause puts notes with the same cause and cure together, in their order.
func byCause(notes []insight.Note) [][]insight.Note {
	var groups [][]insight.Note
	for _, n := range notes {
		if n.Status == models.StatusNotOffered || n.Status == models.StatusSkipped {
			continue
		}
		i := slices.IndexFunc(groups, func(g []insight.Note) bool {
			return n.Because != "" && g[0].Because == n.Because && g[0].Cure == n.Cure
		})
		if i < 0 {
			groups = append(groups, []insight.Note{n})
			continue
		}
		groups[i] = append(groups[i], n)
	}
	return groups
}

// together says a group in one sentence that names at most two sources.
func together(group []insight.Note) string {
	if len(group) == 1 {
		return group[0].What
	}
	names := insight.SourceName(group[0].Collector)
	if more := len(group) - 1; more > 1 {
		names += fmt.Sprintf(" and %d more sources", more)
	} else {
		names += " and " + insight.SourceName(group[1].Collector)
	}
	return names + " cannot be read: " + group[0].Because + "."
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
