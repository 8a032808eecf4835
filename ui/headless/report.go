package headless

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"msp-license-tracker/models/portfolio"
)

func newReport(open opener) *cobra.Command {
	var tenant, format, out string
	cmd := &cobra.Command{
		Use:   "report",
		Short: "Write the client report of a tenant",
		Args:  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if tenant == "" || out == "" {
				return usageError{errors.New("--tenant and --out are needed")}
			}
			if format != "pdf" {
				return usageError{fmt.Errorf("--format %q is not known: use pdf", format)}
			}
			return withSession(cmd.Context(), open, Reads, func(s *Session) error {
				return report(cmd.Context(), s, tenant, out)
			})
		},
	}
	cmd.Flags().StringVar(&tenant, "tenant", "", "id, domain or name of the tenant")
	cmd.Flags().StringVar(&format, "format", "pdf", "pdf")
	cmd.Flags().StringVar(&out, "out", "", "file to write")
	return cmd
}

func report(ctx context.Context, s *Session, wanted, path string) error {
	scope, err := scopeOf(ctx, s.Portfolio, wanted)
	if err != nil {
		return err
	}
	return writeFile(path, func(w io.Writer) error { return s.Reporter.Client(ctx, scope, w) })
}

// reportAll writes one report per scanned tenant into a folder and returns the
// files written, in the order of the tenants.
func reportAll(ctx context.Context, s *Session, dir string) ([]string, error) {
	rows, err := s.Portfolio.Tenants(ctx, portfolio.Scope{})
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fileError{dir, err}
	}
	var files []string
	for _, r := range rows {
		if r.LastScan.IsZero() {
			continue
		}
		path := filepath.Join(dir, safeName(r.Tenant.Domain)+".pdf")
		if err := report(ctx, s, r.Tenant.ID, path); err != nil {
			return files, fmt.Errorf("report for %s: %w", r.Tenant.Domain, err)
		}
		files = append(files, path)
	}
	return files, nil
}

// safeName keeps letters, digits, dots and dashes: a domain told by a server is
// foreign text and must not name a path.
func safeName(s string) string {
	return strings.Trim(strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '.', r == '-':
			return r
		default:
			return '_'
		}
	}, s), ".")
}

// writeFile writes beside the target and renames, so a failure leaves no half report.
func writeFile(path string, write func(io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), ".report-*")
	if err != nil {
		return fileError{path, err}
	}
	defer func() {
		if err != nil {
			os.Remove(f.Name())
		}
	}()
	if err := write(f); err != nil {
		f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return fileError{path, err}
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return fileError{path, err}
	}
	return nil
}
