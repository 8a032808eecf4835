package licences

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models/money"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/datatable"
)

func columns() []datatable.Column[row] {
	count := func(id, title string, of func(row) int) datatable.Column[row] {
		return datatable.Column[row]{ID: id, Title: lang.L(title), Width: 84, Align: fyne.TextAlignTrailing,
			Text: func(r row) string { return page.Count(of(r)) }, Number: func(r row) float64 { return float64(of(r)) }}
	}
	sum := func(id, title string, of func(row) *money.Amount) datatable.Column[row] {
		return datatable.Column[row]{ID: id, Title: lang.L(title), Width: 124, Align: fyne.TextAlignTrailing,
			Text: func(r row) string { return page.Amount(of(r)) }, Number: func(r row) float64 { return page.Number(of(r)) }}
	}
	free := count("free", "Free", func(r row) int { return r.Free })
	free.Ink = func(r row) fyne.ThemeColorName {
		if r.Free < 0 {
			return theme.Critical
		}
		return ""
	}
	leakage := sum("leakage", "Leakage / month", func(r row) *money.Amount { return r.Leakage })
	leakage.Bold = true
	price := sum("price", "Seat / month", func(r row) *money.Amount { return r.SeatCost })
	price.Width, price.Priority = 104, 1
	return []datatable.Column[row]{
		{ID: "product", Title: lang.L("Product"), Flex: 2, MinWidth: 200, Bold: true,
			Text: func(r row) string { return page.ShortProduct(r.Product, r.PartNumber) }, Sub: why},
		{ID: "tenant", Title: lang.L("Tenant"), Flex: 1.2, MinWidth: 110, Text: func(r row) string { return r.tenant }},
		count("owned", "Owned", func(r row) int { return r.Owned }), count("assigned", "Assigned", func(r row) int { return r.Assigned }), free,
		price, sum("spend", "Spend / month", func(r row) *money.Amount { return r.Spend }), leakage,
		{ID: "renewal", Title: lang.L("Renewal"), Width: 110, Muted: true, Priority: 2,
			Text: func(r row) string { return page.Date(r.Renewal) }, Number: func(r row) float64 { return float64(r.Renewal.Unix()) }},
	}
}
