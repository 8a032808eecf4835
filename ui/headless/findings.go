package headless

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"msp-license-tracker/models/insight"
)

func newFindings(open opener) *cobra.Command {
	var tenant string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "findings",
		Short: "List every finding with its proof",
		Args:  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withSession(cmd.Context(), open, Reads, func(s *Session) error {
				return findings(cmd.Context(), s, tenant, asJSON, cmd.OutOrStdout())
			})
		},
	}
	cmd.Flags().StringVar(&tenant, "tenant", "", "id, domain or name of one tenant (default: all)")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON with proofs")
	return cmd
}

func findings(ctx context.Context, s *Session, wanted string, asJSON bool, out io.Writer) error {
	scope, err := scopeOf(ctx, s.Portfolio, wanted)
	if err != nil {
		return err
	}
	results, err := s.Portfolio.Results(ctx, scope)
	if err != nil {
		return err
	}
	if asJSON {
		return writeJSON(out, insight.Document(results...))
	}
	t := newTable(out, "Tenant", "Who", "Licence", "Cause", "Certainty", "Seats", "Per month")
	for _, r := range results {
		for _, f := range r.Findings {
			t.row(f.TenantName, who(f), f.Product, string(f.Cause), string(f.Certainty), fmt.Sprint(f.Seats), amount(f))
		}
	}
	t.flush()
	return nil
}

func who(f insight.Finding) string {
	if f.UPN == "" {
		return "free seats"
	}
	return f.UPN
}

func amount(f insight.Finding) string {
	if f.Monthly == nil {
		return "- " + f.NoMoney
	}
	return f.Monthly.Currency + " " + f.Monthly.String()
}

func writeJSON(out io.Writer, v any) error {
	e := json.NewEncoder(out)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
