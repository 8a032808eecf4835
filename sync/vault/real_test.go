//go:build linux

package vault_test

import (
	"testing"

	"msp-license-tracker/sync/fault"
	"msp-license-tracker/sync/vault"
	"msp-license-tracker/sync/vault/keyringtest"
)

func TestTheRealKeyring(t *testing.T) { keyringtest.Run(t, useRealKeyring) }

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
