package collect

import (
	"context"
	"net/http"
	"strings"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/graph"
)

// Users reads every account with its licences and, in the same request, its
// sign-in activity. Sign-ins need AuditLog.Read.All and a tenant with Entra ID
// P1; where Graph refuses them it refuses the whole request, which is then made
// once more without them. Hence one collector and two outcomes.
//
// A page holds 500 users with sign-ins (Graph's limit), 999 without.
var Users = Collector{
	Name:       models.CollectUsers,
	Also:       []models.Collector{models.CollectSignIns},
	Path:       "/v1.0/users",
	Permission: "User.Read.All",
	read:       readUsers,
}

const (
	signInPermission = "AuditLog.Read.All"

	userFields = "id,userPrincipalName,mail,displayName,givenName,surname,jobTitle,department,country," +
		"userType,accountEnabled,onPremisesSyncEnabled,createdDateTime,assignedLicenses,licenseAssignmentStates"

	usersWithSignIns    = "/v1.0/users?$top=500&$select=" + userFields + ",signInActivity"
	usersWithoutSignIns = "/v1.0/users?$top=999&$select=" + userFields
)

func readUsers(ctx context.Context, s Source, h *models.Harvest) []models.Outcome {
	roster := newRoster()
	signIns := models.Outcome{}
	err := roster.read(ctx, s, usersWithSignIns)
	refused := err
	if forbidden(err) {
		roster = newRoster()
		signIns = failed(refused, signInPermission)
		err = roster.read(ctx, s, usersWithoutSignIns)
	}
	if err != nil {
		users, signIns := failed(err, "User.Read.All"), failed(err, "User.Read.All")
		users.Collector, signIns.Collector = models.CollectUsers, models.CollectSignIns
		return []models.Outcome{users, signIns}
	}
	users := roster.storeUsers(h)
	if refused == nil {
		signIns = roster.storeSignIns(h)
	}
	users.Collector, signIns.Collector = models.CollectUsers, models.CollectSignIns
	return []models.Outcome{users, signIns}
}

// forbidden is any refusal: which of permission and licence is missing is the
// error's own story, told in the outcome.
func forbidden(err error) bool { return statusOf(err) == http.StatusForbidden }

// roster gathers the accounts of one listing.
type roster struct {
	users   []models.User
	signIns []models.SignIn
	texts   texts
}

func newRoster() roster { return roster{texts: make(texts)} }

func (r *roster) read(ctx context.Context, s Source, path string) error {
	for page, err := range graph.Pages[userDoc](ctx, s.Graph, path) {
		if err != nil {
			return err
		}
		for i := range page {
			r.add(&page[i])
		}
		s.Rows(models.CollectUsers, len(r.users))
	}
	return nil
}

func (r *roster) add(doc *userDoc) {
	if doc.ID == "" {
		return // filtered listings may name accounts that are gone
	}
	r.users = append(r.users, doc.user(r.texts))
	if signIn := doc.signIn(); signIn != (models.SignIn{UserID: signIn.UserID}) {
		r.signIns = append(r.signIns, signIn)
	}
}

func (r *roster) storeUsers(h *models.Harvest) models.Outcome {
	users := newest(r.users, func(a, b *models.User) int { return strings.Compare(a.ID, b.ID) }, nil)
	h.Users = &users
	return read(len(users), hashUsers(users))
}

func (r *roster) storeSignIns(h *models.Harvest) models.Outcome {
	signIns := newest(r.signIns, func(a, b *models.SignIn) int { return strings.Compare(a.UserID, b.UserID) }, nil)
	h.SignIns = &signIns
	d := newDigest()
	for i := range signIns {
		s := &signIns[i]
		d.text(s.UserID)
		d.time(s.Success, s.Interactive, s.NonInteractive)
	}
	return read(len(signIns), d.sum())
}

func hashUsers(users []models.User) string {
	d := newDigest()
	for i := range users {
		u := &users[i]
		d.text(u.ID, u.UPN, u.Mail, u.DisplayName, u.GivenName, u.Surname, u.JobTitle, u.Department, u.Country, string(u.Type))
		d.number(int64(u.Enabled), int64(u.OnPremSync))
		d.time(u.CreatedAt)
		d.number(int64(len(u.Licenses)))
		for j := range u.Licenses {
			l := &u.Licenses[j]
			d.text(l.SKUID, l.Error)
			d.flag(l.Direct)
			d.list(l.Groups)
			d.time(l.Since)
		}
	}
	return d.sum()
}
