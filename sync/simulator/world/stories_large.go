package world

// concealed: report names are hidden, so only sign-ins tell who works.
func concealed(b *builder, size int) {
	b.t.Story = "Names in reports are concealed: only sign-ins can be joined."
	b.t.Concealed, b.t.Synced, b.t.Score = true, true, 66
	b.stock("SPE_E3", 6)
	b.stock("SPE_F1", 4)
	b.stock("POWER_BI_PRO", 2)
	b.admin().Synced = false
	b.stopped(b.person("SPE_E3"), 118)
	b.stopped(b.person("SPE_E3", "POWER_BI_PRO"), 290)
	b.left(b.person("SPE_E3"), 49)
	b.left(b.person("SPE_F1"), 171)
	b.idle(b.hired(b.person("SPE_F1"), 88), Sentinel)
	b.shared("einkauf", "Einkauf", 18200, false, "SPE_E3")
	b.staff(5, "SPE_E3", "POWER_BI_PRO")
	b.staff(24, "SPE_F1")
	b.churn(18, "SPE_E3")
	b.fill(size, "SPE_E3")
}

// overAssigned: seats were cut below the number of people.
func overAssigned(b *builder, size int) {
	b.t.Story = "Office 365 E3 was cut by six seats: more people than seats."
	b.t.Score = 44
	b.stock("O365_BUSINESS_ESSENTIALS", 4)
	b.stock("AAD_PREMIUM", 2)
	b.admin()
	b.left(b.person("ENTERPRISEPACK"), 82)
	b.left(b.person("ENTERPRISEPACK"), 30)
	b.stopped(b.person("ENTERPRISEPACK"), 166)
	b.staff(9, "ENTERPRISEPACK", "AAD_PREMIUM")
	b.staff(12, "ENTERPRISEPACK")
	b.staff(16, "O365_BUSINESS_ESSENTIALS")
	b.churn(6, "ENTERPRISEPACK")
	b.fill(size, "ENTERPRISEPACK")
	used := b.t.Assigned(b.sku("ENTERPRISEPACK"), b.anchor)
	main := b.buy("ENTERPRISEPACK", used-2, 640, 365)
	main.seats = append(main.seats, step[int]{b.ago(24), used - 8})
	b.buy("ENTERPRISEPACK", 5, 210, 365)
}

// newStarters: a retailer with seasonal people, some still within the grace
// period, some far beyond it, some missing in the report.
func newStarters(b *builder, size int) {
	b.t.Story = "Starters who never signed in, inside and beyond the grace period."
	b.t.Score = 49
	b.stock("SPB", 7)
	b.stock("DESKLESSPACK", 11)
	b.admin()
	for i, days := range []int{4, 11, 19, 28, 30, 31, 32, 47, 90, 133} {
		b.idle(b.hired(b.person("DESKLESSPACK"), days), Style(i%4)).Unreported = i%2 == 0
	}
	for i, days := range []int{89, 90, 91, 104, 147} {
		u := b.stopped(b.person("DESKLESSPACK"), days)
		u.Unreported = i == 4
	}
	late := b.person("SPB") // old account, licence given last week
	b.idle(late, Absent).Grants[0].From = b.ago(8)
	tried := b.idle(b.hired(b.person("SPB"), 120), Absent)
	tried.Attempt = b.ago(70)
	lately := b.idle(b.hired(b.person("SPB"), 140), Absent)
	lately.Attempt = b.ago(6)
	for range 6 {
		b.person("SPB").Unreported = true
	}
	b.shared("loja", "Loja", 12000, false, "DESKLESSPACK")
	b.churn(24, "DESKLESSPACK")
	b.staff(48, "SPB")
	b.fill(size, "DESKLESSPACK")
}

// groupLicences: licences by group, one in error, several held twice.
func groupLicences(b *builder, size int) {
	b.t.Story = "Group licences: three in error, four held twice, one lost product."
	b.t.Synced, b.t.Score = true, 71
	b.stock("SPE_E3", 4)
	b.stock("EMS", 3)
	b.buy("SPE_E5", 2, 260, 365)
	staff := b.group("LIC-M365-E3", "SPE_E3")
	security := b.group("LIC-Security", "SPE_E5")
	b.admin().Synced = false
	for range 4 { // direct and through the group: one seat
		b.join(b.person("SPE_E3"), staff)
	}
	for i := range 5 { // two seats of E5 for five members
		u := b.person("EMS")
		b.join(u, security)
		if i > 1 {
			u.Grants[len(u.Grants)-1].Error = "CountViolation"
		}
	}
	gone := b.left(b.person(), 57)
	b.join(gone, staff)
	old := b.idle(b.person("SPE_E3"), Null) // from before creation dates were kept
	old.Undated = true
	off := b.stopped(b.person(), 137)
	b.join(off, staff)
	b.staff(9, "SPE_E3", "EMS")
	b.churn(9, "SPE_E3")
	for len(b.t.Users) < min(size, 300) {
		b.join(b.person(), staff)
	}
	b.fill(size, "SPE_E3")
}
