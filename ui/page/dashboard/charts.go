package dashboard

import (
	"time"

	"fyne.io/fyne/v2/lang"
	"github.com/shopspring/decimal"

	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/money"
	"msp-license-tracker/models/portfolio"
	"msp-license-tracker/reports/chart"
	"msp-license-tracker/ui/page"
)

// barPitch is the height of one bar with its gap; maxBars is how many tenants
// the card shows before the rest become one row.
const (
	barPitch = 26
	maxBars  = 8
)

func (p *Page) fillCharts() {
	bars := barsOf(p.data.ByTenant)
	n := min(len(bars.Rows), maxBars)
	p.bars.SetMinHeight(float32(max(n, 5)) * barPitch)
	p.bars.Set(func(s chart.Size, m chart.Measure) chart.Drawing { return chart.Bars(bars, s, m) })

	p.lineCard.SetTitle(historyTitle(&p.data))
	line := lineOf(&p.data)
	p.line.Set(func(s chart.Size, m chart.Measure) chart.Drawing { return chart.Area(line, s, m) })

	parts := causesWithMoney(&p.data)
	stack := stackOf(parts)
	p.stack.SetMinHeight(32 + 25*float32(len(parts)))
	p.stack.Set(func(s chart.Size, m chart.Measure) chart.Drawing { return chart.Stacked(stack, s, m) })
}

func float(a money.Amount) float64 { return a.Value.InexactFloat64() }

func barsOf(rows []portfolio.TenantMoney) chart.BarsInput {
	in := chart.BarsInput{Rest: func(r []chart.BarRow) chart.BarRow { return rest(r, rows) }}
	for _, r := range rows {
		text := r.Leakage.FormatWhole() + " " + lang.L("of") + " " + r.Spend.FormatWhole()
		in.Rows = append(in.Rows, chart.BarRow{Label: r.TenantName, Whole: float(r.Spend), Part: float(r.Leakage), Text: text,
			Hint: r.TenantName + ": " + text, ID: r.TenantID})
	}
	return in
}

// rest sums the tenants that have no room of their own, exactly.
func rest(left []chart.BarRow, all []portfolio.TenantMoney) chart.BarRow {
	var spend, leakage money.Amount
	for _, r := range all[len(all)-len(left):] {
		spend, leakage = spend.Add(r.Spend), leakage.Add(r.Leakage)
	}
	return chart.BarRow{Label: page.Plural(len(left), "more tenant", "more tenants"), Whole: float(spend), Part: float(leakage),
		Text: leakage.FormatWhole() + " " + lang.L("of") + " " + spend.FormatWhole()}
}

func lineOf(d *portfolio.Dashboard) chart.AreaInput {
	in := chart.AreaInput{
		ValueText: func(v float64) string { return short(v, d.Currency) },
		TimeText:  func(at time.Time) string { return at.Format("Jan") },
	}
	for _, h := range d.History {
		in.Points = append(in.Points, chart.AreaPoint{At: h.At, Value: float(h.Leakage), Hint: page.Date(h.At) + ": " + h.Leakage.FormatWhole()})
	}
	if len(d.History) > 1 && d.History[len(d.History)-1].At.Sub(d.History[0].At) < 60*24*time.Hour {
		in.TimeText = func(at time.Time) string { return at.Format("2 Jan") }
	}
	return in
}

// short writes an axis value: "£7.5k".
func short(v float64, currency string) string {
	a := money.Amount{Value: decimal.NewFromFloat(v), Currency: currency}
	if v < 10000 && v > -10000 {
		return a.FormatWhole()
	}
	a.Value = a.Value.Div(decimal.NewFromInt(1000))
	return a.FormatWhole() + "k"
}

var roles = map[insight.Cause]chart.Role{
	insight.Unassigned: chart.Series1, insight.SharedMailbox: chart.Series2, insight.Inactive: chart.Series3,
	insight.Blocked: chart.Series4, insight.NeverUsed: chart.Series5, insight.GuestPaid: chart.Series6,
}

func stackOf(parts []portfolio.CauseMoney) chart.StackedInput {
	var in chart.StackedInput
	for _, c := range parts {
		text := c.Monthly.FormatWhole()
		in.Segments = append(in.Segments, chart.Segment{Label: page.CauseName(c.Cause), Value: float(c.Monthly), Text: text, Role: roles[c.Cause],
			Hint: page.CauseName(c.Cause) + ": " + text + ", " + page.Plural(c.Seats, "seat", "seats"), ID: string(c.Cause)})
	}
	return in
}
