package portfolio

import (
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

// coverageHealth names the sources of a partial scan that were not read.
func coverageHealth(e examined) []HealthReason {
	if e.scans.Newest.State != models.ScanPartial {
		return nil
	}
	var what []string
	cure := collectorsGeneral
	for _, n := range e.unread() {
		if len(what) == 0 && n.Cure != "" {
			cure = n.Cure
		}
		what = append(what, n.What)
	}
	text := "The last scan is partial."
	if len(what) > 0 {
		text += " " + strings.Join(what, " ")
	}
	return []HealthReason{{Warning, text, cure}}
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
