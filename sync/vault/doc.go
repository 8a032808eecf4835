// Package vault keeps the credentials of app registrations: in the keyring of
// the operating system, or in memory for the demo cloud and for tests. They
// are never written anywhere else.
//
// A Credential prints, logs and marshals as its kind only. Failures are
// sync/fault errors: no keyring on this computer, keyring locked, no entry.
// Calls block while the system asks its user to unlock the keyring, but not
// longer than a minute. All vaults are safe for use from many goroutines.
package vault
