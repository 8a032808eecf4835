//go:build !unix

package store

import "time"

// cpuOf is the time fn takes, where CPU time cannot be asked for simply.
func cpuOf(fn func()) time.Duration {
	began := time.Now()
	fn()
	return time.Since(began)
}
