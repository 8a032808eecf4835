package datadir

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"msp-license-tracker/models"
)

// Name is the folder's name in the user's configuration folder.
const Name = "MSP License Tracker"

// Folder is the data folder; it exists and can be written.
type Folder struct{ root string }

// Open finds the folder, makes it readable by its owner only and proves that
// it can be written. flag is the value of --data-dir, "" = the user's own
// configuration folder.
func Open(flag string) (Folder, error) {
	root, err := resolve(flag)
	if err != nil {
		return Folder{}, err
	}
	f := Folder{root}
	for _, dir := range []string{f.Root(), f.Logs(), f.Reports(), f.Backups()} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return Folder{}, notWritable(root, err)
		}
	}
	return f, prove(root)
}

// Root is the folder itself, where the database lies; an absolute path.
func (f Folder) Root() string { return f.root }

// Logs is the folder of log files.
func (f Folder) Logs() string { return filepath.Join(f.root, "logs") }

// Reports is the folder reports are offered to be saved in.
func (f Folder) Reports() string { return filepath.Join(f.root, "reports") }

// Backups is the folder of database copies made before a migration.
func (f Folder) Backups() string { return filepath.Join(f.root, "backups") }

func resolve(flag string) (string, error) {
	if flag == "" {
		config, err := os.UserConfigDir()
		if err != nil {
			return "", noHome(err)
		}
		return filepath.Join(config, Name), nil
	}
	root, err := filepath.Abs(flag)
	if err != nil {
		return "", notWritable(flag, err)
	}
	return root, nil
}

// prove writes and removes a file: rights and read-only disks show only then.
func prove(root string) error {
	f, err := os.CreateTemp(root, ".probe-*")
	if err != nil {
		return notWritable(root, err)
	}
	if err := errors.Join(f.Close(), os.Remove(f.Name())); err != nil {
		return notWritable(root, err)
	}
	return nil
}

func notWritable(root string, err error) error {
	return &models.Failure{Err: fmt.Errorf("%w: %w", models.ErrNotWritable, err), Explanation: models.Explanation{
		Code:  "folder-not-writable",
		Title: "The data folder cannot be written.",
		Cause: root + " is read-only, belongs to another user, or is not a folder.",
		Next:  "Give your user the right to write there, or start with --data-dir and another folder.",
		Whose: models.PartyUser,
	}}
}

func noHome(err error) error {
	return &models.Failure{Err: err, Explanation: models.Explanation{
		Code:  "no-home-folder",
		Title: "There is no place for the program's data.",
		Cause: "The system does not name a configuration folder for this user.",
		Next:  "Start with --data-dir and a folder of your choice.",
		Whose: models.PartyUser,
	}}
}
