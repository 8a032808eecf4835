package main

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"msp-license-tracker/models"
	"msp-license-tracker/models/portfolio"
	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/demo"
	"msp-license-tracker/sync/vault"
	"msp-license-tracker/ui/headless"
)

// remembering is a vault whose every secret the test knows afterwards.
type remembering struct {
	vault.Vault
	seen [][]byte
}

func (r *remembering) Put(id string, c vault.Credential) error {
	for _, secret := range []string{c.Secret, c.PEM} {
		if secret != "" {
			r.seen = append(r.seen, []byte(secret))
		}
	}
	return r.Vault.Put(id, c)
}

// TestNothingWrittenHoldsASecret walks the main job, from registering to the
// report, and searches every file for what must be in the keyring alone.
func TestNothingWrittenHoldsASecret(t *testing.T) {
	ctx := t.Context()
	secrets := &remembering{Vault: vault.Memory()}
	d, err := demo.Start(ctx)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	h, err := open(ctx, d.Dir, headless.Writes, outside{cloud.NewDirectory(d.Cloud()), secrets, d.Clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	walkMainJob(t, ctx, h, d)
	if err := h.close(); err != nil {
		t.Fatal(err)
	}
	if len(secrets.seen) < 14 {
		t.Fatalf("only %d secrets passed the keyring: the test does not see them", len(secrets.seen))
	}
	forbidden := append(secrets.seen, []byte("eyJ0eX"), []byte("eyJhbGci"), []byte("PRIVATE KEY"), []byte("client_secret"))
	searchFiles(t, d.Dir, forbidden)
}

func walkMainJob(t *testing.T, ctx context.Context, h *house, d *demo.Demo) {
	t.Helper()
	if err := d.Connect(ctx, h.connector); err != nil {
		t.Fatal(err)
	}
	browse := d.Opener(func(string) error { return nil })
	show := func(models.DeviceCode) {}
	for _, kind := range []models.CredentialKind{models.CertificateCredential, models.SecretCredential} {
		request := models.RegistrationRequest{Cloud: d.Cloud().Name, Credential: kind}
		if _, err := h.registrar.Register(ctx, request, browse, show); err != nil {
			t.Fatalf("register with %s: %v", kind, err)
		}
	}
	if _, err := h.partner.SignIn(ctx, browse, show); err != nil {
		t.Fatalf("sign in as partner: %v", err)
	}
	if _, err := h.partner.Customers(ctx); err != nil {
		t.Fatalf("list customers: %v", err)
	}
	if err := h.engine.ScanAll(ctx, models.TriggerManual); err != nil {
		t.Fatalf("scan: %v", err)
	}
	rows, err := h.portfolio.Tenants(ctx, portfolio.Scope{})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		var pdf bytes.Buffer
		if err := h.maker.Client(ctx, portfolio.Scope{TenantID: r.Tenant.ID}, &pdf); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(h.folder.Root(), r.Tenant.ID+".pdf"), pdf.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func searchFiles(t *testing.T, dir string, forbidden [][]byte) {
	t.Helper()
	files := 0
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		files++
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, f := range forbidden {
			if bytes.Contains(content, f) {
				t.Errorf("%s holds something that belongs in the keyring (%d bytes)", filepath.Base(path), len(f))
			}
		}
		return nil
	})
	if err != nil || files < 14 {
		t.Fatalf("searched %d files: %v", files, err)
	}
}
