// Package auth gets Graph tokens through MSAL: app-only ones with the
// credentials of the vault (Tokens), and those of a person who signed in once
// for many tenants (Delegated). Kinds asks the one that fits a tenant.
//
// Access tokens are held in memory alone. A person's refresh token is kept
// between runs in an encrypted file, see sync/sealed.
//
// Calls block on the network, on a person where one signs in, and end with
// their context; concurrent calls for one tenant share one request. Failures
// are sync/fault errors and never hold a request, because requests to the
// login service carry the secret.
package auth
