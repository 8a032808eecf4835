package reports

import (
	"fmt"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/money"
)

// scanned is the one moment of all fixtures.
var scanned = time.Date(2026, 11, 20, 8, 12, 0, 0, time.UTC)

func ago(days int) time.Time { return scanned.AddDate(0, 0, -days) }

// ware is a product of the fixtures.
type ware struct {
	id, name string
	price    string // per month, "" = unpriced
	class    models.SKUClass
}

var wares = []ware{
	{"s-premium", "Microsoft 365 Business Premium", "18.10", models.ClassPaid},
	{"s-basic", "Microsoft 365 Business Basic", "5.75", models.ClassPaid},
	{"s-copilot", "Microsoft 365 Copilot", "24.70", models.ClassPaid},
	{"s-visio", "Visio Plan 2", "11.55", models.ClassPaid},
	{"s-odd", "Dynamics 365 Customer Service Enterprise (Sandbox)", "", models.ClassPaid},
	{"s-flow", "Microsoft Power Automate Free", "", models.ClassFree},
}

// shop is catalogue and price book at once.
type shop struct{ dear bool }

func (shop) Product(id, part string) (models.Product, bool) {
	for _, w := range wares {
		if w.id == id {
			return models.Product{SKUID: id, PartNumber: strings.ToUpper(id), Name: w.name, Class: w.class, Listed: true}, true
		}
	}
	return models.Product{SKUID: id, PartNumber: part, Class: models.ClassPaid}, false
}

func (s shop) Price(_, id, _ string, _ time.Time) (money.Price, bool) {
	for _, w := range wares {
		if w.id == id && w.price != "" && !s.dear {
			return money.Price{Scope: money.ListPrice, SKUID: id, Amount: decimal.RequireFromString(w.price), Currency: "GBP",
				Frequency: money.Monthly, Term: "annual commitment", Effective: ago(140), Source: "public price list, UK"}, true
		}
	}
	return money.Price{}, false
}

// client is a tenant to be reported: edit it, then analyze.
type client struct {
	snap   insight.Snapshot
	policy insight.Policy
}

func ok(c models.Collector, rows int) models.Outcome {
	return models.Outcome{Collector: c, Status: models.StatusOK, Rows: rows, DataDate: scanned, LookedAt: scanned, ChangedAt: scanned}
}

// newClient is a tenant of n people with a story: leavers still licensed,
// shared mailboxes on a paid plan, Copilot bought and unused.
func newClient(name string, n int) *client {
	c := &client{}
	c.policy = insight.Policy{InactiveAfterDays: 90, GraceDays: 30, Currency: "GBP", Catalog: shop{}, Prices: shop{}}
	s := &c.snap
	s.TenantID, s.TenantName, s.ScannedAt, s.UserCount = "t-"+name, name, scanned, n+9
	s.Outcomes = map[models.Collector]models.Outcome{}
	for _, k := range []models.Collector{models.CollectOrganization, models.CollectSKUs, models.CollectSubscriptions,
		models.CollectUsers, models.CollectSignIns, models.CollectActivity, models.CollectMailboxes} {
		s.Outcomes[k] = ok(k, n)
	}
	report := ok(models.CollectActivity, n)
	report.DataDate = ago(2).Truncate(24 * time.Hour)
	s.Outcomes[models.CollectActivity] = report
	for i := range n {
		s.Accounts = append(s.Accounts, person(i))
	}
	used := map[string]int{}
	for _, a := range s.Accounts {
		for _, l := range a.Licenses {
			used[l.SKUID]++
		}
	}
	bought := map[string]int{"s-premium": used["s-premium"] + 6, "s-basic": used["s-basic"] + 2,
		"s-copilot": used["s-copilot"] + 3, "s-visio": used["s-visio"], "s-odd": 2, "s-flow": 10000}
	for i, w := range wares {
		s.SKUs = append(s.SKUs, models.SKU{ID: w.id, PartNumber: strings.ToUpper(w.id), AppliesTo: "User",
			Enabled: bought[w.id], Assigned: used[w.id]})
		if w.price != "" {
			s.Subscriptions = append(s.Subscriptions, models.Subscription{ID: fmt.Sprint("sub", i), SKUID: w.id,
				Status: "Enabled", Seats: bought[w.id], NextLifecycle: scanned.AddDate(0, 1+i, 3)})
		}
	}
	return c
}

var given = []string{"Ingrid", "Jonas", "Mara", "Aoife", "Łukasz", "Zoë", "Hans-Joachim", "Priya", "Tom", "Nadia"}
var family = []string{"Solheim", "Freiherr von Waldburg-Zeil", "Quill", "O’Brien", "Żółtowski", "Grosskreutz-Hohenberger", "Müller", "Raman", "Pike", "Haddad"}

