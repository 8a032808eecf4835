package pagetest

import (
	"context"
	"fmt"
	"strings"
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/portfolio"
	"msp-license-tracker/models/roster"
)

// AllStaff is the licence group of the pictures' tenants.
const AllStaff = "0f6d7c1e-2b7a-4f0e-9c55-6f2f6d3b1a10"

// accounts of a picture tenant: enough for every kind of row.
const accounts = 24

// plans of the pictures' products.
var plans = map[string][]string{
	businessPremium.sku: {"EXCHANGE_S_STANDARD", "TEAMS1", "SHAREPOINTSTANDARD", "OFFICE_BUSINESS", "YAMMER_ENTERPRISE"},
	businessBasic.sku:   {"EXCHANGE_S_STANDARD", "TEAMS1", "SHAREPOINTSTANDARD", "SHAREPOINTWAC"},
	m365E3.sku:          {"EXCHANGE_S_ENTERPRISE", "TEAMS1", "SHAREPOINTENTERPRISE", "OFFICESUBSCRIPTION", "YAMMER_ENTERPRISE"},
	visio.sku:           {"VISIO_CLIENT_SUBSCRIPTION"},
	powerBI.sku:         {"BI_AZURE_P2"},
	copilot.sku:         {"M365_COPILOT_APPS"},
}

// Roster implements the users page.
func (w *World) Roster(_ context.Context, s portfolio.Scope) ([]roster.Row, error) {
	if w.Err != nil || w.Empty {
		return nil, w.Err
	}
	var rows []roster.Row
	for i, t := range Rows() {
		if !inScope(t, s) {
			continue
		}
		b := builder(i)
		for n := range accounts {
			p := person(i, n)
			rows = append(rows, b.Row(&p))
		}
	}
	return rows, nil
}

// LicenseGroups implements the users page.
func (w *World) LicenseGroups(context.Context, portfolio.Scope) (map[string]string, error) {
	return map[string]string{AllStaff: "All staff"}, w.Err
}

// SafeToRemove implements the users page.
func (w *World) SafeToRemove(_ context.Context, tenant, user string) (roster.Card, error) {
	for i := range clients {
		for n := range accounts {
			if p := person(i, n); tenantID(i) == tenant && p.ID == user && w.Err == nil {
				return builder(i).Card(&p), nil
			}
		}
	}
	if w.Err != nil {
		return roster.Card{}, w.Err
	}
	return roster.Card{}, models.ErrNotFound
}

func builder(i int) *roster.Builder {
	c := &clients[i]
	t := roster.Tenant{ID: tenantID(i), Name: c.name, ScannedAt: ago(c.scanned), Outcomes: map[models.Collector]models.Outcome{},
		Groups: []models.Group{{ID: AllStaff, Name: "All staff"}}}
	names := map[string]string{}
	for _, b := range c.seats {
		sku := models.SKU{ID: b.sku, PartNumber: b.part}
		for _, p := range plans[b.sku] {
			sku.Plans = append(sku.Plans, models.ServicePlan{Name: p})
		}
		t.SKUs = append(t.SKUs, sku)
		names[b.sku] = b.name
	}
	for _, o := range outcomes(i) {
		t.Outcomes[o.Collector] = o
	}
	return roster.NewBuilder(t, roster.Rules{InactiveAfterDays: 90, Product: func(sku, _ string) string { return names[sku] }})
}

// person n of a tenant; what it is follows from n, so that every picture is the
// same.
func person(i, n int) roster.Person {
	c := &clients[i]
	name := people[(n*7+i)%len(people)]
	address := upn(name, n, c.domain)
	first, last, _ := strings.Cut(name, " ")
	enabled, synced := n%6 != 5, n%3 == 0
	u := models.User{ID: fmt.Sprint("p", n), UPN: address, Mail: address, DisplayName: name, GivenName: first, Surname: last,
		JobTitle: []string{"Engineer", "Office manager", "", "Sales"}[n%4], Country: "United Kingdom", Type: models.Member,
		Enabled: models.KnownOf(&enabled), OnPremSync: models.KnownOf(&synced), CreatedAt: day(2023, 3, 1+n)}
	if n%8 == 6 {
		u.Type, u.UPN = models.Guest, strings.ReplaceAll(address, "@", "_")+"#EXT#@"+c.domain
	}
	if n%8 != 7 {
		u.Licenses = append(u.Licenses, models.License{SKUID: c.seats[0].sku, Direct: n%2 == 0, Since: day(2024, 5, 2)})
		if n%2 == 1 {
			u.Licenses[0].Groups = []string{AllStaff}
		}
	}
	if n%5 == 0 && len(c.seats) > 1 {
		u.Licenses = append(u.Licenses, models.License{SKUID: c.seats[1].sku, Direct: true, Since: day(2025, 1, 9)})
	}
	p := roster.Person{Account: insight.Account{User: u}}
	used(&p, n, enabled)
	return p
}

// used says what the sources know of an account's work.
func used(p *roster.Person, n int, enabled bool) {
	report := day(2026, 11, 18)
	last := report.AddDate(0, 0, -[]int{0, 1, 131, 3, 0, 208}[n%6])
	p.HasMailbox = true
	p.Mailbox = models.Mailbox{UPN: p.UPN, Recipient: models.UserMailbox, Bytes: int64(n+1) * 900 << 20, HasArchive: models.No}
	if n == 4 {
		p.Mailbox.Bytes = 57 << 30
	}
	p.Sites = []models.OneDriveUsage{{UPN: p.UPN, Bytes: int64(n) * 410 << 20, Files: int64(n) * 133}}
	if n%9 == 8 {
		return // nothing was ever seen of it
	}
	p.HasActivity = true
	p.Activity = models.Activity{UPN: p.UPN, Exchange: last, Teams: last.AddDate(0, 0, -2)}
	if n%4 == 0 {
		p.Activity.OneDrive = last.AddDate(0, 0, -1)
	}
	p.SignIn = models.SignIn{UserID: p.ID, Success: last.Add(7 * time.Hour), Interactive: last.Add(7 * time.Hour)}
	p.Apps = &models.AppsUse{UPN: p.UPN, Last: last, Windows: n%2 == 0, Mac: n%2 == 1, Web: n%3 == 0, Apps: models.AppSet(0).With(models.Outlook, models.OnWindows)}
	p.Activations = []models.Activation{{UPN: p.UPN, Product: "Microsoft 365 apps", Last: day(2025, 2, 3), Windows: 1, Mobile: int64(n % 2)}}
	if enabled {
		registered, admin := n%3 != 1, n == 3
		p.MFA = &models.MFA{UserID: p.ID, Registered: models.KnownOf(&registered), Admin: models.KnownOf(&admin)}
	}
}
