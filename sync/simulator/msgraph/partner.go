package msgraph

import (
	"fmt"
	"strings"
	"time"

	"msp-license-tracker/sync/simulator/quota"
	"msp-license-tracker/sync/simulator/world"
)

// Partner endpoints. Only the MSP's own directory has entries.

// partnerRoutes are the endpoints of the partner tenant.
func partnerRoutes() []route {
	const under = "tenantRelationships/"
	one := func(name, pattern string, any []string, serve func(*Service, *call) *problem) route {
		return route{name: name, groups: []string{"partner"}, method: get, pattern: pattern, any: any, service: quota.Directory, serve: serve}
	}
	contracts := one("contracts", "contracts", readDir, (*Service).contractList)
	contracts.units = 3
	byDomain := one("tenant-information", under+"findTenantInformationByDomainName", readTenants, (*Service).tenantInformation)
	byID := one("tenant-information", under+"findTenantInformationByTenantId", readTenants, (*Service).tenantInformation)
	byDomain.groups, byID.groups = nil, nil
	return []route{
		contracts, byDomain, byID,
		one("partner-customers", under+"delegatedAdminCustomers", readPartner, (*Service).customerList),
		one("partner-relationships", under+"delegatedAdminRelationships", readPartner, (*Service).relationshipList),
		one("partner-relationships", under+"delegatedAdminRelationships/*", readPartner, (*Service).relationship),
		one("partner-assignments", under+"delegatedAdminRelationships/*/accessAssignments", readPartner, (*Service).accessList),
	}
}

var contracts = &entity[*world.Contract]{
	set: "contracts", noun: "contract", page: 100, max: 999,
	filter: map[string]string{"customerId": "eq", "defaultDomainName": "eq startswith", "displayName": "eq startswith"},
	props: []prop[*world.Contract]{
		field("id", func(k *world.Contract) any { return k.ID }),
		constant[*world.Contract]("deletedDateTime", nil),
		constant[*world.Contract]("contractType", "ResellerPartner"),
		field("customerId", func(k *world.Contract) any { return k.Customer.ID }),
		field("defaultDomainName", func(k *world.Contract) any { return k.Domain }),
		field("displayName", func(k *world.Contract) any { return k.Name }),
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

type relationProp = prop[*world.Relation]

var relationships = &entity[*world.Relation]{
	set: "tenantRelationships/delegatedAdminRelationships", noun: "delegatedAdminRelationship", page: 100, max: 300,
	filter: map[string]string{"status": "eq", "customer/tenantId": "eq", "displayName": "eq startswith"},
	props: []relationProp{
		field("id", func(r *world.Relation) any { return r.ID }),
		field("displayName", func(r *world.Relation) any { return r.Name }),
		field("status", func(r *world.Relation) any { return r.Status }),
		field("duration", func(r *world.Relation) any { return fmt.Sprintf("P%dD", r.Days) }),
		field("autoExtendDuration", func(r *world.Relation) any {
			if r.Extends {
				return "P180D"
			}
			return "PT0S"
		}),
		field("accessDetails", func(r *world.Relation) any { return unified(r.Roles) }),
		field("customer", func(r *world.Relation) any {
			if !r.Listed() {
				return nil
			}
			return map[string]any{"tenantId": r.Customer.ID, "displayName": r.Customer.Name}
		}),
		field("createdDateTime", func(r *world.Relation) any { return r.Created.Time() }),
		field("activatedDateTime", func(r *world.Relation) any {
			if !r.Listed() || r.Status == "activating" {
				return nil
			}
			return r.Created.Time().AddDate(0, 0, 1)
		}),
		field("lastModifiedDateTime", func(r *world.Relation) any { return r.Created.Time().AddDate(0, 0, 1) }),
		field("endDateTime", func(r *world.Relation) any {
			if !r.Listed() {
				return nil
			}
			return r.End.Time()
		}),
	},
}

// unified is a list of roles as relationships write it.
func unified(roles []string) map[string]any {
	list := []any{}
	for _, r := range roles {
		list = append(list, map[string]any{"roleDefinitionId": r})
	}
	return map[string]any{"unifiedRoles": list}
}

// contractList is GET /contracts: empty in a tenant that is no partner.
func (s *Service) contractList(c *call) *problem {
	var all []*world.Contract
	if c.tenant == s.o.World.Home {
		all = s.o.World.Contracts
	}
	return many(s, c, contracts, all, nil)
}

// relations are the relationships a tenant sees as a partner.
func (s *Service) relations(c *call) []*world.Relation {
	if c.tenant != s.o.World.Home {
		return nil
	}
	return s.o.World.Relations
}

// customerList is GET …/delegatedAdminCustomers: everybody who ever approved.
func (s *Service) customerList(c *call) *problem {
	var all []*world.Tenant
	seen := map[*world.Tenant]bool{}
	for _, r := range s.relations(c) {
		if r.Listed() && !seen[r.Customer] {
			seen[r.Customer] = true
			all = append(all, r.Customer)
		}
	}
	return many(s, c, partnerCustomers, all, nil)
}

func (s *Service) relationshipList(c *call) *problem {
	return many(s, c, relationships, s.relations(c), nil)
}

func (s *Service) relation(c *call) (*world.Relation, *problem) {
	for _, r := range s.relations(c) {
		if strings.EqualFold(r.ID, c.vars[0]) {
			return r, nil
		}
	}
	return nil, notFound(c.vars[0])
}

// relationship is GET …/delegatedAdminRelationships/{id}.
func (s *Service) relationship(c *call) *problem {
	r, p := s.relation(c)
	if p != nil {
		return p
	}
	return relationships.one(c, r)
}

// accessList is GET …/delegatedAdminRelationships/{id}/accessAssignments.
func (s *Service) accessList(c *call) *problem {
	r, p := s.relation(c)
	if p != nil {
		return p
	}
	items := []any{}
	if len(r.Assigned) > 0 && r.Listed() {
		group := world.ID(s.o.World.Options.Seed, "group", "partner technicians")
		if r.OtherGroup {
			group = world.ID(s.o.World.Options.Seed, "group", "former technicians")
		}
		made := r.Created.Time().AddDate(0, 0, 1).Format(time.RFC3339)
		items = append(items, map[string]any{
			"@odata.etag": `W/"JyI5MDAwMDAwMCInIA=="`, "id": world.ID(s.o.World.Options.Seed, "access", r.ID), "status": "active",
			"createdDateTime": made, "lastModifiedDateTime": made, "accessDetails": unified(r.Assigned),
			"accessContainer": map[string]any{"accessContainerId": group, "accessContainerType": "securityGroup"},
		})
	}
	return c.json(200, map[string]any{
		"@odata.context": c.base() + "/$metadata#tenantRelationships/delegatedAdminRelationships('" + r.ID + "')/accessAssignments", "value": items,
	})
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
