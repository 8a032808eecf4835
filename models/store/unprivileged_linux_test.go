package store

import (
	"os"
	"runtime"
	"syscall"
	"testing"
)

// unprivileged runs fn with the file rights of an ordinary user, also where
// tests run as root, for whom no folder is read-only.
func unprivileged(t *testing.T, fn func()) {
	t.Helper()
	if os.Geteuid() == 0 {
		const nobody = 65534
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		if err := syscall.Setfsuid(nobody); err != nil {
			t.Fatal(err)
		}
		defer syscall.Setfsuid(0)
	}
	fn()
}
