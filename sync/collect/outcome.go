package collect

import (
	"net/http"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/fault"
)

// premiumLicense is what a tenant lacks when Graph refuses sign-in activity for
// want of a licence.
const premiumLicense = "Microsoft Entra ID P1"

// permissionCodes are the refusals that a permission cures; other ones come
// from rules of the tenant and services it has not bought.
var permissionCodes = []string{
	"Authorization_RequestDenied",
	"Authentication_MSGraphPermissionMissing",
	"S2SUnauthorized",
	"http-403", // no code at all
}

// failed tells a source that could not be read. A 403 has several meanings and
// Graph's code decides: a licence the tenant lacks, or a permission; where the
// code names none it is the one this collector needs.
func failed(err error, permission string) models.Outcome {
	o := models.Outcome{Status: models.StatusFailed}
	switch {
	case fault.Is(err, "Authentication_RequestFromNonPremiumTenantOrB2CTenant"):
		o.Status, o.Missing = models.StatusUnlicensed, premiumLicense
	case statusOf(err) == http.StatusForbidden && !fault.Is(err, fault.ProxyPage):
		o.Status = models.StatusDenied
		if fault.Is(err, permissionCodes...) {
			o.Missing = permission
		}
	}
	if o.Missing != "" {
		err = needing(err, &o)
	}
	explanation := explain(err)
	o.Fault = &explanation
	return o
}

// needing names what is missing in the explanation too, unless Microsoft's own
// message named it.
func needing(err error, o *models.Outcome) error {
	f, ok := fault.Of(err)
	if !ok {
		return err
	}
	f = f.Needs(o.Missing)
	o.Missing = f.Missing()
	return f
}

func explain(err error) models.Explanation {
	if f, ok := fault.Of(err); ok {
		return f.Explain()
	}
	return models.Explain(fault.Local(fault.Unreadable, "", err))
}

// statusOf is the HTTP status of a refusal, 0 when there was no answer.
func statusOf(err error) int {
	if f, ok := fault.Of(err); ok {
		return f.Status
	}
	return 0
}
