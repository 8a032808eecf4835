package headless

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"msp-license-tracker/models"
	"msp-license-tracker/models/portfolio"
)

func newScan(open opener) *cobra.Command {
	var tenant string
	var asJSON, quiet bool
	cmd := &cobra.Command{
		Use:   "scan",
		Short: "Scan one tenant or all",
		Args:  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withSession(cmd.Context(), open, Writes, func(s *Session) error {
				progress := cmd.ErrOrStderr()
				if quiet {
					progress = io.Discard
				}
				return scan(cmd.Context(), s, tenant, asJSON, cmd.OutOrStdout(), progress)
			})
		},
	}
	cmd.Flags().StringVar(&tenant, "tenant", "", "id, domain or name of one tenant (default: all)")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the outcome as JSON")
	cmd.Flags().BoolVar(&quiet, "quiet", false, "no progress on standard error")
	return cmd
}

// scanned is the outcome of one tenant's scan.
type scanned struct {
	TenantID   string              `json:"tenantId"`
	Name       string              `json:"name"`
	State      models.ScanState    `json:"state"`
	FinishedAt time.Time           `json:"finishedAt"`
	Collectors []collected         `json:"collectors"`
	Error      *models.Explanation `json:"error,omitempty"`
}

type collected struct {
	Collector models.Collector    `json:"collector"`
	Status    models.Status       `json:"status"`
	Rows      int                 `json:"rows"`
	DataDate  time.Time           `json:"dataDate,omitzero"`
	Missing   string              `json:"missing,omitempty"`
	Error     *models.Explanation `json:"error,omitempty"`
}

func scan(ctx context.Context, s *Session, wanted string, asJSON bool, out, progress io.Writer) error {
	rows, err := pick(ctx, s.Portfolio, wanted)
	if err != nil {
		return err
	}
	if len(rows) == 0 {
		fmt.Fprintln(out, "No tenant is connected yet. Next: connect one with the connect command.")
		return nil
	}
	all, err := scanEach(ctx, s, rows, progress)
	if err != nil {
		return err
	}
	if asJSON {
		err = json.NewEncoder(out).Encode(map[string]any{"tenants": all})
	} else {
		printScanned(out, all)
	}
	if err != nil {
		return err
	}
	return gaps(all)
}

// scanEach scans the tenants one after the other; a failing one does not stop
// the rest, a cancelled context does.
func scanEach(ctx context.Context, s *Session, rows []portfolio.TenantRow, progress io.Writer) ([]scanned, error) {
	stop := s.Progress(func(p models.Progress) {
		fmt.Fprintf(progress, "%s: %s %d rows (%d of %d)\n", p.TenantName, p.Collector, p.Rows, p.Done, p.Total)
	})
	defer stop()
	failures := map[string]error{}
	for _, r := range rows {
		if r.Tenant.State != models.TenantConnected {
			continue
		}
		err := s.Scanner.Scan(ctx, r.Tenant.ID, models.TriggerManual)
		if errors.Is(err, context.Canceled) {
			return nil, err
		}
		failures[r.Tenant.ID] = err
	}
	last, err := s.Scans.LastScans(ctx)
	if err != nil {
		return nil, err
	}
	return outcomes(rows, last, failures), nil
}

func outcomes(rows []portfolio.TenantRow, last map[string]models.LastScan, failures map[string]error) []scanned {
	all := make([]scanned, 0, len(rows))
	for _, r := range rows {
		scan := last[r.Tenant.ID].Newest
		one := scanned{TenantID: r.Tenant.ID, Name: r.Tenant.Name, State: scan.State, FinishedAt: scan.FinishedAt, Error: scan.Fault}
		if err := failures[r.Tenant.ID]; err != nil {
			e := models.Explain(err)
			one.State, one.Error = models.ScanFailed, &e
		}
		for _, o := range scan.Outcomes {
			one.Collectors = append(one.Collectors, collected{o.Collector, o.Status, o.Rows, o.DataDate, o.Missing, o.Fault})
		}
		all = append(all, one)
	}
	return all
}

func printScanned(out io.Writer, all []scanned) {
	t := newTable(out, "Tenant", "Result", "Not seen")
	for _, one := range all {
		t.row(one.Name, string(one.State), notSeen(one))
	}
	t.flush()
	for _, one := range all {
		if one.Error != nil {
			fmt.Fprintf(out, "\n%s: %s %s Next: %s\n", one.Name, one.Error.Title, one.Error.Cause, one.Error.Next)
		}
	}
}

// notSeen names the collectors that did not answer fully.
func notSeen(one scanned) string {
	text := ""
	for _, c := range one.Collectors {
		if c.Status == models.StatusOK {
			continue
		}
		if text != "" {
			text += ", "
		}
		text += fmt.Sprintf("%s (%s)", c.Collector, c.Status)
	}
	return text
}

func gaps(all []scanned) error {
	for _, one := range all {
		if one.State != models.ScanComplete {
			return errGaps
		}
	}
	return nil
}
