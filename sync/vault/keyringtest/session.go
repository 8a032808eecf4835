// Package keyringtest runs a test against a real keyring. Only tests import it.
package keyringtest

import (
	"bytes"
	"os"
	"os/exec"
	"testing"
)

const inSession = "KEYRING_TEST_IN_SESSION"

// Run runs test inside a private D-Bus session with a real gnome-keyring whose
// files are thrown away: the calling test executes itself again there. It must
// be the whole body of a top-level test, and skips where Linux lacks the two
// programs.
func Run(t *testing.T, test func(*testing.T)) {
	t.Helper()
	if os.Getenv(inSession) != "" {
		test(t)
		return
	}
	for _, program := range []string{"dbus-run-session", "gnome-keyring-daemon"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("%s is not installed", program)
		}
	}
	const script = `printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec "$0" -test.run "^$1\$" -test.count=1 -test.v`
	cmd := exec.CommandContext(t.Context(), "dbus-run-session", "--", "sh", "-c", script, os.Args[0], t.Name())
	home := t.TempDir()
	cmd.Env = append(os.Environ(), inSession+"=1", "XDG_DATA_HOME="+home, "XDG_RUNTIME_DIR="+home, "DISPLAY=", "WAYLAND_DISPLAY=")
	out, err := cmd.CombinedOutput()
	if err != nil || !bytes.Contains(out, []byte("--- PASS: "+t.Name())) {
		t.Fatalf("%v\n%s", err, out)
	}
}
