package insight

import (
	"fmt"
	"math/big"
	"sort"
	"strings"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/models/money"
)

// naive computes leakage a second time, straight from the words of the rules:
// SKU by SKU instead of account by account, fractions and cents instead of
// decimals, one long chain of questions instead of rules. It shares no code
// with the package beyond the input types.
type naive struct {
	found map[string]string // "user|sku" → "cause certainty amount", amount "-" when none
	dark  map[string]bool   // ids of users nobody can judge
	month *big.Rat
	year  *big.Rat
}

func recompute(s Snapshot, p Policy) naive {
	n := naive{found: map[string]string{}, dark: map[string]bool{}, month: new(big.Rat), year: new(big.Rat)}
	for _, sku := range s.SKUs {
		n.sku(s, p, sku)
	}
	return n
}

type naiveSeat struct {
	order      int
	upn, id    string
	cause, how string
}

func (n *naive) sku(s Snapshot, p Policy, sku models.SKU) {
	class, managed, spare := naiveSettings(s, p, sku)
	if class != models.ClassPaid || !managed {
		return
	}
	perYear := naivePrice(s, p, sku) // nil: unpriced
	minor := int64(100)
	if p.Currency == "JPY" {
		minor = 1
	}

	var seats []naiveSeat
	for _, a := range s.Accounts {
		if naiveDeleted(s, a.ID) {
			continue
		}
		since, has := time.Time{}, false
		for _, l := range a.Licenses {
			if l.SKUID == sku.ID && l.Error == "" && (!has || l.Since.Before(since)) {
				since, has = l.Since, true
			}
		}
		if !has {
			continue
		}
		order, cause, how := naiveCause(s, p, a, since)
		switch {
		case cause == "dark":
			n.dark[a.ID] = true
		case cause != "":
			seats = append(seats, naiveSeat{order, strings.ToLower(a.UPN), a.ID, cause, how})
		}
	}
	sort.Slice(seats, func(i, j int) bool {
		a, b := seats[i], seats[j]
		return fmt.Sprintf("%d %s\x00%s", a.order, a.upn, a.id) < fmt.Sprintf("%d %s\x00%s", b.order, b.upn, b.id)
	})
	owned := sku.Enabled + sku.Warning
	paying := len(seats)
	if sku.Assigned > owned {
		paying = len(seats) - (sku.Assigned - owned)
	}
	for i, seat := range seats {
		amount := "-"
		if perYear != nil && i < paying {
			amount = n.charge(perYear, 1, minor)
		}
		n.found[seat.id+"|"+sku.ID] = seat.cause + " " + seat.how + " " + amount
	}
	if idle := owned - sku.Assigned - spare; idle > 0 {
		amount := "-"
		if perYear != nil {
			amount = n.charge(perYear, idle, minor)
		}
		n.found["|"+sku.ID] = fmt.Sprintf("unassigned×%d sure %s", idle, amount)
	}
}

// charge adds one rounded row to the sums and says its monthly amount.
func (n *naive) charge(perYear *big.Rat, seats int, minor int64) string {
	year := new(big.Rat).Mul(perYear, big.NewRat(int64(seats), 1))
	month := new(big.Rat).Quo(year, big.NewRat(12, 1))
	m, y := bankers(month, minor), bankers(year, minor)
	n.month.Add(n.month, m)
	n.year.Add(n.year, y)
	return m.FloatString(4)
}

// bankers rounds by trying both neighbours.
func bankers(r *big.Rat, minor int64) *big.Rat {
	scaled := new(big.Rat).Mul(r, big.NewRat(minor, 1))
	low := new(big.Int).Div(scaled.Num(), scaled.Denom())
	rest := new(big.Rat).Sub(scaled, new(big.Rat).SetInt(low))
	half := rest.Cmp(big.NewRat(1, 2))
	if half > 0 || half == 0 && new(big.Int).Mod(low, big.NewInt(2)).Sign() != 0 {
		low.Add(low, big.NewInt(1))
	}
	return new(big.Rat).SetFrac(low, big.NewInt(minor))
}

func naiveSettings(s Snapshot, p Policy, sku models.SKU) (class models.SKUClass, managed bool, spare int) {
	class, managed = models.ClassPaid, true
	if listed, ok := p.Catalog.Product(sku.ID, sku.PartNumber); ok {
		class = listed.Class
	} else if sku.AppliesTo == "Company" {
		class = models.ClassCapacity
	}
	live, trials := 0, 0
	for _, sub := range s.Subscriptions {
		if sub.SKUID == sku.ID && (sub.Status == "Enabled" || sub.Status == "Warning") {
			live++
			if sub.Trial {
				trials++
			}
		}
	}
	if class == models.ClassPaid && live > 0 && live == trials {
		class = models.ClassTrial
	}
	for _, whose := range []string{"", s.TenantID} {
		for _, row := range p.Settings {
			if row.TenantID != whose || row.SKUID != sku.ID {
				continue
			}
			if row.Class != nil {
				class = *row.Class
			}
			if row.Managed != nil {
				managed = *row.Managed
			}
			if row.Spare != nil && whose != "" {
				spare = *row.Spare
			}
		}
	}
	return class, managed, spare
}

