package datadir

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// maxLog is the size in bytes from which a log file is set aside at the next start.
const maxLog = 5 << 20

// LogFile opens the program's log for appending. A large one is first set
// aside as ".old", so the two together stay bounded over the years.
func (f Folder) LogFile() (*os.File, error) {
	if err := os.MkdirAll(f.Logs(), 0o700); err != nil {
		return nil, notWritable(f.Logs(), err)
	}
	path := filepath.Join(f.Logs(), "msp-license-tracker.log")
	if info, err := os.Stat(path); err == nil && info.Size() > maxLog {
		if err := os.Rename(path, path+".old"); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, notWritable(path, err)
		}
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, notWritable(path, err)
	}
	return file, nil
}