func person(i int) insight.Account {
	g, f := given[i%len(given)], family[(i*7+i/10)%len(family)]
	a := insight.Account{}
	a.ID, a.DisplayName = fmt.Sprintf("u%05d", i), g+" "+f
	a.UPN = fmt.Sprintf("%s.%s%d@fjordlogistics.example", strings.ToLower(g), strings.ToLower(strings.ReplaceAll(f, " ", "")), i)
	a.Type, a.Enabled, a.CreatedAt = models.Member, models.Yes, ago(900)
	a.Licenses = []models.License{{SKUID: "s-premium", Direct: true, Since: ago(500)}}
	a.SignIn = models.SignIn{UserID: a.ID, Success: ago(1 + i%5)}
	a.HasActivity, a.Activity = true, models.Activity{UPN: a.UPN, Exchange: ago(3 + i%4), Teams: ago(4)}
	a.HasMailbox, a.Mailbox = true, models.Mailbox{UPN: a.UPN, Recipient: models.UserMailbox, Bytes: 4 << 30, HasArchive: models.No}
	switch i % 10 {
	case 1: // left, sign-in blocked
		a.Enabled = models.No
		a.SignIn.Success, a.Activity = ago(120+i), models.Activity{}
	case 2:
		if i%20 == 2 {
			a.DisplayName, a.Mailbox.Recipient = "Accounts payable", models.SharedMailbox
			a.SignIn, a.Activity = models.SignIn{}, models.Activity{}
		}
	case 3: // long away
		a.SignIn.Success, a.Activity = ago(100+i), models.Activity{Exchange: ago(104 + i)}
	case 4:
		a.Licenses = append(a.Licenses, models.License{SKUID: "s-visio", Direct: true, Since: ago(300)})
	case 5:
		a.Licenses[0].SKUID = "s-basic"
		if i%20 == 5 { // never came
			a.SignIn, a.Activity = models.SignIn{}, models.Activity{}
		}
	case 6:
		a.Licenses = append(a.Licenses, models.License{SKUID: "s-copilot", Direct: true, Since: ago(200)})
		if i%20 == 6 {
			a.SignIn.Success, a.Activity = ago(200), models.Activity{}
		}
	case 8:
		if i%30 == 8 {
			a.Type = models.Guest
		}
	}
	return a
}

func (c *client) input() ClientInput {
	return ClientInput{Workspace: northlight(), Customer: c.snap.TenantName, PreparedFor: "Ingrid Solheim",
		Results: []insight.Result{insight.Analyze(c.snap, c.policy)}}
}

func northlight() models.Workspace {
	ws := models.DefaultWorkspace()
	ws.Company, ws.ContactName, ws.ContactEmail, ws.ContactPhone = "Northlight IT", "Mara Quill", "hello@northlight.example", "0117 496 0000"
	ws.BrandColor, ws.Currency = "#0F6E6A", "GBP"
	ws.LegalNote = "Northlight IT Ltd, registered in England and Wales. Figures are as of the scan date and no offer."
	return ws
}

// oneSource takes sign-ins away: no Entra P1.
func (c *client) oneSource() *client {
	c.snap.Outcomes[models.CollectSignIns] = models.Outcome{Collector: models.CollectSignIns, Status: models.StatusUnlicensed, LookedAt: scanned}
	for i := range c.snap.Accounts {
		c.snap.Accounts[i].SignIn = models.SignIn{}
	}
	return c
}

// blind takes both sources of use away.
func (c *client) blind() *client {
	c.oneSource()
	c.snap.Outcomes[models.CollectActivity] = models.Outcome{Collector: models.CollectActivity, Status: models.StatusConcealed, LookedAt: scanned}
	for i := range c.snap.Accounts {
		c.snap.Accounts[i].HasActivity, c.snap.Accounts[i].Activity = false, models.Activity{}
	}
	return c
}

// unpriced knows no price at all.
func (c *client) unpriced() *client {
	c.policy.Prices = shop{dear: true}
	return c
}

// tidy leaves nothing to find.
func (c *client) tidy() *client {
	kept := c.snap.Accounts[:0]
	used := map[string]int{}
	for _, a := range c.snap.Accounts {
		if a.Type == models.Guest || a.Enabled == models.No || a.Mailbox.Recipient != models.UserMailbox ||
			a.SignIn.Success.Before(ago(60)) {
			continue
		}
		kept = append(kept, a)
		for _, l := range a.Licenses {
			used[l.SKUID]++
		}
	}
	c.snap.Accounts = kept
	for i := range c.snap.SKUs {
		c.snap.SKUs[i].Enabled, c.snap.SKUs[i].Assigned = used[c.snap.SKUs[i].ID], used[c.snap.SKUs[i].ID]
	}
	return c
}
