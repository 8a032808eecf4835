package collect

import (
	"context"
	"strings"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/graph"
)

// DeletedUsers reads the accounts deleted within the last 30 days, which can
// still be restored. They hold no seat.
var DeletedUsers = Collector{
	Name:       models.CollectDeletedUsers,
	Path:       "/v1.0/directory/deletedItems/microsoft.graph.user",
	Permission: "User.Read.All",
	read:       one(models.CollectDeletedUsers, "User.Read.All", readDeletedUsers),
}

const deletedUsersQuery = "/v1.0/directory/deletedItems/microsoft.graph.user?$top=999" +
	"&$select=id,userPrincipalName,displayName,deletedDateTime,assignedLicenses"

type deletedDoc struct {
	ID       id            `json:"id"`
	UPN      string        `json:"userPrincipalName"`
	Name     string        `json:"displayName"`
	At       moment        `json:"deletedDateTime"`
	Assigned []assignedDoc `json:"assignedLicenses"`
}

// upn is the name the account had: on deletion Entra puts the id, without its
// dashes, in front of it.
func (doc *deletedDoc) upn() string {
	mark := strings.ReplaceAll(string(doc.ID), "-", "")
	if len(doc.UPN) > len(mark) && strings.EqualFold(doc.UPN[:len(mark)], mark) {
		return doc.UPN[len(mark):]
	}
	return doc.UPN
}

func readDeletedUsers(ctx context.Context, s Source, h *models.Harvest) (models.Outcome, error) {
	rows := []models.DeletedUser{}
	for page, err := range graph.Pages[deletedDoc](ctx, s.Graph, deletedUsersQuery) {
		if err != nil {
			return models.Outcome{}, err
		}
		for i := range page {
			doc := &page[i]
			if doc.ID != "" {
				rows = append(rows, models.DeletedUser{
					ID: string(doc.ID), UPN: doc.upn(), Name: doc.Name, DeletedAt: doc.At.Time, SKUIDs: skuIDs(doc.Assigned),
				})
			}
		}
		s.Rows(models.CollectDeletedUsers, len(rows))
	}
	rows = newest(rows, func(a, b *models.DeletedUser) int { return strings.Compare(a.ID, b.ID) }, nil)
	h.DeletedUsers = &rows
	d := newDigest()
	for i := range rows {
		u := &rows[i]
		d.text(u.ID, u.UPN, u.Name)
		d.time(u.DeletedAt)
		d.list(u.SKUIDs)
	}
	return read(len(rows), d.sum()), nil
}
