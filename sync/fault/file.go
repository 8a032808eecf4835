package fault

import (
	"errors"
	"io/fs"
)

// FromData reads why the data folder or a file in it failed. An error it does
// not know becomes the given code.
func FromData(otherwise, op string, err error) *Error {
	if err == nil {
		return nil
	}
	if e, ok := Of(err); ok {
		return e
	}
	switch {
	case isErrno(err, diskFull...):
		return Local(DiskFull, op, err)
	case isErrno(err, readOnly...), errors.Is(err, fs.ErrPermission):
		return Local(DataReadOnly, op, err)
	case errors.Is(err, fs.ErrNotExist):
		return Local(DataMissing, op, err)
	}
	return Local(otherwise, op, err)
}
