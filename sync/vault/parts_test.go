package vault

import (
	"errors"
	"strings"
	"testing"

	"github.com/zalando/go-keyring"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/fault"
)

// small is a keyring with Windows' limit that fails at a chosen call.
type small struct {
	kept   map[string]string
	calls  int
	failAt int // 0 = never; from this call on everything fails
}

var errBroken = errors.New("keyring went away")

func (s *small) step() error {
	s.calls++
	if s.failAt > 0 && s.calls >= s.failAt {
		return errBroken
	}
	return nil
}

func (s *small) get(name string) (string, error) {
	if err := s.step(); err != nil {
		return "", err
	}
	value, ok := s.kept[name]
	if !ok {
		return "", errNone
	}
	return value, nil
}

func (s *small) set(name, value string) error {
	if len(value) > 2560 {
		return keyring.ErrSetDataTooBig
	}
	if err := s.step(); err != nil {
		return err
	}
	s.kept[name] = value
	return nil
}

func (s *small) delete(name string) error {
	if err := s.step(); err != nil {
		return err
	}
	if _, ok := s.kept[name]; !ok {
		return errNone
	}
	delete(s.kept, name)
	return nil
}

func newSmall() *small { return &small{kept: map[string]string{}} }

var (
	short = Credential{Secret: "old"}
	long  = Credential{PEM: strings.Repeat("0123456789abcdef", 600)} // a certificate chain with an RSA-4096 key
)

func TestLongCredentialsFitSmallEntries(t *testing.T) {
	e := newSmall()
	v := &ring{entries: e}
	for _, c := range []Credential{short, long, short, long} {
		if err := v.Put("t1", c); err != nil {
			t.Fatal(err)
		}
		if got, err := v.Get("t1"); err != nil || got != c {
			t.Fatalf("%v, %v", got, err)
		}
	}
	if err := v.Delete("t1"); err != nil || len(e.kept) != 0 {
		t.Errorf("%d entries left, %v", len(e.kept), err)
	}
	if err := v.Delete("t1"); err != nil {
		t.Errorf("deleting nothing: %v", err)
	}
	if _, err := v.Get("t1"); !fault.Is(err, fault.CredentialMissing) {
		t.Errorf("%v", err)
	}
}

func TestAReplacementIsWholeOrNotAtAll(t *testing.T) {
	for _, c := range []struct{ old, new Credential }{{short, long}, {long, short}, {long, Credential{PEM: long.PEM + "x"}}} {
		for failAt := 1; failAt < 60; failAt++ {
			e := newSmall()
			if err := (&ring{entries: e}).Put("t1", c.old); err != nil {
				t.Fatal(err)
			}
			e.calls, e.failAt = 0, failAt
			putErr := (&ring{entries: e}).Put("t1", c.new)
			e.failAt = 0
			got, err := (&ring{entries: e}).Get("t1")
			want := c.new
			if putErr != nil {
				want = c.old
			}
			if err != nil || got != want {
				t.Fatalf("failing at call %d (%v): got %d bytes, %v", failAt, putErr, len(got.PEM)+len(got.Secret), err)
			}
			if err := (&ring{entries: e}).Put("t1", short); err != nil || len(e.kept) != 2 {
				t.Fatalf("failing at call %d: %d entries after the next change, %v", failAt, len(e.kept), err)
			}
		}
	}
}

func TestDamagedEntriesAreNamed(t *testing.T) {
	for name, damage := range map[string]func(map[string]string){
		"index is no JSON":   func(m map[string]string) { m["t1"] = "?" },
		"index asks for all": func(m map[string]string) { m["t1"] = `{"generation":"a","parts":100000}` },
		"part is gone":       func(m map[string]string) { delete(m, partName("t1", "a", 1)) },
		"part is another":    func(m map[string]string) { m[partName("t1", "a", 0)] = "x" },
	} {
		e := newSmall()
		v := &ring{entries: e}
		if err := v.Put("t1", long); err != nil {
			t.Fatal(err)
		}
		damage(e.kept)
		if _, err := v.Get("t1"); !fault.Is(err, fault.CredentialDamaged) {
			t.Errorf("%s: %v", name, err)
		}
		if err := v.Put("t1", short); err != nil {
			t.Errorf("%s: a new credential must mend it: %v", name, err)
		}
		if got, err := v.Get("t1"); err != nil || got != short {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
}

func TestNoKeyringIsSaidPlainly(t *testing.T) {
	keyring.MockInitWithError(errors.New(`exec: "dbus-launch": executable file not found in $PATH`))
	t.Cleanup(keyring.MockInit)
	v := Keyring("test")
	_, getErr := v.Get("t1")
	for _, err := range []error{v.Put("t1", short), getErr, v.Delete("t1")} {
		if x := models.Explain(err); x.Code != fault.NoKeyring || x.Whose != models.PartyUser || x.Next == "" {
			t.Errorf("%+v", x)
		}
	}
}

func TestTheSystemsKeyringThroughItsMock(t *testing.T) {
	keyring.MockInit()
	v := Keyring("test")
	if err := v.Put("t1", long); err != nil {
		t.Fatal(err)
	}
	if got, err := Keyring("test").Get("t1"); err != nil || got != long {
		t.Errorf("%v, %v", got, err)
	}
	if _, err := Keyring("another").Get("t1"); !fault.Is(err, fault.CredentialMissing) {
		t.Errorf("%v", err)
	}
}

func TestAKeyringThatDoesNotAnswerIsNotWaitedForForever(t *testing.T) {
	release := make(chan struct{})
	defer close(release)
	_, err := within(0, func() (string, error) { <-release; return "", nil })
	if !errors.Is(err, errSlow) || !fault.Is(noKeyring("op", err), fault.KeyringLocked) {
		t.Errorf("%v", err)
	}
}

func TestMemoryKeepsAndForgets(t *testing.T) {
	v := Memory()
	if err := v.Put("t1", short); err != nil {
		t.Fatal(err)
	}
	if got, err := v.Get("t1"); err != nil || got != short {
		t.Errorf("%v, %v", got, err)
	}
	if err := v.Delete("t1"); err != nil {
		t.Fatal(err)
	}
	if _, err := v.Get("t1"); !fault.Is(err, fault.CredentialMissing) {
		t.Errorf("%v", err)
	}
}

func TestASharedRegistrationHasOneEntry(t *testing.T) {
	shared := models.Connection{Kind: models.SharedRegistration, ClientID: "CLIENT"}
	own := models.Connection{Kind: models.OwnRegistration, ClientID: "CLIENT"}
	if ID("T1", shared) != "client" || ID("T1", own) != "t1" {
		t.Errorf("%s, %s", ID("T1", shared), ID("T1", own))
	}
}

func FuzzReadParts(f *testing.F) {
	f.Add(`{"generation":"a","parts":1,"sum":""}`, "x")
	f.Add(`{"generation":"b","parts":-1}`, "")
	f.Fuzz(func(t *testing.T, text, part string) {
		e := newSmall()
		e.kept["t1"] = text
		e.kept[partName("t1", "a", 0)] = part
		if _, err := (&ring{entries: e}).Get("t1"); err != nil && !fault.Is(err, fault.CredentialDamaged) {
			t.Errorf("%v", err)
		}
	})
}
