package collect

import (
	"context"
	"slices"
	"strings"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/graph"
)

// Groups reads the groups that give licences, and which of them failed for some
// member. Counting assigned licences is an advanced query: it needs the header
// of eventual consistency and a count.
var Groups = Collector{
	Name:       models.CollectGroups,
	Path:       "/v1.0/groups",
	Permission: "GroupMember.Read.All",
	read:       one(models.CollectGroups, "GroupMember.Read.All", readGroups),
}

const groupsQuery = "/v1.0/groups?$top=999&$count=true&$filter=assignedLicenses/$count%20ne%200" +
	"&$select=id,displayName,assignedLicenses,hasMembersWithLicenseErrors"

type groupDoc struct {
	ID       id            `json:"id"`
	Name     string        `json:"displayName"`
	Assigned []assignedDoc `json:"assignedLicenses"`
	Errors   known         `json:"hasMembersWithLicenseErrors"`
}

func readGroups(ctx context.Context, s Source, h *models.Harvest) (models.Outcome, error) {
	rows := []models.Group{}
	for page, err := range graph.Pages[groupDoc](ctx, s.Graph, groupsQuery, graph.Eventual) {
		if err != nil {
			return models.Outcome{}, err
		}
		for i := range page {
			doc := &page[i]
			if skus := skuIDs(doc.Assigned); doc.ID != "" && len(skus) > 0 {
				rows = append(rows, models.Group{ID: string(doc.ID), Name: doc.Name, SKUIDs: skus, HasErrors: models.Known(doc.Errors)})
			}
		}
		s.Rows(models.CollectGroups, len(rows))
	}
	rows = newest(rows, func(a, b *models.Group) int { return strings.Compare(a.ID, b.ID) }, nil)
	h.Groups = &rows
	d := newDigest()
	for i := range rows {
		g := &rows[i]
		d.text(g.ID, g.Name)
		d.list(g.SKUIDs)
		d.number(int64(g.HasErrors))
	}
	return read(len(rows), d.sum()), nil
}

// skuIDs are the products of a list, sorted, each once.
func skuIDs(assigned []assignedDoc) []string {
	var list []string
	for _, a := range assigned {
		if a.SKUID != "" {
			list = append(list, string(a.SKUID))
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}
