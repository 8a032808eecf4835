package pagetest

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/money"
)

const currency = "GBP"

var people = []string{
	"Anna Reiss", "Tomasz Wilk", "Warehouse Scanner 3", "Info Bergen", "Lena Falk", "Piet Vos", "Priya Nair",
	"Jonas Berg", "Amelie Laurent", "Grace Okafor", "Front Desk", "Sean O'Hara", "Mia Castellanos-Rodríguez",
	"Viktor Dahl", "Yuki Tanaka", "Meeting Room Oslo", "Hannah Whitfield", "Karim Aziz", "Elena Popova", "Tom Baker",
}

var reasons = map[insight.Cause]string{
	insight.SharedMailbox: "The mailbox report calls this a shared mailbox; a hold cannot be seen.",
	insight.Blocked:       "Sign-in is blocked and the mailbox report shows an ordinary mailbox.",
	insight.NeverUsed:     "Neither sign-ins nor reports know any use.",
	insight.Inactive:      "Sign-ins and reports are both readable and agree.",
	insight.GuestPaid:     "A guest usually brings a licence of the home organization.",
	insight.Unassigned:    "Microsoft's own seat counts.",
}

var rules = map[insight.Cause]string{
	insight.SharedMailbox: "Shared mailbox up to 50 GB without archive needs no licence",
	insight.Blocked:       "Blocked sign-in with licence",
	insight.NeverUsed:     "Never used, account older than 30 days",
	insight.Inactive:      "Inactive more than 90 days",
	insight.GuestPaid:     "Guest with paid licence",
	insight.Unassigned:    "Owned seats nobody holds",
}

func tenantID(i int) string { return fmt.Sprintf("%08d-5f2c-4d7a-9b1e-6c0a7d2e%04d", 4100+i, i) }

func amount(d decimal.Decimal) money.Amount { return money.Amount{Value: d, Currency: currency} }

func amountOf(p product, seats int) *money.Amount {
	if p.price == "" {
		return nil
	}
	a := amount(decimal.RequireFromString(p.price).Mul(decimal.NewFromInt(int64(seats))))
	return &a
}

func yearly(a *money.Amount) *money.Amount {
	if a == nil {
		return nil
	}
	y := amount(a.Value.Mul(decimal.NewFromInt(12)))
	return &y
}

func priceOf(p product) *money.Price {
	if p.price == "" {
		return nil
	}
	return &money.Price{
		Scope: money.WorkspacePrice, SKUID: p.sku, Amount: decimal.RequireFromString(p.price), Currency: currency,
		Frequency: money.Monthly, Term: "annual commitment", Effective: day(2026, 4, 1), Source: "your price list",
	}
}

// Results of all tenants, findings ordered as the rules order them.
func Results() []insight.Result {
	out := make([]insight.Result, 0, len(clients))
	for i := range clients {
		out = append(out, result(i))
	}
	return out
}

func result(i int) insight.Result {
	c := &clients[i]
	r := insight.Result{TenantID: tenantID(i), TenantName: c.name, ScannedAt: ago(c.scanned), Currency: currency,
		Sources: insight.Sources{SignIns: true, Reports: c.hidden == 0, Mailboxes: true}}
	for _, cause := range insight.Causes {
		for n := range c.waste[cause] {
			r.Findings = append(r.Findings, userFinding(&r, c, cause, n))
		}
	}
	for _, b := range c.seats {
		if free := b.owned - b.assigned; free > 0 && b.class == models.ClassPaid {
			r.Findings = append(r.Findings, freeFinding(&r, b, free))
		}
	}
	for n := range c.hidden {
		r.Hidden = append(r.Hidden, insight.Unseen{TenantID: r.TenantID, UserID: fmt.Sprint("h", n), DisplayName: people[n%len(people)],
			UPN: upn(people[n%len(people)], n, c.domain), SKUIDs: []string{c.seats[0].sku},
			Reason: "Names are concealed in the usage reports and the tenant has no Entra ID P1.",
			Cure:   "Ask the customer to switch off “Display concealed user, group and site names” in the admin center."})
	}
	total(&r, c)
	return r
}

func upn(name string, n int, domain string) string {
	local := strings.ToLower(strings.NewReplacer(" ", ".", "'", "", "í", "i").Replace(name))
	if n >= len(people) {
		local += fmt.Sprint(n)
	}
	return local + "@" + domain
}

func userFinding(r *insight.Result, c *client, cause insight.Cause, n int) insight.Finding {
	b := c.seats[n%len(c.seats)]
	if b.class != models.ClassPaid {
		b = c.seats[0]
	}
	who := (n*7 + len(cause)) % len(people)
	f := insight.Finding{
		TenantID: r.TenantID, TenantName: c.name, Cause: cause, Certainty: insight.Sure, Reason: reasons[cause],
		SKUID: b.sku, PartNumber: b.part, Product: b.name, UserID: fmt.Sprint(cause, n), DisplayName: people[who],
		UPN: upn(people[who], n, c.domain), Seats: 1, Monthly: amountOf(b.product, 1),
	}
	f.Yearly = yearly(f.Monthly)
	if f.Monthly == nil {
		f.NoMoney = "No price is known for this product."
	}
	if cause == insight.SharedMailbox || cause == insight.GuestPaid || n%4 == 3 {
		f.Certainty = insight.Likely
	}
	if cause == insight.Inactive || cause == insight.Blocked {
		f.Days = 96 + n*17
		f.LastUse = day(2026, 11, 18).AddDate(0, 0, -f.Days)
	}
	if cause == insight.GuestPaid {
		f.DisplayName, f.UPN = "Guest: j.ito", "j.ito_kobe.example#EXT#@"+c.domain
	}
	f.Proof = proof(&f, priceOf(b.product), r.ScannedAt)
	return f
}

