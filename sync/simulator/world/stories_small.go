package world

// leavers: people who left months ago and still hold Business Premium.
func leavers(b *builder, size int) {
	b.t.Story = "Leavers still hold licences: two blocked, one not."
	b.stock("SPB", 3)
	b.viral("FLOW_FREE", 10000)
	b.admin()
	b.left(b.person("SPB"), 210)
	b.left(b.person("SPB", "POWER_BI_PRO"), 64)
	b.stopped(b.person("SPB"), 155)
	b.shared("reception", "Reception", 8200, false)
	b.stock("POWER_BI_PRO", 1)
	b.churn(6, "SPB")
	b.fill(size, "SPB")
}

// sharedMailboxes: shared mailboxes on Business Premium, one over 50 GB and
// one with an archive, which need their licence.
func sharedMailboxes(b *builder, size int) {
	b.t.Story = "Shared mailboxes are licensed: some need it, most do not."
	b.t.Score = 61
	b.stock("SPB", 4)
	b.stock("O365_BUSINESS_PREMIUM", 2)
	b.admin()
	b.shared("post", "Post", 14300, false, "SPB")
	b.shared("faktura", "Faktura", 22100, false, "SPB")
	b.shared("ordre", "Ordrekontor", 57900, false, "SPB")
	b.shared("arkiv", "Arkiv", 31000, true, "SPB")
	b.shared("jobb", "Jobb", 900, false, "O365_BUSINESS_PREMIUM")
	b.shared("info", "Info", 5100, false)
	b.room("møterom1", "Møterom Fløyen", "O365_BUSINESS_PREMIUM").UPN = "moterom1@" + b.t.Domain
	b.stopped(b.person("SPB"), 131)
	b.churn(12, "SPB")
	for range 14 {
		b.person("O365_BUSINESS_PREMIUM")
	}
	b.fill(size, "SPB")
}

// idleCopilot: fifteen Copilot seats bought, four people use them.
func idleCopilot(b *builder, size int) {
	b.t.Story = "Copilot was bought for fifteen and four use it; Visio and Project idle."
	b.t.Score = 58
	b.stock("SPE_E3", 2)
	b.buy("Microsoft_365_Copilot", 15, 190, 365)
	b.buy("VISIOCLIENT", 6, 800, 365)
	b.buy("PROJECTPROFESSIONAL", 5, 700, 365)
	b.buy("VISIOONLINE_PLAN1", 2, 240, 365)
	b.admin()
	for i := range 12 {
		u := b.person("SPE_E3", "Microsoft_365_Copilot")
		u.Grants[1].From = b.ago(185)
		switch {
		case i >= 7:
			u.Copilot = 0
		case i >= 4:
			u.Copilot = b.ago(110 + 5*i)
		}
	}
	b.person("SPE_E3", "VISIOONLINE_PLAN1")
	for i := range 5 {
		u := b.person("SPE_E3", "VISIOCLIENT")
		if i > 1 {
			b.give(u, "PROJECTPROFESSIONAL")
		}
	}
	b.churn(4, "SPE_E3")
	b.fill(size, "SPE_E3")
}

// noPremium: Business Basic only, so sign-in activity cannot be read.
func noPremium(b *builder, size int) {
	b.t.Story = "No Entra ID P1: only the usage reports tell who works."
	b.t.Score = 33
	b.stock("O365_BUSINESS_ESSENTIALS", 5)
	b.stock("EXCHANGESTANDARD", 3)
	b.viral("POWER_BI_STANDARD", 1000000)
	b.admin()
	b.stopped(b.person("O365_BUSINESS_ESSENTIALS"), 122)
	b.stopped(b.person("O365_BUSINESS_ESSENTIALS"), 260)
	b.left(b.person("O365_BUSINESS_ESSENTIALS"), 75)
	b.idle(b.person("EXCHANGESTANDARD"), Absent)
	u := b.person("O365_BUSINESS_ESSENTIALS")
	u.Unreported = true
	b.shared("scans", "Scans", 3300, false, "EXCHANGESTANDARD")
	b.churn(9, "O365_BUSINESS_ESSENTIALS")
	b.staff(6, "EXCHANGESTANDARD")
	b.fill(size, "O365_BUSINESS_ESSENTIALS")
}

// suspended: a subscription lapsed with people still on it.
func suspended(b *builder, size int) {
	b.t.Story = "A suspended subscription still has five people on it."
	b.t.Score = 47
	b.stock("SPB", 1)
	p := b.buy("O365_BUSINESS_PREMIUM", 8, 420, 365)
	p.status = []step[string]{{b.ago(55), "Warning"}, {b.ago(25), "Suspended"}}
	q := b.buy("MCOMEETADV", 5, 300, 365)
	q.status = []step[string]{{b.ago(12), "Warning"}}
	t := b.buy("TEAMS_COMMERCIAL_TRIAL", 25, 20, 30)
	t.Trial = true
	b.admin()
	b.staff(5, "O365_BUSINESS_PREMIUM")
	b.staff(3, "SPB", "MCOMEETADV")
	b.churn(3, "SPB")
	b.fill(size, "SPB")
}

// viral: free products with up to a million units beside a few paid seats.
func viral(b *builder, size int) {
	b.t.Story = "Free products with a million units stand beside 24 paid seats."
	b.stock("SPB", 2)
	b.viral("FLOW_FREE", 10000)
	b.viral("POWER_BI_STANDARD", 1000000)
	b.viral("RIGHTSMANAGEMENT_ADHOC", 50000)
	b.viral("POWERAPPS_VIRAL", 10000)
	b.viral("WINDOWS_STORE", 25)
	b.buy("SHAREPOINTSTORAGE", 100, 365, 365)
	b.sku("SHAREPOINTSTORAGE").AppliesTo = "Company"
	b.admin()
	b.staff(7, "SPB", "FLOW_FREE", "POWER_BI_STANDARD")
	b.staff(3, "SPB", "RIGHTSMANAGEMENT_ADHOC")
	b.left(b.person("SPB", "FLOW_FREE"), 33)
	b.idle(b.person("POWERAPPS_VIRAL"), Null)
	b.churn(3, "SPB")
	b.fill(size, "SPB")
}

// guests: people of other firms hold paid licences.
func guests(b *builder, size int) {
	b.t.Story = "Guests hold paid licences; one of them has not come for months."
	b.stock("SPB", 1)
	b.buy("VISIOCLIENT", 3, 500, 365)
	b.buy("O365_BUSINESS", 4, 900, 365).status = []step[string]{{b.ago(60), "Warning"}, {b.ago(30), "LockedOut"}}
	b.admin()
	b.guest("studio-vega.example", "SPB")
	b.stopped(b.guest("photo-riva.example", "SPB"), 140)
	b.guest("client-nova.example", "VISIOCLIENT")
	b.guest("client-nova.example")
	b.guest("presse.example")
	b.idle(b.person("VISIOCLIENT"), Empty)
	b.churn(3, "SPB")
	b.fill(size, "SPB")
}

// noAuditLog: nine people, and a permission nobody granted.
func noAuditLog(b *builder, size int) {
	b.t.Story = "The permission AuditLog.Read.All was never granted."
	b.t.Denied = []string{"AuditLog.Read.All"}
	b.t.Score = 38
	b.stock("SPB", 1)
	b.admin()
	b.stopped(b.person("SPB"), 98)
	b.fill(size, "SPB")
}
