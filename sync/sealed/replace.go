package sealed

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// temporary is the end of a file being written; a crash may leave one behind,
// encrypted like the file itself.
const temporary = ".tmp-*"

// replace writes a file as a whole or not at all: beside the old one, forced
// to the disk, then renamed over it. It is readable by its owner only.
func replace(path string, data []byte) error {
	file, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+temporary) // mode 0600
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	err = errors.Join(err, file.Sync(), file.Close())
	if err == nil {
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		return errors.Join(err, remove(file.Name()))
	}
	return nil
}

// remove deletes a file that may be gone already.
func remove(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
