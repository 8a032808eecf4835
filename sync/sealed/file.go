package sealed

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/gofrs/flock"
)

// ErrAbsent is a file that was never written, or was removed.
var ErrAbsent = errors.New("there is no encrypted file")

// File is one encrypted file. Make one per path and process.
type File struct {
	path    string
	purpose string
	keys    Keys

	mu  sync.Mutex
	key []byte // as last read from the keyring; nil = not yet
}

// New names a file; nothing is touched yet. The purpose is part of the
// encryption and names the key in the keyring.
func New(path, purpose string, keys Keys) *File {
	return &File{path: path, purpose: purpose, keys: keys}
}

// String never shows the key.
func (f *File) String() string { return "sealed file for " + f.purpose }

// GoString never shows the key.
func (f *File) GoString() string { return f.String() }

// Ready makes sure that the keyring answers and holds a key, so that a long
// preparation is not in vain.
func (f *File) Ready(ctx context.Context) error {
	return f.locked(ctx, f.ready)
}

func (f *File) ready() (err error) {
	f.key, err = f.storedKey()
	if errors.Is(err, ErrUnreadable) {
		f.key, err = f.newKey()
	}
	if err != nil {
		f.key = nil
	}
	return err
}

// Read gives the content: ErrAbsent when there is no file, ErrUnreadable when
// it cannot be opened.
func (f *File) Read(ctx context.Context) (content []byte, err error) {
	err = f.locked(ctx, func() error {
		content, err = f.read()
		return err
	})
	return content, err
}

// Write replaces the content, or makes the file, with its key when there is
// none. An unreadable file is replaced too.
func (f *File) Write(ctx context.Context, content []byte) error {
	return f.locked(ctx, func() error {
		if err := f.ready(); err != nil {
			return err
		}
		return f.write(content)
	})
}

// Update changes the content of a file that is there. Between reading and
// writing nobody else can write. A change that fails leaves the file as it was.
func (f *File) Update(ctx context.Context, change func(old []byte) ([]byte, error)) error {
	return f.locked(ctx, func() error {
		old, err := f.read()
		if err != nil {
			return err
		}
		content, err := change(old)
		if err != nil {
			return err
		}
		return f.write(content)
	})
}

// Remove deletes the key and the file. The key goes first: without it whatever
// is left of the file stays shut for ever.
func (f *File) Remove(ctx context.Context) error {
	return f.locked(ctx, func() error {
		f.key = nil
		errs := []error{f.keys.Delete(f.keyID()), remove(f.path)}
		leftovers, _ := filepath.Glob(f.path + temporary) // the pattern is well formed
		for _, file := range leftovers {
			errs = append(errs, remove(file))
		}
		return errors.Join(errs...)
	})
}

// locked runs fn while no other goroutine or process uses the file.
func (f *File) locked(ctx context.Context, fn func() error) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	lock := flock.New(f.path+".lock", flock.SetPermissions(0o600))
	got, err := lock.TryLockContext(ctx, 25*time.Millisecond)
	if err != nil || !got {
		return fmt.Errorf("lock %s: %w", filepath.Base(f.path), err)
	}
	return errors.Join(fn(), lock.Unlock())
}

func (f *File) read() ([]byte, error) {
	data, err := readAll(f.path)
	if err != nil {
		return nil, err
	}
	if f.key != nil {
		if content, err := open(f.key, f.purpose, data); err == nil {
			return content, nil
		}
	}
	// Not read yet, or another process has made a new one since.
	if f.key, err = f.storedKey(); err != nil {
		f.key = nil
		return nil, err
	}
	return open(f.key, f.purpose, data)
}

func (f *File) write(content []byte) error {
	data, err := seal(f.key, f.purpose, content)
	if err != nil {
		return fmt.Errorf("encrypt %s: %w", filepath.Base(f.path), err)
	}
	if len(data) > maxFile {
		return fmt.Errorf("encrypt %s: %d bytes are too many", filepath.Base(f.path), len(content))
	}
	return replace(f.path, data)
}

// readAll reads a file, but never more than is worth opening.
func readAll(path string) ([]byte, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, ErrAbsent
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular() || info.Size() > maxFile:
		return nil, ErrUnreadable
	}
	return os.ReadFile(path)
}
