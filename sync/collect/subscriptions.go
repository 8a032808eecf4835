package collect

import (
	"context"
	"strings"

	"msp-license-tracker/models"
)

// Subscriptions reads the purchases behind the SKUs: seats, state and the date
// of the next change of state. Their ids are what a SKU's subscription ids name.
var Subscriptions = Collector{
	Name:       models.CollectSubscriptions,
	Path:       subscriptionsPath,
	Permission: "Organization.Read.All",
	read:       one(models.CollectSubscriptions, "Organization.Read.All", readSubscriptions),
}

const subscriptionsPath = "/v1.0/directory/subscriptions"

type subscriptionDoc struct {
	ID            id     `json:"id"`
	CommerceID    id     `json:"commerceSubscriptionId"`
	SKUID         id     `json:"skuId"`
	PartNumber    string `json:"skuPartNumber"`
	Status        string `json:"status"`
	Seats         int    `json:"totalLicenses"`
	Trial         known  `json:"isTrial"`
	Created       moment `json:"createdDateTime"`
	NextLifecycle moment `json:"nextLifecycleDateTime"`
	OwnerTenant   id     `json:"ownerTenantId"`
}

func readSubscriptions(ctx context.Context, s Source, h *models.Harvest) (models.Outcome, error) {
	docs, err := all[subscriptionDoc](ctx, s, models.CollectSubscriptions, subscriptionsPath)
	if err != nil {
		return models.Outcome{}, err
	}
	subs := make([]models.Subscription, 0, len(docs))
	for _, doc := range docs {
		subs = append(subs, doc.model())
	}
	subs = newest(subs, func(a, b *models.Subscription) int { return strings.Compare(a.ID, b.ID) }, nil)
	h.Subscriptions = &subs
	return read(len(subs), hashSubscriptions(subs)), nil
}

func (doc subscriptionDoc) model() models.Subscription {
	return models.Subscription{
		ID:            string(doc.ID),
		CommerceID:    string(doc.CommerceID),
		SKUID:         string(doc.SKUID),
		PartNumber:    doc.PartNumber,
		Status:        doc.Status,
		Seats:         doc.Seats,
		Trial:         models.Known(doc.Trial) == models.Yes,
		CreatedAt:     doc.Created.Time,
		NextLifecycle: doc.NextLifecycle.Time,
		OwnerTenantID: string(doc.OwnerTenant),
	}
}

func hashSubscriptions(subs []models.Subscription) string {
	d := newDigest()
	for i := range subs {
		s := &subs[i]
		d.text(s.ID, s.CommerceID, s.SKUID, s.PartNumber, s.Status, s.OwnerTenantID)
		d.number(int64(s.Seats))
		d.flag(s.Trial)
		d.time(s.CreatedAt, s.NextLifecycle)
	}
	return d.sum()
}
