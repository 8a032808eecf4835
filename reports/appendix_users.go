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
	open := r.Title
	if f.hidden == 0 && len(f.causes()) == 0 {
		open = r.Chapter
	}
	open("Appendix A: account by account", "Every seat behind the sums, with the date and the source that decided.")
	t := page.Table{Dense: true, Columns: []page.Column{
		{Title: "Account", Share: 2.7, Lines: 4}, {Title: "Product", Share: 2.3, Lines: 2},
		{Title: "Last activity"}, {Title: "Source", Share: 1.5, Lines: 3, Tone: page.ToneMuted},
		{Title: "Per month", Align: chart.End}, {Title: "Action", Tone: page.ToneMuted},
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
	r.Space(6)
	r.Caption(f.withoutAmount())
	if hidden := f.hiddenTable(); len(hidden.Rows) > 0 {
		r.Section("People that could not be judged")
		r.Lead("They are in no figure of this report.")
		r.Table(hidden)
	}
}

// causeLines are the accounts of a cause, grouped by certainty and reason so
// that the reason stands once above those it holds for.
func (f *facts) causeLines(c insight.Cause) []page.Row {
	var rows []page.Row
	for _, group := range byReason(f.of(c)) {
		title := f.name(c) + " · " + count(len(group), "seat", "seats")
		if sum := sumOf(group); sum != nil {
			title += " · " + sum.Format() + " a month"
		}
		reason := capital(string(group[0].Certainty)) + ": " + group[0].Reason
		rows = append(rows, page.Row{Kind: page.GroupRow, Cells: []page.Cell{{Text: title, Sub: reason}}})
		for _, fd := range group {
			rows = append(rows, page.Row{Cells: []page.Cell{
				f.who(fd), {Text: fd.Product}, lastActivity(fd), {Text: source(fd)},
				{Text: amount(fd.Monthly)}, {Text: sayings[c].action},
			}})
		}
	}
	return rows
}

// byReason keeps the order of first appearance.
func byReason(all []*insight.Finding) [][]*insight.Finding {
	type reason struct {
		certainty insight.Certainty
		text      string
	}
	var groups [][]*insight.Finding
	at := map[reason]int{}
	for _, fd := range all {
		key := reason{fd.Certainty, fd.Reason}
		i, ok := at[key]
		if !ok {
			i = len(groups)
			at[key] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], fd)
	}
	return groups
}

// source of the date that decided: the sign-in or activity that holds it.
func source(fd *insight.Finding) string {
	if fd.LastUse.IsZero() {
		return ""
	}
	moment, day := fd.LastUse.UTC().Format(time.RFC3339), fd.LastUse.UTC().Format(time.DateOnly)
	for _, fact := range fd.Proof.Facts {
		if ofUse(fact.Name) && (fact.Value == moment || fact.Value == day) {
			return fact.Source
		}
	}
	return ""
}

// ofUse tells activity from other dates, such as that of the assignment.
func ofUse(name string) bool {
	return strings.HasPrefix(name, "last") || strings.HasSuffix(name, "LastActivityDate")
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
