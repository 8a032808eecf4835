package reports

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/money"
	"msp-license-tracker/reports/chart"
	"msp-license-tracker/reports/page"
)

// seats lists what is bought, product by product. Only counted products are
// in the sums; the others are named in a small line.
func (r *report) seats() {
	f := r.facts
	r.Part("Seats by product")
	open := r.Title
	if len(f.causes()) == 0 {
		open = r.Chapter // the summary is short then
	}
	open("Seats by product", "What is bought, who has it, and when each purchase renews.")
	r.spendBars()
	t := page.Table{Columns: []page.Column{
		{Title: "Product", Share: 1, Lines: 3}, {Title: "Bought", Align: chart.End},
		{Title: "Assigned", Align: chart.End}, {Title: "Free", Align: chart.End},
		{Title: "Spare", Align: chart.End}, {Title: "Price", Align: chart.End},
		{Title: "Per month", Align: chart.End},
	}}
	for i := range f.in.Results {
		t.Rows = append(t.Rows, f.tenantSeats(&f.in.Results[i])...)
	}
	if len(t.Rows) == 0 {
		r.Paragraph("No paid product was found.")
	} else {
		t.Rows = append(t.Rows, page.Row{Kind: page.TotalRow, Cells: []page.Cell{
			{Text: "Together"}, {Text: thousands(f.owned)}, {Text: thousands(f.assigned)},
			{Text: thousands(f.free)}, {}, {}, f.totalCell(f.spend),
		}})
	}
	r.Table(t)
	r.Space(8)
	r.Caption(f.seatCaption())
	r.Caption(f.leftOut())
}

// maxBars keeps the picture of spend small.
const maxBars = 8

// spendBars shows which products the money goes to.
func (r *report) spendBars() {
	rows := r.facts.spendRows()
	if len(rows) < 2 {
		return
	}
	r.Label("Spend per month by product; the dark part could be saved")
	rows = rows[:min(len(rows), maxBars)]
	size := r.ChartSize(0)
	size.H = chart.BarsHeight(len(rows))
	r.Drawing(chart.Bars(chart.BarsInput{Rows: rows}, size, r.Measure))
	r.Space(10)
}

// spendRows are the products with an amount, over all tenants, most first.
func (f *facts) spendRows() []chart.BarRow {
	type sum struct{ spend, leak money.Amount }
	sums := map[string]sum{}
	for _, s := range f.seats {
		if s.Spend == nil || s.Spend.IsZero() {
			continue
		}
		by := sums[s.Product]
		by.spend = by.spend.Add(*s.Spend)
		if s.Leakage != nil {
			by.leak = by.leak.Add(*s.Leakage)
		}
		sums[s.Product] = by
	}
	var rows []chart.BarRow
	for _, name := range slices.Sorted(maps.Keys(sums)) {
		by := sums[name]
		text := by.spend.Format()
		if !by.leak.IsZero() {
			text = by.leak.Format() + " of " + text
		}
		rows = append(rows, chart.BarRow{Label: name, Whole: number(by.spend), Part: number(by.leak), Text: text})
	}
	slices.SortStableFunc(rows, func(a, b chart.BarRow) int { return cmp.Compare(b.Whole, a.Whole) })
	return rows
}

func (f *facts) tenantSeats(res *insight.Result) []page.Row {
	var rows []page.Row
	for i := range res.Seats {
		if s := &res.Seats[i]; s.Counted && (s.Owned > 0 || s.Assigned > 0 || s.Suspended > 0 || s.LockedOut > 0) {
			rows = append(rows, seatLine(s))
		}
	}
	if len(rows) > 0 && f.several() {
		name := page.Row{Kind: page.GroupRow, Cells: []page.Cell{{Text: res.TenantName + " · " + res.Totals.Spend.Format() + " a month"}}}
		rows = append([]page.Row{name}, rows...)
	}
	return rows
}

func seatLine(s *insight.SeatRow) page.Row {
	free := page.Cell{Text: thousands(s.Free)}
	if s.OverAssigned() {
		free.Tone = page.ToneCritical
	}
	price := page.Cell{Text: "not known", Tone: page.ToneMuted}
	if s.SeatCost != nil {
		price = page.Cell{Text: s.SeatCost.Format()}
	}
	return page.Row{Cells: []page.Cell{
		{Text: s.Product, Sub: seatNotes(s), Strong: true}, {Text: thousands(s.Owned)},
		{Text: thousands(s.Assigned)}, free, {Text: thousands(s.Spare)}, price, {Text: amount(s.Spend)},
	}}
}

// seatNotes is the small line under a product.
func seatNotes(s *insight.SeatRow) string {
	var notes []string
	if s.Renewal.IsZero() {
		notes = append(notes, "renewal date not known")
	} else {
		notes = append(notes, "renews "+day(s.Renewal))
	}
	if s.OverAssigned() {
		notes = append(notes, fmt.Sprintf("%d more assigned than bought", s.Assigned-s.Owned))
	}
	if s.Suspended > 0 {
		notes = append(notes, count(s.Suspended, "seat suspended", "seats suspended"))
	}
	if s.LockedOut > 0 {
		notes = append(notes, count(s.LockedOut, "seat locked out", "seats locked out"))
	}
	return strings.Join(notes, " · ")
}

func (f *facts) seatCaption() string {
	text := "Price is per seat and month, " + f.priceBasis() + ", tax not added. Spare seats are those you plan to keep free; only free seats beyond them count as unassigned."
	if f.free != f.owned-f.assigned {
		text += " What an over-assigned product lacks is not set off against free seats of another."
	}
	return text
}

// maxLeftOut is how many uncounted products are named.
const maxLeftOut = 20

// leftOut names the products that are in no sum, with the reason.
func (f *facts) leftOut() string {
	var names []string
	units := map[string]int{}
	for i := range f.in.Results {
		for j := range f.in.Results[i].Seats {
			s := &f.in.Results[i].Seats[j]
			if s.Counted || s.Owned == 0 && s.Assigned == 0 {
				continue
			}
			why := string(s.Class)
			if !s.Managed && s.Class == models.ClassPaid {
				why = "not managed by us"
			}
			name := s.Product + " (" + why
			if _, ok := units[name]; !ok {
				names = append(names, name)
			}
			units[name] += s.Owned
		}
	}
	if len(names) == 0 {
		return ""
	}
	more := ""
	if len(names) > maxLeftOut {
		more = fmt.Sprintf(" and %d more", len(names)-maxLeftOut)
		names = names[:maxLeftOut]
	}
	for i, name := range names {
		names[i] = name + ", " + count(units[name], "unit", "units") + ")"
	}
	return "In no sum of this report: " + strings.Join(names, ", ") + more + "."
}
