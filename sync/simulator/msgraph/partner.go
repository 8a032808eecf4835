package msgraph

import (
	"time"

	"msp-license-tracker/sync/simulator/world"
)

// Partner endpoints. The clients of this cloud belong to one partner, whose
// own directory is the first tenant: only there do they have entries.

func (s *Service) customers(c *call) []*world.Tenant {
	if c.tenant != s.o.World.Tenants[0] {
		return nil
	}
	return s.o.World.Tenants[1:]
}

var contracts = &entity[*world.Tenant]{
	set: "contracts", noun: "contract", page: 100, max: 999,
	filter: map[string]string{"customerId": "eq", "defaultDomainName": "eq startswith", "displayName": "eq startswith"},
	props: []orgProp{
		orgText("id", func(t *world.Tenant) string { return world.ID(0, "contract", t.ID) }),
		orgAlways("deletedDateTime", "null"),
		orgAlways("contractType", `"ResellerPartner"`),
		orgText("customerId", func(t *world.Tenant) string { return t.ID }),
		orgText("defaultDomainName", func(t *world.Tenant) string { return t.Initial }),
		orgText("displayName", func(t *world.Tenant) string { return t.Name }),
	},
}

var partnerCustomers = &entity[*world.Tenant]{
	set: "tenantRelationships/delegatedAdminCustomers", noun: "delegatedAdminCustomer", page: 100, max: 300,
	filter: map[string]string{"displayName": "eq startswith", "tenantId": "eq"}, sort: []string{"displayName"},
	props: []orgProp{
		orgText("id", func(t *world.Tenant) string { return t.ID }),
		orgText("tenantId", func(t *world.Tenant) string { return t.ID }),
		orgText("displayName", func(t *world.Tenant) string { return t.Name }),
	},
}

// readerRoles are Global Reader and Reports Reader.
const readerRoles = `{"unifiedRoles":[{"roleDefinitionId":"f2ef992c-3afb-46b9-b7cf-a126ee74c451"},{"roleDefinitionId":"4a5d8f65-41da-4de4-8968-e035b65339cf"}]}`

var relationships = &entity[*world.Tenant]{
	set: "tenantRelationships/delegatedAdminRelationships", noun: "delegatedAdminRelationship", page: 100, max: 300,
	filter: map[string]string{"status": "eq", "customer/tenantId": "eq", "displayName": "eq startswith"},
	props: []orgProp{
		orgText("id", func(t *world.Tenant) string { return world.ID(0, "relationship", t.ID) }),
		orgText("displayName", func(t *world.Tenant) string { return "Licence review " + t.Name }),
		orgAlways("status", `"active"`),
		orgAlways("duration", `"P730D"`),
		orgAlways("autoExtendDuration", `"PT0S"`),
		orgAlways("accessDetails", readerRoles),
		{name: "customer", plain: true, write: func(b []byte, _ *call, t *world.Tenant) []byte {
			b = quote(append(b, `{"tenantId":`...), t.ID)
			return append(quote(append(b, `,"displayName":`...), t.Name), '}')
		}},
		relationDate("createdDateTime", 400), relationDate("activatedDateTime", 399),
		relationDate("lastModifiedDateTime", 399), relationDate("endDateTime", 399-730),
	},
}

// relationDate is a date of a relationship, in days before the anchor year.
func relationDate(name string, ago int) orgProp {
	return orgProp{name: name, plain: true, write: func(b []byte, c *call, t *world.Tenant) []byte {
		age := int(t.Created) % 200
		return moment(b, c.now.Time().AddDate(0, 0, age-ago).Truncate(24*time.Hour))
	}}
}

func (s *Service) contractList(c *call) *problem {
	return many(s, c, contracts, s.customers(c), nil)
}

func (s *Service) customerList(c *call) *problem {
	return many(s, c, partnerCustomers, s.customers(c), nil)
}

func (s *Service) relationshipList(c *call) *problem {
	return many(s, c, relationships, s.customers(c), nil)
}

// tenantInformation finds a tenant by domain or by id.
func (s *Service) tenantInformation(c *call) *problem {
	key := c.args["domainName"] + c.args["tenantId"]
	t := s.o.World.Tenant(key)
	if t == nil {
		return &problem{status: 404, code: "Directory_ObjectNotFound", message: "Unable to retrieve tenant information for '" + key + "'."}
	}
	return c.json(200, map[string]any{
		"@odata.context": c.base() + "/$metadata#microsoft.graph.tenantInformation",
		"tenantId":       t.ID, "displayName": t.Name, "defaultDomainName": t.Domain, "federationBrandName": nil,
	})
}
