// Package schedule says when scans run: by hand with a pause between two, once
// a day at a chosen hour, and at start when the data is old.
//
// A Scheduler wraps the scan engine and offers the same calls, so that every
// face asks the same one. When the next daily run is due is a pure function.
// The Scheduler owns one goroutine, from Start to Close; Close cancels the
// running daily scan and waits. The package imports models only.
package schedule
