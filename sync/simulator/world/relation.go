package world

// Relation is one delegated-admin relationship between the MSP and a customer.
type Relation struct {
	ID, Name   string
	Status     string
	Customer   *Tenant
	Roles      []string // granted by the customer
	Assigned   []string // given to a security group; without these nobody has access
	OtherGroup bool     // the group has none of the MSP's people in it
	Days       int      // duration
	Extends    bool     // prolongs itself by half a year
	Created    Day
	End        Day
}

// InForce says whether the relationship gives access on a day.
func (r *Relation) InForce(now Day) bool {
	switch r.Status {
	case "active", "expiring", "terminationRequested", "terminating":
		return now < r.End
	}
	return false
}

// Listed says whether the customer has approved, so that the relationship
// names it.
func (r *Relation) Listed() bool { return r.Status != "approvalPending" && r.Status != "created" }

// Contract is a reseller agreement. Its names are those of the day it began.
type Contract struct {
	ID           string
	Customer     *Tenant
	Name, Domain string
}

// usual are the roles a careful MSP asks for.
var usual = []string{GlobalReader, ReportsReader, SecurityReader, DirectoryReaders, CloudAppAdmin}

// bind makes the relationships and contracts of the MSP. The place in the
// list of customers decides what is special about one.
func (w *World) bind() {
	for i, t := range w.Customers() {
		if i != 18 {
			w.Contracts = append(w.Contracts, w.contract(i, t))
		}
		w.Relations = append(w.Relations, w.relate(i, t)...)
	}
}

func (w *World) contract(i int, t *Tenant) *Contract {
	c := &Contract{ID: ID(w.Options.Seed, "contract", t.ID), Customer: t, Name: t.Name, Domain: t.Initial}
	if i%9 == 1 { // renamed since
		c.Name, c.Domain = "Old "+t.Name+" Ltd", "old-"+t.Initial
	}
	return c
}

// relate makes the relationships of customer i: none, one or several.
func (w *World) relate(i int, t *Tenant) []*Relation {
	today := w.Options.Anchor
	r := &Relation{Name: "Licence review " + t.Name, Status: "active", Customer: t, Roles: usual, Assigned: usual,
		Days: 730, Extends: i%3 != 0, Created: today - Day(40+i*13%500)}
	r.End = r.Created + 730
	out := []*Relation{r}
	switch i {
	case 2: // details of usage reports stay hidden
		r.Roles = []string{GlobalReader, DirectoryReaders, CloudAppAdmin}
		r.Assigned = r.Roles
	case 3: // approved, but no role was given to a group
		r.Assigned = nil
	case 4:
		r.Status, r.Created, r.End, r.Extends = "expired", today-760, today-30, false
	case 5:
		r.Status, r.Created = "approvalPending", today-9
	case 6:
		r.Status = "terminated"
	case 7: // runs out soon
		r.Created, r.End, r.Extends = today-718, today+12, false
	case 8:
		r.Name, r.Roles, r.Days = "MLT_"+t.Name, []string{DirectoryReaders, GlobalReader}, 365
		r.Assigned, r.End = r.Roles, r.Created+365
	case 9: // an older one with fewer roles beside the newer one
		old := *r
		old.Name, old.Created, old.End, old.Roles = "First contact "+t.Name, today-600, today+130, []string{DirectoryReaders}
		old.Assigned = old.Roles
		out = append(out, &old)
	case 10:
		mlt := *r
		mlt.Name, mlt.Roles = "MLT_"+t.Name, []string{DirectoryReaders}
		mlt.Assigned = mlt.Roles
		out = append(out, &mlt)
	case 11:
		r.Status = "terminationRequested"
	case 13: // consent cannot be given for the customer
		r.Roles = []string{GlobalReader, ReportsReader, DirectoryReaders}
		r.Assigned = r.Roles
	case 14:
		r.OtherGroup = true
	case 15: // reports only
		r.Roles = []string{ReportsReader}
		r.Assigned = r.Roles
	case 16:
		r.Status, r.Created, r.End, r.Extends = "expiring", today-725, today+5, false
	case 17:
		return nil
	case 20:
		r.Status, r.Created = "activating", today
	}
	for n, one := range out {
		one.ID = ID(w.Options.Seed, "relationship", t.ID, one.Name) + "-" + ID(w.Options.Seed, "relationship", "customer", t.ID, string(rune('a'+n)))
	}
	return out
}
