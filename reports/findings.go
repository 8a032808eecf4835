package reports

import (
	"fmt"

	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/money"
	"msp-license-tracker/reports/chart"
	"msp-license-tracker/reports/page"
)

// maxPerCause keeps the part for the meeting short; appendix A has everyone.
const maxPerCause = 8

// findings tells each cause: what it means, then who, most money first.
func (r *report) findings() {
	f := r.facts
	r.Part("Findings")
	r.Chapter("Findings", "Grouped by cause. Every seat is counted under one cause only.")
	causes := f.causes()
	if len(causes) == 0 {
		r.Paragraph("No seat was found that nobody works with.")
		return
	}
	for _, c := range causes {
		by := f.byCause[c]
		right := count(by.Seats, "seat", "seats")
		if cell := f.moneyCell(c, by.Monthly); cell.Text != "–" {
			right += " · " + cell.Text + " a month"
		}
		r.Group(f.name(c), right)
		r.Lead(f.means(c))
		if c == insight.Unassigned {
			r.Table(f.unassignedTable())
		} else {
			r.Table(f.peopleTable(c))
		}
		r.Space(4)
	}
	r.Space(6)
	r.Caption(f.certaintyCaption())
}

func (f *facts) peopleTable(c insight.Cause) page.Table {
	all := f.of(c)
	t := page.Table{Columns: []page.Column{
		{Title: "Account", Share: 2.3, Lines: 2}, {Title: "Product", Share: 1.9, Lines: 2},
		{Title: "Last activity"}, {Title: "Certainty"},
		{Title: "Per month", Align: chart.End},
	}}
	shown := all[:min(len(all), maxPerCause)]
	if len(all) == maxPerCause+1 {
		shown = all // “and 1 more” would take the same line
	}
	for _, fd := range shown {
		t.Rows = append(t.Rows, page.Row{Cells: []page.Cell{
			f.who(fd), {Text: fd.Product}, lastActivity(fd), badge(fd.Certainty), {Text: amount(fd.Monthly)},
		}})
	}
	if rest := all[len(shown):]; len(rest) > 0 {
		t.Rows = append(t.Rows, page.Row{Kind: page.NoteRow, Cells: []page.Cell{
			{Text: fmt.Sprintf("and %s more, listed in appendix A", thousands(len(rest)))}, {}, {}, {},
			{Text: amount(sumOf(rest))},
		}})
	}
	return t
}

func (f *facts) unassignedTable() page.Table {
	t := page.Table{Columns: []page.Column{
		{Title: "Product", Share: 3, Lines: 2}, {Title: "When", Share: 2, Tone: page.ToneMuted},
		{Title: "Certainty"}, {Title: "Seats", Align: chart.End}, {Title: "Per month", Align: chart.End},
	}}
	for _, fd := range f.of(insight.Unassigned) {
		when := "renewal date not known"
		if at := f.renewal(fd.TenantID, fd.SKUID); !at.IsZero() {
			when = "at renewal, " + day(at)
		}
		product := page.Cell{Text: fd.Product, Strong: true}
		if f.several() {
			product.Sub = fd.TenantName
		}
		t.Rows = append(t.Rows, page.Row{Cells: []page.Cell{
			product, {Text: when}, badge(fd.Certainty), {Text: thousands(fd.Seats)}, {Text: amount(fd.Monthly)},
		}})
	}
	return t
}

// who is an account by name and address, with its tenant where there are several.
func (f *facts) who(fd *insight.Finding) page.Cell {
	c := page.Cell{Text: firstOf(fd.DisplayName, fd.UPN, fd.UserID), Sub: fd.UPN, Strong: true}
	if c.Text == c.Sub {
		c.Sub = ""
	}
	if f.several() {
		c.Sub = joined(" · ", c.Sub, fd.TenantName)
	}
	return c
}

func lastActivity(fd *insight.Finding) page.Cell {
	if fd.LastUse.IsZero() {
		return page.Cell{Text: "none known", Tone: page.ToneMuted}
	}
	return page.Cell{Text: day(fd.LastUse), Sub: count(fd.Days, "day ago", "days ago")}
}

func badge(c insight.Certainty) page.Cell {
	cell := page.Cell{Text: string(c), Badge: true, Tone: page.ToneMuted}
	switch c {
	case insight.Sure:
		cell.Tone = page.ToneGood
	case insight.Likely:
		cell.Tone = page.ToneWarning
	}
	return cell
}

// sumOf findings; nil when none of them has an amount.
func sumOf(findings []*insight.Finding) *money.Amount {
	var sum *money.Amount
	for _, fd := range findings {
		if fd.Monthly == nil {
			continue
		}
		total := *fd.Monthly
		if sum != nil {
			total = total.Add(*sum)
		}
		sum = &total
	}
	return sum
}

func (f *facts) certaintyCaption() string {
	text := "Sure: the data prove it. Likely: one source is missing or there may be a good reason; the reason stands in appendix A."
	for _, n := range f.silent {
		if n > 0 {
			return text + " “–”: no amount, because no price is known or the seat is not paid for."
		}
	}
	return text
}
