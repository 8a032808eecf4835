package msgraph

import (
	"strings"

	"msp-license-tracker/sync/simulator/world"
)

// deal is a purchase with its product.
type deal struct {
	*world.Purchase
	sku *world.SKU
}

// partner is the tenant that sells to the clients of this cloud.
func (s *Service) partner() string { return world.ID(s.o.World.Options.Seed, "partner tenant") }

type dealProp = prop[deal]

func dealText(name string, get func(c *call, d deal) string) dealProp {
	return dealProp{name: name, plain: true, write: func(b []byte, c *call, d deal) []byte { return maybe(b, get(c, d)) }}
}

// subscriptions is the resource type "companySubscription".
func (s *Service) subscriptions() *entity[deal] {
	partner := s.partner()
	return &entity[deal]{
		set: "directory/subscriptions", noun: "companySubscription",
		filter: map[string]string{"skuId": "eq", "skuPartNumber": "eq", "commerceSubscriptionId": "eq", "status": "eq", "ocpSubscriptionId": "eq"},
		props: []dealProp{
			dealText("commerceSubscriptionId", func(_ *call, d deal) string { return d.CommerceID }),
			{name: "createdDateTime", plain: true, write: func(b []byte, _ *call, d deal) []byte { return moment(b, d.Created.Time()) }},
			dealText("id", func(_ *call, d deal) string { return d.ID }),
			{name: "isTrial", plain: true, write: func(b []byte, _ *call, d deal) []byte { return boolean(b, d.Trial) }},
			{name: "nextLifecycleDateTime", plain: true, write: func(b []byte, c *call, d deal) []byte {
				if next := d.NextLifecycle(c.now); next != 0 {
					return moment(b, next.Time())
				}
				return null(b)
			}},
			dealText("ownerId", func(_ *call, d deal) string { return "" }),
			dealText("ownerTenantId", func(_ *call, d deal) string {
				if d.Direct {
					return ""
				}
				return partner
			}),
			dealText("ownerType", func(_ *call, d deal) string { return "" }),
			dealText("skuId", func(_ *call, d deal) string { return d.sku.SKUID }),
			dealText("skuPartNumber", func(_ *call, d deal) string { return d.sku.PartNumber }),
			dealText("status", func(c *call, d deal) string { return d.Status(c.now) }),
			{name: "totalLicenses", plain: true, write: func(b []byte, c *call, d deal) []byte { return integer(b, d.Seats(c.now)) }},
			{name: "serviceStatus", plain: true, write: func(b []byte, _ *call, d deal) []byte { return plans(b, d.sku) }},
		},
	}
}

func deals(c *call) []deal {
	var out []deal
	for _, k := range c.tenant.SKUs {
		for _, p := range bought(c, k) {
			out = append(out, deal{p, k})
		}
	}
	return out
}

// companySubscriptions is GET /directory/subscriptions.
func (s *Service) companySubscriptions(c *call) *problem {
	if c.args["commerceSubscriptionId"] != "" {
		return s.companySubscription(c)
	}
	if c.query.Count {
		return directoryBad("The query specified in the URI is not valid. $count is not supported.")
	}
	return many(s, c, s.subscriptions(), deals(c), nil)
}

// companySubscription is GET /directory/subscriptions/{id}, also by the
// alternate key commerceSubscriptionId.
func (s *Service) companySubscription(c *call) *problem {
	key := c.args["commerceSubscriptionId"]
	if len(c.vars) > 0 {
		key = c.vars[0]
	}
	for _, d := range deals(c) {
		if strings.EqualFold(d.ID, key) || strings.EqualFold(d.CommerceID, key) {
			return s.subscriptions().one(c, d)
		}
	}
	return notFound(key)
}
