package fault

// Codes that this program gives by itself. Microsoft's own codes are used as
// they come ("AADSTS7000215", "Authorization_RequestDenied").
const (
	Unknown = "unknown"

	// Network
	Offline         = "network-offline"
	DNS             = "network-dns"
	Refused         = "network-refused"
	Reset           = "network-reset"
	Timeout         = "network-timeout"
	Proxy           = "network-proxy"
	Network         = "network"
	TLSUnknownCA    = "tls-unknown-ca"
	TLSIntercepted  = "tls-intercepted"
	TLSName         = "tls-name"
	TLSExpired      = "tls-expired"
	TLS             = "tls"
	ClockSkew       = "clock-skew"
	ProxyPage       = "proxy-page"
	Truncated       = "truncated-reply"
	Unreadable      = "unreadable-reply"
	CSVColumns      = "csv-columns"
	CSVUnreadable   = "csv-unreadable"
	RedirectRefused = "redirect-refused"
	ForeignLink     = "foreign-link"
	Throttled       = "throttled"
	Cancelled       = "cancelled"

	// Files and data on this computer
	DataReadOnly    = "data-read-only"
	DataMissing     = "data-missing"
	DiskFull        = "disk-full"
	DatabaseNewer   = "database-newer"
	DatabaseDamaged = "database-damaged"
	DatabaseBusy    = "database-busy"
	AlreadyRunning  = "already-running"
	FileUnreadable  = "file-unreadable"
	FileUnwritable  = "file-unwritable"

	// Keyring
	NoKeyring         = "no-keyring"
	KeyringLocked     = "keyring-locked"
	CredentialMissing = "credential-missing"
	CredentialDamaged = "credential-damaged"

	// What the owner typed
	InputTenant         = "input-tenant"
	InputClient         = "input-client"
	InputClientIsTenant = "input-client-is-tenant"
	InputCredential     = "input-credential"
	InputTwoCredentials = "input-two-credentials"
	InputSecretIsID     = "input-secret-is-id"
	InputSecretSpaces   = "input-secret-spaces"
	InputCloud          = "input-cloud"
	InputAddress        = "input-address"
	InputCAFile         = "input-ca-file"

	// Certificates
	CertificateUnreadable    = "certificate-unreadable"
	CertificateNoKey         = "certificate-no-key"
	CertificateNoCertificate = "certificate-no-certificate"
	CertificateEncrypted     = "certificate-encrypted"
	CertificatePassword      = "certificate-password"
	CertificateKind          = "certificate-kind"
	CertificateMismatch      = "certificate-mismatch"
	CertificateExpired       = "certificate-expired"

	// Connecting
	WrongTenant        = "wrong-tenant"
	ConsentIncomplete  = "consent-incomplete"
	ConsentUnproved    = "consent-unproved"
	ConsentTimeout     = "consent-timeout"
	ConsentBrowser     = "consent-browser"
	ConsentListener    = "consent-listener"
	TenantUnknown      = "tenant-unknown"
	TenantDisconnected = "tenant-disconnected"

	// Consent
	ConsentWrongTenant = "consent-wrong-tenant"
	ConsentReplayed    = "consent-replayed"
	ConsentReturned    = "consent-returned"
	ConsentWaiting     = "consent-waiting"
	ConsentSpreading   = "consent-spreading"
	ConsentLinkExpired = "consent-link-expired"
	ConsentOpenLink    = "consent-open-link"

	// Signing in
	SignInTimeout   = "signin-timeout"
	SignInCancelled = "signin-cancelled"
	SignInScopes    = "signin-scopes"
	SignInForged    = "signin-forged"
	SignInTenant    = "signin-tenant"

	// The MSP's own registration
	RegistrationMissing      = "registration-missing"
	RegistrationRole         = "registration-role"
	RegistrationGrantRole    = "registration-grant-role"
	RegistrationSpreading    = "registration-spreading"
	RegistrationIncomplete   = "registration-incomplete"
	RegistrationOldKey       = "registration-old-key"
	RegistrationNotThere     = "registration-not-there"
	PolicyNoSecret           = "policy-no-secret"
	PolicyNoSelfSigned       = "policy-no-self-signed"
	PolicyCredentialLifetime = "policy-credential-lifetime"

	// Values while they are pasted
	PastedQuotes       = "pasted-quotes"
	PastedSpaces       = "pasted-spaces"
	PastedAddress      = "pasted-address"
	PastedSecretInID   = "pasted-secret-in-id"
	PastedService      = "pasted-service"
	PastedPermission   = "pasted-permission"
	PastedZero         = "pasted-zero"
	PastedShort        = "pasted-short"
	PastedSwapped      = "pasted-swapped"
	PastedOtherCloud   = "pasted-other-cloud"
	PastedNotOurDomain = "pasted-not-our-domain"

	// Partner mode
	PartnerSignedOut        = "partner-signed-out"
	PartnerSignInDamaged    = "partner-sign-in-damaged"
	PartnerSignInFailed     = "partner-sign-in-failed"
	PartnerSignInCancelled  = "partner-sign-in-cancelled"
	PartnerSignInElsewhere  = "partner-sign-in-elsewhere"
	PartnerSignInCloud      = "partner-sign-in-cloud"
	PartnerConnectedOther   = "partner-connected-otherwise"
	PartnerNoAccess         = "partner-no-access"
	PartnerScopes           = "partner-scopes"
	PartnerCenterAbsent     = "partner-center-absent"
	PartnerCenterSignIn     = "partner-center-sign-in"
	PartnerCenterRefused    = "partner-center-refused"
	PartnerRoleDirectory    = "partner-role-directory"
	PartnerRoleReports      = "partner-role-reports"
	PartnerRoleSignIns      = "partner-role-sign-ins"
	PartnerRoleScore        = "partner-role-score"
	PartnerCustomersRefused = "partner-customers-refused"
)
