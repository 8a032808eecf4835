package msgraph

import (
	"msp-license-tracker/sync/simulator/world"
)

type skuProp = prop[*world.SKU]

func skuText(name string, get func(c *call, s *world.SKU) string) skuProp {
	return skuProp{name: name, plain: true, write: func(b []byte, c *call, s *world.SKU) []byte { return quote(b, get(c, s)) }}
}

// skus is the resource type "subscribedSku".
var skus = &entity[*world.SKU]{
	set: "subscribedSkus", noun: "subscribedSku",
	props: []skuProp{
		skuText("accountName", func(c *call, _ *world.SKU) string { return accountName(c.tenant) }),
		skuText("accountId", func(c *call, _ *world.SKU) string { return c.tenant.ID }),
		skuText("appliesTo", func(_ *call, s *world.SKU) string { return s.AppliesTo }),
		skuText("capabilityStatus", func(c *call, s *world.SKU) string { return s.Status(c.now) }),
		{name: "consumedUnits", plain: true, write: func(b []byte, c *call, s *world.SKU) []byte {
			return integer(b, c.tenant.Assigned(s, c.now))
		}},
		skuText("id", func(c *call, s *world.SKU) string { return c.tenant.ID + "_" + s.SKUID }),
		skuText("skuId", func(_ *call, s *world.SKU) string { return s.SKUID }),
		skuText("skuPartNumber", func(_ *call, s *world.SKU) string { return s.PartNumber }),
		{name: "subscriptionIds", plain: true, write: func(b []byte, c *call, s *world.SKU) []byte {
			return list(b, bought(c, s), func(b []byte, p *world.Purchase) []byte { return quote(b, p.ID) })
		}},
		{name: "prepaidUnits", plain: true, write: func(b []byte, c *call, s *world.SKU) []byte {
			u := s.Units(c.now)
			b = integer(append(b, `{"enabled":`...), u.Enabled)
			b = integer(append(b, `,"suspended":`...), u.Suspended)
			b = integer(append(b, `,"warning":`...), u.Warning)
			b = integer(append(b, `,"lockedOut":`...), u.LockedOut)
			return append(b, '}')
		}},
		{name: "servicePlans", plain: true, write: func(b []byte, _ *call, s *world.SKU) []byte { return plans(b, s) }},
	},
}

// accountName is the first label of the initial domain.
func accountName(t *world.Tenant) string { return t.Initial[:len(t.Initial)-len(".onmicrosoft.com")] }

// bought are the purchases that exist on the day of the call.
func bought(c *call, s *world.SKU) []*world.Purchase {
	var out []*world.Purchase
	for _, p := range s.Purchases {
		if p.Status(c.now) != "" {
			out = append(out, p)
		}
	}
	return out
}

// plans writes service plans with their state in the tenant.
func plans(b []byte, s *world.SKU) []byte {
	return list(b, s.Plans, func(b []byte, p world.Plan) []byte {
		status, applies := "Success", "User"
		switch p.Name {
		case "EXCHANGE_S_FOUNDATION", "M365_LIGHTHOUSE_CUSTOMER_PLAN1", "WINDOWSUPDATEFORBUSINESS_DEPLOYMENTSERVICE":
			applies = "Company"
		case "INTUNE_O365":
			status, applies = "PendingActivation", "Company"
		}
		b = append(append(append(b, `{"servicePlanId":"`...), p.ID...), `","servicePlanName":`...)
		b = quote(b, p.Name)
		b = append(append(append(b, `,"provisioningStatus":"`...), status...), `","appliesTo":"`...)
		return append(append(b, applies...), `"}`...)
	})
}

// licenses is the resource type "licenseDetails".
var licenses = &entity[*world.SKU]{
	set: "licenseDetails", noun: "licenseDetails",
	props: []skuProp{
		skuText("id", func(_ *call, s *world.SKU) string { return world.ID(0, "detail", s.SKUID) }),
		skuText("skuId", func(_ *call, s *world.SKU) string { return s.SKUID }),
		skuText("skuPartNumber", func(_ *call, s *world.SKU) string { return s.PartNumber }),
		{name: "servicePlans", plain: true, write: func(b []byte, _ *call, s *world.SKU) []byte { return plans(b, s) }},
	},
}

// subscribedSkus is GET /subscribedSkus. It knows $select and nothing else.
func (s *Service) subscribedSkus(c *call) *problem {
	if c.query.Filter != nil || c.query.Count || len(c.query.OrderBy) > 0 || c.query.Search != "" {
		return directoryBad("The query specified in the URI is not valid. Query options other than $select are not supported.")
	}
	c.query.Top = -1
	return many(s, c, skus, c.tenant.SKUs, func(k *world.SKU) bool { return k.Status(c.now) != "" })
}

// subscribedSku is GET /subscribedSkus/{id}.
func (s *Service) subscribedSku(c *call) *problem {
	for _, k := range c.tenant.SKUs {
		if c.tenant.ID+"_"+k.SKUID == c.vars[0] && k.Status(c.now) != "" {
			return skus.one(c, k)
		}
	}
	return notFound(c.vars[0])
}
