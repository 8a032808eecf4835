package collect

import (
	"context"
	"slices"
	"strings"

	"msp-license-tracker/models"
)

// SKUs reads the subscribed products with Microsoft's own seat counts and the
// service plans inside them. The list has one page and no query options worth
// having.
var SKUs = Collector{
	Name:       models.CollectSKUs,
	Path:       skusPath,
	Permission: "LicenseAssignment.Read.All",
	read:       one(models.CollectSKUs, "LicenseAssignment.Read.All", readSKUs),
}

const skusPath = "/v1.0/subscribedSkus"

type skuDoc struct {
	ID         id     `json:"skuId"`
	PartNumber string `json:"skuPartNumber"`
	AppliesTo  string `json:"appliesTo"`
	Status     string `json:"capabilityStatus"`
	Assigned   int    `json:"consumedUnits"`
	Units      struct {
		Enabled   int `json:"enabled"`
		Warning   int `json:"warning"`
		Suspended int `json:"suspended"`
		LockedOut int `json:"lockedOut"`
	} `json:"prepaidUnits"`
	Subscriptions []id `json:"subscriptionIds"`
	Plans         []struct {
		ID     id     `json:"servicePlanId"`
		Name   string `json:"servicePlanName"`
		Status string `json:"provisioningStatus"`
	} `json:"servicePlans"`
}

func readSKUs(ctx context.Context, s Source, h *models.Harvest) (models.Outcome, error) {
	docs, err := all[skuDoc](ctx, s, models.CollectSKUs, skusPath)
	if err != nil {
		return models.Outcome{}, err
	}
	skus := make([]models.SKU, 0, len(docs))
	for _, doc := range docs {
		skus = append(skus, doc.model())
	}
	skus = newest(skus, func(a, b *models.SKU) int { return strings.Compare(a.ID, b.ID) }, nil)
	h.SKUs = &skus
	return read(len(skus), hashSKUs(skus)), nil
}

func (doc skuDoc) model() models.SKU {
	sku := models.SKU{
		ID:         string(doc.ID),
		PartNumber: doc.PartNumber,
		AppliesTo:  doc.AppliesTo,
		Status:     doc.Status,
		Enabled:    doc.Units.Enabled,
		Warning:    doc.Units.Warning,
		Suspended:  doc.Units.Suspended,
		LockedOut:  doc.Units.LockedOut,
		Assigned:   doc.Assigned,
	}
	for _, sub := range doc.Subscriptions {
		sku.SubscriptionIDs = append(sku.SubscriptionIDs, string(sub))
	}
	slices.Sort(sku.SubscriptionIDs)
	for _, p := range doc.Plans {
		sku.Plans = append(sku.Plans, models.ServicePlan{ID: string(p.ID), Name: p.Name, Status: p.Status})
	}
	slices.SortFunc(sku.Plans, func(a, b models.ServicePlan) int { return strings.Compare(a.ID, b.ID) })
	return sku
}

func hashSKUs(skus []models.SKU) string {
	d := newDigest()
	for i := range skus {
		s := &skus[i]
		d.text(s.ID, s.PartNumber, s.AppliesTo, s.Status)
		d.number(int64(s.Enabled), int64(s.Warning), int64(s.Suspended), int64(s.LockedOut), int64(s.Assigned))
		d.list(s.SubscriptionIDs)
		d.number(int64(len(s.Plans)))
		for _, p := range s.Plans {
			d.text(p.ID, p.Name, p.Status)
		}
	}
	return d.sum()
}
