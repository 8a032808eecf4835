// Package auth gets app-only Graph tokens for tenants through MSAL, with the
// credentials of the vault.
//
// Tokens are held in memory alone. Calls block on the network and end with
// their context; concurrent calls for one tenant share one request. Failures
// are sync/fault errors and never hold a request, because requests to the
// login service carry the secret.
package auth
