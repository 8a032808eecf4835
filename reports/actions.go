package reports

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/money"
	"msp-license-tracker/reports/chart"
	"msp-license-tracker/reports/page"
)

// maxActions keeps the list one people work off.
const maxActions = 12

// task is all findings of one tenant, cause and product.
type task struct {
	cause    insight.Cause
	tenant   string
	product  string
	seats    int
	monthly  *money.Amount
	when     time.Time // renewal of an unassigned seat, zero = now or not known
	findings []*insight.Finding
}

// actions is the numbered list with owner, date, money and a box to tick.
func (r *report) actions(company string) {
	f := r.facts
	tasks := f.tasks()
	r.Part("Recommended actions")
	if len(tasks) == 0 {
		r.Section("Recommended actions")
		r.Paragraph("No action is needed now. We look again with the next scan.")
		return
	}
	r.Chapter("Recommended actions", "Most money first. Owner is who moves first.")
	t := page.Table{Whole: true, Columns: []page.Column{
		{Title: "No.", Align: chart.End}, {Title: "Action", Share: 3.2, Lines: 3},
		{Title: "Owner", Share: 1.3, Lines: 2}, {Title: "By", Tone: page.ToneMuted},
		{Title: "Per month", Align: chart.End}, {Title: "Done"},
	}}
	for i, a := range tasks[:min(len(tasks), maxActions)] {
		t.Rows = append(t.Rows, page.Row{Cells: []page.Cell{
			{Text: fmt.Sprint(i + 1)}, f.taskCell(a), {Text: f.owner(a, company)},
			a.by(), {Text: amount(a.monthly)}, {Tick: true},
		}})
	}
	if rest := tasks[min(len(tasks), maxActions):]; len(rest) > 0 {
		var all []*insight.Finding
		for _, a := range rest {
			all = append(all, a.findings...)
		}
		t.Rows = append(t.Rows, page.Row{Kind: page.NoteRow, Cells: []page.Cell{
			{}, {Text: fmt.Sprintf("%s more, each smaller: see findings and appendix A", capital(count(len(rest), "action", "actions")))},
			{}, {}, {Text: amount(sumOf(all))}, {},
		}})
	}
	t.Rows = append(t.Rows, page.Row{Kind: page.TotalRow, Cells: []page.Cell{
		{}, {Text: "Together, up to"}, {}, {}, f.totalCell(f.leak), {},
	}})
	r.Table(t)
}

// tasks are ordered by money, then seats, then words.
func (f *facts) tasks() []task {
	var all []task
	at := map[string]int{}
	for _, c := range f.causes() {
		for _, fd := range f.of(c) {
			key := fd.TenantID + "|" + string(c) + "|" + fd.SKUID
			i, ok := at[key]
			if !ok {
				i = len(all)
				at[key] = i
				all = append(all, task{cause: c, tenant: fd.TenantName, product: fd.Product})
				if c == insight.Unassigned {
					all[i].when = f.renewal(fd.TenantID, fd.SKUID)
				}
			}
			all[i].seats += fd.Seats
			all[i].findings = append(all[i].findings, fd)
		}
	}
	for i := range all {
		all[i].monthly = sumOf(all[i].findings)
	}
	slices.SortStableFunc(all, func(a, b task) int {
		if c := compareMoney(b.monthly, a.monthly); c != 0 {
			return c
		}
		return cmp.Compare(b.seats, a.seats)
	})
	return all
}

func (f *facts) taskCell(a task) page.Cell {
	c := page.Cell{Text: a.text(), Strong: true}
	if f.several() {
		c.Sub = a.tenant
	}
	return c
}

func (a task) text() string {
	n, product := a.seats, shortName(a.product)
	switch a.cause {
	case insight.SharedMailbox:
		return fmt.Sprintf("Take %s off %s", product, count(n, "shared mailbox", "shared mailboxes"))
	case insight.Blocked:
		return fmt.Sprintf("Take %s off %s", product, count(n, "blocked account", "blocked accounts"))
	case insight.NeverUsed:
		return fmt.Sprintf("Confirm %s of %s that %s never used", count(n, "seat", "seats"), product, wasWere(n))
	case insight.Inactive:
		return fmt.Sprintf("Confirm %s of %s not in use", count(n, "seat", "seats"), product)
	case insight.GuestPaid:
		return fmt.Sprintf("Confirm %s for %s", product, count(n, "guest", "guests"))
	default:
		return fmt.Sprintf("Reduce %s by %s", product, count(n, "seat", "seats"))
	}
}

// shortName leaves out the brand nearly all products share.
func shortName(product string) string {
	if rest, ok := strings.CutPrefix(product, "Microsoft 365 "); ok && rest != "" {
		return rest
	}
	return product
}

func wasWere(n int) string {
	if n == 1 {
		return "was"
	}
	return "were"
}

// owner is who moves first: the client decides about people, we do the rest.
func (f *facts) owner(a task, company string) string {
	if sayings[a.cause].decide {
		return f.client()
	}
	return company
}

func (a task) by() page.Cell {
	switch {
	case !a.when.IsZero():
		return page.Cell{Text: day(a.when), Sub: "renewal"}
	case a.cause == insight.Unassigned:
		return page.Cell{Text: "next renewal"}
	case sayings[a.cause].decide:
		return page.Cell{Text: "our next talk"}
	default:
		return page.Cell{Text: "now"}
	}
}
