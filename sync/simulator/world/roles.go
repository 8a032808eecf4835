package world

import "slices"

// Template ids of directory roles; they are the same in every tenant.
const (
	GlobalAdmin        = "62e90394-69f5-4237-9190-012177145e10"
	GlobalReader       = "f2ef992c-3afb-46b9-b7cf-a126ee74c451"
	ReportsReader      = "4a5d8f65-41da-4de4-8968-e035b65339cf"
	UsageSummaryReader = "75934031-6c7e-415a-99d7-48dbd49e875e"
	SecurityReader     = "5d6b6bb7-de71-4623-b4af-96380a352509"
	DirectoryReaders   = "88d8e3e3-8f55-4a1e-953a-9b9898b8876b"
	LicenseAdmin       = "4d6ac14f-3453-41d0-bef9-a3e0c569773a"
	AppAdmin           = "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3"
	CloudAppAdmin      = "158c047a-c907-4556-b7ef-446551a6b5f7"
	PrivilegedAdmin    = "e8611ab8-c189-46e8-94e1-60213ab1f814"
	basicUser          = "b79fbf4d-3ef9-4689-8143-76b194e85509" // every member has it
)

// RolesIn are the directory roles a person holds in a tenant on a day: those
// given at home, or those of the partner relationships. ok is false when the
// person has no access to the tenant at all.
func (w *World) RolesIn(t *Tenant, u *User, now Day) (roles []string, ok bool) {
	if t.User(u.ID) == u {
		roles = append(slices.Clone(u.Roles), basicUser)
		if u.Admin {
			roles = append(roles, GlobalAdmin)
		}
		return roles, true
	}
	if w.Home.User(u.ID) != u || !w.AdminAgent(u) {
		return nil, false
	}
	for _, r := range w.Relations {
		if r.Customer == t && r.InForce(now) && !r.OtherGroup {
			roles = append(roles, r.Assigned...)
		}
	}
	slices.Sort(roles)
	return slices.Compact(roles), len(roles) > 0
}

// AdminAgent says whether a person is one of the MSP's admin agents, who
// together are the security group of most partner relationships.
func (w *World) AdminAgent(u *User) bool {
	return u != nil && (u == w.Home.Admin() || u == w.Technician())
}

// HasRole says whether one of the roles is held; Global Administrator holds all.
func HasRole(held []string, any ...string) bool {
	return slices.Contains(held, GlobalAdmin) || slices.ContainsFunc(any, func(r string) bool { return slices.Contains(held, r) })
}
