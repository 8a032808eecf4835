package register

import (
	"context"
	"slices"
	"strings"

	"msp-license-tracker/sync/auth"
	"msp-license-tracker/sync/fault"
	"msp-license-tracker/sync/vault"
)

const opProof = "prove the registration"

// Refusals that are usual for minutes after something was made: of the
// registration and its enterprise application, and of a new credential.
var (
	newRegistration = []string{"AADSTS700016", "AADSTS700011", "AADSTS7000229", "AADSTS65001", "AADSTS650051", "AADSTS650056",
		"AADSTS90033", "temporarily_unavailable", "unauthorized_client", fault.RegistrationSpreading}
	newCredential = []string{"AADSTS7000215", "AADSTS70002", "AADSTS700027", "AADSTS50012", "AADSTS7000274", "invalid_client"}
)

// prove asks for app-only tokens until one carries the permissions. A fresh
// client is used each time, because an older token would be kept for an hour.
// Permissions the scans can do without are waited for, but not insisted on.
func (a *attempt) prove(ctx context.Context, clientID string, cred vault.Credential, g graphRoles, fresh bool) error {
	a.progress("Proving the registration with a token of its own.")
	passing := slices.Clone(newRegistration)
	if fresh {
		passing = append(passing, newCredential...)
	}
	var have []string
	err := a.until(ctx, "Microsoft is passing the registration on to its servers:",
		func(err error) bool { return fault.Is(err, passing...) },
		func() (err error) { have, err = a.look(ctx, clientID, cred, g.names()); return err })
	if fault.Is(err, fault.RegistrationSpreading) && len(requiredLacks(have)) == 0 {
		return nil
	}
	return err
}

// look gets one token and says which roles it has, with an error while some
// are missing. A token that is none of Microsoft's is believed.
func (a *attempt) look(ctx context.Context, clientID string, cred vault.Credential, want []string) ([]string, error) {
	token, err := auth.Once(ctx, a.Clients.ForLogin(a.cloud), auth.App{Cloud: a.cloud, TenantID: a.home, ClientID: clientID, Credential: cred})
	if err != nil {
		return nil, err
	}
	claims, err := auth.Decode(token)
	switch {
	case err != nil && a.cloud.Microsofts():
		return nil, fault.Local(fault.Unreadable, opProof, err)
	case err != nil:
		return want, nil
	case claims.TenantID != a.home:
		return nil, fault.Local(fault.WrongTenant, opProof, nil).In(a.home)
	}
	var lacks []string
	for _, name := range want {
		if !claims.Grants(name) {
			lacks = append(lacks, name)
		}
	}
	if len(lacks) > 0 {
		return claims.Roles, fault.Local(fault.RegistrationSpreading, opProof, nil).In(a.home).Needs(strings.Join(lacks, ", "))
	}
	return claims.Roles, nil
}

// requiredLacks are the permissions without which nothing can be scanned.
func requiredLacks(roles []string) (lacks []string) {
	for _, p := range wanted() {
		if p.Required && !slices.Contains(roles, p.Name) {
			lacks = append(lacks, p.Name)
		}
	}
	return lacks
}
