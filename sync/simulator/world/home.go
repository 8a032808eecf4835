package world

// home is the MSP: the partner tenant, distinct from every client.
var home = company{"Northlight IT", "northlight-it", "GB", "Harrogate", "en"}

// homeNumber keeps the MSP's seed apart from those of the clients.
const homeNumber = 1 << 30

// Accounts of the MSP, by the part before the "@".
const (
	technician = "robin.tech"  // runs the customers: in the partner groups
	bystander  = "casey.plain" // no role anywhere
)

// msp is the partner's own directory: an administrator, a technician who
// holds the partner roles, and people without any role.
func msp(b *builder, size int) {
	b.t.Story = "The MSP itself: where the registration lives and partner sign-ins happen."
	b.t.Score = 71
	b.stock("SPE_E3", 1)
	b.stock("AAD_PREMIUM_P2", 1)
	b.admin()
	for _, one := range [][3]string{{technician, "Robin", "Tech"}, {bystander, "Casey", "Plain"}} {
		u := b.person("SPE_E3")
		u.UPN = one[0] + "@" + b.t.Initial
		u.Given, u.Surname, u.Display = one[1], one[2], one[1]+" "+one[2]
		b.give(u, "AAD_PREMIUM_P2")
		if one[0] == technician {
			u.Roles = []string{CloudAppAdmin}
		}
	}
	b.fill(size, "SPE_E3")
}

// Admin is the tenant's Global Administrator.
func (t *Tenant) Admin() *User { return t.User("admin@" + t.Initial) }

// Technician is the person of the MSP who works for its customers.
func (w *World) Technician() *User { return w.Home.User(technician + "@" + w.Home.Initial) }

// Bystander is a person of the MSP without any role.
func (w *World) Bystander() *User { return w.Home.User(bystander + "@" + w.Home.Initial) }

// Plain is somebody of the tenant who works there and holds no role.
func (t *Tenant) Plain() *User {
	for _, u := range t.Users {
		if !u.Admin && u.Kind == Person && u.Blocked == 0 && u.Deleted == 0 {
			return u
		}
	}
	return nil
}
