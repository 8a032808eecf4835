package scan_test

import (
	"context"
	"fmt"
	"io"
	"os"
	"testing"

	"go.uber.org/goleak"
)

// roleVar turns this test binary into another program: the simulator, a scan,
// or the floor a scan is measured against. Each is a process of its own, so
// that processor time and memory are those of one thing alone, and so that one
// can be killed.
const roleVar = "SCAN_TEST_ROLE"

var roles = map[string]func(context.Context, io.Writer) error{
	"simulator": simulatorRole,
}

// TestMain plays a role, or runs the tests and proves that no scan leaves a
// goroutine behind.
func TestMain(m *testing.M) {
	role, ok := roles[os.Getenv(roleVar)]
	if !ok {
		goleak.VerifyTestMain(m)
		return
	}
	if err := role(context.Background(), os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
