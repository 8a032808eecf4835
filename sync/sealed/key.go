package sealed

import (
	"crypto/rand"
	"encoding/base64"

	"msp-license-tracker/sync/fault"
	"msp-license-tracker/sync/vault"
)

// Keys is the keyring. Get gives a fault with code credential-missing when
// there is no entry.
type Keys interface {
	Get(id string) (vault.Credential, error)
	Put(id string, c vault.Credential) error
	Delete(id string) error
}

// keyID is the keyring's entry. No tenant or client id looks like it.
func (f *File) keyID() string { return "sealed file " + f.purpose }

// storedKey reads the key from the keyring. No key, or an entry that is no key,
// is ErrUnreadable; a keyring that does not answer is its own error.
func (f *File) storedKey() ([]byte, error) {
	c, err := f.keys.Get(f.keyID())
	switch {
	case fault.Is(err, fault.CredentialMissing, fault.CredentialDamaged):
		return nil, ErrUnreadable
	case err != nil:
		return nil, err
	}
	key, err := base64.StdEncoding.DecodeString(c.Secret)
	if err != nil || len(key) != keySize {
		return nil, ErrUnreadable
	}
	return key, nil
}

// newKey makes a random key and stores it.
func (f *File) newKey() ([]byte, error) {
	key := make([]byte, keySize)
	if _, err := rand.Read(key); err != nil {
		return nil, err
	}
	return key, f.keys.Put(f.keyID(), vault.Credential{Secret: base64.StdEncoding.EncodeToString(key)})
}
