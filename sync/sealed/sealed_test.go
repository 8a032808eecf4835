package sealed

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"msp-license-tracker/sync/fault"
	"msp-license-tracker/sync/vault"
)

var secret = []byte(`{"RefreshToken":"0.AXoA-very-secret"}`)

func make1(t *testing.T) (*File, vault.Vault, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "sign-in.sealed")
	keys := vault.Memory()
	f := New(path, "partner sign-in", keys)
	if err := f.Write(t.Context(), secret); err != nil {
		t.Fatal(err)
	}
	return f, keys, path
}

func TestWhatWasWrittenIsReadByTheNextProcess(t *testing.T) {
	f, keys, path := make1(t)
	for name, reader := range map[string]*File{"the same": f, "another": New(path, "partner sign-in", keys)} {
		if got, err := reader.Read(t.Context()); err != nil || !bytes.Equal(got, secret) {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	file, err := os.ReadFile(path)
	if err != nil || bytes.Contains(file, []byte("RefreshToken")) || bytes.Contains(file, []byte("secret")) {
		t.Errorf("the content is in the file, %v", err)
	}
	info, err := os.Stat(path)
	if err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	if left, _ := filepath.Glob(path + temporary); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestTheSameContentNeverLooksTheSame(t *testing.T) {
	f, _, path := make1(t)
	first, _ := os.ReadFile(path)
	if err := f.Write(t.Context(), secret); err != nil {
		t.Fatal(err)
	}
	if second, _ := os.ReadFile(path); bytes.Equal(first, second) {
		t.Error("the nonce was used twice")
	}
}

func TestAFileThatCannotBeOpenedIsSaidSo(t *testing.T) {
	for name, spoil := range map[string]func(t *testing.T, keys vault.Vault, path string){
		"tampered": func(t *testing.T, _ vault.Vault, path string) {
			edit(t, path, func(b []byte) []byte { b[len(b)-20] ^= 1; return b })
		},
		"nonce changed": func(t *testing.T, _ vault.Vault, path string) {
			edit(t, path, func(b []byte) []byte { b[len(magic)+3] ^= 1; return b })
		},
		"cut short": func(t *testing.T, _ vault.Vault, path string) {
			edit(t, path, func(b []byte) []byte { return b[:len(b)-1] })
		},
		"only a head": func(t *testing.T, _ vault.Vault, path string) {
			edit(t, path, func(b []byte) []byte { return b[:headSize] })
		},
		"empty": func(t *testing.T, _ vault.Vault, path string) { edit(t, path, func([]byte) []byte { return nil }) },
		"newer version": func(t *testing.T, _ vault.Vault, path string) {
			edit(t, path, func(b []byte) []byte { b[len(magic)] = 2; return b })
		},
		"something else": func(t *testing.T, _ vault.Vault, path string) {
			edit(t, path, func([]byte) []byte { return bytes.Repeat([]byte("x"), 500) })
		},
		"far too large": func(t *testing.T, _ vault.Vault, path string) {
			edit(t, path, func([]byte) []byte { return make([]byte, maxFile+1) })
		},
		"key gone": func(t *testing.T, keys vault.Vault, _ string) { keys.Delete("sealed file partner sign-in") },
		"another key": func(t *testing.T, keys vault.Vault, _ string) {
			keys.Put("sealed file partner sign-in", vault.Credential{Secret: strings.Repeat("A", 43) + "="})
		},
		"entry is no key": func(t *testing.T, keys vault.Vault, _ string) {
			keys.Put("sealed file partner sign-in", vault.Credential{Secret: "?"})
		},
	} {
		t.Run(name, func(t *testing.T) {
			_, keys, path := make1(t)
			spoil(t, keys, path)
			f := New(path, "partner sign-in", keys)
			if got, err := f.Read(t.Context()); !errors.Is(err, ErrUnreadable) || got != nil {
				t.Errorf("read %q, %v", got, err)
			}
			if err := f.Update(t.Context(), func(b []byte) ([]byte, error) { return b, nil }); !errors.Is(err, ErrUnreadable) {
				t.Errorf("update: %v", err)
			}
			if err := f.Write(t.Context(), secret); err != nil {
				t.Errorf("a new one cannot be written: %v", err)
			}
			if got, err := f.Read(t.Context()); err != nil || !bytes.Equal(got, secret) {
				t.Errorf("the new one: %q, %v", got, err)
			}
		})
	}
}

func edit(t *testing.T, path string, change func([]byte) []byte) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err == nil {
		err = os.WriteFile(path, change(data), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestAFileServesOnePurpose(t *testing.T) {
	f, keys, path := make1(t)
	c, err := keys.Get(f.keyID())
	if err != nil {
		t.Fatal(err)
	}
	other := New(path, "backup", keys)
	if err := keys.Put(other.keyID(), c); err != nil {
		t.Fatal(err)
	}
	if _, err := other.Read(t.Context()); !errors.Is(err, ErrUnreadable) {
		t.Errorf("opened for another purpose with the same key: %v", err)
	}
}

func TestRemovingLeavesNothing(t *testing.T) {
	f, keys, path := make1(t)
	if err := os.WriteFile(path+".tmp-1", []byte("of a crash"), 0o600); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second time there is nothing to remove
		if err := f.Remove(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := f.Read(t.Context()); !errors.Is(err, ErrAbsent) {
		t.Errorf("read: %v", err)
	}
	if err := f.Update(t.Context(), func(b []byte) ([]byte, error) { return secret, nil }); !errors.Is(err, ErrAbsent) {
		t.Errorf("an update brought it back: %v", err)
	}
	if _, err := keys.Get(f.keyID()); !fault.Is(err, fault.CredentialMissing) {
		t.Errorf("the key stayed: %v", err)
	}
	left, _ := filepath.Glob(path + "*")
	if len(left) != 1 || left[0] != path+".lock" {
		t.Errorf("left behind: %v", left)
	}
}

func TestAKeyMadeNewElsewhereIsNoticed(t *testing.T) {
	f, keys, path := make1(t)
	elsewhere := New(path, "partner sign-in", keys)
	if err := errors.Join(elsewhere.Remove(t.Context()), elsewhere.Write(t.Context(), []byte("new"))); err != nil {
		t.Fatal(err)
	}
	if got, err := f.Read(t.Context()); err != nil || string(got) != "new" {
		t.Errorf("%q, %v", got, err)
	}
}

// silent is a keyring that does not answer.
type silent struct{ vault.Vault }

func (silent) Get(string) (vault.Credential, error) {
	return vault.Credential{}, fault.Local(fault.KeyringLocked, "read", nil)
}

func TestASilentKeyringIsNotADamagedFile(t *testing.T) {
	_, keys, path := make1(t)
	before, _ := os.ReadFile(path)
	f := New(path, "partner sign-in", silent{keys})
	for name, try := range map[string]func() error{
		"ready": func() error { return f.Ready(t.Context()) },
		"read":  func() error { _, err := f.Read(t.Context()); return err },
		"write": func() error { return f.Write(t.Context(), []byte("x")) },
	} {
		if err := try(); !fault.Is(err, fault.KeyringLocked) || errors.Is(err, ErrUnreadable) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
		t.Error("the file changed")
	}
}

func TestAFailedChangeLeavesTheFile(t *testing.T) {
	f, _, path := make1(t)
	before, _ := os.ReadFile(path)
	broken := errors.New("broken")
	if err := f.Update(t.Context(), func([]byte) ([]byte, error) { return nil, broken }); !errors.Is(err, broken) {
		t.Error(err)
	}
	if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
		t.Error("the file changed")
	}
}

func TestUpdatesOfManyFilesObjectsAddUp(t *testing.T) {
	_, keys, path := make1(t)
	if err := New(path, "partner sign-in", keys).Write(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			f := New(path, "partner sign-in", keys)
			for range 4 {
				if err := f.Update(t.Context(), func(b []byte) ([]byte, error) { return append(b, '.'), nil }); err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
	if got, err := New(path, "partner sign-in", keys).Read(t.Context()); err != nil || len(got) != 32 {
		t.Errorf("%d of 32 changes, %v", len(got), err)
	}
}

func TestWaitingForAnotherProcessEndsWithTheContext(t *testing.T) {
	f, keys, path := make1(t)
	err := f.Update(t.Context(), func(b []byte) ([]byte, error) {
		ctx, cancel := context.WithTimeout(t.Context(), 60*time.Millisecond) // a free file is read at once
		defer cancel()
		if _, err := New(path, "partner sign-in", keys).Read(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%v", err)
		}
		return b, nil
	})
	if err != nil {
		t.Error(err)
	}
}

func TestAKilledProcessLeavesNoLock(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sign-in.sealed")
	child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestHelperHoldsTheFile$")
	child.Env = append(os.Environ(), "HOLD_FILE="+path)
	out, err := child.StdoutPipe()
	if err == nil {
		err = child.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	if line, _ := bufio.NewReader(out).ReadString('\n'); line != "held\n" {
		t.Fatalf("the child said %q", line)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 60*time.Millisecond) // a free file is taken at once
	defer cancel()
	f := New(path, "partner sign-in", vault.Memory())
	if err := f.Write(ctx, secret); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("while the child lives: %v", err)
	}
	_ = child.Process.Kill()
	_ = child.Wait() // it says that it was killed
	if err := f.Write(t.Context(), secret); err != nil {
		t.Errorf("after the child was killed: %v", err)
	}
}

// TestHelperHoldsTheFile is the child of TestAKilledProcessLeavesNoLock.
func TestHelperHoldsTheFile(t *testing.T) {
	path := os.Getenv("HOLD_FILE")
	if path == "" {
		return
	}
	f := New(path, "partner sign-in", vault.Memory())
	if err := f.Write(t.Context(), secret); err != nil {
		t.Fatal(err)
	}
	_ = f.Update(t.Context(), func([]byte) ([]byte, error) {
		os.Stdout.WriteString("held\n")
		select {}
	})
}

func TestAnUnusableFolderIsAnError(t *testing.T) {
	f := New(filepath.Join(t.TempDir(), "missing", "x"), "p", vault.Memory())
	if err := f.Write(t.Context(), secret); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v", err)
	}
}

func TestAFileNeverPrintsItsKey(t *testing.T) {
	f, keys, _ := make1(t)
	c, _ := keys.Get(f.keyID())
	for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
		if out := fmt.Sprintf(verb, f); strings.Contains(out, c.Secret) || strings.Contains(out, fmt.Sprint(f.key)) {
			t.Errorf("%s shows the key", verb)
		}
	}
}

// Nothing that can lie in the file may do more than be refused.
func FuzzOpen(f *testing.F) {
	key := bytes.Repeat([]byte{7}, keySize)
	good, err := seal(key, "p", secret)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	f.Add(good[:headSize])
	f.Add([]byte(magic))
	f.Add([]byte(nil))
	f.Fuzz(func(t *testing.T, file []byte) {
		content, err := open(key, "p", file)
		if err == nil && !bytes.Equal(content, secret) {
			t.Errorf("a forged file was opened: %q", content)
		}
		if err != nil && (!errors.Is(err, ErrUnreadable) || content != nil) {
			t.Errorf("%q, %v", content, err)
		}
	})
}
