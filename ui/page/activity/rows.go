package activity

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/ui/page"
)

// row is one scan with the name of its tenant.
type row struct {
	models.Scan
	tenant string
}

func rowsOf(scans []models.Scan, names map[string]string) []row {
	out := make([]row, 0, len(scans))
	for _, s := range scans {
		name := names[s.TenantID]
		if name == "" {
			name = s.TenantID
		}
		out = append(out, row{s, name})
	}
	return out
}

func (r *row) key() string { return fmt.Sprint(r.ID) }

// took is how long the scan worked; unknown while it runs.
func (r *row) took() string {
	if r.FinishedAt.IsZero() || r.StartedAt.IsZero() {
		return page.None
	}
	return seconds(r.FinishedAt.Sub(r.StartedAt).Seconds())
}

func seconds(s float64) string {
	switch {
	case s < 0.1:
		return "<0.1 s"
	case s < 10:
		return fmt.Sprintf("%.1f s", s)
	case s < 120:
		return fmt.Sprintf("%.0f s", s)
	default:
		return fmt.Sprintf("%.0f min", s/60)
	}
}

// result says in one line how the scan ended.
func (r *row) result() string {
	if r.Fault != nil {
		return r.Fault.Title
	}
	var missing []string
	read := 0
	for _, o := range r.Outcomes {
		switch o.Status {
		case models.StatusOK:
			read++
		case models.StatusNever, models.StatusNotOffered: // nothing is missing
		default:
			missing = append(missing, page.CollectorName(o.Collector)+": "+page.StatusName(o.Status))
		}
	}
	if len(missing) > 0 {
		return strings.Join(missing, " · ")
	}
	if read == 0 {
		return ""
	}
	return page.Plural(read, "source read", "sources read")
}

// choice is one chip with its number of scans.
type choice struct {
	id, label string
	count     int
}

func choices(rows []row) []choice {
	out := []choice{{"", lang.L("All"), len(rows)}}
	for _, s := range []models.ScanState{models.ScanRunning, models.ScanFailed, models.ScanPartial, models.ScanCancelled, models.ScanComplete} {
		n := len(inState(rows, string(s)))
		if n > 0 {
			out = append(out, choice{string(s), capital(page.ScanStateName(s)), n})
		}
	}
	return out
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// inState keeps the scans of a state; "" keeps all.
func inState(rows []row, state string) []row {
	if state == "" {
		return rows
	}
	return slices.DeleteFunc(slices.Clone(rows), func(r row) bool { return string(r.State) != state })
}
