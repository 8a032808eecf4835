package insight

import (
	"fmt"
	"time"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"msp-license-tracker/models"
	"msp-license-tracker/models/money"
)

// anyTenant draws a tenant with everything that can be odd about one: sources
// missing, kept or concealed, over-assigned and suspended SKUs, failing
// groups, double paths, unknown dates, free and unmanaged products, prices of
// every scope, frequency and currency.
func anyTenant(t *rapid.T) *office {
	o := &office{
		Snapshot: Snapshot{TenantID: "contoso-id", TenantName: "Contoso", ScannedAt: scanTime, Outcomes: anyOutcomes(t)},
		Policy: Policy{
			InactiveAfterDays: rapid.SampledFrom(models.InactiveChoices).Draw(t, "threshold"),
			GraceDays:         rapid.SampledFrom([]int{0, 7, 30}).Draw(t, "grace"),
			Currency:          rapid.SampledFrom([]string{"USD", "GBP", "JPY"}).Draw(t, "currency"),
			Catalog:           products,
		},
	}
	skus := []string{premium, copilot, free, unknown}
	for _, id := range skus {
		o.SKUs = append(o.SKUs, anySKU(t, id))
		o.anyDecision(t, id)
	}
	if rapid.Bool().Draw(t, "rate") {
		o.Rates = []Rate{
			{From: "USD", To: "GBP", Value: "0.7853", Date: ago(3)}, {From: "USD", To: "JPY", Value: "151.337", Date: ago(3)},
			{From: "EUR", To: "USD", Value: "1.08", Date: ago(9)},
		}
	}
	for i := range rapid.IntRange(0, 25).Draw(t, "people") {
		o.Accounts = append(o.Accounts, anyAccountOf(t, i, skus))
	}
	for i := range rapid.IntRange(0, 3).Draw(t, "deleted") {
		o.DeletedUsers = append(o.DeletedUsers, models.DeletedUser{
			ID: fmt.Sprint("user-", rapid.IntRange(0, 30).Draw(t, "who")), DeletedAt: ago(i - 1),
		})
	}
	return o
}

func anyOutcomes(t *rapid.T) map[models.Collector]models.Outcome {
	all := map[models.Collector]models.Outcome{
		models.CollectUsers: {Status: models.StatusOK, Rows: 1, DataDate: scanTime},
	}
	for _, c := range []models.Collector{models.CollectSignIns, models.CollectActivity, models.CollectMailboxes,
		models.CollectApps, models.CollectCopilot, models.CollectServiceSignIns} {
		status := rapid.SampledFrom([]models.Status{
			models.StatusOK, models.StatusOK, models.StatusOK, models.StatusDenied, models.StatusConcealed, models.StatusFailed, models.StatusNever,
		}).Draw(t, "outcome of "+string(c))
		o := models.Outcome{Collector: c, Status: status, Rows: 5, DataDate: ago(rapid.IntRange(0, 9).Draw(t, "data age"))}
		if status == models.StatusFailed && rapid.Bool().Draw(t, "kept") {
			o.ChangedAt = ago(5)
		}
		all[c] = o
	}
	return all
}

func anySKU(t *rapid.T, id string) models.SKU {
	s := models.SKU{
		ID: id, PartNumber: "PART_" + id[:4], AppliesTo: rapid.SampledFrom([]string{"User", "User", "Company"}).Draw(t, "applies"),
		Enabled: rapid.IntRange(0, 30).Draw(t, "enabled"), Warning: rapid.IntRange(0, 3).Draw(t, "warning"),
		Suspended: rapid.IntRange(0, 3).Draw(t, "suspended"), Assigned: rapid.IntRange(0, 30).Draw(t, "assigned"),
	}
	if id == free {
		s.Enabled = 1_000_000
	}
	return s
}

