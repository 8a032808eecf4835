package reports

import (
	"fmt"

	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/money"
	"msp-license-tracker/reports/chart"
	"msp-license-tracker/reports/page"
)

// Heights of the waterfall: it gives way so that the summary is one page.
const (
	waterfallHigh = 160.0
	waterfallLow  = 90.0
	waterfallHead = 28.0 // its label and the room above
)

// summary is the one page an owner reads: figures, two paragraphs, the way
// from today's spend to what it could be, and the money by cause.
func (r *report) summary() {
	f := r.facts
	name := f.in.Customer
	if len([]rune(name)) > 40 {
		name = "" // it stands in the paragraph and in every foot
	}
	r.Title("What we found", joined(" · ", name, count(f.users, "licensed person", "licensed people"),
		count(f.owned, "paid seat", "paid seats"), f.period()))
	r.Figures(f.figures())
	r.Space(16)
	for _, text := range f.paragraphs() {
		r.Paragraph(text)
	}
	t := f.moneyTable()
	below := r.CaptionHeight(f.notCounted()) + 8
	if len(t.Rows) > 0 {
		below += r.SectionHeight() + r.TableHeight(t)
	}
	r.waterfall(r.Room() - below)
	if len(t.Rows) > 0 {
		head := "Where the money is"
		if !f.priced() {
			head = "Where the seats are"
		}
		r.Section(head)
		r.Table(t)
		r.Space(8)
	}
	r.Caption(f.notCounted())
}

func (f *facts) figures() []page.Figure {
	found := page.Figure{
		Label: "Seats to look at", Value: thousands(f.seatsFound()),
		Note: "of " + count(f.owned, "paid seat", "paid seats") + "; each seat counted once",
	}
	if !f.priced() {
		return []page.Figure{
			{Label: "Licensed people", Value: thousands(f.users), Note: "holding a paid licence"},
			{Label: "Paid seats", Value: thousands(f.owned), Note: count(f.free, "seat is", "seats are") + " not assigned"},
			found,
		}
	}
	spend := page.Figure{Label: "Spend per month", Value: short(f.spend), Note: f.priceBasis() + ", tax not added"}
	save := page.Figure{Label: "Could save up to", Value: short(f.leakYear) + " a year", Note: f.percent() + " of spend"}
	if f.leak.IsZero() {
		save = page.Figure{Label: "Could save", Value: "Nothing found", Note: "among the seats that could be judged"}
	}
	if now := f.now(); !now.IsZero() && now.Value.LessThan(f.leakYear.Value) {
		save.Note += "; " + short(now) + " of it now"
	}
	return []page.Figure{spend, save, found}
}

// now is the yearly money of causes that wait for no renewal.
func (f *facts) now() money.Amount {
	sum := money.Zero(f.currency)
	for _, c := range f.causes() {
		if c != insight.Unassigned {
			sum = sum.Add(f.byCause[c].Yearly)
		}
	}
	return sum
}

// priceBasis says whose prices the sums rest on.
func (f *facts) priceBasis() string {
	own, list := false, false
	for _, s := range f.seats {
		if s.Counted && s.Price != nil {
			own, list = own || s.Price.Scope != money.ListPrice, list || s.Price.Scope == money.ListPrice
		}
	}
	switch {
	case own && list:
		return "at your prices, list prices where none is known"
	case own:
		return "at your prices"
	default:
		return "at list prices"
	}
}

func (r *report) waterfall(room float64) {
	f := r.facts
	if !f.priced() || f.leak.IsZero() {
		return
	}
	steps := []chart.Step{{Label: "Spend today", Value: number(f.spend), Total: true, Text: f.spend.Format()}}
	for _, c := range f.causes() {
		by := f.byCause[c].Monthly
		if by.IsZero() {
			continue
		}
		steps = append(steps, chart.Step{Label: sayings[c].short, Value: number(by), Text: "−" + by.Format()})
	}
	left := f.spend.Sub(f.leak)
	steps = append(steps, chart.Step{Label: "Could be", Value: number(left), Total: true,
		Text: left.Format(), Role: chart.AccentDark})
	fall := chart.Waterfall(chart.WaterfallInput{Steps: steps},
		r.ChartSize(max(waterfallLow, min(waterfallHigh, room-waterfallHead))), r.Measure)
	label := "From today’s spend to what it could be, per month"
	if fall.Broken {
		label += " (columns do not start at zero)"
	}
	r.Space(10)
	r.Label(label)
	r.Drawing(fall)
}

// number is an amount's place in a chart; it is never printed.
func number(a money.Amount) float64 {
	v, _ := a.Value.Float64()
	return v
}

func (f *facts) moneyTable() page.Table {
	causes := f.causes()
	if len(causes) == 0 {
		return page.Table{}
	}
	t := page.Table{Columns: []page.Column{
		{Title: "Cause", Share: 3.1, Lines: 2}, {Title: "Seats", Align: chart.End},
		{Title: "Per month", Align: chart.End}, {Title: "Per year", Align: chart.End},
		{Title: "When it can be taken", Share: 2.4, Tone: page.ToneMuted},
	}}
	for _, c := range causes {
		by := f.byCause[c]
		t.Rows = append(t.Rows, page.Row{Cells: []page.Cell{
			{Text: f.name(c), Strong: true}, {Text: thousands(by.Seats)},
			f.moneyCell(c, by.Monthly), f.moneyCell(c, by.Yearly), {Text: f.when(c)},
		}})
	}
	t.Rows = append(t.Rows, page.Row{Kind: page.TotalRow, Cells: []page.Cell{
		{Text: "Together, each seat once"}, {Text: thousands(f.seatsFound())},
		f.totalCell(f.leak), f.totalCell(f.leakYear), {},
	}})
	return t
}

// moneyCell is a dash when no seat of the cause has an amount.
func (f *facts) moneyCell(c insight.Cause, a money.Amount) page.Cell {
	if a.IsZero() && f.silent[c] == f.byCause[c].Seats {
		return page.Cell{Text: "–"}
	}
	return page.Cell{Text: a.Format()}
}

func (f *facts) totalCell(a money.Amount) page.Cell {
	if !f.priced() && a.IsZero() {
		return page.Cell{Text: "–"}
	}
	return page.Cell{Text: a.Format()}
}

// when the money of a cause can be taken.
func (f *facts) when(c insight.Cause) string {
	if c != insight.Unassigned {
		if sayings[c].decide {
			return "now, once confirmed"
		}
		return "now"
	}
	dates, unknown := f.renewals(f.of(c))
	switch {
	case len(dates) == 0:
		return "at renewal, date not known"
	case len(dates) == 1 && !unknown:
		return "at renewal, " + day(dates[0])
	default:
		return "renewals from " + day(dates[0])
	}
}

// notCounted says what the sums leave out.
func (f *facts) notCounted() string {
	text := ""
	if f.hidden > 0 {
		text += fmt.Sprintf("%s could not be judged and %s not counted. ", capital(count(f.hidden, "person", "people")), isAre(f.hidden))
	}
	if f.unpriced > 0 {
		text += fmt.Sprintf("%s without a known price %s in no sum. ", capital(count(f.unpriced, "product", "products")), isAre(f.unpriced))
	}
	if len(f.causes()) > 0 {
		text += "“Now” means that the licence can be taken off today; a seat bought for a term leaves the invoice when the term ends. "
	}
	return text + "How every figure was worked out: appendix B."
}

func isAre(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}
