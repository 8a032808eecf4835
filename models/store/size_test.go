//go:build !race

package store

// Sizes of the big tests.
const (
	manyUsers     = 100_000
	replacedUsers = 20_000
	modelChecks   = 100
	yearDays      = 365
)
