package headless

import (
	"context"
	"errors"
	"io"

	"github.com/spf13/cobra"
)

// Program is what the commands are made of; main fills it.
type Program struct {
	Version  string
	Open     Opener
	OpenDemo func(ctx context.Context) (*Session, error) // connected to the demo cloud, nothing scanned
	Window   func(ctx context.Context, demo bool, dataDir string) error
	Simulate func(ctx context.Context, args []string, out, errOut io.Writer) error
	In       io.Reader
	Out, Err io.Writer
}

// Exit codes.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
	exitGaps   = 3
)

// errGaps ends a command that did its work but could not see everything.
// What is missing has been said already.
var errGaps = errors.New("done with gaps")

// usageError is a wrong flag or argument.
type usageError struct{ error }

// Run executes one command line and returns the exit code.
func Run(ctx context.Context, p Program, args []string) int {
	root := newRoot(p)
	root.SetArgs(args)
	root.SetIn(p.In)
	root.SetOut(p.Out)
	root.SetErr(p.Err)
	err := root.ExecuteContext(ctx)
	var usage usageError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errGaps):
		return exitGaps
	case errors.As(err, &usage):
		sayUsage(p.Err, err)
		return exitUsage
	default:
		sayError(p.Err, err)
		return exitFailed
	}
}

func newRoot(p Program) *cobra.Command {
	var demo bool
	var dataDir string
	root := &cobra.Command{
		Use:           "msp-license-tracker",
		Short:         "See where Microsoft 365 licence money leaks, tenant by tenant.",
		Version:       p.Version,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return p.Window(cmd.Context(), demo, dataDir)
		},
	}
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.PersistentFlags().StringVar(&dataDir, "data-dir", "", "folder of the database (default: the usual place of this system)")
	root.Flags().BoolVar(&demo, "demo", false, "open the window on the demo cloud")
	open := func(ctx context.Context, access Access) (*Session, error) { return p.Open(ctx, dataDir, access) }
	root.AddCommand(
		newConnect(open), newScan(open), newFindings(open), newSummary(open), newReport(open),
		newDemo(p.OpenDemo), newSimulate(p),
	)
	return root
}

type opener func(ctx context.Context, access Access) (*Session, error)

// withSession opens the data folder, runs f and closes it, whatever happens.
func withSession(ctx context.Context, open opener, access Access, f func(*Session) error) (err error) {
	s, err := open(ctx, access)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	return f(s)
}

func noArgs(cmd *cobra.Command, args []string) error {
	if err := cobra.NoArgs(cmd, args); err != nil {
		return usageError{err}
	}
	return nil
}

func newSimulate(p Program) *cobra.Command {
	return &cobra.Command{
		Use:                "simulate",
		Short:              "Run the demo cloud as a server for other programs",
		DisableFlagParsing: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.Simulate(cmd.Context(), args, cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
}
