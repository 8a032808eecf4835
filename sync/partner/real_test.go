//go:build linux

package partner_test

import (
	"os"
	"os/exec"
	"testing"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/fault"
	"msp-license-tracker/sync/vault"
)

const inSession = "PARTNER_TEST_IN_SESSION"

// The test runs itself again inside a private D-Bus session with a real
// gnome-keyring whose files are thrown away.
func TestPartnerModeWithTheRealKeyring(t *testing.T) {
	if os.Getenv(inSession) != "" {
		useRealKeyring(t)
		return
	}
	for _, program := range []string{"dbus-run-session", "gnome-keyring-daemon"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("%s is not installed", program)
		}
	}
	const script = `printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec "$0" -test.run '^TestPartnerModeWithTheRealKeyring$' -test.count=1 -test.v`
	cmd := exec.CommandContext(t.Context(), "dbus-run-session", "--", "sh", "-c", script, os.Args[0])
	home := t.TempDir()
	cmd.Env = append(os.Environ(), inSession+"=1", "XDG_DATA_HOME="+home, "XDG_RUNTIME_DIR="+home, "DISPLAY=", "WAYLAND_DISPLAY=")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}

func useRealKeyring(t *testing.T) {
	sim := begin(t)
	h := &house{sim: sim, dir: t.TempDir(), log: &safeBuffer{}, vault: vault.Keyring("MSP License Tracker test")}
	h.open(t)
	t.Cleanup(func() { h.close() })
	h.signIn(t)
	customer := sim.Customers()[0].ID
	if _, err := h.service.Connect(t.Context(), customer); err != nil {
		t.Fatal(err)
	}
	h.close()
	h.vault = vault.Keyring("MSP License Tracker test")
	h.open(t)
	if err := h.engine.Scan(t.Context(), customer, models.TriggerManual); err != nil {
		t.Fatalf("after the restart: %v", err)
	}
	nothingLeaked(t, h)
	h.close()
	h.open(t)
	if err := h.service.SignOut(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := h.vault.Get("sealed file partner sign-in"); !fault.Is(err, fault.CredentialMissing) {
		t.Errorf("the key stayed in the keyring: %v", err)
	}
}
