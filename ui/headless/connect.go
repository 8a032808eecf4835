package headless

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"msp-license-tracker/models"
)

func newConnect(open opener) *cobra.Command {
	r := models.ConnectRequest{Connection: models.Connection{Kind: models.OwnRegistration}}
	var secretStdin bool
	var certificate, passwordFile string
	cmd := &cobra.Command{
		Use:   "connect",
		Short: "Connect a tenant through its own app registration",
		Long: "Connect a tenant with a client id and a secret or certificate. The secret is read from\n" +
			"standard input, never from an argument, and kept only in the keyring of this system.",
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if r.TenantID == "" || r.Connection.ClientID == "" {
				return usageError{errors.New("--tenant-id and --client-id are needed")}
			}
			if err := readCredential(cmd.InOrStdin(), &r, secretStdin, certificate, passwordFile); err != nil {
				return err
			}
			return withSession(cmd.Context(), open, Writes, func(s *Session) error {
				return connect(cmd.Context(), s, r, cmd.OutOrStdout())
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&r.TenantID, "tenant-id", "", "tenant id (GUID) or domain")
	f.StringVar(&r.Connection.ClientID, "client-id", "", "application (client) id")
	f.BoolVar(&secretStdin, "secret-stdin", false, "read the client secret's value from standard input")
	f.StringVar(&certificate, "certificate", "", "file with certificate and key (PEM or PFX)")
	f.StringVar(&passwordFile, "certificate-password-file", "", "file with the password of a PFX file")
	f.StringVar(&r.Connection.Cloud, "cloud", "", "global, usgov, usdod or china (default global)")
	f.StringVar(&r.Connection.LoginURL, "login-url", "", "login URL of a custom cloud")
	f.StringVar(&r.Connection.GraphURL, "graph-url", "", "Graph URL of a custom cloud")
	f.StringVar(&r.Connection.CAFile, "ca-file", "", "PEM file with the roots of a custom cloud")
	return cmd
}

func connect(ctx context.Context, s *Session, r models.ConnectRequest, out io.Writer) error {
	t, permissions, err := s.Connector.Connect(ctx, r)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "Connected %s (%s), tenant id %s.\n", oneLine(t.Name), oneLine(t.Domain), t.ID)
	for _, p := range permissions {
		if !p.Granted {
			fmt.Fprintf(out, "Not granted: %s. It is for this: %s %s\n", p.Name, p.Unlocks, p.How)
		}
	}
	fmt.Fprintln(out, "Next: run the scan command.")
	return nil
}

// maxCredential bounds what is read as a secret or a certificate, in bytes.
const maxCredential = 1 << 20

func readCredential(in io.Reader, r *models.ConnectRequest, fromStdin bool, certificate, passwordFile string) error {
	switch {
	case fromStdin && certificate != "":
		return usageError{errors.New("give either --secret-stdin or --certificate, not both")}
	case fromStdin:
		b, err := io.ReadAll(io.LimitReader(in, maxCredential))
		if err != nil {
			return fmt.Errorf("read the secret from standard input: %w", err)
		}
		r.Secret = models.Sensitive(strings.TrimRight(string(b), "\r\n"))
		return nil
	case certificate != "":
		return readCertificate(r, certificate, passwordFile)
	default:
		return usageError{errors.New("a credential is missing: give --secret-stdin or --certificate FILE")}
	}
}

func readCertificate(r *models.ConnectRequest, certificate, passwordFile string) error {
	b, err := readBounded(certificate)
	if err != nil {
		return err
	}
	r.Certificate = models.Sensitive(b)
	if passwordFile == "" {
		return nil
	}
	p, err := readBounded(passwordFile)
	if err != nil {
		return err
	}
	r.Password = models.Sensitive(strings.TrimRight(string(p), "\r\n"))
	return nil
}

func readBounded(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fileError{path, err}
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxCredential))
	if err != nil {
		return nil, fileError{path, err}
	}
	return b, nil
}

// fileError is a file named on the command line that cannot be read or written.
type fileError struct {
	path string
	err  error
}

func (e fileError) Error() string { return fmt.Sprintf("file %s: %v", e.path, e.err) }
func (e fileError) Unwrap() error { return e.err }

func (e fileError) Explain() models.Explanation {
	return models.Explanation{
		Code:  "file",
		Title: fmt.Sprintf("The file %s cannot be used.", e.path),
		Cause: e.err.Error(),
		Next:  "Check the name and that you may use this file and its folder, then run the command again.",
		Whose: models.PartyUser,
	}
}
