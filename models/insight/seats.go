package insight

import (
	"slices"
	"strings"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/models/money"
)

// noSKU says why licences of a SKU without a row in the tenant carry no money.
const noSKU = "The tenant's list of products, as last read, does not hold this product: no paid seat of it is known."

// product is one SKU of the tenant while the rules run.
type product struct {
	row       SeatRow
	cost      cost
	seatMonth money.Amount // one seat, rounded; shared by its findings
	seatYear  money.Amount
	found     int // findings of this SKU
}

func (p *product) priced() bool { return p.row.SeatCost != nil }

// accountSeats reads the seat account of every SKU, those only users hold included.
func (t *tenant) accountSeats() {
	live := liveSubscriptions(t.s.Subscriptions)
	t.products = make(map[string]*product, len(t.s.SKUs))
	for i := range t.s.SKUs {
		sku := &t.s.SKUs[i]
		t.products[sku.ID] = t.newProduct(sku, live[sku.ID])
	}
	for id, held := range t.heldElsewhere() {
		sku := models.SKU{ID: id, Assigned: held}
		p := t.newProduct(&sku, live[id])
		p.row.Unlisted = true
		t.products[id] = p
	}
}

// heldElsewhere counts licences of SKUs that the tenant's list does not hold:
// owned = 0, assigned = what users have (decision 9).
func (t *tenant) heldElsewhere() map[string]int {
	held := map[string]int{}
	for i := range t.s.Accounts {
		licenses := t.s.Accounts[i].Licenses
		for j := range licenses {
			if _, listed := t.products[licenses[j].SKUID]; !listed && firstSeat(licenses, j) {
				held[licenses[j].SKUID]++
			}
		}
	}
	return held
}

func (t *tenant) newProduct(sku *models.SKU, live subscriptions) *product {
	r := t.ruling.resolve(sku)
	if r.product.Class == models.ClassPaid && !r.chosen && live.allTrial() {
		r.product.Class = models.ClassTrial // it costs nothing while the trial runs
	}
	p := &product{row: SeatRow{
		TenantID: t.s.TenantID, SKUID: sku.ID,
		PartNumber: r.product.PartNumber, Product: r.product.Name, Class: r.product.Class,
		Managed: r.managed, Counted: r.managed && r.product.Class == models.ClassPaid,
		Owned: sku.Owned(), Assigned: sku.Assigned, Free: sku.Free(), Spare: r.spare,
		Unassigned: max(0, sku.Free()-r.spare),
		Suspended:  sku.Suspended, LockedOut: sku.LockedOut,
		Renewal: live.earliest,
	}}
	p.cost = t.ruling.cost(t.s.TenantID, sku, t.s.ScannedAt)
	if p.cost.why == "" {
		p.fillAmounts()
	}
	return p
}

func (p *product) fillAmounts() {
	p.seatMonth, p.seatYear = p.cost.unit.Monthly(1), p.cost.unit.Yearly(1)
	p.row.Price, p.row.SeatCost = p.cost.price, &p.seatMonth
	if !p.row.Counted {
		return
	}
	spend, year := p.cost.unit.Monthly(p.row.Owned), p.cost.unit.Yearly(p.row.Owned)
	p.row.Spend, p.row.SpendYearly = &spend, &year
}

// holdsSeat is false for a licence whose paths all fail (decision 10):
// Microsoft takes no seat for it. Error is only set on such licences.
func holdsSeat(l *models.License) bool { return l.Error == "" }

// firstSeat reports whether licence j takes a seat that no earlier licence of
// the same account and SKU has taken: several paths use one seat.
func firstSeat(licenses []models.License, j int) bool {
	if !holdsSeat(&licenses[j]) {
		return false
	}
	for i := range j {
		if licenses[i].SKUID == licenses[j].SKUID && holdsSeat(&licenses[i]) {
			return false
		}
	}
	return true
}

// seatPaths joins the working paths of one account to one SKU, in whatever
// number of rows they come.
type seatPaths struct {
	since         time.Time // earliest; zero = unknown, and unknown is earliest
	direct, group bool
}

func pathsOf(licenses []models.License, j int) seatPaths {
	paths := seatPaths{since: licenses[j].Since}
	for i := range licenses {
		l := &licenses[i]
		if l.SKUID != licenses[j].SKUID || !holdsSeat(l) {
			continue
		}
		paths.direct = paths.direct || l.Direct
		paths.group = paths.group || len(l.Groups) > 0
		if l.Since.Before(paths.since) {
			paths.since = l.Since
		}
	}
	return paths
}

// words for the proof; "" when Microsoft named no path.
func (p seatPaths) words() string {
	switch {
	case p.direct && p.group:
		return "direct and group"
	case p.direct:
		return "direct"
	case p.group:
		return "group"
	default:
		return ""
	}
}

// subscriptions sums up the live purchases of one SKU.
type subscriptions struct {
	count, trials int
	earliest      time.Time // next lifecycle date
}

func (s subscriptions) allTrial() bool { return s.count > 0 && s.trials == s.count }

func liveSubscriptions(all []models.Subscription) map[string]subscriptions {
	live := map[string]subscriptions{}
	for i := range all {
		if !Live(&all[i]) {
			continue
		}
		s := live[all[i].SKUID]
		s.count++
		if all[i].Trial {
			s.trials++
		}
		if next := all[i].NextLifecycle; !next.IsZero() && (s.earliest.IsZero() || next.Before(s.earliest)) {
			s.earliest = next
		}
		live[all[i].SKUID] = s
	}
	return live
}

// Live reports whether a subscription gives seats: enabled, or in the grace
// time after its end that Microsoft calls warning.
func Live(s *models.Subscription) bool {
	return strings.EqualFold(s.Status, "Enabled") || strings.EqualFold(s.Status, "Warning")
}

// ordered lists products by name, then id.
func (t *tenant) ordered() []*product {
	all := make([]*product, 0, len(t.products))
	for _, p := range t.products {
		all = append(all, p)
	}
	slices.SortFunc(all, func(a, b *product) int {
		if c := strings.Compare(a.row.Product, b.row.Product); c != 0 {
			return c
		}
		return strings.Compare(a.row.SKUID, b.row.SKUID)
	})
	return all
}
