package datadir

import (
	"bufio"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"msp-license-tracker/models"
)

func TestFolderIsMadeForItsOwnerOnly(t *testing.T) {
	root := filepath.Join(t.TempDir(), "new", "data")
	f, err := Open(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{f.Root(), f.Logs(), f.Reports(), f.Backups()} {
		info, err := os.Stat(dir)
		if err != nil {
			t.Fatal(err)
		}
		if runtime.GOOS != "windows" && info.Mode().Perm() != 0o700 {
			t.Errorf("%s has mode %v", dir, info.Mode().Perm())
		}
		if !strings.HasPrefix(dir, root) {
			t.Errorf("%s is outside %s", dir, root)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(root, ".probe-*")); len(left) > 0 {
		t.Errorf("probe files stay behind: %v", left)
	}
}

func TestWithoutFlagTheConfigurationFolderOfTheUserIsTaken(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("moves the configuration folder by XDG_CONFIG_HOME")
	}
	home := t.TempDir()
	t.Setenv("XDG_CONFIG_HOME", home)
	f, err := Open("")
	if err != nil || f.Root() != filepath.Join(home, "MSP License Tracker") {
		t.Errorf("%s, %v", f.Root(), err)
	}
	t.Setenv("XDG_CONFIG_HOME", "")
	t.Setenv("HOME", "")
	_, err = Open("")
	mustExplain(t, err, "--data-dir")
}

func TestUnusableFolderIsExplained(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := Open(file)
	if !errors.Is(err, models.ErrNotWritable) {
		t.Errorf("got %v", err)
	}
	mustExplain(t, err, "--data-dir")
}

func TestReadOnlyFolderIsExplained(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("folders have no mode bits there")
	}
	root := t.TempDir()
	if _, err := Open(root); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(root, 0o500); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(root, 0o700) })
	unprivileged(t, func() {
		_, err := Open(root)
		if !errors.Is(err, models.ErrNotWritable) {
			t.Errorf("got %v", err)
		}
		mustExplain(t, err, "--data-dir")
	})
}

func TestSecondInstanceIsKeptOut(t *testing.T) {
	f, err := Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	first, err := f.Lock()
	if err != nil {
		t.Fatal(err)
	}
	_, err = f.Lock()
	if !errors.Is(err, models.ErrInUse) {
		t.Errorf("second lock: %v", err)
	}
	mustExplain(t, err, "running window")
	if err := first.Unlock(); err != nil {
		t.Fatal(err)
	}
	again, err := f.Lock()
	if err != nil {
		t.Fatalf("after the first instance ended: %v", err)
	}
	again.Unlock()
}

func TestKilledInstanceLeavesNoLock(t *testing.T) {
	root := t.TempDir()
	child := exec.Command(os.Args[0], "-test.run=^TestHelperHoldsLock$")
	child.Env = append(os.Environ(), "HOLD_LOCK_IN="+root)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	if line, _ := bufio.NewReader(out).ReadString('\n'); line != "locked\n" {
		t.Fatalf("child said %q", line)
	}
	f, err := Open(root)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Lock(); !errors.Is(err, models.ErrInUse) {
		t.Errorf("while the child lives: %v", err)
	}
	child.Process.Kill()
	child.Wait()
	lock, err := f.Lock()
	if err != nil {
		t.Fatalf("after the child was killed: %v", err)
	}
	lock.Unlock()
}

// TestHelperHoldsLock is the child of TestKilledInstanceLeavesNoLock.
func TestHelperHoldsLock(t *testing.T) {
	root := os.Getenv("HOLD_LOCK_IN")
	if root == "" {
		return
	}
	f, err := Open(root)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Lock(); err != nil {
		t.Fatal(err)
	}
	os.Stdout.WriteString("locked\n")
	select {}
}

// mustExplain wants cause, next step and a hint in plain words.
func mustExplain(t *testing.T, err error, hint string) {
	t.Helper()
	e := models.Explain(err)
	if e.Code == "unexpected" || e.Title == "" || e.Cause == "" || !strings.Contains(e.Next, hint) {
		t.Errorf("%v is not explained: %+v", err, e)
	}
}
