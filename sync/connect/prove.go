package connect

import (
	"context"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/auth"
	"msp-license-tracker/sync/fault"
	"msp-license-tracker/sync/vault"
)

// Proof is what a token said of values that were typed. Nothing of it is
// stored; the credential redacts itself.
type Proof struct {
	TenantID   string
	Connection models.Connection
	Credential vault.Credential
	Checks     []models.PermissionCheck // nil where the token does not tell
	Roleless   bool                     // the token can be read and grants nothing at all
}

// Prove checks the values, asks for a token of the tenant with them, and says
// what the token grants. Missing permissions are no error here.
func (s *Service) Prove(ctx context.Context, req models.ConnectRequest) (Proof, error) {
	a, err := s.attempt(req)
	if err != nil {
		return Proof{}, err
	}
	if a.tenantID, err = s.resolve(ctx, a.cloud, a.tenant); err != nil {
		return Proof{}, err
	}
	token, err := s.token(ctx, a)
	if err != nil {
		return Proof{}, named(err, a.tenantID)
	}
	if claims, err := auth.Decode(token); err == nil && claims.TenantID != a.tenantID && (claims.TenantID != "" || a.cloud.Microsofts()) {
		return Proof{}, fault.Local(fault.WrongTenant, "check the token", nil).In(a.tenantID)
	}
	return Proof{TenantID: a.tenantID, Connection: a.conn, Credential: a.credential, Checks: a.checks(token), Roleless: roleless(token)}, nil
}
