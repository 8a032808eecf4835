package headless

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"
)

func newDemo(open func(context.Context) (*Session, error)) *cobra.Command {
	var reports string
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Do the whole job on the demo cloud: connect, scan, summary, reports",
		Args:  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			session := func(ctx context.Context, _ Access) (*Session, error) { return open(ctx) }
			return withSession(cmd.Context(), session, Writes, func(s *Session) error {
				return demo(cmd.Context(), s, reports, cmd.OutOrStdout(), cmd.ErrOrStderr())
			})
		},
	}
	cmd.Flags().StringVar(&reports, "reports", "demo-reports", "folder for the client reports")
	return cmd
}

// demo does the main job. Some demo tenants have gaps on purpose, so a scan
// with gaps is what it expects.
func demo(ctx context.Context, s *Session, dir string, out, progress io.Writer) error {
	if err := scan(ctx, s, "", false, out, progress); err != nil && !errors.Is(err, errGaps) {
		return err
	}
	fmt.Fprintln(out)
	if err := summary(ctx, s, false, out); err != nil {
		return err
	}
	files, err := reportAll(ctx, s, dir)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "\n%d client reports written to %s\n", len(files), dir)
	return nil
}
