//go:build linux

package sealed

import (
	"bytes"
	"errors"
	"path/filepath"
	"testing"

	"msp-license-tracker/sync/vault"
	"msp-license-tracker/sync/vault/keyringtest"
)

func TestTheKeyInTheRealKeyring(t *testing.T) { keyringtest.Run(t, useRealKeyring) }

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
