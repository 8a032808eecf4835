package headless

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"msp-license-tracker/models/money"
	"msp-license-tracker/models/portfolio"
)

func newSummary(open opener) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "summary",
		Short: "Spend and leakage of every tenant",
		Args:  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withSession(cmd.Context(), open, Reads, func(s *Session) error {
				return summary(cmd.Context(), s, asJSON, cmd.OutOrStdout())
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

// summarized is one tenant in summary --json; amounts are decimal strings per month.
type summarized struct {
	TenantID      string          `json:"tenantId"`
	Name          string          `json:"name"`
	Domain        string          `json:"domain"`
	Customer      string          `json:"customer,omitempty"`
	Health        portfolio.Level `json:"health"`
	Reasons       []string        `json:"healthReasons"`
	LicensedUsers int             `json:"licensedUsers"`
	SecureScore   *float64        `json:"secureScorePercent"`
	Spend         string          `json:"monthlySpend"`
	Leakage       string          `json:"monthlyLeakage"`
	Currency      string          `json:"currency"`
	Unpriced      int             `json:"unpricedSkus"`
	LastScan      time.Time       `json:"lastScan,omitzero"`
}

func summary(ctx context.Context, s *Session, asJSON bool, out io.Writer) error {
	rows, err := s.Portfolio.Tenants(ctx, portfolio.Scope{})
	if err != nil {
		return err
	}
	if asJSON {
		return writeJSON(out, map[string]any{"tenants": summarize(rows)})
	}
	printSummary(out, rows)
	return nil
}

func summarize(rows []portfolio.TenantRow) []summarized {
	all := make([]summarized, 0, len(rows))
	for _, r := range rows {
		one := summarized{
			TenantID: r.Tenant.ID, Name: r.Tenant.Name, Domain: r.Tenant.Domain, Customer: r.Customer,
			Health: r.Health.Level, Reasons: []string{}, LicensedUsers: r.LicensedUsers,
			Spend: r.Spend.String(), Leakage: r.Leakage.String(), Currency: r.Leakage.Currency,
			Unpriced: r.Unpriced, LastScan: r.LastScan,
		}
		if r.HasScore {
			one.SecureScore = &r.SecureScore
		}
		for _, reason := range r.Health.Reasons {
			one.Reasons = append(one.Reasons, reason.What)
		}
		all = append(all, one)
	}
	return all
}

func printSummary(out io.Writer, rows []portfolio.TenantRow) {
	t := newTable(out, "Tenant", "Health", "Licensed users", "Secure Score", "Spend/month", "Leakage/month", "Last scan")
	var spend, leakage money.Amount
	for _, r := range rows {
		t.row(r.Tenant.Name, string(r.Health.Level), fmt.Sprint(r.LicensedUsers), score(r), r.Spend.Format(), r.Leakage.Format(), when(r.LastScan))
		spend, leakage = spend.Add(r.Spend), leakage.Add(r.Leakage)
	}
	t.row("Together", "", "", "", spend.Format(), leakage.Format(), "")
	t.flush()
	for _, r := range rows {
		for _, reason := range r.Health.Reasons {
			fmt.Fprintf(out, "%s: %s Next: %s\n", oneLine(r.Tenant.Name), oneLine(reason.What), oneLine(reason.Next))
		}
	}
}

func score(r portfolio.TenantRow) string {
	if !r.HasScore {
		return "-"
	}
	return fmt.Sprintf("%d %%", int(r.SecureScore)) // cut, so that 39.9 is not shown as the 40 it misses
}

func when(t time.Time) string {
	if t.IsZero() {
		return "never"
	}
	return t.Local().Format("2006-01-02 15:04")
}
