//go:build race

package store

// Sizes are smaller here: the race detector makes SQLite ten times slower.
const (
	manyUsers     = 3_000
	replacedUsers = 2_000
	modelChecks   = 10
	yearDays      = 60
)
