package reports

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/money"
	"msp-license-tracker/reports/chart"
	"msp-license-tracker/reports/page"
)

// appendixMethod tells how the figures were worked out: rules, prices,
// sources with their dates.
func (r *report) appendixMethod() {
	f := r.facts
	r.Part("Appendix B")
	r.Title("Appendix B: how it was worked out", "Rules, prices and the age of the data.")
	r.Group("Rules", "")
	r.Space(4)
	r.Table(f.rules())
	r.Group("Prices used", "")
	if t := f.prices(); len(t.Rows) > 0 {
		r.Space(4)
		r.Table(t)
	} else {
		r.Paragraph("No price was known for any product.")
	}
	r.Group("Sources and their dates", "")
	r.Space(4)
	r.Table(f.sources())
	if note := f.in.Workspace.LegalNote; note != "" {
		r.Space(12)
		r.Caption(note)
	}
}

func (f *facts) rules() page.Table {
	t := page.Table{Dense: true, Columns: []page.Column{{Share: 1.2, Lines: 3}, {Share: 4, Lines: 8, Tone: page.ToneMuted}}}
	add := func(term, text string) {
		t.Rows = append(t.Rows, page.Row{Cells: []page.Cell{{Text: term, Strong: true}, {Text: text}}})
	}
	add("Seats", "Bought seats are those Microsoft reports as enabled or in their grace time; suspended seats are shown apart. Free is bought less assigned. A person licensed several ways uses one seat.")
	add("Activity", "The newest of the last successful sign-in and the activity dates of Microsoft’s reports on mail, files and Teams. Days are counted up to the date of the data, not of this report.")
	for _, c := range f.causes() {
		if rule := f.ruleOf(c); rule != "" {
			add(f.name(c), rule)
		}
	}
	add("Order", "A seat that fits several causes counts under the first of: shared mailbox, blocked sign-in, never used, inactive, guest. So no seat is counted twice.")
	add("Money", "Amounts are exact decimals, rounded once to the smallest coin; the sums add the rounded amounts, so the lines equal the totals. A yearly amount is worked out from the price, not from the rounded month.")
	return t
}

// ruleOf is the text in the proof of the findings, each wording once.
func (f *facts) ruleOf(c insight.Cause) string {
	var texts []string
	for _, fd := range f.of(c) {
		text := fd.Proof.Rule
		if fd.Proof.Threshold > 0 {
			text += fmt.Sprintf(" Here: %d days.", fd.Proof.Threshold)
		}
		if text != "" && !slices.Contains(texts, text) {
			texts = append(texts, text)
		}
	}
	return strings.Join(texts, " ")
}

func (f *facts) prices() page.Table {
	t := page.Table{Dense: true, Columns: []page.Column{
		{Title: "Product", Share: 2.6, Lines: 2}, {Title: "Price", Align: chart.End},
		{Title: "Paid"}, {Title: "Source", Share: 2.8, Lines: 6, Tone: page.ToneMuted},
		{Title: "As of", Tone: page.ToneMuted},
	}}
	seen := map[string]bool{}
	for i := range f.in.Results {
		for j := range f.in.Results[i].Seats {
			s := &f.in.Results[i].Seats[j]
			if !s.Counted || s.Price == nil {
				continue
			}
			p := s.Price
			row := priceLine(s.Product, p)
			key := fmt.Sprint(row.Cells)
			if !seen[key] {
				seen[key] = true
				t.Rows = append(t.Rows, row)
			}
		}
	}
	slices.SortStableFunc(t.Rows, func(a, b page.Row) int { return strings.Compare(a.Cells[0].Text, b.Cells[0].Text) })
	return t
}

func priceLine(product string, p *money.Price) page.Row {
	as := "–"
	if !p.Effective.IsZero() {
		as = day(p.Effective)
	}
	whose := map[money.Scope]string{money.TenantPrice: "your price", money.WorkspacePrice: "our price list", money.ListPrice: "list price"}[p.Scope]
	from := joined(": ", capital(whose), p.Source)
	if strings.Contains(strings.ToLower(p.Source), whose) {
		from = p.Source // it says so itself
	}
	return page.Row{Cells: []page.Cell{
		{Text: product}, {Text: money.Amount{Value: p.Amount, Currency: p.Currency}.Format()},
		{Text: string(p.Frequency), Sub: p.Term}, {Text: from}, {Text: as},
	}}
}

func (f *facts) sources() page.Table {
	t := page.Table{Dense: true, Columns: []page.Column{
		{Title: "Source", Share: 2}, {Title: "State", Share: 1.4}, {Title: "Date of the data", Share: 1.6, Tone: page.ToneMuted},
	}}
	for i := range f.in.Results {
		res := &f.in.Results[i]
		if f.several() {
			t.Rows = append(t.Rows, page.Row{Kind: page.GroupRow, Cells: []page.Cell{{Text: res.TenantName}}})
		}
		s := &res.Sources
		t.Rows = append(t.Rows,
			page.Row{Cells: []page.Cell{{Text: "Scan of the tenant"}, {Text: "done", Tone: page.ToneGood}, {Text: moment(res.ScannedAt)}}},
			sourceLine("Sign-in dates", s.SignIns, s.SignInsDate),
			sourceLine("Activity reports", s.Reports, s.ReportsDate),
			sourceLine("Mailbox types and sizes", s.Mailboxes, s.MailboxesDate))
	}
	return t
}

func sourceLine(name string, readable bool, at time.Time) page.Row {
	if !readable {
		return page.Row{Cells: []page.Cell{{Text: name}, {Text: "could not be read", Tone: page.ToneWarning}, {Text: "–"}}}
	}
	return page.Row{Cells: []page.Cell{{Text: name}, {Text: "read", Tone: page.ToneGood}, {Text: moment(at)}}}
}
