package models

import "time"

// Collector names one source of data in a scan.
type Collector string

const (
	CollectOrganization  Collector = "organization"
	CollectSKUs          Collector = "skus"
	CollectSubscriptions Collector = "subscriptions"
	CollectUsers         Collector = "users"
	CollectUserCount     Collector = "user-count"
	CollectSignIns       Collector = "sign-ins"
	CollectActivity      Collector = "activity"       // active-user detail report
	CollectMailboxes     Collector = "mailboxes"      // mailbox usage report
	CollectReportNames   Collector = "report-privacy" // are names concealed
	CollectSecureScore   Collector = "secure-score"

	CollectEmail            Collector = "email-activity"
	CollectTeams            Collector = "teams-activity"
	CollectSharePoint       Collector = "sharepoint-activity"
	CollectOneDriveActivity Collector = "onedrive-activity"
	CollectViva             Collector = "viva-activity"
	CollectOneDrive         Collector = "onedrive-usage"
	CollectApps             Collector = "m365-apps"
	CollectActivations      Collector = "activations"
	CollectServiceSignIns   Collector = "service-sign-ins" // its DataDate is where the next read begins
	CollectMFA              Collector = "mfa"
	CollectCopilot          Collector = "copilot-use"
	CollectCopilotCounts    Collector = "copilot-counts"
	CollectGroups           Collector = "licensed-groups"
	CollectDeletedUsers     Collector = "deleted-users"
)

// Status is how a collector ended.
type Status string

const (
	StatusOK         Status = "ok"
	StatusPartial    Status = "partial"
	StatusDenied     Status = "denied"      // a permission is missing
	StatusUnlicensed Status = "unlicensed"  // the tenant lacks a licence, e.g. Entra P1
	StatusNotOffered Status = "not-offered" // this cloud has no such source
	StatusConcealed  Status = "concealed"   // names are hidden in reports
	StatusNoData     Status = "no-data"     // the report has no rows yet
	StatusFailed     Status = "failed"
	StatusSkipped    Status = "skipped"
	StatusNever      Status = "" // never looked
)

// Outcome is what became of one collector in one scan.
type Outcome struct {
	Collector Collector
	Status    Status
	Rows      int
	DataDate  time.Time // the data's own date: report refresh date, or the time of the call
	LookedAt  time.Time
	ChangedAt time.Time // last time the rows were replaced; older than LookedAt when kept
	Took      time.Duration
	Missing   string // the permission or licence that is missing
	Fault     *Explanation
	Hash      string // content hash of the rows
}

// Readable says whether the source can be relied on now: read in this scan,
// or kept from a good scan while the newest attempt merely failed.
func (o Outcome) Readable() bool {
	switch o.Status {
	case StatusOK, StatusPartial:
		return true
	case StatusFailed:
		return !o.ChangedAt.IsZero() && !o.DataDate.IsZero()
	default:
		return false
	}
}

// ScanState is how a whole scan ended.
type ScanState string

const (
	ScanRunning   ScanState = "running"
	ScanComplete  ScanState = "complete"
	ScanPartial   ScanState = "partial" // some collector did not answer as asked
	ScanFailed    ScanState = "failed"  // nothing was stored
	ScanCancelled ScanState = "cancelled"
)

// ScanTrigger says who asked for a scan.
type ScanTrigger string

const (
	TriggerManual   ScanTrigger = "manual"
	TriggerSchedule ScanTrigger = "schedule"
	TriggerConnect  ScanTrigger = "connect"
)

// Scan is one run of all collectors over one tenant.
type Scan struct {
	ID         int64
	TenantID   string
	Trigger    ScanTrigger
	State      ScanState
	StartedAt  time.Time
	FinishedAt time.Time
	Outcomes   []Outcome
	Fault      *Explanation // why the whole scan failed
}

// Harvest is everything one scan saw, ready to be stored in one transaction.
// A nil pointer means "not read": the rows of the last good scan stay.
type Harvest struct {
	Scan          Scan
	Organization  *Organization
	SKUs          *[]SKU
	Subscriptions *[]Subscription
	Users         *[]User
	UserCount     *int
	SignIns       *[]SignIn
	Activity      *[]Activity
	Mailboxes     *[]Mailbox
	NamesHidden   *bool
	SecureScore   *SecureScore

	Email            *[]EmailActivity
	Teams            *[]TeamsActivity
	SharePoint       *[]SharePointActivity
	OneDriveActivity *[]OneDriveActivity
	Viva             *[]VivaActivity
	OneDrive         *[]OneDriveUsage
	Apps             *[]AppsUse
	Activations      *[]Activation
	// ServiceSignIns is added to the rows kept, unlike everything else: of each
	// user and service the newest date stays.
	ServiceSignIns *[]ServiceSignIn
	MFA            *[]MFA
	Copilot        *[]CopilotUse
	CopilotCounts  *[]CopilotCount
	Groups         *[]Group
	DeletedUsers   *[]DeletedUser
}

// Figure is the history row of one scan, tenant and SKU.
type Figure struct {
	ScanID    int64
	TenantID  string
	SKUID     string
	At        time.Time
	Owned     int
	Assigned  int
	Suspended int
	Spare     int
	Currency  string
	Spend     string // decimal, per month; "" = unpriced
	Leakage   string // decimal, per month; "" = unpriced
	Inactive  int    // user seats in leakage
}

// Progress tells how far a running scan is. Values are counts, never rows.
type Progress struct {
	TenantID   string
	TenantName string
	Collector  Collector
	Status     Status // "" while the collector runs
	Rows       int
	Done       int // collectors finished
	Total      int // collectors planned
}
