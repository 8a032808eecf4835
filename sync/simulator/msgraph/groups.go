package msgraph

import "msp-license-tracker/sync/simulator/world"

type groupProp = prop[*world.Group]

func groupAlways(name, value string, plain bool) groupProp {
	return groupProp{name: name, plain: plain, write: func(b []byte, _ *call, _ *world.Group) []byte { return append(b, value...) }}
}

// groups is the resource type "group".
var groups = &entity[*world.Group]{
	set: "groups", noun: "group", page: 100, max: 999,
	sort: []string{"displayName"},
	filter: map[string]string{"assignedLicenses/$count": "eq* ne*", "assignedLicenses/skuId": "eq not*", "hasMembersWithLicenseErrors": "eq",
		"displayName": "eq startswith ne* not*", "securityEnabled": "eq", "mailEnabled": "eq", "groupTypes": "eq not*", "id": "eq"},
	props: []groupProp{
		{name: "id", plain: true, write: func(b []byte, _ *call, g *world.Group) []byte { return quote(b, g.ID) }},
		groupAlways("deletedDateTime", "null", true),
		groupAlways("classification", "null", true),
		{name: "createdDateTime", plain: true, write: func(b []byte, c *call, g *world.Group) []byte { return moment(b, c.tenant.Created.At(40)) }},
		groupAlways("description", `"Licences by group"`, true),
		{name: "displayName", plain: true, write: func(b []byte, _ *call, g *world.Group) []byte { return quote(b, g.Name) }},
		groupAlways("groupTypes", "[]", true),
		groupAlways("mail", "null", true),
		groupAlways("mailEnabled", "false", true),
		{name: "mailNickname", plain: true, write: func(b []byte, _ *call, g *world.Group) []byte { return quote(b, g.Name) }},
		groupAlways("membershipRule", "null", true),
		groupAlways("onPremisesSyncEnabled", "null", true),
		groupAlways("proxyAddresses", "[]", true),
		groupAlways("securityEnabled", "true", true),
		groupAlways("visibility", "null", true),
		{name: "assignedLicenses", write: func(b []byte, _ *call, g *world.Group) []byte {
			return list(b, g.SKUs, func(b []byte, s *world.SKU) []byte {
				return append(append(append(b, `{"disabledPlans":[],"skuId":"`...), s.SKUID...), `"}`...)
			})
		}},
		{name: "hasMembersWithLicenseErrors", write: func(b []byte, c *call, g *world.Group) []byte {
			return boolean(b, len(members(c, g, true)) > 0)
		}},
		groupAlways("licenseProcessingState", `{"state":"ProcessingComplete"}`, false),
	},
}

// members are the accounts a group gives licences to; only those in error if
// broken.
func members(c *call, g *world.Group, broken bool) []*world.User {
	var out []*world.User
	for _, u := range c.tenant.Users {
		for i := range u.Grants {
			if x := &u.Grants[i]; x.Group == g && x.Held(c.now) && (!broken || x.Error != "") && u.Present(c.now) {
				out = append(out, u)
				break
			}
		}
	}
	return out
}

// groupList is GET /groups.
func (s *Service) groupList(c *call) *problem { return many(s, c, groups, c.tenant.Groups, nil) }

// groupMembers is GET /groups/{id}/members and …/membersWithLicenseErrors.
func (s *Service) groupMembers(c *call) *problem { return s.membersOf(c, false) }
func (s *Service) groupBroken(c *call) *problem  { return s.membersOf(c, true) }

func (s *Service) membersOf(c *call, broken bool) *problem {
	g, p := group(c)
	if p != nil {
		return p
	}
	e := *users
	e.set = "directoryObjects"
	return many(s, c, &e, members(c, g, broken), nil)
}

// groupByID is GET /groups/{id}.
func (s *Service) groupByID(c *call) *problem {
	g, p := group(c)
	if p != nil {
		return p
	}
	return groups.one(c, g)
}

func group(c *call) (*world.Group, *problem) {
	for _, g := range c.tenant.Groups {
		if g.ID == c.vars[0] {
			return g, nil
		}
	}
	return nil, notFound(c.vars[0])
}