// anyDecision draws settings, prices and subscriptions of one SKU.
func (o *office) anyDecision(t *rapid.T, id string) {
	for _, whose := range []string{"", "contoso-id", "fabrikam-id"} {
		if rapid.IntRange(0, 3).Draw(t, "setting") > 0 {
			continue
		}
		row := models.SKUSetting{TenantID: whose, SKUID: id}
		if rapid.Bool().Draw(t, "managed set") {
			row.Managed = ref(rapid.Bool().Draw(t, "managed"))
		}
		if rapid.Bool().Draw(t, "spare set") {
			row.Spare = ref(rapid.IntRange(0, 5).Draw(t, "spare"))
		}
		if id != free && rapid.IntRange(0, 4).Draw(t, "class set") == 0 {
			row.Class = ref(rapid.SampledFrom([]models.SKUClass{models.ClassPaid, models.ClassDonated, models.ClassTrial}).Draw(t, "class"))
		}
		o.Settings = append(o.Settings, row)
	}
	var mine []money.Price
	if rapid.Bool().Draw(t, "own price") {
		mine = append(mine, money.Price{
			Scope: money.WorkspacePrice, SKUID: id,
			Amount:    decimal.New(rapid.Int64Range(0, 100_000).Draw(t, "price"), -3),
			Currency:  rapid.SampledFrom([]string{"USD", "USD", "EUR", "GBP"}).Draw(t, "price currency"),
			Frequency: rapid.SampledFrom([]money.Frequency{money.Monthly, money.Annual, money.ThreeYear}).Draw(t, "frequency"),
		})
	}
	o.Prices = both{NewPriceBook(mine, listPrices), o.Prices}
	for range rapid.IntRange(0, 2).Draw(t, "subscriptions") {
		o.Subscriptions = append(o.Subscriptions, models.Subscription{
			SKUID: id, Status: rapid.SampledFrom([]string{"Enabled", "Warning", "Suspended"}).Draw(t, "status"),
			Trial: rapid.IntRange(0, 3).Draw(t, "trial") == 0, NextLifecycle: ago(-rapid.IntRange(1, 300).Draw(t, "renews")),
		})
	}
}

// both asks one book for each SKU drawn so far.
type both struct{ here, before PriceBook }

func (b both) Price(tenant, sku, part string, day time.Time) (money.Price, bool) {
	if p, ok := b.here.Price(tenant, sku, part, day); ok && p.Scope != money.ListPrice {
		return p, true
	}
	if b.before != nil {
		return b.before.Price(tenant, sku, part, day)
	}
	return b.here.Price(tenant, sku, part, day)
}

func anyAccountOf(t *rapid.T, i int, skus []string) Account {
	date := func(name string, most int) time.Time {
		if rapid.IntRange(0, 2).Draw(t, name+" known") == 0 {
			return time.Time{}
		}
		return ago(rapid.IntRange(0, most).Draw(t, name)).Add(-time.Duration(rapid.IntRange(0, 23).Draw(t, "hour")) * time.Hour)
	}
	a := Account{
		User: models.User{
			ID: fmt.Sprint("user-", i), UPN: rapid.SampledFrom([]string{"Anna", "ben", "Cy", "dot"}).Draw(t, "name") + fmt.Sprint(i%7),
			Type:      rapid.SampledFrom([]models.UserType{models.Member, models.Member, models.Guest}).Draw(t, "type"),
			Enabled:   rapid.SampledFrom([]models.Known{models.Yes, models.Yes, models.Yes, models.No, models.Unknown}).Draw(t, "enabled"),
			CreatedAt: date("created", 60),
		},
		HasActivity: rapid.IntRange(0, 3).Draw(t, "in report") > 0,
		HasMailbox:  rapid.Bool().Draw(t, "has mailbox"),
	}
	if rapid.Bool().Draw(t, "signs in") {
		a.SignIn = models.SignIn{Success: date("success", 200), Interactive: date("interactive", 200), NonInteractive: date("other", 200)}
	}
	if a.HasActivity && rapid.Bool().Draw(t, "has activity") {
		a.Activity = models.Activity{Exchange: date("exchange", 250), Teams: date("teams", 250), Viva: date("viva", 250)}
	}
	if rapid.Bool().Draw(t, "in apps report") {
		a.Apps = &models.AppsUse{UPN: a.UPN, Last: date("apps", 250)}
	}
	if rapid.IntRange(0, 3).Draw(t, "in Copilot report") == 0 {
		a.Copilot = &models.CopilotUse{UPN: a.UPN, Last: date("copilot", 250)}
	}
	for range rapid.IntRange(0, 2).Draw(t, "services") {
		service := rapid.SampledFrom([]models.Service{models.Dynamics, models.PowerBI, models.Project, models.Visio}).Draw(t, "service")
		a.Services = append(a.Services, models.ServiceSignIn{UserID: a.ID, Service: service, Last: date("service", 250)})
	}
	if a.HasMailbox {
		a.Mailbox = models.Mailbox{
			Recipient:  rapid.SampledFrom([]models.RecipientType{models.UserMailbox, models.UserMailbox, models.SharedMailbox, models.RoomMailbox}).Draw(t, "kind"),
			Bytes:      rapid.SampledFrom([]int64{0, 50 << 30, 50<<30 + 1}).Draw(t, "size"),
			HasArchive: rapid.SampledFrom([]models.Known{models.No, models.No, models.Yes, models.Unknown}).Draw(t, "archive"),
		}
	}
	for range rapid.IntRange(1, 4).Draw(t, "licences") {
		a.Licenses = append(a.Licenses, models.License{
			SKUID: rapid.SampledFrom(skus).Draw(t, "sku"), Direct: rapid.Bool().Draw(t, "direct"), Since: date("since", 60),
			Error: rapid.SampledFrom([]string{"", "", "", "CountViolation"}).Draw(t, "error"),
		})
	}
	return a
}
