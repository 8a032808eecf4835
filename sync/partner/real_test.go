//go:build linux

package partner_test

import (
	"testing"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/fault"
	"msp-license-tracker/sync/vault"
	"msp-license-tracker/sync/vault/keyringtest"
)

func TestPartnerModeWithTheRealKeyring(t *testing.T) { keyringtest.Run(t, useRealKeyring) }

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
