package partner_test

import (
	"testing"

	"go.uber.org/goleak"
)

// Every goroutine has an owner and an end, but for the keyring library's
// connection to the session bus, which lives as long as the process.
func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m,
		goleak.IgnoreAnyFunction("github.com/godbus/dbus/v5.(*Conn).inWorker"),
		goleak.IgnoreTopFunction("github.com/godbus/dbus/v5.newConn.func1"))
}
