package datadir

import (
	"fmt"
	"path/filepath"

	"github.com/gofrs/flock"

	"msp-license-tracker/models"
)

const lockName = ".lock"

// Lock keeps other instances away until Unlock. The operating system holds it
// for the process, so a crash or a power cut cannot leave it behind; the empty
// file that stays means nothing by itself.
type Lock struct{ file *flock.Flock }

// Lock takes the folder for this process. It does not wait: when another
// instance has it the error wraps models.ErrInUse.
func (f Folder) Lock() (*Lock, error) {
	file := flock.New(filepath.Join(f.root, lockName), flock.SetPermissions(0o600))
	got, err := file.TryLock()
	switch {
	case err != nil:
		return nil, notWritable(f.root, err)
	case !got:
		return nil, inUse(f.root)
	}
	return &Lock{file}, nil
}

// Unlock lets other instances in.
func (l *Lock) Unlock() error {
	if err := l.file.Unlock(); err != nil {
		return fmt.Errorf("datadir: unlock: %w", err)
	}
	return nil
}

func inUse(root string) error {
	return &models.Failure{Err: models.ErrInUse, Explanation: models.Explanation{
		Code:  "already-running",
		Title: "MSP License Tracker is already running on this data.",
		Cause: "Another window or a scheduled command works on " + root + ".",
		Next:  "Switch to the running window or wait for the command to end, then start again. For other data start with --data-dir.",
		Whose: models.PartyUser,
	}}
}
