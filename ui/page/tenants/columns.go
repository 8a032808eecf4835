package tenants

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/models/portfolio"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/datatable"
)

type row = portfolio.TenantRow

func (p *Page) columns() []datatable.Column[row] {
	return []datatable.Column[row]{
		{ID: "tenant", Title: lang.L("Tenant"), Flex: 1.5, MinWidth: 150, Bold: true, Ink: ink,
			Text: func(r row) string { return page.TenantName(r.Tenant) },
			Sub:  func(r row) string { return page.Domain(r.Tenant) }},
		{ID: "customer", Title: lang.L("Customer"), Flex: 0.9, MinWidth: 100, Priority: 3, Ink: ink, Text: func(r row) string { return customer(&r) }},
		{ID: "health", Title: lang.L("Health"), Flex: 2.6, MinWidth: 190, Ink: ink,
			Text: func(r row) string { return healthText(&r) },
			Sub:  func(r row) string { return firstReason(&r) },
			Dot:  func(r row) theme.Tone { return healthTone(&r) },
			Less: func(a, b row) bool { return rank(&a) < rank(&b) }},
		{ID: "users", Title: lang.L("Licensed"), Width: 82, Align: fyne.TextAlignTrailing, Priority: 1, Ink: ink,
			Text: func(r row) string { return page.Count(r.LicensedUsers) }, Number: func(r row) float64 { return float64(r.LicensedUsers) }},
		{ID: "score", Title: lang.L("Secure Score"), Width: 100, Align: fyne.TextAlignTrailing, Priority: 2, Ink: ink,
			Text: func(r row) string { return score(&r) }, Number: func(r row) float64 { return r.SecureScore }},
		{ID: "spend", Title: lang.L("Spend / month"), Width: 106, Align: fyne.TextAlignTrailing, Ink: ink,
			Text: func(r row) string { return r.Spend.FormatWhole() }, Number: func(r row) float64 { return r.Spend.Value.InexactFloat64() }},
		{ID: "leakage", Title: lang.L("Leakage / month"), Width: 138, Align: fyne.TextAlignTrailing, Bold: true, Ink: ink,
			Text: func(r row) string { return r.Leakage.FormatWhole() }, Number: func(r row) float64 { return r.Leakage.Value.InexactFloat64() },
			OnTap: func(r row) { p.env.Navigate(page.For(page.Leakage, r.Tenant.ID)) }},
		{ID: "scan", Title: lang.L("Last scan"), Width: 78, Muted: true, Ink: ink,
			Text: func(r row) string { return page.Age(r.LastScan, p.env.Now()) }, Number: func(r row) float64 { return -float64(r.LastScan.Unix()) }},
		{ID: "next", Title: lang.L("Next step"), Width: 100, Hidden: true,
			Text:  func(r row) string { return nextStep(&r) },
			Ink:   func(row) fyne.ThemeColorName { return theme.Accent },
			OnTap: p.follow},
	}
}

// ink greys a tenant that is not scanned any more.
func ink(r row) fyne.ThemeColorName {
	if disconnected(&r) {
		return theme.TextFaint
	}
	return ""
}

// nextStep is the one order a disconnected tenant asks for.
func nextStep(r *row) string {
	if disconnected(r) {
		return lang.L("Reconnect")
	}
	return ""
}

// follow takes the next step of a row that has one.
func (p *Page) follow(r row) {
	if disconnected(&r) {
		p.reconnect(r)
	}
}

func disconnected(r *row) bool { return r.Tenant.State == models.TenantDisconnected }

func healthText(r *row) string {
	if disconnected(r) {
		return lang.L("Disconnected")
	}
	return page.HealthName(r.Health.Level)
}

func healthTone(r *row) theme.Tone {
	if disconnected(r) {
		return theme.Neutral
	}
	return page.HealthTone(r.Health.Level)
}

// firstReason is the worst reason; the tenant page lists them all.
func firstReason(r *row) string {
	if disconnected(r) {
		return lang.L("not scanned, its data stays")
	}
	if len(r.Health.Reasons) == 0 {
		return ""
	}
	return lang.L(r.Health.Reasons[0].What)
}
