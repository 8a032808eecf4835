package connect

import (
	"strings"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/auth"
	"msp-license-tracker/sync/fault"
)

// prove checks that a fresh token belongs to the tenant and carries the roles
// without which nothing can be scanned. A token alone proves nothing: Entra
// gives them without any consent.
//
// Only in a cloud that is not Microsoft's may a token be no JWT or name no
// roles; there the answer of /organization, which follows, is the proof.
func (a attempt) prove(token string) error {
	const op = "check the token"
	claims, err := auth.Decode(token)
	if err != nil {
		if a.cloud.Microsofts() {
			return fault.Local(fault.Unreadable, op, err).In(a.tenantID)
		}
		return nil
	}
	if claims.TenantID != a.tenantID && (claims.TenantID != "" || a.cloud.Microsofts()) {
		return fault.Local(fault.WrongTenant, op, nil).In(a.tenantID)
	}
	if len(claims.Roles) == 0 && !a.cloud.Microsofts() {
		return nil
	}
	if lacks := missing(claims.Roles, true); len(lacks) > 0 {
		return fault.Local(fault.ConsentIncomplete, op, nil).In(a.tenantID).Needs(strings.Join(lacks, ", "))
	}
	return nil
}

// complete says whether a proved token carries every permission.
func complete(token string) bool {
	claims, err := auth.Decode(token)
	return err != nil || len(missing(claims.Roles, false)) == 0
}

// roleless says whether a token can be read and has no roles.
func roleless(token string) bool {
	claims, err := auth.Decode(token)
	return err == nil && len(claims.Roles) == 0
}

// checks are the permissions a token grants; nil where a token that is not
// Microsoft's does not tell.
func (a attempt) checks(token string) []models.PermissionCheck {
	claims, err := auth.Decode(token)
	if err != nil || (len(claims.Roles) == 0 && !a.cloud.Microsofts()) {
		return nil
	}
	return Permissions(claims.Roles)
}
