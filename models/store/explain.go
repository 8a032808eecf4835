package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	gosqlite "github.com/glebarez/go-sqlite"
	"gorm.io/gorm"
	lib "modernc.org/sqlite/lib"

	"msp-license-tracker/models"
)

// failed wraps an error with what was being done. "No such row" becomes
// models.ErrNotFound; troubles of disk and file become plain words.
func failed(op string, err error) error {
	if err == nil {
		return nil
	}
	return explain(op, "", err)
}

func explain(op, path string, err error) error {
	var known *models.Failure
	switch {
	case errors.As(err, &known):
		return err
	case errors.Is(err, gorm.ErrRecordNotFound), errors.Is(err, sql.ErrNoRows):
		return fmt.Errorf("store: %s: %w", op, models.ErrNotFound)
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("store: %s: %w", op, err)
	}
	wrapped := fmt.Errorf("store: %s: %w", op, err)
	var e *gosqlite.Error
	if !errors.As(err, &e) {
		return wrapped
	}
	switch e.Code() & 0xff {
	case lib.SQLITE_CORRUPT, lib.SQLITE_NOTADB:
		return damaged(path, wrapped)
	case lib.SQLITE_READONLY, lib.SQLITE_CANTOPEN, lib.SQLITE_PERM:
		return notWritable(path, wrapped)
	case lib.SQLITE_FULL:
		return diskFull(wrapped)
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
		return busy(wrapped)
	}
	return wrapped
}

func newer(path string, version int64) error {
	return &models.Failure{Err: models.ErrNewerDatabase, Explanation: models.Explanation{
		Code:  "database-newer",
		Title: "The database was written by a newer version of this program.",
		Cause: fmt.Sprintf("%s has format %d; this version knows formats up to %d.", path, version, latestVersion()),
		Next:  "Install the newest version and start it again. Nothing was changed.",
		Whose: models.PartyUser,
	}}
}

func foreign(path string) error {
	return &models.Failure{Err: models.ErrForeignDatabase, Explanation: models.Explanation{
		Code:  "database-foreign",
		Title: "The database file belongs to another program.",
		Cause: path + " is an SQLite file that this program did not create.",
		Next:  "Choose another data folder, or move that file away and start again. Nothing was changed.",
		Whose: models.PartyUser,
	}}
}

func damaged(path string, err error) error {
	return &models.Failure{Err: fmt.Errorf("%w: %w", models.ErrDamagedDatabase, err), Explanation: models.Explanation{
		Code:  "database-damaged",
		Title: "The database file is damaged and cannot be read.",
		Cause: file(path) + " is not a complete database; a full disk, a copy made while the program ran, or a failing disk are usual reasons.",
		Next:  "Close the program, move the file away and put back a copy from the backups folder, or start without it and scan again. Nothing was deleted.",
		Whose: models.PartyUser,
	}}
}

func notWritable(path string, err error) error {
	return &models.Failure{Err: fmt.Errorf("%w: %w", models.ErrNotWritable, err), Explanation: models.Explanation{
		Code:  "folder-not-writable",
		Title: "The data folder cannot be written.",
		Cause: file(path) + " or its folder is read-only, or belongs to another user.",
		Next:  "Give your user the right to write there, or start with --data-dir and another folder.",
		Whose: models.PartyUser,
	}}
}

func diskFull(err error) error {
	return &models.Failure{Err: err, Explanation: models.Explanation{
		Code:  "disk-full",
		Title: "The disk is full; nothing was saved.",
		Cause: "The data of the last complete scan is still there.",
		Next:  "Free some space and try again.",
		Whose: models.PartyUser,
		Retry: true,
	}}
}

func busy(err error) error {
	return &models.Failure{Err: fmt.Errorf("%w: %w", models.ErrInUse, err), Explanation: models.Explanation{
		Code:  "database-busy",
		Title: "Another program is using the database.",
		Cause: "It held the file for more than five seconds.",
		Next:  "Close the other program, for example a database viewer or a backup, and try again.",
		Whose: models.PartyUser,
		Retry: true,
	}}
}

func file(path string) string {
	if path == "" {
		return "The database file"
	}
	return path
}
