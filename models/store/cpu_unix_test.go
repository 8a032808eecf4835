//go:build unix

package store

import (
	"syscall"
	"time"
)

// cpuOf is the CPU time the process spends while fn runs, collector included.
func cpuOf(fn func()) time.Duration {
	before := used()
	fn()
	return used() - before
}

func used() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
