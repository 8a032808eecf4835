package msgraph

import (
	"strings"
	"time"

	"msp-license-tracker/sync/simulator/world"
)

type orgProp = prop[*world.Tenant]

func orgText(name string, get func(t *world.Tenant) string) orgProp {
	return orgProp{name: name, plain: true, write: func(b []byte, _ *call, t *world.Tenant) []byte { return maybe(b, get(t)) }}
}

func orgAlways(name, value string) orgProp {
	return orgProp{name: name, plain: true, write: func(b []byte, _ *call, _ *world.Tenant) []byte { return append(b, value...) }}
}

var countries = map[string]string{"GB": "United Kingdom", "NO": "Norway", "US": "United States", "DE": "Germany", "IE": "Ireland",
	"FR": "France", "PT": "Portugal", "PL": "Poland", "NZ": "New Zealand"}

// organizations is the resource type "organization".
var organizations = &entity[*world.Tenant]{
	set: "organization", noun: "organization",
	props: []orgProp{
		orgText("id", func(t *world.Tenant) string { return t.ID }),
		orgAlways("deletedDateTime", "null"),
		orgAlways("businessPhones", "[]"),
		orgText("city", func(t *world.Tenant) string { return t.City }),
		orgText("country", func(t *world.Tenant) string { return countries[t.Country] }),
		orgText("countryLetterCode", func(t *world.Tenant) string { return t.Country }),
		{name: "createdDateTime", plain: true, write: func(b []byte, _ *call, t *world.Tenant) []byte { return moment(b, t.Created.At(9000)) }},
		orgText("defaultUsageLocation", func(t *world.Tenant) string { return t.Country }),
		orgText("displayName", func(t *world.Tenant) string { return t.Name }),
		orgAlways("marketingNotificationEmails", "[]"),
		{name: "onPremisesLastSyncDateTime", plain: true, write: func(b []byte, c *call, t *world.Tenant) []byte {
			if t.Synced {
				return moment(b, c.at.Add(-25*time.Minute).Truncate(30*time.Minute))
			}
			return null(b)
		}},
		{name: "onPremisesSyncEnabled", plain: true, write: func(b []byte, _ *call, t *world.Tenant) []byte {
			if t.Synced {
				return boolean(b, true)
			}
			return null(b)
		}},
		orgAlways("partnerTenantType", "null"),
		orgAlways("postalCode", "null"),
		orgText("preferredLanguage", func(t *world.Tenant) string { return t.Language }),
		orgAlways("securityComplianceNotificationMails", "[]"),
		orgAlways("securityComplianceNotificationPhones", "[]"),
		orgAlways("state", "null"),
		orgAlways("street", "null"),
		{name: "technicalNotificationMails", plain: true, write: func(b []byte, _ *call, t *world.Tenant) []byte {
			return append(quote(append(b, '['), "it@"+t.Domain), ']')
		}},
		orgAlways("tenantType", `"AAD"`),
		{name: "assignedPlans", plain: true, write: orgPlans},
		orgAlways("provisionedPlans", "[]"),
		{name: "verifiedDomains", plain: true, write: func(b []byte, _ *call, t *world.Tenant) []byte {
			const services = `"capabilities":"Email, OfficeCommunicationsOnline","type":"Managed",`
			b = quote(append(b, `[{`+services+`"isDefault":false,"isInitial":true,"name":`...), t.Initial)
			b = quote(append(b, `},{`+services+`"isDefault":true,"isInitial":false,"name":`...), t.Domain)
			return append(b, `}]`...)
		}},
	},
}

// orgPlans lists the plans of every product in force.
func orgPlans(b []byte, c *call, t *world.Tenant) []byte {
	b = append(b, '[')
	seen := map[string]bool{}
	for _, k := range t.SKUs {
		if st := k.Status(c.now); st != "Enabled" && st != "Warning" {
			continue
		}
		for _, p := range k.Plans {
			if seen[p.ID] {
				continue
			}
			if seen[p.ID] = true; len(seen) > 1 {
				b = append(b, ',')
			}
			b = moment(append(b, `{"assignedDateTime":`...), t.Created.At(11000))
			b = quote(append(b, `,"capabilityStatus":"Enabled","service":`...), service(p.Name))
			b = append(append(append(b, `,"servicePlanId":"`...), p.ID...), `"}`...)
		}
	}
	return append(b, ']')
}

// organization is GET /organization: exactly one item.
func (s *Service) organization(c *call) *problem {
	return many(s, c, organizations, []*world.Tenant{c.tenant}, nil)
}

// organizationByID is GET /organization/{id}.
func (s *Service) organizationByID(c *call) *problem {
	if !strings.EqualFold(c.vars[0], c.tenant.ID) {
		return notFound(c.vars[0])
	}
	return organizations.one(c, c.tenant)
}
