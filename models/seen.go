package models

import "time"

// The types in this file are what a scan saw in a tenant, one type per
// collector's table. A failed collector leaves its rows of the scan before.

// Organization is the directory itself.
type Organization struct {
	TenantID      string
	Name          string
	DefaultDomain string
	InitialDomain string
	Country       string
	OnPremSync    bool
	CreatedAt     time.Time
}

// UserType tells members from guests.
type UserType string

const (
	Member UserType = "member"
	Guest  UserType = "guest"
)

// Known is a yes/no that Microsoft may leave out.
type Known int8

const (
	Unknown Known = iota
	No
	Yes
)

// KnownOf makes a Known from a decoded optional bool.
func KnownOf(b *bool) Known {
	switch {
	case b == nil:
		return Unknown
	case *b:
		return Yes
	default:
		return No
	}
}

// User is one account of a tenant with its licences.
type User struct {
	ID          string
	UPN         string
	Mail        string
	DisplayName string
	GivenName   string
	Surname     string
	JobTitle    string
	Department  string
	Country     string
	Type        UserType
	Enabled     Known
	OnPremSync  Known
	CreatedAt   time.Time
	Licenses    []License
}

// IsGuest reports whether the account belongs to another directory.
func (u *User) IsGuest() bool { return u.Type == Guest }

// Blocked reports whether sign-in is known to be blocked.
func (u *User) Blocked() bool { return u.Enabled == No }

// License is one SKU held by a user, by one or several paths. It uses one
// seat however many paths there are; with only failing group paths it uses none.
type License struct {
	SKUID  string
	Direct bool
	Groups []string  // ids of groups that give it
	Since  time.Time // earliest date of a working path; zero = unknown
	Error  string    // assignment error when no path works, "" while one does
}

// SignIn is a user's sign-in activity as Entra tells it. Success is use;
// the other two are attempts, failed ones included.
type SignIn struct {
	UserID         string
	Success        time.Time
	Interactive    time.Time
	NonInteractive time.Time
}

// SKU is one subscribed product of a tenant with Microsoft's own counts.
type SKU struct {
	ID              string
	PartNumber      string
	AppliesTo       string // "User" or "Company"
	Status          string
	Enabled         int
	Warning         int
	Suspended       int
	LockedOut       int
	Assigned        int // consumedUnits
	SubscriptionIDs []string
	Plans           []ServicePlan
}

// Owned counts bought units: enabled + warning (docs/rules.md, seats).
func (s *SKU) Owned() int { return s.Enabled + s.Warning }

// Free may be negative: then the SKU is over-assigned.
func (s *SKU) Free() int { return s.Owned() - s.Assigned }

// ServicePlan is one service inside a SKU.
type ServicePlan struct {
	ID     string
	Name   string
	Status string
}

// Subscription is one purchase of a SKU.
type Subscription struct {
	ID            string
	CommerceID    string
	SKUID         string
	PartNumber    string
	Status        string
	Seats         int
	Trial         bool
	CreatedAt     time.Time
	NextLifecycle time.Time
	OwnerTenantID string
}

// Activity is a user's row in the active-user report. Dates are days.
type Activity struct {
	UPN        string
	Exchange   time.Time
	OneDrive   time.Time
	SharePoint time.Time
	Teams      time.Time
	Viva       time.Time // Viva Engage, "Yammer" in the report
}

// Mailbox is a row of the mailbox usage report.
type Mailbox struct {
	UPN        string
	Recipient  RecipientType
	Bytes      int64
	Items      int64
	HasArchive Known
	LastActive time.Time // not use: others can cause it
}

// RecipientType is the kind of a mailbox; unknown texts are kept lower-cased.
type RecipientType string

const (
	UserMailbox      RecipientType = "user"
	SharedMailbox    RecipientType = "shared"
	RoomMailbox      RecipientType = "room"
	EquipmentMailbox RecipientType = "equipment"
)

// SecureScore is the newest score of a tenant.
type SecureScore struct {
	Current float64
	Max     float64
	At      time.Time

	// What others reach, as Microsoft gives it; 0 = not told.
	AverageAll      float64 // all tenants
	AverageSize     float64 // tenants with as many seats
	AverageIndustry float64 // tenants of the same industry
}

// Percent is 0 to 100, and false when there is no score.
func (s SecureScore) Percent() (float64, bool) {
	if s.Max <= 0 {
		return 0, false
	}
	return s.Current / s.Max * 100, true
}
