package auth

import (
	"context"
	"crypto"
	"crypto/x509"
	"net/http"
	"time"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/confidential"

	"msp-license-tracker/sync/cloud"
	"msp-license-tracker/sync/fault"
	"msp-license-tracker/sync/vault"
)

// App is one registration as a tenant sees it.
type App struct {
	Cloud      cloud.Cloud
	TenantID   string // GUID or domain
	ClientID   string
	Credential vault.Credential
}

// Once asks the login service for a token with a client that is thrown away
// afterwards, so that no older token can be the answer: MSAL keeps a token
// without roles for an hour, and has no way to refresh it.
func Once(ctx context.Context, hc *http.Client, app App) (string, error) {
	client, err := newClient(hc, app)
	if err != nil {
		return "", err
	}
	return acquire(ctx, client, app.Cloud)
}

func newClient(hc *http.Client, app App) (confidential.Client, error) {
	cred, err := msalCredential(app.Credential)
	if err != nil {
		return confidential.Client{}, err
	}
	if err := app.Credential.CheckTime(time.Now()); err != nil {
		return confidential.Client{}, err
	}
	// Discovery at Microsoft is of no use: each cloud's login host is given by
	// the owner or by us, and a custom one is nobody else's business.
	client, err := confidential.New(app.Cloud.LoginURL+"/"+app.TenantID, app.ClientID, cred,
		confidential.WithHTTPClient(checked{hc}), confidential.WithInstanceDiscovery(false))
	if err != nil {
		return confidential.Client{}, fault.Local(fault.InputAddress, "prepare the sign-in", err)
	}
	return client, nil
}

func msalCredential(c vault.Credential) (confidential.Credential, error) {
	const op = "prepare the credential"
	if c.Kind() == "secret" {
		cred, err := confidential.NewCredFromSecret(c.Secret)
		if err != nil {
			return cred, fault.Local(fault.InputCredential, op, nil)
		}
		return cred, nil
	}
	var (
		certs []*x509.Certificate
		key   crypto.PrivateKey
	)
	certs, key, err := confidential.CertFromPEM([]byte(c.PEM), "")
	if err != nil {
		return confidential.Credential{}, fault.Local(fault.CredentialDamaged, op, nil)
	}
	cred, err := confidential.NewCredFromCert(certs, key)
	if err != nil {
		return cred, fault.Local(fault.CertificateKind, op, nil)
	}
	return cred, nil
}

func acquire(ctx context.Context, client confidential.Client, c cloud.Cloud) (string, error) {
	result, err := client.AcquireTokenByCredential(ctx, []string{c.Scope()})
	switch {
	case err != nil:
		return "", fault.FromAAD(err)
	case result.AccessToken == "":
		return "", fault.Local(fault.Unreadable, "get a token", errNotAToken)
	}
	return result.AccessToken, nil
}

// checked is MSAL's way to the network. It notices a wrong clock on this
// computer before a token dated by it is used.
type checked struct{ *http.Client }

func (c checked) Do(req *http.Request) (*http.Response, error) {
	resp, err := c.Client.Do(req)
	if err != nil || req.Method != http.MethodPost || resp.StatusCode != http.StatusOK {
		return resp, err
	}
	if skew, wrong := fault.Skew(resp, time.Now()); wrong {
		resp.Body.Close()
		return nil, fault.WrongClock("get a token", skew)
	}
	return resp, nil
}
