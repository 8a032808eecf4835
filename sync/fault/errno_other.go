//go:build !windows

package fault

import "syscall"

var (
	unreachable = []syscall.Errno{syscall.ENETUNREACH, syscall.EHOSTUNREACH, syscall.ENETDOWN}
	refused     = []syscall.Errno{syscall.ECONNREFUSED}
	reset       = []syscall.Errno{syscall.ECONNRESET, syscall.ECONNABORTED, syscall.EPIPE}
	diskFull    = []syscall.Errno{syscall.ENOSPC, syscall.EDQUOT}
	readOnly    = []syscall.Errno{syscall.EROFS, syscall.EACCES, syscall.EPERM}
)
