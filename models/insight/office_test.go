package insight

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"msp-license-tracker/models"
	"msp-license-tracker/models/money"
)

// The worked examples all start from one small office: Business Premium at
// 22.00 and Copilot at 30.00 US dollars a month, a free product beside them,
// one member who works every day, every source readable. The scan is of 20
// November; the reports are two days older, as Microsoft's are.
var (
	scanTime   = time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC)
	reportDate = time.Date(2026, 11, 18, 0, 0, 0, 0, time.UTC)
)

const (
	premium = "cbdc14ab-0000-0000-0000-000000000001"
	copilot = "c0910700-0000-0000-0000-000000000002"
	free    = "f1ee0000-0000-0000-0000-000000000003"
	unknown = "ffffffff-0000-0000-0000-000000000004"
)

// shelf is a small catalogue.
type shelf map[string]models.Product

func (s shelf) Product(id, part string) (models.Product, bool) {
	if p, ok := s[id]; ok {
		return p, true
	}
	return models.Product{SKUID: id, PartNumber: part, Class: models.ClassPaid}, false
}

var products = shelf{
	premium: {SKUID: premium, PartNumber: "SPB", Name: "Business Premium", Class: models.ClassPaid, Listed: true},
	copilot: {SKUID: copilot, PartNumber: "COPILOT", Name: "Copilot", Class: models.ClassPaid, Listed: true},
	free:    {SKUID: free, PartNumber: "FLOW_FREE", Name: "Power Automate Free", Class: models.ClassFree, Listed: true},
}

func usd(text string) money.Price {
	return money.Price{Scope: money.ListPrice, Amount: decimal.RequireFromString(text), Currency: "USD", Frequency: money.Monthly, Term: "annual commitment", Source: "list"}
}

var listPrices = PriceList{premium: usd("22.00"), copilot: usd("30.00")}

// office is a tenant with its policy; change it and ask for its lines.
type office struct {
	Snapshot
	Policy
}

func newOffice(staff ...Account) *office {
	o := &office{
		Snapshot: Snapshot{
			TenantID: "contoso-id", TenantName: "Contoso", ScannedAt: scanTime,
			Outcomes: map[models.Collector]models.Outcome{},
			SKUs: []models.SKU{
				{ID: premium, PartNumber: "SPB", AppliesTo: "User", Enabled: 100},
				{ID: copilot, PartNumber: "COPILOT", AppliesTo: "User", Enabled: 100},
				{ID: free, PartNumber: "FLOW_FREE", AppliesTo: "User", Enabled: 1_000_000},
			},
			Accounts: staff,
		},
		Policy: Policy{
			InactiveAfterDays: 90, GraceDays: 30, Currency: "USD",
			Catalog: products, Prices: NewPriceBook(nil, listPrices),
		},
	}
	for _, c := range []models.Collector{models.CollectUsers, models.CollectSKUs, models.CollectSubscriptions, models.CollectSignIns, models.CollectActivity, models.CollectMailboxes} {
		o.outcome(c, models.StatusOK)
	}
	return o.fits()
}

// outcome says how a collector ended.
func (o *office) outcome(c models.Collector, s models.Status) *office {
	date := scanTime
	if c == models.CollectActivity || c == models.CollectMailboxes {
		date = reportDate
	}
	o.Outcomes[c] = models.Outcome{Collector: c, Status: s, Rows: 10, DataDate: date}
	return o
}

// fits lets the tenant own exactly the seats its people hold.
func (o *office) fits() *office {
	for i := range o.SKUs {
		held := 0
		for _, a := range o.Accounts {
			for _, l := range a.Licenses {
				if l.SKUID == o.SKUs[i].ID && l.Error == "" {
					held++
				}
			}
		}
		o.SKUs[i].Assigned = held
		if o.SKUs[i].ID != free {
			o.SKUs[i].Enabled = held
		}
	}
	return o
}

