package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"msp-license-tracker/models"
)

// applicationID marks our files, "MLTr" in SQLite's header.
const applicationID = 0x4D4C5472

// headerSize is the fixed head of every SQLite file.
const headerSize = 100

// prepareFile makes the folder and the file readable by their owner only, and
// refuses a file that is not ours before SQLite gets to touch it. SQLite gives
// its two side files the mode of the database.
func prepareFile(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return notWritable(path, err)
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if errors.Is(err, os.ErrNotExist) {
		f, err = os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	}
	if err != nil {
		return notWritable(path, err)
	}
	defer f.Close()
	if err := inspect(f, path); err != nil {
		return err
	}
	if err := f.Chmod(0o600); err != nil {
		return notWritable(path, err)
	}
	return probeFolder(path)
}

// probeFolder proves that SQLite can put its log beside the database.
func probeFolder(path string) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".probe-*")
	if err != nil {
		return notWritable(path, err)
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

// inspect judges the file by its header alone. An empty file is a new one.
func inspect(f *os.File, path string) error {
	var head [headerSize]byte
	n, err := io.ReadFull(f, head[:])
	switch {
	case n == 0 && errors.Is(err, io.EOF):
		return nil
	case err != nil && !errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("store: read %s: %w", path, err)
	case n < headerSize || string(head[:16]) != "SQLite format 3\x00":
		return damaged(path, errors.New("not an SQLite file"))
	}
	if err := checkIdentity(path, at(head, 68), at(head, 60)); err != nil {
		return err
	}
	return checkLength(f, path, head)
}

func at(head [headerSize]byte, offset int) int64 {
	return int64(binary.BigEndian.Uint32(head[offset:]))
}

// checkIdentity refuses other programs' files and files of newer versions.
// Both numbers are 0 in a file that was created but never filled.
func checkIdentity(path string, application, version int64) error {
	switch {
	case application == 0 && version == 0:
		return nil
	case application != applicationID:
		return foreign(path)
	case version > latestVersion():
		return newer(path, version)
	}
	return nil
}

// checkLength finds a file that was cut short. While a log is left over from
// a crash the length is not yet the last word.
func checkLength(f *os.File, path string, head [headerSize]byte) error {
	if wal, err := os.Stat(path + "-wal"); err == nil && wal.Size() > 0 {
		return nil
	}
	info, err := f.Stat()
	if err != nil {
		return fmt.Errorf("store: size of %s: %w", path, err)
	}
	page := int64(binary.BigEndian.Uint16(head[16:]))
	if page == 1 {
		page = 65536
	}
	if want := page * at(head, 28); info.Size() < want {
		return damaged(path, fmt.Errorf("%s is %d bytes long, %d are missing: %w",
			filepath.Base(path), info.Size(), want-info.Size(), models.ErrDamagedDatabase))
	}
	return nil
}
