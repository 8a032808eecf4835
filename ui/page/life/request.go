package life

import (
	"errors"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
)

// checkDay takes an empty field or a date as the portal writes it.
func checkDay(s string) error {
	if _, err := day(s); err != nil {
		return errors.New(lang.L("Enter a date such as 2027-11-20, or leave it empty."))
	}
	return nil
}

func day(s string) (time.Time, error) {
	if s = strings.TrimSpace(s); s == "" {
		return time.Time{}, nil
	}
	return time.Parse(time.DateOnly, s)
}

// request is what was entered; false marks what is wrong.
func (r *rotation) request() (models.ConnectRequest, bool) {
	if !r.ends.Valid() {
		return models.ConnectRequest{}, false
	}
	req := models.ConnectRequest{TenantID: r.tenant.ID, Connection: r.tenant.Connection}
	req.Connection.CredentialEnds, _ = day(r.ends.Value())
	if !r.usesSecret {
		req.Connection.Credential, req.Certificate, req.Password = models.CertificateCredential, r.certificate, models.Sensitive(r.password.Value())
		if r.certificate == "" {
			r.fileField.SetError(lang.L("Choose the certificate file with its private key (.pfx or .pem)."))
		}
		return req, r.certificate != ""
	}
	req.Connection.Credential, req.Secret = models.SecretCredential, models.Sensitive(strings.TrimSpace(r.secret.Value()))
	if req.Secret == "" {
		r.secret.SetError(lang.L("Enter the client secret."))
		r.orders.env.Window.Canvas().Focus(r.secret.Input)
	}
	return req, req.Secret != ""
}
