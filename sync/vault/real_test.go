//go:build linux

package vault_test

import (
	"os"
	"os/exec"
	"testing"

	"msp-license-tracker/sync/fault"
	"msp-license-tracker/sync/vault"
)

const inSession = "VAULT_TEST_IN_SESSION"

// The test runs itself again inside a private D-Bus session with a real
// gnome-keyring whose files are thrown away.
func TestTheRealKeyring(t *testing.T) {
	if os.Getenv(inSession) != "" {
		useRealKeyring(t)
		return
	}
	for _, program := range []string{"dbus-run-session", "gnome-keyring-daemon"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("%s is not installed", program)
		}
	}
	const script = `printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec "$0" -test.run '^TestTheRealKeyring$' -test.count=1 -test.v`
	cmd := exec.CommandContext(t.Context(), "dbus-run-session", "--", "sh", "-c", script, os.Args[0])
	home := t.TempDir()
	cmd.Env = append(os.Environ(), inSession+"=1", "XDG_DATA_HOME="+home, "XDG_RUNTIME_DIR="+home, "DISPLAY=", "WAYLAND_DISPLAY=")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}

func useRealKeyring(t *testing.T) {
	key := rsaKey(t)
	chain := join(block("CERTIFICATE", certificate(t, key).Raw), block("PRIVATE KEY", pkcs8(t, key)))
	cert, err := vault.Certificate(chain, "")
	if err != nil {
		t.Fatal(err)
	}
	v := vault.Keyring("MSP License Tracker test")
	for _, c := range []vault.Credential{{Secret: "first"}, cert, {Secret: "second"}} {
		if err := v.Put("tenant-1", c); err != nil {
			t.Fatal(err)
		}
		if got, err := v.Get("tenant-1"); err != nil || got != c {
			t.Fatalf("%v, %v", got, err)
		}
	}
	if _, err := v.Get("tenant-2"); !fault.Is(err, fault.CredentialMissing) {
		t.Errorf("%v", err)
	}
	if err := v.Delete("tenant-1"); err != nil {
		t.Fatal(err)
	}
	if _, err := v.Get("tenant-1"); !fault.Is(err, fault.CredentialMissing) {
		t.Errorf("%v", err)
	}
}
