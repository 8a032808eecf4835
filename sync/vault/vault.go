package vault

import (
	"strings"
	"sync"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/fault"
)

// Vault keeps one credential under each id. The id is a tenant's, or that of
// a registration shared by many tenants: see ID.
type Vault interface {
	// Get gives a fault with code credential-missing when there is none.
	Get(id string) (Credential, error)
	// Put replaces the credential as a whole, or leaves the old one.
	Put(id string, c Credential) error
	// Delete does nothing when there is none.
	Delete(id string) error
}

// ID is where a connection's credential is kept: a shared registration has one
// for all its tenants, any other connection one per tenant.
func ID(tenantID string, conn models.Connection) string {
	if conn.Kind == models.SharedRegistration {
		return strings.ToLower(conn.ClientID)
	}
	return strings.ToLower(tenantID)
}

// Memory is a vault that forgets everything at the end of the program.
func Memory() Vault { return &memory{kept: make(map[string]Credential)} }

type memory struct {
	mu   sync.Mutex
	kept map[string]Credential
}

func (m *memory) Get(id string) (Credential, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	c, ok := m.kept[id]
	if !ok {
		return Credential{}, fault.Local(fault.CredentialMissing, "read the credential", nil)
	}
	return c, nil
}

func (m *memory) Put(id string, c Credential) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.kept[id] = c
	return nil
}

func (m *memory) Delete(id string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.kept, id)
	return nil
}
