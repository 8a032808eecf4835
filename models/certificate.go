package models

import "time"

// NewCertificate is a self-signed certificate made in the program. Public is
// uploaded to an app registration. Private is kept nowhere until a connection
// with it was proved; then it goes to the keyring.
type NewCertificate struct {
	Public     []byte    // PEM, the certificate without its key
	Private    Sensitive // PEM, certificate and key
	Thumbprint string    // SHA-1 in hexadecimal, as the portal shows it
	Ends       time.Time
}
