package insight

import (
	"time"

	"msp-license-tracker/models/money"
)

// Cause is why a seat is leakage. The order is the precedence of docs/rules.md.
type Cause string

const (
	SharedMailbox Cause = "shared-mailbox" // shared, room or equipment mailbox
	Blocked       Cause = "blocked"        // blocked sign-in with licence
	NeverUsed     Cause = "never-used"
	Inactive      Cause = "inactive"
	GuestPaid     Cause = "guest"
	Unassigned    Cause = "unassigned"
)

// Causes in order of precedence.
var Causes = []Cause{SharedMailbox, Blocked, NeverUsed, Inactive, GuestPaid, Unassigned}

// Certainty is how far a finding can be trusted.
type Certainty string

const (
	Sure       Certainty = "sure"
	Likely     Certainty = "likely"
	CannotTell Certainty = "cannot tell"
)

// Finding is one row of leakage. User findings hold one user and one SKU and
// one seat; unassigned findings hold one SKU and its number of free seats.
type Finding struct {
	TenantID    string        `json:"tenantId"`
	TenantName  string        `json:"tenantName"`
	Cause       Cause         `json:"cause"`
	Certainty   Certainty     `json:"certainty"`
	Reason      string        `json:"certaintyReason"` // English text, also a translation key
	SKUID       string        `json:"skuId"`
	PartNumber  string        `json:"partNumber"`
	Product     string        `json:"productName"`
	UserID      string        `json:"userId,omitempty"`
	UPN         string        `json:"upn,omitempty"`
	DisplayName string        `json:"displayName,omitempty"`
	Seats       int           `json:"seats"`
	Monthly     *money.Amount `json:"-"` // nil when the finding carries no money
	Yearly      *money.Amount `json:"-"`
	NoMoney     string        `json:"noAmountReason,omitempty"` // why there is no amount
	LastUse     time.Time     `json:"-"`                        // newest known activity, zero when none
	Days        int           `json:"-"`                        // whole days since LastUse at the data's own date
	Proof       Proof         `json:"proof"`
}

// Key identifies a finding across scans: tenant, SKU and user, not its text.
func (f *Finding) Key() string { return f.TenantID + "|" + f.SKUID + "|" + f.UserID }

// Proof is the working of one amount, down to raw facts.
type Proof struct {
	Rule      string       `json:"rule"` // English sentence, also a translation key
	Threshold int          `json:"thresholdDays,omitempty"`
	Price     *money.Price `json:"-"` // nil when the finding carries no money
	Rate      *Rate        `json:"-"` // nil when the price was in the reporting currency
	Facts     []Fact       `json:"facts"`
	Caveats   []string     `json:"caveats,omitempty"` // what could not be seen
	ScannedAt time.Time    `json:"scannedAt"`
}

// Fact is one raw value as Microsoft gave it, with its source and that
// source's own date.
type Fact struct {
	Name     string    `json:"name"`   // e.g. "lastSuccessfulSignInDateTime"
	Label    string    `json:"label"`  // e.g. "Last successful sign-in"
	Value    string    `json:"value"`  // RFC 3339, number or text; "" = unknown
	Source   string    `json:"source"` // e.g. "Entra sign-in activity"
	DataDate time.Time `json:"dataDate"`
}
