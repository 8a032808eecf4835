package models

import "errors"

// Errors that every layer may ask for with errors.Is. Where the person at the
// computer can do something about them they come wrapped in a Failure.
var (
	// ErrNotFound: there is no such row, or the tenant was never scanned or is deleted.
	ErrNotFound = errors.New("not found")
	// ErrInvalid: a value the owner entered breaks a rule; nothing was saved.
	ErrInvalid = errors.New("invalid value")
	// ErrNewerDatabase: the database was written by a newer version; nothing was touched.
	ErrNewerDatabase = errors.New("database of a newer version")
	// ErrForeignDatabase: the file is a database of another program; nothing was touched.
	ErrForeignDatabase = errors.New("database of another program")
	// ErrDamagedDatabase: the database file cannot be read; nothing was deleted.
	ErrDamagedDatabase = errors.New("damaged database")
	// ErrNotWritable: the data folder or a file in it cannot be written.
	ErrNotWritable = errors.New("data folder not writable")
	// ErrInUse: another instance works on the same data folder.
	ErrInUse = errors.New("data folder in use")
)

// Failure is an error in plain words together with its technical cause.
type Failure struct {
	Explanation Explanation
	Err         error // may be nil
}

// Error joins the title and the technical cause, for logs.
func (f *Failure) Error() string {
	if f.Err == nil {
		return f.Explanation.Title
	}
	return f.Explanation.Title + " " + f.Err.Error()
}

// Unwrap gives errors.Is and errors.As the technical cause.
func (f *Failure) Unwrap() error { return f.Err }

// Explain implements Explainer.
func (f *Failure) Explain() Explanation { return f.Explanation }
