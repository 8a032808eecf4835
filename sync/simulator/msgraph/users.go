package msgraph

import (
	"bytes"
	"strconv"
	"strings"

	"msp-license-tracker/sync/simulator/faults"
	"msp-license-tracker/sync/simulator/world"
)

// users is GET /users.
func (s *Service) users(c *call) *problem {
	if p := selectable(c); p != nil {
		return p
	}
	if p := s.signInsReadable(c); p != nil {
		return p
	}
	return many(s, c, users, c.tenant.Users, func(u *world.User) bool { return u.Present(c.now) })
}

// signInsReadable says why sign-in activity may not be read, if it may not.
func (s *Service) signInsReadable(c *call) *problem {
	if !wantsSignIns(c) {
		return nil
	}
	_, c.emptyDates = s.o.Faults.Take(c.request(), faults.EmptyDates)
	if !c.tenant.EntraPremium(c.now) {
		return noPremium
	}
	if !c.holds("AuditLog.Read.All") {
		return scopeMissing("AuditLog.Read.All")
	}
	if c.query.Select != nil && !contains(c.query.Select, "id") {
		c.query.Select = append(c.query.Select, "id")
	}
	return nil
}

// lonely are properties that only a single user can be asked for.
var lonely = []string{"mailboxSettings", "aboutMe", "birthday", "hireDate", "interests", "mySite", "pastProjects",
	"preferredName", "responsibilities", "schools", "skills"}

func selectable(c *call) *problem {
	for _, name := range c.query.Select {
		if contains(lonely, name) {
			return &problem{status: 501, code: "NotImplemented", message: "This operation target is not yet supported."}
		}
	}
	return nil
}

func contains(list []string, want string) bool {
	for _, s := range list {
		if strings.EqualFold(s, want) {
			return true
		}
	}
	return false
}

// userCount is GET /users/$count: plain text, and only with the header.
func (s *Service) userCount(c *call) *problem {
	if !c.eventual() {
		return directoryBad("$count is not currently supported.")
	}
	c.query.Count = true
	if p := users.allowed(c); p != nil {
		return p
	}
	n := count(c.tenant.Users, users.passes(c, func(u *world.User) bool { return u.Present(c.now) }))
	c.w.Header().Set("Content-Type", "text/plain")
	c.w.Header().Set("OData-Version", "4.0")
	c.w.Write([]byte(strconv.Itoa(n)))
	return nil
}

// user is GET /users/{id or userPrincipalName}.
func (s *Service) user(c *call) *problem {
	u := c.tenant.User(c.vars[0])
	if u == nil || !u.Present(c.now) {
		return notFound(c.vars[0])
	}
	if p := s.signInsReadable(c); p != nil {
		return p
	}
	return users.one(c, u)
}

// licenseDetails is GET /users/{id}/licenseDetails.
func (s *Service) licenseDetails(c *call) *problem {
	u := c.tenant.User(c.vars[0])
	if u == nil || !u.Present(c.now) {
		return notFound(c.vars[0])
	}
	var held []*world.SKU
	for _, sku := range c.tenant.SKUs {
		if u.Uses(sku, c.now) {
			held = append(held, sku)
		}
	}
	e := *licenses
	e.set = "users('" + u.ID + "')/licenseDetails"
	return many(s, c, &e, held, nil)
}

// bin is GET /directory/deletedItems/microsoft.graph.user.
func (s *Service) bin(c *call) *problem {
	e := *users
	e.set = "directoryObjects/microsoft.graph.user"
	return many(s, c, &e, c.tenant.Users, func(u *world.User) bool { return u.InBin(c.now) })
}

// delta is GET /users/delta: every user once, then a link to start from.
func (s *Service) delta(c *call) *problem {
	if c.query.Top >= 0 || len(c.query.OrderBy) > 0 {
		return directoryBad("The query specified in the URI is not valid.")
	}
	latest := c.query.Delta != ""
	props, set, p := users.choose(c.query)
	if p != nil {
		return p
	}
	b := append([]byte(`{"@odata.context":`), quote(nil, c.base()+"/$metadata#"+set)...)
	b = append(b, `,"@odata.deltaLink":`...)
	b = quote(b, c.base()+"/users/delta?$deltatoken="+s.mint.Seal(pageToken{Tenant: c.tenant.ID, Made: s.o.Clock().Unix()}))
	b = append(b, `,"value":[`...)
	for _, u := range c.tenant.Users {
		if !latest && u.Present(c.now) {
			b = append(object(b, c, props, u), ',')
		}
	}
	return c.send(200, append(bytes.TrimSuffix(b, []byte(",")), `]}`...))
}
