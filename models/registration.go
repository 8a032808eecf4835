package models

import "time"

// Registration is the MSP's own multitenant app registration, shared by all
// customers who approve it. It holds no secret: the credential is in the OS
// keyring under the client id.
type Registration struct {
	TenantID       string // home tenant: the MSP's own directory
	Cloud          string // name of a known cloud, or "custom"
	LoginURL       string // only for a custom cloud
	GraphURL       string // only for a custom cloud
	CAFile         string // only for a custom cloud
	ClientID       string
	ObjectID       string // of the application object; "" when registered by hand
	Name           string
	Credential     CredentialKind
	CredentialEnds time.Time // unknown when the owner did not say
	KeyID          string    // Microsoft's id of the credential; "" when registered by hand
	RetiredKeyID   string    // of a replaced credential that is still to be removed there
	CreatedAt      time.Time
	Verified       time.Time // last time a token proved it
}

// Connection is how a tenant is reached through the registration.
func (r Registration) Connection() Connection {
	return Connection{
		Kind: SharedRegistration, ClientID: r.ClientID, Credential: r.Credential, CredentialEnds: r.CredentialEnds,
		Cloud: r.Cloud, LoginURL: r.LoginURL, GraphURL: r.GraphURL, CAFile: r.CAFile,
	}
}

// RegistrationDraft is an attempt to make a registration, kept from before its
// first change until it succeeds, so that the next attempt finds what this one
// left. CredentialName marks the credentials this attempt added at Microsoft.
type RegistrationDraft struct {
	Cloud          string
	LoginURL       string
	TenantID       string
	ObjectID       string // "" until the application was made or found
	ClientID       string
	CredentialName string
	StartedAt      time.Time
	AskedAt        time.Time // when making the application was asked for last; its answer may be lost
}

// RegistrationRequest is what the owner chose before the registration is made.
type RegistrationRequest struct {
	Cloud      string
	LoginURL   string // only for a custom cloud
	GraphURL   string // only for a custom cloud
	CAFile     string // only for a custom cloud
	Name       string // "" = the usual name
	Credential CredentialKind
	Months     int  // life of the credential, 0 = the usual one
	DeviceCode bool // sign in with a code on another device instead of the browser here
}

// RegistrationPlan is what will be made, shown before anything is done.
type RegistrationPlan struct {
	Name             string
	Audience         string // Microsoft's value, e.g. "AzureADMultipleOrgs"
	RedirectURIs     []string
	Permissions      []PermissionCheck
	Scopes           []string // delegated scopes the sign-in asks for
	Credential       CredentialKind
	CredentialMonths int
	Steps            []string // what will be done, in order, one sentence each
}

// DeviceCode is what the owner types on another device to sign in there.
type DeviceCode struct {
	UserCode string
	URL      string
	Expires  time.Time
}

// ConsentState is where a consent asked for by link stands.
type ConsentState string

const (
	ConsentWaiting   ConsentState = "waiting" // also while an approval spreads
	ConsentAccepted  ConsentState = "accepted"
	ConsentFailed    ConsentState = "failed"
	ConsentCancelled ConsentState = "cancelled"
	ConsentExpired   ConsentState = "expired"
)

// PendingConsent is one customer who was sent a consent link. TenantID is
// proved by a token before anything is connected.
type PendingConsent struct {
	ID          string
	TenantID    string
	Domain      string // as the owner typed it, "" when an id was typed
	ClientID    string
	Cloud       string
	LoginURL    string // only for a custom cloud
	Link        string
	MailSubject string
	MailBody    string
	Started     time.Time
	Expires     time.Time
	NextLook    time.Time // when the login service is asked again; unknown = not waiting
	State       ConsentState
	Text        string       // where it stands, one sentence
	Explanation *Explanation // why it failed, or what is waited for
}
