// Package store keeps everything the program knows in one SQLite file. It is
// the only importer of GORM and of the SQLite driver.
//
// It promises:
//
//   - One writer at a time, any number of readers. Readers never wait for the
//     writer and see the last complete state only.
//   - SaveHarvest is one transaction: after a crash at any moment the last
//     complete scan is there, whole. Parts a scan did not read stay.
//   - A database that cannot be used as it is (newer version, foreign, damaged,
//     read-only) is refused with a *models.Failure and left untouched.
//   - Deleted tenants are hidden everywhere except in their history, which
//     still answers to their id.
//   - Times are kept in whole seconds, UTC; the zero time is unknown.
//
// All methods are safe for concurrent use and block on the disk: never call
// them on the UI goroutine. GORM maps the small tables of settings and
// history; the tables with a row per user go through prepared statements. The
// schema is written by the numbered files in migrations/ and by nothing else.
package store
