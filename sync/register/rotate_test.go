package register_test

import (
	"strings"
	"testing"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/fault"
	"msp-license-tracker/sync/vault"
)

func (w *world) rotate(t *testing.T) (models.Registration, error) {
	t.Helper()
	return w.service.Rotate(t.Context(), w.browser(t), nil)
}

func TestRotationLeavesOnlyTheNewCredential(t *testing.T) {
	for _, kind := range kinds {
		w := begin(t)
		before, err := w.register(t, kind)
		if err != nil {
			t.Fatal(err)
		}
		after, err := w.rotate(t)
		if err != nil || after.KeyID == before.KeyID || after.ClientID != before.ClientID || after.Credential != kind {
			t.Fatalf("%+v, %v", after, err)
		}
		w.whole(t, after)
		if strings.Contains(strings.Join(w.scopes, " "), "AppRoleAssignment") {
			t.Errorf("the sign-in asked for %v", w.scopes)
		}
	}
}

// However a rotation is cut short, what the vault holds works, and the next
// rotation ends with one credential.
func TestARotationCutShortAnywhereLeavesAWorkingCredential(t *testing.T) {
	for _, kind := range broken {
		for _, lose := range []bool{false, true} {
			for n := 1; ; n++ {
				w := begin(t)
				if _, err := w.register(t, kind); err != nil {
					t.Fatal(err)
				}
				w.set(func() { w.calls, w.lose, w.breakAt = 0, lose, n })
				_, err := w.rotate(t)
				w.set(func() { w.breakAt = 0 })
				if err == nil && w.calls < n {
					break
				}
				w.worksAndRotates(t, n)
			}
		}
		for n := 1; ; n++ {
			w := begin(t)
			if _, err := w.register(t, kind); err != nil {
				t.Fatal(err)
			}
			w.safe.calls, w.safe.breakAt = 0, n
			_, err := w.rotate(t)
			if w.safe.calls < n {
				break
			}
			if err == nil && n < 4 {
				t.Errorf("write %d was broken and nobody said so", n)
			}
			w.safe.breakAt = 0
			w.worksAndRotates(t, n)
		}
	}
}

func (w *world) worksAndRotates(t *testing.T, n int) {
	t.Helper()
	current, err := w.safe.Registration(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	w.works(t, current)
	after, err := w.rotate(t)
	if err != nil {
		t.Fatalf("broken at %d, again: %v", n, err)
	}
	w.whole(t, after)
	if t.Failed() {
		t.Fatalf("broken at %d", n)
	}
}

func TestRotationKeepsTheCredentialsOfOthers(t *testing.T) {
	w := begin(t)
	r, err := w.register(t, models.CertificateCredential)
	if err != nil {
		t.Fatal(err)
	}
	foreign := map[string]any{"keyId": "foreign", "displayName": "Backup tool", "type": "AsymmetricX509Cert", "usage": "Verify", "key": "", "odd": true}
	w.apps[0].fields["keyCredentials"] = append(w.apps[0].fields["keyCredentials"].([]any), foreign)
	if _, err = w.rotate(t); err != nil {
		t.Fatal(err)
	}
	var left []string
	for _, k := range entries(w.apps[0], "keyCredentials") {
		left = append(left, k["keyId"].(string))
		if k["keyId"] == "foreign" && k["odd"] != true {
			t.Error("the other entry was changed")
		}
	}
	if len(left) != 2 || strings.Contains(strings.Join(left, " "), r.KeyID) {
		t.Errorf("left are %v", left)
	}
}

func TestTheTenantsReachedThroughItLearnTheNewEnd(t *testing.T) {
	w := begin(t)
	r, err := w.register(t, models.SecretCredential)
	if err != nil {
		t.Fatal(err)
	}
	tenant := models.Tenant{ID: otherID, State: models.TenantConnected, Connection: r.Connection()}
	if err := w.safe.SaveTenant(t.Context(), tenant); err != nil {
		t.Fatal(err)
	}
	_ = w.clock.Wait(t.Context(), 40*24*3600e9)
	after, err := w.rotate(t)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := w.safe.Tenant(t.Context(), otherID); err != nil || !got.Connection.CredentialEnds.Equal(after.CredentialEnds) || after.CredentialEnds.Equal(r.CredentialEnds) {
		t.Errorf("%+v, %v", got.Connection, err)
	}
}

func TestRotationIsRefusedInPlainWords(t *testing.T) {
	w := begin(t)
	if _, err := w.rotate(t); !fault.Is(err, fault.RegistrationMissing) {
		t.Errorf("without a registration: %v", err)
	}
	if _, err := w.register(t, models.CertificateCredential); err != nil {
		t.Fatal(err)
	}
	w.set(func() { w.tenant = otherID })
	if _, err := w.rotate(t); !fault.Is(err, fault.SignInTenant) {
		t.Errorf("signed in to another organization: %v", err)
	}
	w.set(func() { w.tenant, w.apps = homeID, nil })
	if _, err := w.rotate(t); !fault.Is(err, fault.RegistrationNotThere) {
		t.Errorf("the application was deleted: %v", err)
	}
}

func TestARegistrationMadeByHandCanBeRotated(t *testing.T) {
	for _, kind := range kinds {
		w := begin(t)
		r, err := w.register(t, kind)
		if err != nil {
			t.Fatal(err)
		}
		cred, err := w.safe.Get(vault.ID(r.TenantID, r.Connection()))
		if err != nil {
			t.Fatal(err)
		}
		byHand := computer(t, w.fakeCloud, w.clock, unrepeated)
		if kind == models.CertificateCredential { // the portal writes the thumbprint down
			entries(w.apps[0], "keyCredentials")[0]["customKeyIdentifier"] = thumbprint(cred)
		}
		adopted, err := byHand.service.Adopt(t.Context(), pasted(r, cred))
		if err != nil || adopted.ClientID != r.ClientID || adopted.Credential != kind {
			t.Fatalf("%+v, %v", adopted, err)
		}
		after, err := byHand.rotate(t)
		if err != nil || after.ObjectID != r.ObjectID {
			t.Fatalf("%+v, %v", after, err)
		}
		byHand.whole(t, after)
	}
}