// naivePrice is the cost of a seat and year in the reporting currency.
func naivePrice(s Snapshot, p Policy, sku models.SKU) *big.Rat {
	price, ok := p.Prices.Price(s.TenantID, sku.ID, sku.PartNumber, s.ScannedAt)
	if !ok {
		return nil
	}
	year := price.Amount.Rat()
	switch price.Frequency {
	case money.Monthly:
		year.Mul(year, big.NewRat(12, 1))
	case money.ThreeYear:
		year.Quo(year, big.NewRat(3, 1))
	}
	if price.Currency == p.Currency {
		return year
	}
	for _, r := range p.Rates {
		if r.From == price.Currency && r.To == p.Currency {
			value, _ := new(big.Rat).SetString(r.Value)
			return year.Mul(year, value)
		}
	}
	return nil
}

// naiveDeleted: the account went after everybody was listed.
func naiveDeleted(s Snapshot, id string) bool {
	for _, d := range s.DeletedUsers {
		if d.ID == id && !d.DeletedAt.IsZero() && d.DeletedAt.Sub(s.Outcomes[models.CollectUsers].DataDate) > 0 {
			return true
		}
	}
	return false
}

func naiveCause(s Snapshot, p Policy, a Account, since time.Time) (order int, cause, how string) {
	ok := func(c models.Collector) bool {
		o := s.Outcomes[c]
		return o.Status == models.StatusOK || o.Status == models.StatusFailed && !o.ChangedAt.IsZero()
	}
	signIns, reports, mailboxes := ok(models.CollectSignIns), ok(models.CollectActivity), ok(models.CollectMailboxes)

	// 1 mailbox, 2 blocked: no source of activity is needed.
	if mailboxes && a.HasMailbox && strings.Contains("shared room equipment", string(a.Mailbox.Recipient)) {
		if a.Mailbox.Bytes > 50*1024*1024*1024 || a.Mailbox.HasArchive == models.Yes {
			return 0, "", ""
		}
		return 1, "shared-mailbox", "likely"
	}
	if a.Enabled == models.No {
		if mailboxes {
			return 2, "blocked", "sure"
		}
		return 2, "blocked", "likely"
	}
	isGuest := a.Type == models.Guest
	if !signIns && (!reports || !a.HasActivity) {
		if isGuest {
			return 5, "guest", "likely"
		}
		return 0, "dark", ""
	}
	how = "likely"
	if signIns && reports {
		how = "sure"
	}

	// Ages of everything that is use, then of attempts, in whole days.
	var uses, attempts []int
	age := func(list []int, at time.Time, c models.Collector) []int {
		if at.IsZero() {
			return list
		}
		return append(list, int(s.Outcomes[c].DataDate.Sub(at).Hours())/24)
	}
	if signIns {
		uses = age(uses, a.SignIn.Success, models.CollectSignIns)
		attempts = age(attempts, a.SignIn.Interactive, models.CollectSignIns)
		attempts = age(attempts, a.SignIn.NonInteractive, models.CollectSignIns)
	}
	if reports && a.HasActivity {
		for _, at := range []time.Time{a.Activity.Exchange, a.Activity.OneDrive, a.Activity.SharePoint, a.Activity.Teams, a.Activity.Viva} {
			uses = age(uses, at, models.CollectActivity)
		}
	}
	if ok(models.CollectApps) && a.Apps != nil {
		uses = age(uses, a.Apps.Last, models.CollectApps)
	}
	if ok(models.CollectCopilot) && a.Copilot != nil {
		uses = age(uses, a.Copilot.Last, models.CollectCopilot)
	}
	if ok(models.CollectServiceSignIns) {
		for _, e := range a.Services {
			uses = age(uses, e.Last, models.CollectServiceSignIns)
		}
	}
	known := uses
	if len(uses) == 0 {
		known = attempts
		if len(attempts) > 0 {
			how = "likely"
		}
	}
	if len(known) == 0 {
		young := func(at time.Time) bool {
			return !at.IsZero() && int(s.Outcomes[models.CollectUsers].DataDate.Sub(at).Hours())/24 <= p.GraceDays
		}
		if young(a.CreatedAt) || young(since) {
			return 0, "", ""
		}
		return 3, "never-used", how
	}
	sort.Ints(known)
	if known[0] > p.InactiveAfterDays {
		return 4, "inactive", how
	}
	if isGuest {
		return 5, "guest", "likely"
	}
	return 0, "", ""
}
