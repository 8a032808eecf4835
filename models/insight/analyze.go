package insight

import (
	"slices"
	"strings"
	"time"

	"msp-license-tracker/models"
)

// tenant holds what the rules of one analysis share.
type tenant struct {
	s             *Snapshot
	ruling        ruling
	sources       Sources
	products      map[string]*product // by SKU id
	usersDate     time.Time           // data date of accounts and licences
	thresholdDays int
	graceDays     int
	unseenReason  string // why accounts are hidden, worked out once
	unseenCure    string
}

// Analyze applies every rule to one snapshot. It is pure, never fails and
// neither changes nor keeps its input; the result does not depend on row order.
func Analyze(s Snapshot, p Policy) Result {
	s.Accounts = present(&s)
	t := &tenant{
		s: &s, ruling: newRuling(s.TenantID, &p), sources: readSources(&s),
		usersDate:     dataDate(&s, models.CollectUsers, true),
		thresholdDays: p.InactiveAfterDays, graceDays: p.GraceDays,
	}
	t.accountSeats()
	tally := newTally(p.Currency)
	findings, hidden := t.judgeAccounts(tally)
	t.takeSurplus(findings)
	products := t.ordered()
	for _, p := range products {
		if f, ok := t.unassignedFinding(p); ok {
			findings = append(findings, f)
		}
	}
	tally.addFindings(findings, t.products)
	tally.addProducts(products)
	findings = sorted(findings)
	return Result{
		TenantID: s.TenantID, TenantName: s.TenantName, ScannedAt: s.ScannedAt, Currency: p.Currency,
		Findings: findings, Hidden: hidden, Unpriced: unpriced(products), Seats: seatRows(products),
		Totals: tally.totals(len(hidden)), Sources: t.sources,
	}
}

// judgeAccounts gives every counted user seat its one cause, or none.
func (t *tenant) judgeAccounts(tally *tally) ([]Finding, []Unseen) {
	findings := make([]Finding, 0, len(t.s.Accounts)/4+len(t.products))
	var hidden []Unseen
	for i := range t.s.Accounts {
		c := view{Account: &t.s.Accounts[i], tenant: t}
		counted := t.countedSeats(c.Licenses)
		if counted == 0 {
			continue
		}
		c.usage = seeUsage(c.Account, &t.sources, t.thresholdDays)
		tally.users++
		if c.specialMailbox() && c.mailboxNeedsLicence() {
			continue
		}
		if c.cannotTell() {
			hidden = append(hidden, t.unseen(&c, counted))
			continue
		}
		before := len(findings)
		findings = t.judgeSeats(&c, findings)
		tally.addUser(findings[before:])
	}
	slices.SortFunc(hidden, func(a, b Unseen) int {
		if c := compareUPN(a.UPN, b.UPN); c != 0 {
			return c
		}
		return strings.Compare(a.UserID, b.UserID)
	})
	return findings, hidden
}

func (t *tenant) judgeSeats(c *view, findings []Finding) []Finding {
	var facts []Fact // of the account, gathered once and shared by its findings
	var held seatPaths
	for j := range c.Licenses {
		p, ok := t.countedSeat(c.Licenses, j)
		if !ok {
			continue
		}
		paths := pathsOf(c.Licenses, j)
		v, ok := c.judge(paths.since)
		if !ok {
			continue
		}
		if facts == nil || paths != held {
			facts, held = c.facts(paths), paths
		}
		f := t.finding(p, v)
		f.UserID, f.UPN, f.DisplayName, f.Seats = c.ID, c.UPN, c.DisplayName, 1
		f.LastUse, f.Days = c.usage.last, c.usage.days
		f.Proof.Facts = facts
		if p.priced() {
			f.Monthly, f.Yearly = &p.seatMonth, &p.seatYear
		}
		findings = append(findings, f)
	}
	return findings
}

// countedSeat finds the product of licence j when it takes a seat that counts.
func (t *tenant) countedSeat(licenses []models.License, j int) (*product, bool) {
	p := t.products[licenses[j].SKUID]
	if p == nil || !p.row.Counted || !firstSeat(licenses, j) {
		return nil, false
	}
	return p, true
}

func (t *tenant) countedSeats(licenses []models.License) int {
	n := 0
	for j := range licenses {
		if _, ok := t.countedSeat(licenses, j); ok {
			n++
		}
	}
	return n
}

// finding fills what findings of all causes share.
func (t *tenant) finding(p *product, v verdict) Finding {
	return Finding{
		TenantID: t.s.TenantID, TenantName: t.s.TenantName,
		Cause: v.cause, Certainty: v.certainty, Reason: v.reason,
		SKUID: p.row.SKUID, PartNumber: p.row.PartNumber, Product: p.row.Product,
		NoMoney: p.cost.why,
		Proof: Proof{
			Rule: v.rule, Threshold: v.threshold, Price: p.row.Price, Rate: p.cost.rate,
			Caveats: v.caveats, ScannedAt: t.s.ScannedAt,
		},
	}
}