func (o *office) seats(sku string, enabled, assigned int) *office {
	for i := range o.SKUs {
		if o.SKUs[i].ID == sku {
			o.SKUs[i].Enabled, o.SKUs[i].Assigned = enabled, assigned
		}
	}
	return o
}

func (o *office) analyze() Result { return Analyze(o.Snapshot, o.Policy) }

// person works every day, holds Business Premium, and is two years old.
func person(upn string, changes ...func(*Account)) Account {
	a := Account{
		User: models.User{
			ID: upn + "-id", UPN: upn, DisplayName: strings.ToUpper(upn), Type: models.Member, Enabled: models.Yes,
			CreatedAt: ago(730), Licenses: []models.License{{SKUID: premium, Direct: true, Since: ago(700)}},
		},
		SignIn:      models.SignIn{Success: ago(1), Interactive: ago(1), NonInteractive: ago(0)},
		HasActivity: true, Activity: models.Activity{Exchange: reported(1), Teams: reported(2)},
		HasMailbox: true, Mailbox: models.Mailbox{Recipient: models.UserMailbox, Bytes: 5 << 30, HasArchive: models.No},
	}
	for _, change := range changes {
		change(&a)
	}
	return a
}

// ago counts whole days back from the scan, reported from the reports' date.
func ago(days int) time.Time      { return scanTime.Add(-time.Duration(days) * day) }
func reported(days int) time.Time { return reportDate.Add(-time.Duration(days) * day) }

func silent(a *Account)  { a.SignIn, a.Activity = models.SignIn{}, models.Activity{} }
func blocked(a *Account) { a.Enabled = models.No }
func guest(a *Account)   { a.Type = models.Guest }

// lastUsed makes the last use of everything n days old.
func lastUsed(n int) func(*Account) {
	return func(a *Account) {
		a.SignIn = models.SignIn{Success: ago(n), Interactive: ago(n)}
		a.Activity = models.Activity{Exchange: reported(n)}
	}
}

func attempted(n int) func(*Account) {
	return func(a *Account) { silent(a); a.SignIn.Interactive = ago(n) }
}

func unreported(a *Account) { a.HasActivity, a.Activity = false, models.Activity{} }

func created(n int) func(*Account)  { return func(a *Account) { a.CreatedAt = ago(n) } }
func licensed(n int) func(*Account) { return func(a *Account) { a.Licenses[0].Since = ago(n) } }

func mailbox(kind models.RecipientType, gigabytes int64) func(*Account) {
	return func(a *Account) {
		a.Mailbox = models.Mailbox{Recipient: kind, Bytes: gigabytes << 30, HasArchive: models.No}
	}
}

func archived(a *Account) { a.Mailbox.HasArchive = models.Yes }

func also(sku string) func(*Account) {
	return func(a *Account) {
		a.Licenses = append(a.Licenses, models.License{SKUID: sku, Direct: true, Since: ago(700)})
	}
}

// lines says a result in words an accountant can check.
func lines(r Result) []string {
	said := []string{}
	for i := range r.Findings {
		f := &r.Findings[i]
		who := f.UPN
		if f.Cause == Unassigned {
			who = fmt.Sprint(f.Seats, " seats")
		}
		said = append(said, fmt.Sprintf("%s, %s: %s, %s, %s", who, f.Product, f.Cause, f.Certainty, amountWord(f.Monthly)))
	}
	for _, u := range r.Hidden {
		said = append(said, u.UPN+": cannot tell")
	}
	for _, u := range r.Unpriced {
		said = append(said, u.Product+": unpriced")
	}
	return said
}

func amountWord(a *money.Amount) string {
	if a == nil {
		return "no amount"
	}
	return a.String()
}

func says(t *testing.T, o *office, want ...string) {
	t.Helper()
	got := lines(o.analyze())
	if want == nil {
		want = []string{}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("want - got +\n%s", diff)
	}
}
