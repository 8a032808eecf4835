package insight

import (
	"time"

	"msp-license-tracker/models"
	"msp-license-tracker/models/money"
)

// Result is everything the rules say about one tenant.
type Result struct {
	TenantID   string
	TenantName string
	ScannedAt  time.Time
	Currency   string
	Findings   []Finding // ordered: cause precedence, then money, then UPN
	Hidden     []Unseen  // licensed users that cannot be judged
	Unpriced   []Unpriced
	Seats      []SeatRow // every SKU, managed or not
	Totals     Totals
	Sources    Sources
}

// Unseen is a licensed user nobody can judge, with the reason and the cure.
type Unseen struct {
	TenantID    string   `json:"tenantId"`
	UserID      string   `json:"userId"`
	UPN         string   `json:"upn"`
	DisplayName string   `json:"displayName"`
	SKUIDs      []string `json:"skuIds"`
	Reason      string   `json:"reason"`
	Cure        string   `json:"cure"`
}

// Unpriced is a managed paid SKU without a price; its findings carry no money.
type Unpriced struct {
	TenantID   string `json:"tenantId"`
	SKUID      string `json:"skuId"`
	PartNumber string `json:"partNumber"`
	Product    string `json:"productName"`
	Owned      int    `json:"owned"`
	Findings   int    `json:"findings"`
	Reason     string `json:"reason"` // no price, or no exchange rate
}

// SeatRow is the seat account of one SKU in one tenant (docs/rules.md, seats).
type SeatRow struct {
	TenantID    string
	SKUID       string
	PartNumber  string
	Product     string
	Class       models.SKUClass
	Managed     bool
	Counted     bool // managed and paid: enters sums
	Unlisted    bool // people hold it, but the tenant's list of SKUs does not
	Owned       int
	Assigned    int
	Free        int // may be negative
	Spare       int
	Unassigned  int // max(0, free - spare)
	Suspended   int
	LockedOut   int
	Price       *money.Price  // nil when unpriced
	SeatCost    *money.Amount // monthly cost of one seat in the reporting currency
	Spend       *money.Amount // owned seats per month; nil when not counted or unpriced
	SpendYearly *money.Amount // owned seats per year
	Leakage     *money.Amount // findings of this SKU per month
	Renewal     time.Time     // earliest next lifecycle date of a live subscription
}

// OverAssigned reports more assigned than owned seats.
func (r *SeatRow) OverAssigned() bool { return r.Assigned > r.Owned }

// Totals of one tenant. Each Monthly is the sum of its findings' amounts.
type Totals struct {
	Spend         money.Amount // counted seats per month
	SpendYearly   money.Amount
	Leakage       money.Amount // per month
	LeakageYearly money.Amount
	ByCause       map[Cause]CauseTotal
	SeatsOwned    int // counted SKUs only
	SeatsAssigned int
	SeatsFree     int // what over-assigned SKUs lack is not set off against it
	LicensedUsers int // accounts holding a counted seat
	InactiveUsers int // distinct users in causes never-used, inactive and blocked
	HiddenUsers   int
	UnpricedSKUs  int
}

// CauseTotal sums one cause.
type CauseTotal struct {
	Seats   int
	Users   int
	Monthly money.Amount
	Yearly  money.Amount
}

// Sources says what the judgement could rest on, with the data's own dates.
type Sources struct {
	SignIns       bool
	SignInsDate   time.Time
	Reports       bool
	ReportsDate   time.Time
	Mailboxes     bool
	MailboxesDate time.Time
	Apps          bool // Microsoft 365 apps report
	AppsDate      time.Time
	Copilot       bool // Copilot report
	CopilotDate   time.Time
	Services      bool // sign-in events of Dynamics 365, Power BI, Project, Visio
	ServicesDate  time.Time
	Notes         []Note // what could not be seen and what would cure it
}

// Note is one thing that could not be seen.
type Note struct {
	Collector models.Collector
	Status    models.Status
	What      string // e.g. "Sign-in dates cannot be read: the tenant has no Entra ID P1."
	Because   string // the reason alone, e.g. "the tenant has no Entra ID P1"; "" for rows that were kept
	Cure      string
}
