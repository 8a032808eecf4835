package vault

import (
	"errors"
	"sync"
	"time"

	"github.com/zalando/go-keyring"

	"msp-license-tracker/sync/fault"
)

// patience is how long the system may take: it may be asking its user for the
// password of the keyring.
const patience = time.Minute

// Keyring is the keyring of the operating system, with entries under the given
// service name.
func Keyring(service string) Vault {
	return &ring{entries: system{service: service, patience: patience}}
}

// ring splits credentials over entries small enough for every system.
type ring struct {
	mu      sync.Mutex
	entries entries
}

// entries are single values of the system's keyring. get gives errNone when
// there is none.
type entries interface {
	get(name string) (string, error)
	set(name, value string) error
	delete(name string) error
}

var errNone = errors.New("no such entry")

func (r *ring) Get(id string) (Credential, error) {
	const op = "read the credential from the keyring"
	r.mu.Lock()
	defer r.mu.Unlock()
	data, err := readParts(r.entries, id)
	switch {
	case errors.Is(err, errNone):
		return Credential{}, fault.Local(fault.CredentialMissing, op, nil)
	case errors.Is(err, errTorn):
		return Credential{}, fault.Local(fault.CredentialDamaged, op, err)
	case err != nil:
		return Credential{}, noKeyring(op, err)
	}
	c, err := decode(data)
	if err != nil {
		return Credential{}, fault.Local(fault.CredentialDamaged, op, err)
	}
	return c, nil
}

func (r *ring) Put(id string, c Credential) error {
	const op = "store the credential in the keyring"
	data, err := encode(c)
	if err != nil {
		return fault.Local(fault.Unknown, op, nil)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := writeParts(r.entries, id, data); err != nil {
		return noKeyring(op, err)
	}
	return nil
}

func (r *ring) Delete(id string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := deleteParts(r.entries, id); err != nil {
		return noKeyring("remove the credential from the keyring", err)
	}
	return nil
}

func noKeyring(op string, err error) error {
	if errors.Is(err, errSlow) {
		return fault.Local(fault.KeyringLocked, op, err)
	}
	return fault.Local(fault.NoKeyring, op, err)
}

// system calls the operating system's keyring, each call with a time limit.
type system struct {
	service  string
	patience time.Duration
}

var errSlow = errors.New("the keyring did not answer in time")

func (s system) get(name string) (string, error) {
	value, err := within(s.patience, func() (string, error) { return keyring.Get(s.service, name) })
	if errors.Is(err, keyring.ErrNotFound) {
		return "", errNone
	}
	return value, err
}

func (s system) set(name, value string) error {
	_, err := within(s.patience, func() (string, error) { return "", keyring.Set(s.service, name, value) })
	return err
}

func (s system) delete(name string) error {
	_, err := within(s.patience, func() (string, error) { return "", keyring.Delete(s.service, name) })
	if errors.Is(err, keyring.ErrNotFound) {
		return errNone
	}
	return err
}

// within stops waiting after a while. The call itself cannot be stopped: it
// ends when the system's unlock prompt is answered.
func within(limit time.Duration, call func() (string, error)) (string, error) {
	type answer struct {
		value string
		err   error
	}
	done := make(chan answer, 1)
	go func() {
		value, err := call()
		done <- answer{value, err}
	}()
	timer := time.NewTimer(limit)
	defer timer.Stop()
	select {
	case a := <-done:
		return a.value, a.err
	case <-timer.C:
		return "", errSlow
	}
}
