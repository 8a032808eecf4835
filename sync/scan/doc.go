// Package scan runs all collectors over a tenant and hands what they saw to
// the store in one piece.
//
// Promises: one scan per tenant at a time; a collector that fails leaves the
// last good rows of its source standing and stores why; rows that did not
// change are not written again; nothing is fetched while a transaction is open,
// and one transaction per tenant stores everything. Whoever kills the program
// at any moment finds the last complete scan. Cancelling a context or calling
// Cancel ends a scan at once and stores none of it.
//
// Scan and ScanAll block until the scans have stored their last word; call them
// on a goroutine that may wait. The engine starts goroutines only inside these
// calls and leaves none behind. It knows the store, the clients and the hub by
// the small interfaces and functions of Deps.
package scan
