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
		{ID: "tenant", Title: lang.L("Tenant"), Flex: 2, MinWidth: 170, Bold: true,
			Text: func(r row) string { return page.TenantName(r.Tenant) },
			Sub:  func(r row) string { return page.Domain(r.Tenant) }},
		{ID: "customer", Title: lang.L("Customer"), Flex: 1.1, MinWidth: 100, Priority: 3, Text: func(r row) string { return customer(&r) }},
		{ID: "health", Title: lang.L("Health"), Flex: 1.7, MinWidth: 120,
			Text: func(r row) string { return healthText(&r) },
			Sub:  func(r row) string { return firstReason(&r) },
			Dot:  func(r row) theme.Tone { return healthTone(&r) },
			Less: func(a, b row) bool { return rank(a.Health.Level) < rank(b.Health.Level) }},
		{ID: "users", Title: lang.L("Licensed users"), Width: 108, Align: fyne.TextAlignTrailing, Priority: 1,
			Text: func(r row) string { return page.Count(r.LicensedUsers) }, Number: func(r row) float64 { return float64(r.LicensedUsers) }},
		{ID: "score", Title: lang.L("Secure Score"), Width: 100, Align: fyne.TextAlignTrailing, Priority: 2,
			Text: func(r row) string { return score(&r) }, Number: func(r row) float64 { return r.SecureScore }},
		{ID: "spend", Title: lang.L("Spend / month"), Width: 106, Align: fyne.TextAlignTrailing,
			Text: func(r row) string { return r.Spend.FormatWhole() }, Number: func(r row) float64 { return r.Spend.Value.InexactFloat64() }},
		{ID: "leakage", Title: lang.L("Leakage / month"), Width: 138, Align: fyne.TextAlignTrailing, Bold: true,
			Text: func(r row) string { return r.Leakage.FormatWhole() }, Number: func(r row) float64 { return r.Leakage.Value.InexactFloat64() },
			OnTap: func(r row) { p.env.Navigate(page.For(page.Leakage, r.Tenant.ID)) }},
		{ID: "scan", Title: lang.L("Last scan"), Width: 86, Muted: true,
			Text: func(r row) string { return page.Age(r.LastScan, p.env.Now()) }, Number: func(r row) float64 { return -float64(r.LastScan.Unix()) }},
	}
}

func healthText(r *row) string {
	if r.Tenant.State == models.TenantDisconnected {
		return lang.L("Disconnected")
	}
	return page.HealthName(r.Health.Level)
}

func healthTone(r *row) theme.Tone {
	if r.Tenant.State == models.TenantDisconnected {
		return theme.Neutral
	}
	return page.HealthTone(r.Health.Level)
}

// firstReason is the worst reason; the tenant page lists them all.
func firstReason(r *row) string {
	if len(r.Health.Reasons) == 0 {
		return ""
	}
	return lang.L(r.Health.Reasons[0].What)
}
