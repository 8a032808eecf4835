package models

// Workspace is the MSP's own profile: company, branding, defaults.
type Workspace struct {
	Company           string
	ContactName       string
	ContactEmail      string
	ContactPhone      string
	Website           string
	Logo              []byte // PNG or JPEG, nil when none
	BrandColor        string // "#2457D6"
	ReportFooter      string
	LegalNote         string
	Currency          string // ISO 4217 reporting currency
	InactiveAfterDays int    // one of 15, 30, 60, 90, 120, 180
	GraceDays         int    // age below which an unused account is no finding
	Theme             string // "system", "light" or "dark"
	Onboarded         bool   // the owner finished or skipped the first steps
}

// InactiveChoices are the thresholds offered, in days (docs/rules.md).
var InactiveChoices = []int{15, 30, 60, 90, 120, 180}

// DefaultWorkspace is what a fresh installation starts with (docs/rules.md).
func DefaultWorkspace() Workspace {
	return Workspace{
		Currency:          "USD",
		BrandColor:        "#2457D6",
		InactiveAfterDays: 90,
		GraceDays:         30,
		Theme:             "system",
	}
}

// SKUClass decides whether a SKU can cost money per seat.
type SKUClass string

const (
	ClassPaid     SKUClass = "paid"
	ClassFree     SKUClass = "free"
	ClassTrial    SKUClass = "trial"
	ClassDonated  SKUClass = "donated"
	ClassCapacity SKUClass = "capacity"
	ClassDevice   SKUClass = "device"
)

// SKUSetting is what the owner decided about one SKU. TenantID "" means the
// whole workspace; a tenant's own row wins field by field. Nil fields leave
// the next wider answer standing.
type SKUSetting struct {
	TenantID string
	SKUID    string
	Name     *string
	Class    *SKUClass
	Managed  *bool
	Spare    *int // planned spare seats, tenant rows only
}