func freeFinding(r *insight.Result, b bought, free int) insight.Finding {
	f := insight.Finding{TenantID: r.TenantID, TenantName: r.TenantName, Cause: insight.Unassigned, Certainty: insight.Sure,
		Reason: reasons[insight.Unassigned], SKUID: b.sku, PartNumber: b.part, Product: b.name, Seats: free, Monthly: amountOf(b.product, free)}
	f.Yearly = yearly(f.Monthly)
	if f.Monthly == nil {
		f.NoMoney = "No price is known for this product."
	}
	f.Proof = insight.Proof{Rule: rules[insight.Unassigned], Price: priceOf(b.product), ScannedAt: r.ScannedAt, Facts: []insight.Fact{
		{Name: "prepaidUnits.enabled", Label: "Owned seats", Value: fmt.Sprint(b.owned), Source: "Subscribed SKUs", DataDate: r.ScannedAt},
		{Name: "consumedUnits", Label: "Assigned seats", Value: fmt.Sprint(b.assigned), Source: "Subscribed SKUs", DataDate: r.ScannedAt},
	}}
	return f
}

func proof(f *insight.Finding, p *money.Price, scanned time.Time) insight.Proof {
	last := ""
	if !f.LastUse.IsZero() {
		last = f.LastUse.Format(time.RFC3339)
	}
	blocked := "true"
	if f.Cause == insight.Blocked {
		blocked = "false"
	}
	report := day(2026, 11, 18)
	return insight.Proof{Rule: rules[f.Cause], Threshold: 90, Price: p, ScannedAt: scanned, Facts: []insight.Fact{
		{Name: "lastSuccessfulSignInDateTime", Label: "Last successful sign-in", Value: last, Source: "Entra sign-in activity", DataDate: scanned},
		{Name: "Exchange Last Activity Date", Label: "Exchange", Value: last, Source: "Active user report", DataDate: report},
		{Name: "Teams Last Activity Date", Label: "Teams", Value: "", Source: "Active user report", DataDate: report},
		{Name: "accountEnabled", Label: "Sign-in allowed", Value: blocked, Source: "Entra users", DataDate: scanned},
		{Name: "Recipient Type", Label: "Kind of mailbox", Value: "user", Source: "Mailbox usage report", DataDate: report},
	}, Caveats: []string{"A litigation hold on the mailbox cannot be seen."}}
}

func total(r *insight.Result, c *client) {
	t := &r.Totals
	t.Spend, t.Leakage = money.Zero(currency), money.Zero(currency)
	t.ByCause = map[insight.Cause]insight.CauseTotal{}
	bySKU := map[string]decimal.Decimal{}
	for _, f := range r.Findings {
		ct := t.ByCause[f.Cause]
		ct.Seats += f.Seats
		if f.UserID != "" {
			ct.Users++
		}
		if f.Monthly != nil {
			ct.Monthly = amount(ct.Monthly.Value.Add(f.Monthly.Value))
			ct.Yearly = amount(ct.Yearly.Value.Add(f.Yearly.Value))
			bySKU[f.SKUID] = bySKU[f.SKUID].Add(f.Monthly.Value)
			t.Leakage = amount(t.Leakage.Value.Add(f.Monthly.Value))
		}
		t.ByCause[f.Cause] = ct
	}
	for _, b := range c.seats {
		row := insight.SeatRow{TenantID: r.TenantID, SKUID: b.sku, PartNumber: b.part, Product: b.name, Class: b.class, Managed: true,
			Counted: b.class == models.ClassPaid, Owned: b.owned, Assigned: b.assigned, Free: b.owned - b.assigned,
			Unassigned: max(0, b.owned-b.assigned), Price: priceOf(b.product), SeatCost: amountOf(b.product, 1),
			Spend: amountOf(b.product, b.owned), Renewal: b.renewal}
		if row.Counted {
			t.SeatsOwned, t.SeatsAssigned, t.SeatsFree = t.SeatsOwned+b.owned, t.SeatsAssigned+b.assigned, t.SeatsFree+row.Free
		}
		if row.Spend != nil {
			t.Spend = amount(t.Spend.Value.Add(row.Spend.Value))
			l := amount(bySKU[b.sku])
			row.Leakage = &l
		} else if row.Counted {
			t.UnpricedSKUs++
			r.Unpriced = append(r.Unpriced, insight.Unpriced{TenantID: r.TenantID, SKUID: b.sku, PartNumber: b.part, Product: b.name, Owned: b.owned, Findings: 1, Reason: "No list price is known and you entered none."})
		}
		r.Seats = append(r.Seats, row)
	}
	twelve := decimal.NewFromInt(12)
	t.SpendYearly, t.LeakageYearly = amount(t.Spend.Value.Mul(twelve)), amount(t.Leakage.Value.Mul(twelve))
	t.LicensedUsers = c.seats[0].assigned
	t.HiddenUsers = c.hidden
	t.InactiveUsers = c.waste[insight.Blocked] + c.waste[insight.NeverUsed] + c.waste[insight.Inactive]
	slices.SortStableFunc(r.Findings, func(a, b insight.Finding) int {
		return slices.Index(insight.Causes, a.Cause) - slices.Index(insight.Causes, b.Cause)
	})
}
