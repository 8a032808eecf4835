package insight

const ruleUnassigned = "Owned seats that nobody holds, less the planned spare seats."

// unassignedFinding is cause 6 (decision 12): one finding per SKU with its
// number of seats.
func (t *tenant) unassignedFinding(p *product) (Finding, bool) {
	if !p.row.Counted || p.row.Unassigned == 0 {
		return Finding{}, false
	}
	f := t.finding(p, verdict{
		cause: Unassigned, certainty: Sure, rule: ruleUnassigned,
		reason: "Microsoft's own counts of owned and assigned seats.",
	})
	f.Seats = p.row.Unassigned
	f.Proof.Facts = t.seatFacts(p)
	if p.priced() {
		month, year := p.cost.unit.Monthly(f.Seats), p.cost.unit.Yearly(f.Seats)
		f.Monthly, f.Yearly = &month, &year
	}
	return f, true
}
