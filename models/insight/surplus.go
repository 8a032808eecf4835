package insight

import "slices"

const surplusReason = "More seats are assigned than owned: taking this licence away frees no seat that is paid."

// takeSurplus applies decision 9: of an over-assigned SKU's user findings,
// ordered by precedence and UPN, the last (assigned − owned) carry no money.
func (t *tenant) takeSurplus(findings []Finding) {
	if !t.overAssigned() {
		return
	}
	bySKU := map[string][]*Finding{}
	for i := range findings {
		f := &findings[i]
		if p := t.products[f.SKUID]; p.row.OverAssigned() {
			bySKU[f.SKUID] = append(bySKU[f.SKUID], f)
		}
	}
	for id, of := range bySKU {
		p := t.products[id]
		slices.SortFunc(of, byPrecedence)
		surplus := min(len(of), p.row.Assigned-p.row.Owned)
		why := surplusReason
		if p.row.Unlisted {
			why = noSKU
		}
		for _, f := range of[len(of)-surplus:] {
			f.Monthly, f.Yearly, f.NoMoney = nil, nil, why
			f.Proof.Price, f.Proof.Rate = nil, nil
		}
	}
}

func (t *tenant) overAssigned() bool {
	for _, p := range t.products {
		if p.row.Counted && p.row.OverAssigned() {
			return true
		}
	}
	return false
}
