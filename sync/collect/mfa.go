package collect

import (
	"context"
	"slices"
	"strings"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/graph"
)

// MFA reads which strong methods each account registered. Microsoft leaves out
// blocked accounts and, in practice, answers only tenants with Entra ID P1.
// Registered is not enforced: no source here tells that.
var MFA = Collector{
	Name:       models.CollectMFA,
	Path:       "/v1.0/reports/authenticationMethods/userRegistrationDetails",
	Permission: signInPermission,
	read:       one(models.CollectMFA, signInPermission, readMFA),
}

const mfaQuery = "/v1.0/reports/authenticationMethods/userRegistrationDetails?$top=999&$select=id,isAdmin,isMfaRegistered,isMfaCapable,methodsRegistered"

type mfaDoc struct {
	ID         id       `json:"id"`
	Admin      known    `json:"isAdmin"`
	Registered known    `json:"isMfaRegistered"`
	Capable    known    `json:"isMfaCapable"`
	Methods    []string `json:"methodsRegistered"`
}

func readMFA(ctx context.Context, s Source, h *models.Harvest) (models.Outcome, error) {
	var rows []models.MFA
	shared := make(texts)
	for page, err := range graph.Pages[mfaDoc](ctx, s.Graph, mfaQuery) {
		if err != nil {
			return models.Outcome{}, err
		}
		for i := range page {
			if page[i].ID != "" {
				rows = append(rows, page[i].model(shared))
			}
		}
		s.Rows(models.CollectMFA, len(rows))
	}
	if len(rows) == 0 {
		return models.Outcome{Status: models.StatusNoData}, nil
	}
	rows = newest(rows, func(a, b *models.MFA) int { return strings.Compare(a.UserID, b.UserID) }, nil)
	h.MFA = &rows
	d := newDigest()
	for i := range rows {
		m := &rows[i]
		d.text(m.UserID)
		d.number(int64(m.Registered), int64(m.Capable), int64(m.Admin))
		d.list(m.Methods)
	}
	return read(len(rows), d.sum()), nil
}

func (doc *mfaDoc) model(shared texts) models.MFA {
	m := models.MFA{
		UserID:     string(doc.ID),
		Registered: models.Known(doc.Registered),
		Capable:    models.Known(doc.Capable),
		Admin:      models.Known(doc.Admin),
	}
	for _, method := range doc.Methods {
		if method != "" {
			m.Methods = append(m.Methods, shared.keep(method))
		}
	}
	slices.Sort(m.Methods)
	m.Methods = slices.Compact(m.Methods)
	return m
}
