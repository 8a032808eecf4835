package reports

import (
	"fmt"
	"slices"
	"strings"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
	"msp-license-tracker/reports/chart"
	"msp-license-tracker/reports/page"
)

// cures say what makes a source readable, in words for the client; the words
// in a result are for the one who runs the scans.
var cures = map[models.Status]string{
	models.StatusDenied:     "An administrator of your tenant can grant the missing permission.",
	models.StatusUnlicensed: "One Entra ID P1 licence in the tenant makes sign-in dates readable.",
	models.StatusNotOffered: "Nothing to do: the other sources decide.",
	models.StatusConcealed:  "Your administrator can switch concealed names off in the Microsoft 365 admin centre (Settings, Org settings, Reports).",
	models.StatusNoData:     "Microsoft fills the report within days of the first activity.",
	models.StatusFailed:     "We read it again with the next scan.",
	models.StatusSkipped:    "We read it with the next scan.",
	models.StatusNever:      "We read it with the next scan.",
}

// unseen says what the report cannot know, and what would change that.
func (r *report) unseen() {
	f := r.facts
	r.Section("What could not be seen")
	t := page.Table{Columns: []page.Column{
		{Title: "What", Share: 3, Lines: 5}, {Title: "What it means here", Share: 2.4, Lines: 5, Tone: page.ToneMuted},
		{Title: "What would help", Share: 2.6, Lines: 5, Tone: page.ToneMuted},
	}}
	for i := range f.in.Results {
		t.Rows = append(t.Rows, f.notes(&f.in.Results[i])...)
	}
	if row, ok := f.unpricedRow(); ok {
		t.Rows = append(t.Rows, row)
	}
	if len(t.Rows) == 0 {
		r.Paragraph("Every source this review rests on could be read, and every product has a price.")
	}
	r.Table(t)
	r.Space(6)
	r.Caption("Not visible in any data: legal holds on mailboxes, and whether protection features such as device management or threat protection are needed. Please keep them in mind before a licence is taken off.")
}

func (f *facts) notes(res *insight.Result) []page.Row {
	var rows []page.Row
	for _, n := range res.Sources.Notes {
		what := page.Cell{Text: n.What}
		if f.several() {
			what.Sub = res.TenantName
		}
		rows = append(rows, page.Row{Cells: []page.Cell{what, {Text: f.effect(n, res)},
			{Text: firstOf(cures[n.Status], n.Cure)}}})
	}
	return rows
}

// effect of a missing source on the figures.
func (f *facts) effect(n insight.Note, res *insight.Result) string {
	s := &res.Sources
	switch n.Collector {
	case models.CollectSignIns, models.CollectActivity:
		if n.Status == models.StatusFailed && (s.SignIns || s.Reports) {
			return "Activity is as of the date of the older data."
		}
		if !s.SignIns && !s.Reports || res.Totals.HiddenUsers > 0 {
			return fmt.Sprintf("%s could not be judged and %s not counted.",
				capital(count(res.Totals.HiddenUsers, "person", "people")), isAre(res.Totals.HiddenUsers))
		}
		return "The other source decides; findings about use are “likely”, not “sure”."
	case models.CollectMailboxes:
		return "Shared mailboxes cannot be told from blocked accounts; those findings are “likely”."
	case models.CollectSubscriptions:
		return "Renewal dates are missing."
	default:
		return "Figures rest on the data of an earlier scan."
	}
}

func (f *facts) unpricedRow() (page.Row, bool) {
	var names []string
	owned := map[string]int{}
	for i := range f.in.Results {
		for _, u := range f.in.Results[i].Unpriced {
			if _, ok := owned[u.Product]; !ok {
				names = append(names, u.Product)
			}
			owned[u.Product] += u.Owned
		}
	}
	for i, name := range names {
		names[i] = fmt.Sprintf("%s (%s)", name, count(owned[name], "seat", "seats"))
	}
	if len(names) == 0 {
		return page.Row{}, false
	}
	what := "No usable price: " + joined(", ", names[:min(len(names), 6)]...)
	if len(names) > 6 {
		what += fmt.Sprintf(" and %d more", len(names)-6)
	}
	return page.Row{Cells: []page.Cell{{Text: what + "."},
		{Text: "Seats are listed, but no sum holds them."},
		{Text: "A price per seat, with its currency, from the last invoice."}}}, true
}

// hiddenTable lists the people nobody can judge, for appendix A, below the
// reason they share.
func (f *facts) hiddenTable() page.Table {
	t := page.Table{Dense: true, Columns: []page.Column{
		{Title: "Account", Share: 1, Lines: 2}, {Title: "Address", Share: 1.4, Lines: 2, Tone: page.ToneMuted},
		{Title: "Paid licences", Align: chart.End},
	}}
	for i := range f.in.Results {
		res := &f.in.Results[i]
		last := ""
		for _, u := range bySharedReason(res.Hidden) {
			if u.Reason != last || len(t.Rows) == 0 {
				last = u.Reason
				head := page.Cell{Text: firstOf(u.Reason, "Reason not known")}
				if f.several() {
					head.Sub = res.TenantName
				}
				t.Rows = append(t.Rows, page.Row{Kind: page.GroupRow, Cells: []page.Cell{head}})
			}
			t.Rows = append(t.Rows, page.Row{Cells: []page.Cell{
				{Text: firstOf(u.DisplayName, u.UPN, u.UserID), Strong: true}, {Text: u.UPN}, {Text: thousands(len(u.SKUIDs))},
			}})
		}
	}
	return t
}

// bySharedReason brings people of one reason together, without reordering them.
func bySharedReason(all []insight.Unseen) []insight.Unseen {
	sorted := slices.Clone(all)
	slices.SortStableFunc(sorted, func(a, b insight.Unseen) int { return strings.Compare(a.Reason, b.Reason) })
	return sorted
}
