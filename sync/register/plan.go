package register

import (
	"fmt"
	"strings"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/connect"
)

const (
	usualName   = "MSP License Tracker"
	usualMonths = 12
	mostMonths  = 24 // the longest life the portal offers for a secret
	maxName     = 120

	multiTenant = "AzureADMultipleOrgs" // Microsoft's word for work and school accounts anywhere

	// ConsentAddress is where the browser returns after an administrator's
	// approval. Microsoft ignores the port of a localhost address.
	ConsentAddress = "http://localhost/consent"
	// SignInAddress is where the browser returns after somebody signed in.
	SignInAddress = "http://localhost"
)

// Delegated scopes of the one sign-in: to make the registration, and to grant
// its permissions in the home tenant.
const (
	scopeApplications = "Application.ReadWrite.All"
	scopeGrants       = "AppRoleAssignment.ReadWrite.All"
)

// Plan says what Register would make, without asking anybody.
func (s *Service) Plan(req models.RegistrationRequest) models.RegistrationPlan {
	req = withDefaults(req)
	credential := fmt.Sprintf("Make a certificate valid for %d months. Its private key stays in this computer's keyring.", req.Months)
	if req.Credential == models.SecretCredential {
		credential = fmt.Sprintf("Make a client secret valid for %d months and keep it in this computer's keyring.", req.Months)
	}
	return models.RegistrationPlan{
		Name: req.Name, Audience: multiTenant, RedirectURIs: []string{ConsentAddress, SignInAddress},
		Permissions: connect.Permissions(nil), Scopes: []string{scopeApplications, scopeGrants},
		Credential: req.Credential, CredentialMonths: req.Months,
		Steps: []string{
			"Sign in once in the browser. The sign-in is used for these steps and kept nowhere.",
			fmt.Sprintf("Make the app registration %q for use in several organizations, or reuse the one already there.", req.Name),
			"Give it the return addresses and the permission list. Every permission only reads.",
			"Grant these permissions in your own organization, which changes nothing at your customers.",
			credential,
			"Prove the registration with a token of its own, then remember it.",
		},
	}
}

func withDefaults(req models.RegistrationRequest) models.RegistrationRequest {
	if req.Name = strings.TrimSpace(req.Name); req.Name == "" {
		req.Name = usualName
	}
	if runes := []rune(req.Name); len(runes) > maxName {
		req.Name = string(runes[:maxName])
	}
	if req.Credential != models.SecretCredential {
		req.Credential = models.CertificateCredential
	}
	if req.Months <= 0 {
		req.Months = usualMonths
	}
	req.Months = min(req.Months, mostMonths)
	return req
}
