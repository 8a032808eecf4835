package leakage

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/money"
	"msp-license-tracker/ui/page"
)

// model is what the page knows: all findings of the scope and what is shown of
// them. It knows no widgets.
type model struct {
	findings []insight.Finding
	hidden   []insight.Unseen
	unpriced []insight.Unpriced
	tenants  map[string]string // name by id
	products map[string]string // name by SKU id
	currency string
}

// view is what the owner asked to see.
type view struct {
	filter    string // a cause, page.FilterHidden, page.FilterUnpriced, or "" for all causes
	certainty insight.Certainty
}

func newModel(results []insight.Result) *model {
	m := &model{tenants: map[string]string{}, products: map[string]string{}}
	for i := range results {
		r := &results[i]
		m.tenants[r.TenantID] = r.TenantName
		m.findings = append(m.findings, r.Findings...)
		m.hidden = append(m.hidden, r.Hidden...)
		m.unpriced = append(m.unpriced, r.Unpriced...)
		if m.currency == "" {
			m.currency = r.Currency
		}
		for _, s := range r.Seats {
			m.products[s.SKUID] = page.ProductName(s.Product, s.PartNumber)
		}
	}
	slices.SortStableFunc(m.findings, byMoney)
	return m
}

// byMoney puts most money first, findings without an amount last.
func byMoney(a, b insight.Finding) int {
	switch {
	case a.Monthly == nil && b.Monthly == nil:
		return cmp.Compare(a.UPN, b.UPN)
	case a.Monthly == nil:
		return 1
	case b.Monthly == nil:
		return -1
	default:
		return b.Monthly.Value.Cmp(a.Monthly.Value)
	}
}

// rows are the findings of a view, in the model's order.
func (m *model) rows(v view) []insight.Finding {
	var out []insight.Finding
	for i := range m.findings {
		if v.shows(&m.findings[i]) {
			out = append(out, m.findings[i])
		}
	}
	return out
}

func (v view) shows(f *insight.Finding) bool {
	return (v.filter == "" || string(f.Cause) == v.filter) && (v.certainty == "" || f.Certainty == v.certainty)
}

// sum of the findings' amounts. Findings without an amount add nothing.
func (m *model) sum(rows []insight.Finding) money.Amount {
	total := money.Zero(m.currency)
	for i := range rows {
		if a := rows[i].Monthly; a != nil {
			total = total.Add(*a)
		}
	}
	return total
}

// choice is one chip: a cause with what it costs.
type choice struct{ id, label, count string }

// choices are the cause chips: all, each cause that occurs, and what is counted apart.
func (m *model) choices(certainty insight.Certainty) []choice {
	all := m.rows(view{certainty: certainty})
	out := []choice{{"", lang.L("All causes"), m.sum(all).FormatWhole()}}
	for _, c := range insight.Causes {
		rows := m.rows(view{filter: string(c), certainty: certainty})
		if len(rows) > 0 {
			out = append(out, choice{string(c), page.CauseShort(c), m.sum(rows).FormatWhole()})
		}
	}
	if len(m.hidden) > 0 {
		out = append(out, choice{page.FilterHidden, lang.L("Cannot tell"), page.Plural(len(m.hidden), "user", "users")})
	}
	if len(m.unpriced) > 0 {
		out = append(out, choice{page.FilterUnpriced, lang.L("Unpriced"), page.Plural(len(m.unpriced), "product", "products")})
	}
	return out
}

// products of a hidden user by name.
func (m *model) productNames(ids []string) string {
	names := make([]string, 0, len(ids))
	for _, id := range ids {
		if n := m.products[id]; n != "" {
			names = append(names, n)
		}
	}
	return strings.Join(names, ", ")
}
