package models

import "time"

// ConnectionKind says how a tenant is reached.
type ConnectionKind string

const (
	SharedRegistration ConnectionKind = "shared"  // the MSP's multitenant app, admin consent
	OwnRegistration    ConnectionKind = "own"     // client id and credential of that tenant
	PartnerConnection  ConnectionKind = "partner" // delegated through the partner tenant
)

// CredentialKind says what proves the application to Entra.
type CredentialKind string

const (
	SecretCredential      CredentialKind = "secret"
	CertificateCredential CredentialKind = "certificate"
)

// Connection is how a tenant is reached. The credential itself is never here:
// it lives in the OS keyring under the tenant's id.
type Connection struct {
	Kind           ConnectionKind
	ClientID       string
	Credential     CredentialKind
	CredentialEnds time.Time // unknown when the owner did not say
	Cloud          string    // name of a known cloud, or "custom"
	LoginURL       string    // only for a custom cloud
	GraphURL       string    // only for a custom cloud
	CAFile         string    // PEM file with extra roots, only for a custom cloud
}

// TenantState is where a tenant stands in its life with us.
type TenantState string

const (
	TenantConnected    TenantState = "connected"
	TenantDisconnected TenantState = "disconnected" // data kept, no scans
	TenantDeleted      TenantState = "deleted"      // hidden, in no figure, history kept
)

// Tenant is one Microsoft 365 directory. ID is the directory's GUID.
type Tenant struct {
	ID         string
	Name       string // display name of the organization as last seen
	Domain     string // default verified domain
	CustomerID string // "" while not mapped
	Country    string
	Tags       []string
	State      TenantState
	Connection Connection
	AddedAt    time.Time
	Overrides  TenantSettings
}

// TenantSettings override the workspace for one tenant; zero means "as the workspace".
type TenantSettings struct {
	InactiveAfterDays int
	GraceDays         int
}

// Customer is a client of the MSP; it owns one or more tenants.
type Customer struct {
	ID       string
	Name     string
	Currency string // reporting currency, "" = the workspace's
}
