package reports

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/portfolio"
	"msp-license-tracker/reports/page"
)

// Portfolio answers what the rules say; *portfolio.Portfolio is one.
type Portfolio interface {
	Tenants(ctx context.Context, scope portfolio.Scope) ([]portfolio.TenantRow, error)
	Results(ctx context.Context, scope portfolio.Scope) ([]insight.Result, error)
}

// Owner knows the MSP's own profile; *store.Store is one.
type Owner interface {
	Workspace(ctx context.Context) (models.Workspace, error)
}

// Maker makes reports of what the portfolio holds. It is safe for concurrent
// use. It needs no clock: a report is dated by its newest scan.
type Maker struct {
	portfolio Portfolio
	owner     Owner
}

// NewMaker makes reports from a portfolio for its owner.
func NewMaker(p Portfolio, o Owner) *Maker { return &Maker{portfolio: p, owner: o} }

// Client writes the client report of a tenant or a customer as PDF. It blocks
// for reading and layout. Nothing is written when there is nothing to report.
func (m *Maker) Client(ctx context.Context, scope portfolio.Scope, w io.Writer) error {
	in, err := m.gather(ctx, scope)
	if err != nil {
		return err
	}
	return WriteClient(w, in)
}

// ClientFile writes the client report into a folder, under a name made of
// client and date, and returns its path. The file appears whole or not at
// all; an older report of the same name is replaced.
func (m *Maker) ClientFile(ctx context.Context, scope portfolio.Scope, dir string) (string, error) {
	in, err := m.gather(ctx, scope)
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, FileName(in))
	if err := writeWhole(path, func(w io.Writer) error { return WriteClient(w, in) }); err != nil {
		return "", err
	}
	return path, nil
}

func (m *Maker) gather(ctx context.Context, scope portfolio.Scope) (ClientInput, error) {
	var in ClientInput
	ws, err := m.owner.Workspace(ctx)
	if err != nil {
		return in, fmt.Errorf("report: read workspace: %w", err)
	}
	rows, err := m.portfolio.Tenants(ctx, scope)
	if err != nil {
		return in, fmt.Errorf("report: read tenants: %w", err)
	}
	results, err := m.portfolio.Results(ctx, scope)
	if err != nil {
		return in, fmt.Errorf("report: read findings: %w", err)
	}
	return ClientInput{Workspace: ws, Customer: clientName(scope, rows, results), Results: results, Paper: page.A4}, nil
}

// clientName is the customer the tenants share, else the one tenant's name.
func clientName(scope portfolio.Scope, rows []portfolio.TenantRow, results []insight.Result) string {
	shared := ""
	for i, row := range rows {
		if i > 0 && row.Customer != shared {
			shared = ""
			break
		}
		shared = row.Customer
	}
	switch {
	case shared != "":
		return shared
	case len(rows) == 1:
		return firstOf(rows[0].Tenant.Name, rows[0].Tenant.Domain, rows[0].Tenant.ID)
	case len(results) == 1:
		return firstOf(results[0].TenantName, results[0].TenantID)
	case scope == portfolio.Scope{}:
		return "All customers"
	default:
		return "Several tenants"
	}
}

// writeWhole writes beside the target and renames, so that no one ever sees
// half a file.
func writeWhole(path string, write func(io.Writer) error) (err error) {
	tmp, err := os.CreateTemp(filepath.Dir(path), ".report-*.tmp")
	if err != nil {
		return fmt.Errorf("report: create file: %w", err)
	}
	defer func() {
		if err != nil {
			_ = tmp.Close() // a second Close fails harmlessly
			_ = os.Remove(tmp.Name())
		}
	}()
	if err = write(tmp); err != nil {
		return err
	}
	if err = tmp.Sync(); err != nil {
		return fmt.Errorf("report: store file: %w", err)
	}
	if err = tmp.Close(); err != nil {
		return fmt.Errorf("report: close file: %w", err)
	}
	if err = os.Rename(tmp.Name(), path); err != nil {
		return fmt.Errorf("report: name file: %w", err)
	}
	return nil
}
