package collect

import (
	"strings"

	"msp-license-tracker/models"
)

// userDoc is an account as Graph writes it. Dates that count as use or attempt
// come in four disguises of "never"; moment makes them one.
type userDoc struct {
	ID          id             `json:"id"`
	UPN         string         `json:"userPrincipalName"`
	Mail        string         `json:"mail"`
	DisplayName string         `json:"displayName"`
	GivenName   string         `json:"givenName"`
	Surname     string         `json:"surname"`
	JobTitle    string         `json:"jobTitle"`
	Department  string         `json:"department"`
	Country     string         `json:"country"`
	Type        string         `json:"userType"`
	Enabled     known          `json:"accountEnabled"`
	Synced      known          `json:"onPremisesSyncEnabled"`
	Created     moment         `json:"createdDateTime"`
	Assigned    []assignedDoc  `json:"assignedLicenses"`
	Paths       []licensePath  `json:"licenseAssignmentStates"`
	SignIns     signInActivity `json:"signInActivity"`
}

type assignedDoc struct {
	SKUID id `json:"skuId"`
}

type signInActivity struct {
	Success        moment `json:"lastSuccessfulSignInDateTime"`
	Interactive    moment `json:"lastSignInDateTime"`
	NonInteractive moment `json:"lastNonInteractiveSignInDateTime"`
}

// user makes the account ours. Words that many accounts share are kept once.
func (doc *userDoc) user(shared texts) models.User {
	u := models.User{
		ID:          string(doc.ID),
		UPN:         doc.UPN,
		Mail:        doc.Mail,
		DisplayName: doc.DisplayName,
		GivenName:   shared.keep(doc.GivenName),
		Surname:     shared.keep(doc.Surname),
		JobTitle:    shared.keep(doc.JobTitle),
		Department:  shared.keep(doc.Department),
		Country:     shared.keep(doc.Country),
		Type:        models.Member,
		Enabled:     models.Known(doc.Enabled),
		OnPremSync:  models.Known(doc.Synced),
		CreatedAt:   doc.Created.Time,
		Licenses:    licenses(doc.Assigned, doc.Paths, shared),
	}
	if u.Mail == u.UPN {
		u.Mail = u.UPN // one copy of the same text
	}
	if strings.EqualFold(doc.Type, "Guest") || strings.Contains(strings.ToUpper(doc.UPN), "#EXT#") {
		u.Type = models.Guest
	}
	return u
}

func (doc *userDoc) signIn() models.SignIn {
	return models.SignIn{
		UserID:         string(doc.ID),
		Success:        doc.SignIns.Success.Time,
		Interactive:    doc.SignIns.Interactive.Time,
		NonInteractive: doc.SignIns.NonInteractive.Time,
	}
}

// texts keeps one copy of each text that repeats from row to row.
type texts map[string]string

func (t texts) keep(text string) string {
	if text == "" {
		return ""
	}
	if kept, ok := t[text]; ok {
		return kept
	}
	t[text] = text
	return text
}
