package fault

import "syscall"

// Winsock's own numbers; the syscall package names only a few of them.
var (
	unreachable = []syscall.Errno{10050, 10051, 10065}
	refused     = []syscall.Errno{10061, 10013}
	reset       = []syscall.Errno{10053, 10054}
	diskFull    = []syscall.Errno{112, 39}
	readOnly    = []syscall.Errno{5, 19}
)
