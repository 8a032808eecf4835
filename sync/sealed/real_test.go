//go:build linux

package sealed

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"msp-license-tracker/sync/vault"
)

const inSession = "SEALED_TEST_IN_SESSION"

// The test runs itself again inside a private D-Bus session with a real
// gnome-keyring whose files are thrown away.
func TestTheKeyInTheRealKeyring(t *testing.T) {
	if os.Getenv(inSession) != "" {
		useRealKeyring(t)
		return
	}
	for _, program := range []string{"dbus-run-session", "gnome-keyring-daemon"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("%s is not installed", program)
		}
	}
	const script = `printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec "$0" -test.run '^TestTheKeyInTheRealKeyring$' -test.count=1 -test.v`
	cmd := exec.CommandContext(t.Context(), "dbus-run-session", "--", "sh", "-c", script, os.Args[0])
	home := t.TempDir()
	cmd.Env = append(os.Environ(), inSession+"=1", "XDG_DATA_HOME="+home, "XDG_RUNTIME_DIR="+home, "DISPLAY=", "WAYLAND_DISPLAY=")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}

func useRealKeyring(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sign-in.sealed")
	keys := vault.Keyring("MSP License Tracker test")
	large := bytes.Repeat([]byte("0123456789"), 50_000) // no entry of a Windows keyring holds this
	if err := New(path, "partner sign-in", keys).Write(t.Context(), large); err != nil {
		t.Fatal(err)
	}
	next := New(path, "partner sign-in", keys)
	if got, err := next.Read(t.Context()); err != nil || !bytes.Equal(got, large) {
		t.Fatalf("%d bytes, %v", len(got), err)
	}
	if err := next.Remove(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := keys.Get(next.keyID()); err == nil {
		t.Error("the key stayed in the keyring")
	}
	if _, err := next.Read(t.Context()); !errors.Is(err, ErrAbsent) {
		t.Errorf("%v", err)
	}
}
