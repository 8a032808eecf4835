package roster

import (
	"slices"
	"strings"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
)

// steps a technician would take, in order. They leave out what is known not to
// apply; what is unknown stays in.
func (b *Builder) steps(p *Person, r *Row) []string {
	steps := []string{"Ask the customer to confirm in writing that " + r.who() + " no longer needs the licence."}
	add := func(when bool, step string) {
		if when {
			steps = append(steps, step)
		}
	}
	where := "in the Microsoft 365 admin centre"
	if r.Synced == models.Yes {
		where = "in the customer's Active Directory, and wait for the next sync"
	}
	kind := p.Mailbox.Recipient
	shared := p.HasMailbox && (kind == models.SharedMailbox || kind == models.RoomMailbox || kind == models.EquipmentMailbox)
	keeps := p.HasMailbox && (p.Mailbox.Bytes > insight.FreeMailboxBytes || p.Mailbox.HasArchive == models.Yes)
	add(r.Blocked != models.Yes, "Block sign-in "+where+", and revoke the sessions.")
	add(r.Admin != models.No, "Look at the account's admin roles and take them away; make sure another administrator is left.")
	add(true, "Look for holds, forwarding and delegates of the mailbox in the Exchange admin centre.")
	add(keeps, "Keep a licence with an Exchange plan on it, or bring the mailbox under 50 GB and empty its archive first.")
	add(!shared && !keeps, "If the mail is still needed, convert the mailbox to a shared mailbox before the licence goes: without a licence it is deleted after 30 days.")
	add(!r.OneDriveBytes.Known || r.OneDriveBytes.Value > 0, "Give somebody else access to its OneDrive and move what is needed.")
	if groups := b.groupNames(r); len(groups) > 0 {
		steps = append(steps, "Take the account out of the licence group: "+strings.Join(groups, ", ")+".")
	}
	if direct := r.direct(); len(direct) > 0 {
		steps = append(steps, "Unassign from the account: "+strings.Join(direct, ", ")+".")
	}
	add(len(r.Licenses) > 0, "Lower the number of seats where the subscription was bought, at its renewal if it cannot be lowered before.")
	return append(steps, "Scan the tenant again and compare.")
}

func (r *Row) who() string {
	if r.DisplayName != "" {
		return r.DisplayName
	}
	return r.UPN
}

func (r *Row) direct() (products []string) {
	for _, l := range r.Licenses {
		if l.Direct {
			products = append(products, l.Product)
		}
	}
	return products
}

// groupNames of all groups that give a licence, each once; a group that could
// not be read has only its id.
func (b *Builder) groupNames(r *Row) (names []string) {
	for _, l := range r.Licenses {
		for _, id := range l.Groups {
			name := b.groups[id]
			if name == "" {
				name = id
			}
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}
