package tenant

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/money"
	"msp-license-tracker/ui/page"
	"msp-license-tracker/ui/theme"
	"msp-license-tracker/ui/widget/card"
	"msp-license-tracker/ui/widget/datatable"
	"msp-license-tracker/ui/widget/factlist"
	"msp-license-tracker/ui/widget/place"
	"msp-license-tracker/ui/widget/text"
)

// seats is the table of products; uncounted ones stay listed, greyed.
func (p *Page) seats() fyne.CanvasObject {
	rows := slices.Clone(p.data.result.Seats)
	slices.SortStableFunc(rows, func(a, b insight.SeatRow) int { return order(&b) - order(&a) })
	table := datatable.New(seatColumns(), datatable.Options[insight.SeatRow]{
		Key: func(r insight.SeatRow) string { return r.SKUID }, TwoLines: true, MinRows: 1, Empty: lang.L("No licence was found in this tenant."), Now: p.env.Now,
	})
	table.SetRows(rows)
	return card.TitledFlush(lang.L("Seats by product"), nil, place.Column(0, tall(table, len(rows))))
}

// order puts counted products first, by their spend.
func order(r *insight.SeatRow) int {
	if !r.Counted || r.Spend == nil {
		return -1
	}
	return int(r.Spend.Value.IntPart())
}

func seatColumns() []datatable.Column[insight.SeatRow] {
	type s = insight.SeatRow
	count := func(id, title string, of func(s) int) datatable.Column[s] {
		return datatable.Column[s]{ID: id, Title: lang.L(title), Width: 82, Align: fyne.TextAlignTrailing,
			Text: func(x s) string { return page.Count(of(x)) }, Number: func(x s) float64 { return float64(of(x)) }}
	}
	sum := func(id, title string, of func(s) *money.Amount, bold bool) datatable.Column[s] {
		return datatable.Column[s]{ID: id, Title: lang.L(title), Width: 116, Align: fyne.TextAlignTrailing, Bold: bold,
			Text: func(x s) string { return page.Amount(of(x)) }, Number: func(x s) float64 { return page.Number(of(x)) }}
	}
	product := datatable.Column[s]{ID: "product", Title: lang.L("Product"), Flex: 2, MinWidth: 180, Bold: true,
		Text: func(x s) string { return page.ProductName(x.Product, x.PartNumber) }, Sub: subline,
		Ink: func(x s) fyne.ThemeColorName {
			if !x.Counted {
				return theme.TextFaint
			}
			return ""
		}}
	free := count("free", "Free", func(x s) int { return x.Free })
	free.Ink = func(x s) fyne.ThemeColorName {
		if x.Free < 0 {
			return theme.Critical
		}
		return ""
	}
	renewal := datatable.Column[s]{ID: "renewal", Title: lang.L("Renewal"), Width: 110, Muted: true, Priority: 1,
		Text: func(x s) string { return page.Date(x.Renewal) }, Number: func(x s) float64 { return float64(x.Renewal.Unix()) }}
	return []datatable.Column[s]{product, count("owned", "Owned", func(x s) int { return x.Owned }), count("assigned", "Assigned", func(x s) int { return x.Assigned }), free,
		sum("price", "Seat / month", func(x s) *money.Amount { return x.SeatCost }, false), sum("spend", "Spend / month", func(x s) *money.Amount { return x.Spend }, false),
		sum("leakage", "Leakage / month", func(x s) *money.Amount { return x.Leakage }, true), renewal}
}

// subline says why a product is in no sum, or its part number.
func subline(x insight.SeatRow) string {
	switch {
	case !x.Managed:
		return x.PartNumber + " · " + lang.L("not managed, in no sum")
	case x.Class != models.ClassPaid:
		return x.PartNumber + " · " + page.ClassName(x.Class) + ", " + lang.L("in no sum")
	case x.Price == nil:
		return x.PartNumber + " · " + lang.L("no price, in no sum")
	case x.OverAssigned():
		return x.PartNumber + " · " + lang.L("over-assigned")
	case x.Suspended+x.LockedOut > 0:
		return x.PartNumber + " · " + page.Plural(x.Suspended+x.LockedOut, "seat suspended or locked out", "seats suspended or locked out")
	default:
		return x.PartNumber
	}
}

// renewals are the subscriptions by their next date.
func (p *Page) renewals() fyne.CanvasObject {
	subs := slices.Clone(p.data.snapshot.Subscriptions)
	slices.SortFunc(subs, func(a, b models.Subscription) int { return a.NextLifecycle.Compare(b.NextLifecycle) })
	names := map[string]string{}
	for _, s := range p.data.result.Seats {
		names[s.SKUID] = page.ProductName(s.Product, s.PartNumber)
	}
	facts := make([]factlist.Fact, 0, len(subs))
	for _, s := range subs {
		facts = append(facts, p.renewal(s, page.ProductName(names[s.SKUID], s.PartNumber)))
	}
	if len(facts) == 0 {
		return text.Muted(lang.L("No subscription was found.")).Wrapped()
	}
	return factlist.New(facts...)
}

func (p *Page) renewal(s models.Subscription, product string) factlist.Fact {
	f := factlist.Fact{Label: product, Value: lang.L("no renewal date known"), Note: page.Plural(s.Seats, "seat", "seats")}
	if !s.NextLifecycle.IsZero() {
		f.Value = page.Date(s.NextLifecycle)
		f.Note = page.Until(s.NextLifecycle, p.env.Now()) + " · " + f.Note
	}
	if s.Trial {
		f.Note += " · " + lang.L("trial")
	}
	if s.Status != "" && s.Status != "Enabled" {
		f.Note += " · " + s.Status
		f.Tone = theme.Caution
	}
	return f
}
