package reports

import (
	"slices"
	"strings"
	"time"

	"msp-license-tracker/models/insight"
	"msp-license-tracker/reports/chart"
	"msp-license-tracker/reports/page"
)

// appendixUsers has one line per account and product, so that every amount
// can be checked.
func (r *report) appendixUsers() {
	f := r.facts
	r.Part("Appendix A")
	r.Title("Appendix A: account by account", "Every seat behind the sums, with the date and the source that decided.")
	t := page.Table{Dense: true, Columns: []page.Column{
		{Title: "Account", Share: 2.9, Lines: 2}, {Title: "Product", Share: 1.9, Lines: 3},
		{Title: "Certainty and reason", Share: 2.5, Lines: 4}, {Title: "Last activity and source", Share: 1.8, Lines: 3},
		{Title: "Per month", Align: chart.End}, {Title: "Action", Share: 1.8, Lines: 3, Tone: page.ToneMuted},
	}}
	for _, c := range f.causes() {
		if c != insight.Unassigned {
			t.Rows = append(t.Rows, f.causeLines(c)...)
		}
	}
	if len(t.Rows) == 0 {
		r.Paragraph("No account holds a seat that nobody works with.")
	}
	r.Table(t)
	r.Caption(f.withoutAmount())
	if hidden := f.hiddenTable(); len(hidden.Rows) > 0 {
		r.Section("People that could not be judged")
		r.Lead("They are in no figure of this report.")
		r.Table(hidden)
	}
}

func (f *facts) causeLines(c insight.Cause) []page.Row {
	by := f.byCause[c]
	title := f.name(c) + " · " + count(by.Seats, "seat", "seats")
	if cell := f.moneyCell(c, by.Monthly); cell.Text != "–" {
		title += " · " + cell.Text + " a month"
	}
	rows := []page.Row{{Kind: page.GroupRow, Cells: []page.Cell{{Text: title}}}}
	for _, fd := range f.of(c) {
		last := lastActivity(fd)
		if src := source(fd); src != "" {
			last.Sub = joined(" · ", last.Sub, src)
		}
		rows = append(rows, page.Row{Cells: []page.Cell{
			f.who(fd), {Text: fd.Product}, {Text: capital(string(fd.Certainty)), Sub: fd.Reason},
			last, {Text: amount(fd.Monthly)}, {Text: sayings[c].action},
		}})
	}
	return rows
}

// source of the date that decided: the fact that holds it.
func source(fd *insight.Finding) string {
	if fd.LastUse.IsZero() {
		return ""
	}
	for _, fact := range fd.Proof.Facts {
		for _, form := range []string{time.RFC3339, time.DateOnly} {
			if at, err := time.Parse(form, fact.Value); err == nil && at.Equal(fd.LastUse) {
				return fact.Source
			}
		}
	}
	return ""
}

// withoutAmount explains the dashes, each reason once.
func (f *facts) withoutAmount() string {
	var why []string
	for i := range f.in.Results {
		for j := range f.in.Results[i].Findings {
			fd := &f.in.Results[i].Findings[j]
			if fd.Monthly == nil && fd.NoMoney != "" && !slices.Contains(why, fd.NoMoney) {
				why = append(why, fd.NoMoney)
			}
		}
	}
	if len(why) == 0 {
		return ""
	}
	return "“–” in place of an amount: " + strings.Join(why, " ")
}
