package pagetest

import (
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/money"
	"msp-license-tracker/models/portfolio"
)

func customerID(name string) string {
	if name == "" {
		return ""
	}
	return "c-" + name
}

// Rows of the tenants table.
func Rows() []portfolio.TenantRow {
	out := make([]portfolio.TenantRow, 0, len(clients))
	for i := range clients {
		c, r := &clients[i], result(i)
		level := c.level
		if level == "" {
			level = portfolio.Healthy
		}
		out = append(out, portfolio.TenantRow{
			Tenant: models.Tenant{ID: tenantID(i), Name: c.name, Domain: c.domain, CustomerID: customerID(c.customer),
				State: models.TenantConnected, Connection: models.Connection{Kind: models.OwnRegistration, ClientID: "5b1f6a1e-7f0e-4a39-a7b0-0d6f52a31c00", Credential: models.SecretCredential, Cloud: "global"}},
			Customer: c.customer, Health: portfolio.Health{Level: level, Reasons: c.reasons},
			LicensedUsers: r.Totals.LicensedUsers, SecureScore: max(0, c.score), HasScore: c.score >= 0,
			Spend: r.Totals.Spend, Leakage: r.Totals.Leakage, Unpriced: r.Totals.UnpricedSKUs,
			LastScan: r.ScannedAt, LastState: c.state,
		})
	}
	return out
}

func inScope(row portfolio.TenantRow, s portfolio.Scope) bool {
	return (s.TenantID == "" || row.Tenant.ID == s.TenantID) && (s.CustomerID == "" || row.Tenant.CustomerID == s.CustomerID)
}

func plus(a, b money.Amount) money.Amount { return amount(a.Value.Add(b.Value)) }

// Dashboard sums the tenants of a scope.
func Dashboard(s portfolio.Scope) portfolio.Dashboard {
	d := portfolio.Dashboard{Currency: currency, LastScan: ago(12 * minute), Spend: amount(decimal.Zero), Leakage: amount(decimal.Zero)}
	causes := map[insight.Cause]insight.CauseTotal{}
	for i, row := range Rows() {
		if inScope(row, s) {
			addTenant(&d, row, result(i), causes)
		}
	}
	for _, c := range insight.Causes {
		t := causes[c]
		d.ByCause = append(d.ByCause, portfolio.CauseMoney{Cause: c, Seats: t.Seats, Users: t.Users, Monthly: t.Monthly, Yearly: t.Yearly})
	}
	d.LeakageYearly = amount(d.Leakage.Value.Mul(decimal.NewFromInt(12)))
	if d.Spend.Value.IsPositive() {
		d.LeakagePercent = d.Leakage.Value.Div(d.Spend.Value).Mul(decimal.NewFromInt(100)).InexactFloat64()
	}
	before := amount(d.Leakage.Value.Add(decimal.NewFromInt(210)))
	d.LeakageBefore = &before
	d.History = history(d.Leakage, d.Spend)
	slices.SortFunc(d.ByTenant, func(a, b portfolio.TenantMoney) int { return b.Spend.Value.Cmp(a.Spend.Value) })
	slices.SortFunc(d.Renewals, func(a, b portfolio.Renewal) int { return a.Date.Compare(b.Date) })
	slices.SortFunc(d.DoFirst, func(a, b portfolio.Action) int { return b.Monthly.Value.Cmp(a.Monthly.Value) })
	d.DoFirst = d.DoFirst[:min(5, len(d.DoFirst))]
	return d
}

func addTenant(d *portfolio.Dashboard, row portfolio.TenantRow, r insight.Result, causes map[insight.Cause]insight.CauseTotal) {
	d.Tenants++
	if Now.Sub(row.LastScan) < 48*time.Hour {
		d.UpToDate++
	}
	if row.Health.Level != portfolio.Healthy {
		d.Attention++
	}
	t := r.Totals
	d.Spend, d.Leakage = plus(d.Spend, t.Spend), plus(d.Leakage, t.Leakage)
	d.SeatsOwned, d.SeatsAssigned, d.SeatsFree = d.SeatsOwned+t.SeatsOwned, d.SeatsAssigned+t.SeatsAssigned, d.SeatsFree+t.SeatsFree
	d.LicensedUsers, d.InactiveUsers = d.LicensedUsers+t.LicensedUsers, d.InactiveUsers+t.InactiveUsers
	d.BlockedUsers += t.ByCause[insight.Blocked].Users
	d.NeverUsed += t.ByCause[insight.NeverUsed].Users
	d.OverThreshold += t.ByCause[insight.Inactive].Users
	d.UnpricedSKUs += t.UnpricedSKUs
	if t.HiddenUsers > 0 {
		d.HiddenUsers, d.HiddenTenants = d.HiddenUsers+t.HiddenUsers, d.HiddenTenants+1
	}
	d.ByTenant = append(d.ByTenant, portfolio.TenantMoney{TenantID: r.TenantID, TenantName: r.TenantName, Spend: t.Spend, Leakage: t.Leakage})
	for c, ct := range t.ByCause {
		sum := causes[c]
		causes[c] = insight.CauseTotal{Seats: sum.Seats + ct.Seats, Users: sum.Users + ct.Users, Monthly: plus(sum.Monthly, ct.Monthly), Yearly: plus(sum.Yearly, ct.Yearly)}
	}
	for _, s := range r.Seats {
		if !s.Renewal.IsZero() {
			d.Renewals = append(d.Renewals, portfolio.Renewal{TenantID: r.TenantID, TenantName: r.TenantName, SKUID: s.SKUID, Product: s.Product, Date: s.Renewal, Seats: s.Owned, FreeSeats: s.Free, Status: "Enabled"})
		}
	}
	d.DoFirst = append(d.DoFirst, actions(r)...)
}

// actions are a tenant's free seats and blocked accounts, as sentences.
func actions(r insight.Result) []portfolio.Action {
	var out []portfolio.Action
	for i := range r.Findings {
		f := &r.Findings[i]
		if f.Cause == insight.Unassigned && f.Monthly != nil {
			out = append(out, portfolio.Action{TenantID: r.TenantID, TenantName: r.TenantName, Cause: f.Cause, SKUID: f.SKUID, Product: f.Product, Seats: f.Seats,
				Certainty: f.Certainty, Monthly: *f.Monthly, Yearly: *f.Yearly, When: day(2027, 2, 3), Text: "Cut free " + f.Product + " seats at the renewal"})
		}
	}
	if t := r.Totals.ByCause[insight.Blocked]; t.Users > 0 {
		out = append(out, portfolio.Action{TenantID: r.TenantID, TenantName: r.TenantName, Cause: insight.Blocked, SKUID: businessPremium.sku, Product: businessPremium.name,
			Seats: t.Users, Certainty: insight.Likely, Monthly: t.Monthly, Yearly: t.Yearly, Text: "Take licences off blocked accounts"})
	}
	return out
}

func history(leakage, spend money.Amount) []portfolio.HistoryPoint {
	shape := []int64{110, 113, 111, 118, 115, 108, 110, 102, 104, 97, 101, 100}
	out := make([]portfolio.HistoryPoint, len(shape))
	for i, percent := range shape {
		out[i] = portfolio.HistoryPoint{At: Now.AddDate(0, i-len(shape)+1, 0), Spend: spend,
			Leakage: amount(leakage.Value.Mul(decimal.NewFromInt(percent)).Div(decimal.NewFromInt(100)).Round(2))}
	}
	return out
}

// Everything is the scope of all tenants.
var Everything = portfolio.Scope{}
