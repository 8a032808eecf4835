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
	findings []*insight.Finding
	sums     map[view]money.Amount // of every choice of cause and certainty
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
	m := &model{tenants: map[string]string{}, products: map[string]string{}, sums: map[view]money.Amount{}}
	for i := range results {
		r := &results[i]
		m.tenants[r.TenantID] = r.TenantName
		for j := range r.Findings {
			m.findings = append(m.findings, &r.Findings[j])
		}
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
	m.addUp()
	return m
}

// byMoney puts most money first, findings without an amount last.
func byMoney(a, b *insight.Finding) int {
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
func (m *model) rows(v view) []*insight.Finding {
	var out []*insight.Finding
	for _, f := range m.findings {
		if v.shows(f) {
			out = append(out, f)
		}
	}
	return out
}

func (v view) shows(f *insight.Finding) bool {
	return (v.filter == "" || string(f.Cause) == v.filter) && (v.certainty == "" || f.Certainty == v.certainty)
}

// addUp sums every choice of cause and certainty in one pass. Findings without
// an amount add nothing, but make their cause a choice.
func (m *model) addUp() {
	for _, f := range m.findings {
		for _, v := range []view{{}, {filter: string(f.Cause)}, {certainty: f.Certainty}, {string(f.Cause), f.Certainty}} {
			sum := m.sum(v)
			if f.Monthly != nil {
				sum = sum.Add(*f.Monthly)
			}
			m.sums[v] = sum
		}
	}
}

// sum of the findings a view shows.
func (m *model) sum(v view) money.Amount {
	if sum, ok := m.sums[v]; ok {
		return sum
	}
	return money.Zero(m.currency)
}

// choice is one chip: a cause with what it costs.
type choice struct{ id, label, count string }

// choices are the cause chips: all, each cause that occurs, and what is counted apart.
func (m *model) choices(certainty insight.Certainty) []choice {
	out := []choice{{"", lang.L("All causes"), m.sum(view{certainty: certainty}).FormatWhole()}}
	for _, c := range insight.Causes {
		if sum, found := m.sums[view{string(c), certainty}]; found {
			out = append(out, choice{string(c), page.CauseShort(c), sum.FormatWhole()})
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
