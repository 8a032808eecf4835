package collect

import (
	"context"
	"errors"

	"msp-license-tracker/models"
	"msp-license-tracker/sync/graph"
)

// Organization reads the directory itself: name, domains, country. It is the
// cheapest call that needs a working connection and therefore the probe.
var Organization = Collector{
	Name:       models.CollectOrganization,
	Path:       "/v1.0/organization",
	Permission: "Organization.Read.All",
	read:       one(models.CollectOrganization, "Organization.Read.All", readOrganization),
}

const organizationQuery = "/v1.0/organization?$select=id,displayName,countryLetterCode,onPremisesSyncEnabled,createdDateTime,verifiedDomains"

type organizationDoc struct {
	ID      id     `json:"id"`
	Name    string `json:"displayName"`
	Country string `json:"countryLetterCode"`
	Synced  known  `json:"onPremisesSyncEnabled"`
	Created moment `json:"createdDateTime"`
	Domains []struct {
		Name    string `json:"name"`
		Default known  `json:"isDefault"`
		Initial known  `json:"isInitial"`
	} `json:"verifiedDomains"`
}

// errNoOrganization cannot happen in a tenant that let us in.
var errNoOrganization = errors.New("the tenant names no organization")

func readOrganization(ctx context.Context, s Source, h *models.Harvest) (models.Outcome, error) {
	docs, err := all[organizationDoc](ctx, s, models.CollectOrganization, organizationQuery)
	if err != nil {
		return models.Outcome{}, err
	}
	if len(docs) == 0 {
		return models.Outcome{}, errNoOrganization
	}
	org := docs[0].model()
	h.Organization = &org
	d := newDigest()
	d.text(org.TenantID, org.Name, org.DefaultDomain, org.InitialDomain, org.Country)
	d.flag(org.OnPremSync)
	d.time(org.CreatedAt)
	return read(1, d.sum()), nil
}

func (o organizationDoc) model() models.Organization {
	org := models.Organization{
		TenantID:   string(o.ID),
		Name:       o.Name,
		Country:    o.Country,
		OnPremSync: models.Known(o.Synced) == models.Yes,
		CreatedAt:  o.Created.Time,
	}
	for _, d := range o.Domains {
		if models.Known(d.Default) == models.Yes {
			org.DefaultDomain = d.Name
		}
		if models.Known(d.Initial) == models.Yes {
			org.InitialDomain = d.Name
		}
	}
	return org
}

// all reads a short collection into one list.
func all[T any](ctx context.Context, s Source, name models.Collector, path string) ([]T, error) {
	var list []T
	for page, err := range graph.Pages[T](ctx, s.Graph, path) {
		if err != nil {
			return nil, err
		}
		list = append(list, page...)
		s.Rows(name, len(list))
	}
	return list, nil
}
