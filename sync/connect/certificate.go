package connect

import (
	"context"
	"encoding/hex"
	"strings"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/fault"
	"msp-license-tracker/sync/vault"
)

const (
	usualMonths = 12
	mostMonths  = 120
)

// NewCertificate makes a key and a self-signed certificate that lives for some
// months, 0 = a year. The private part is for the Certificate of a request and
// is stored nowhere before that is proved. It takes a moment of computing.
func (s *Service) NewCertificate(ctx context.Context, name string, months int) (models.NewCertificate, error) {
	if err := ctx.Err(); err != nil {
		return models.NewCertificate{}, fault.FromNet("make a certificate", err)
	}
	if months <= 0 {
		months = usualMonths
	}
	now := s.moment()
	c, err := vault.SelfSigned(strings.TrimSpace(name), now, now.AddDate(0, min(months, mostMonths), 0))
	if err != nil {
		return models.NewCertificate{}, fault.Local(fault.Unknown, "make a certificate", err)
	}
	_, public := c.Public()
	return models.NewCertificate{
		Public: public, Private: models.Sensitive(c.PEM), Ends: c.Ends(),
		Thumbprint: strings.ToUpper(hex.EncodeToString(c.Thumbprint())),
	}, nil
}
