package roster

import (
	"time"

	"msp-license-tracker/models"
)

// Number is a count or a size that a source may not have told.
type Number struct {
	Value int64
	Known bool
}

// License is one SKU an account holds.
type License struct {
	SKUID    string
	Product  string
	Direct   bool
	Groups   []string // ids of groups that give it
	Error    string   // why no path works; then it takes no seat
	Planned  bool     // the tenant's list says what the SKU holds
	Services ServiceSet
}

// Row is one line of the users table. Rows of one answer share texts and
// slices: do not change them.
type Row struct {
	TenantID    string
	TenantName  string
	UserID      string
	Email       string
	FirstName   string
	LastName    string
	DisplayName string
	UPN         string
	Title       string
	Department  string
	Country     string

	Licenses []License // by product name; failing ones included
	Guest    bool
	Blocked  models.Known
	Synced   models.Known // from an on-premises directory
	MFA      models.Known // a strong method is registered; blocked accounts are never told
	Admin    models.Known

	Activations   Number // devices on which Microsoft 365, Project or Visio programs are activated
	MailboxBytes  Number
	OneDriveBytes Number
	Windows       models.Known // Microsoft 365 apps used there in the report's period
	Mac           models.Known
	Mobile        models.Known
	Web           models.Known

	Created     time.Time
	ActiveSince time.Time // since when it holds the oldest of its licences
	Deactivated time.Time // end of the scan that found sign-in newly blocked; zero while it is allowed
	LastSignIn  time.Time // last successful one
	LastAttempt time.Time // last sign-in of any kind, failed ones included

	LastActivity time.Time    // newest known use, else newest attempt to sign in
	IdleDays     Number       // whole days from it to its source's own date
	Inactive     models.Known // no use within the threshold; unknown where no source would show any
	NeverUsed    bool         // inactive, and not even an attempt is known
	LastApp      Service      // the service with the newest date; AnyService = unknown

	Use [serviceEnd]ServiceUse // by Service
}

// Licensed says whether the account takes a seat of any SKU.
func (r *Row) Licensed() bool {
	for i := range r.Licenses {
		if r.Licenses[i].Error == "" {
			return true
		}
	}
	return false
}

// Services in all licences of the account together.
func (r *Row) Services() (set ServiceSet) {
	for i := range r.Licenses {
		if r.Licenses[i].Error == "" {
			set |= r.Licenses[i].Services
		}
	}
	return set
}

// ID names an account across tenants.
type ID struct{ TenantID, UserID string }
