// Package portfolio answers the questions of faces and reports: it loads
// snapshots through a small Source, runs the rules of package insight, keeps
// the results per tenant until something changed, and sums them up.
//
// It imports only models packages. All methods are safe for concurrent use
// and may block on the Source; never call them on the UI goroutine.
package portfolio

import (
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/models/insight"
	"msp-license-tracker/models/money"
)

// Scope narrows every question. The zero Scope is everything.
type Scope struct {
	TenantID   string
	CustomerID string
}

// Level of a tenant's health.
type Level string

const (
	Healthy  Level = "healthy"
	Warning  Level = "warning"
	Critical Level = "critical"
)

// Health of a tenant: the level is that of its worst reason.
type Health struct {
	Level   Level
	Reasons []HealthReason
}

// HealthReason is one reason with its next step.
type HealthReason struct {
	Level Level
	What  string
	Next  string
	Step  Step
}

// Step is what this program can do about a health reason; "" where the next
// step lies elsewhere.
type Step string

const (
	StepScan        Step = "scan"
	StepReconnect   Step = "reconnect"   // a new approval or credential
	StepCredential  Step = "credential"  // the credential ends or has ended
	StepPermissions Step = "permissions" // some are not granted
	StepNames       Step = "names"       // the reports conceal them
	StepSources     Step = "sources"     // each source says why it was not read
	StepLeakage     Step = "leakage"
	StepSeats       Step = "seats" // more assigned than owned
)

// TenantRow is one line of the All Tenants table.
type TenantRow struct {
	Tenant        models.Tenant
	Customer      string
	Health        Health
	LicensedUsers int
	SecureScore   float64 // percent
	HasScore      bool
	Spend         money.Amount // per month
	Leakage       money.Amount // per month
	Unpriced      int          // SKUs left out of the sums
	LastScan      time.Time    // end of the last scan that stored anything
	LastState     models.ScanState
}

// CauseMoney is one cause summed over a scope.
type CauseMoney struct {
	Cause   insight.Cause
	Seats   int
	Users   int
	Monthly money.Amount
	Yearly  money.Amount
}

// Action is one thing to do first: findings of one tenant, cause and SKU.
type Action struct {
	TenantID   string
	TenantName string
	Cause      insight.Cause
	SKUID      string
	Product    string
	Seats      int
	Certainty  insight.Certainty // the weakest among its findings
	Monthly    money.Amount
	Yearly     money.Amount
	When       time.Time // zero: now; else the renewal date
	Text       string    // "Take Business Premium off 11 blocked accounts"
}

// HistoryPoint is spend and leakage on one day, summed over a scope.
type HistoryPoint struct {
	At      time.Time
	Spend   money.Amount
	Leakage money.Amount
}

// Renewal is the next lifecycle date of one subscription.
type Renewal struct {
	TenantID   string
	TenantName string
	SKUID      string
	Product    string
	Date       time.Time
	Seats      int
	FreeSeats  int // seats of the SKU that could be cut
	Status     string
}

// TenantMoney is one bar of "spend and leakage by tenant".
type TenantMoney struct {
	TenantID   string
	TenantName string
	Spend      money.Amount
	Leakage    money.Amount
}

// Dashboard holds every figure of the first page.
type Dashboard struct {
	Currency       string
	Tenants        int
	UpToDate       int // scanned well within 48 hours
	Attention      int // tenants not healthy
	LastScan       time.Time
	Spend          money.Amount // per month
	Leakage        money.Amount // per month
	LeakageYearly  money.Amount
	LeakagePercent float64       // of spend; 0 when there is no spend
	LeakageBefore  *money.Amount // a month earlier; nil when unknown
	SeatsOwned     int
	SeatsAssigned  int
	SeatsFree      int
	LicensedUsers  int
	InactiveUsers  int
	BlockedUsers   int
	NeverUsed      int
	OverThreshold  int
	HiddenUsers    int // licensed users that cannot be judged
	HiddenTenants  int
	UnpricedSKUs   int
	ByTenant       []TenantMoney // most spend first
	ByCause        []CauseMoney  // in order of precedence, zero causes included
	History        []HistoryPoint
	DoFirst        []Action  // at most five, most money first
	Renewals       []Renewal // soonest first
}
