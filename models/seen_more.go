package models

import "time"

// The types in this file are what the workload, Copilot, directory and audit
// collectors saw. Dates of reports are days; counts are those of the report's
// period. No date here but the ones named "Last" is use.

// EmailActivity is a user's row in the e-mail activity report.
type EmailActivity struct {
	UPN      string
	Last     time.Time
	Sent     int64
	Received int64 // others' doing, not use
	Read     int64
}

// TeamsActivity is a user's row in the Teams activity report.
type TeamsActivity struct {
	UPN      string
	Last     time.Time
	Chats    int64 // messages in teams and in private chats
	Calls    int64
	Meetings int64
}

// SharePointActivity is a user's row in the SharePoint activity report.
type SharePointActivity struct {
	UPN    string
	Last   time.Time
	Viewed int64 // files viewed or edited
	Pages  int64 // pages visited
}

// OneDriveActivity is a user's row in the OneDrive activity report.
type OneDriveActivity struct {
	UPN    string
	Last   time.Time
	Viewed int64 // files viewed or edited
	Synced int64
	Shared int64 // files shared, inside and outside
}

// VivaActivity is a user's row in the Viva Engage ("Yammer") activity report.
type VivaActivity struct {
	UPN    string
	Last   time.Time
	Posted int64
	Read   int64
	Liked  int64
}

// OneDriveUsage is one personal site. A person can own several.
type OneDriveUsage struct {
	UPN        string // of the owner
	SiteURL    string
	Bytes      int64
	Files      int64
	LastActive time.Time // not use: others can cause it
}

// AppsUse is a user's row in the Microsoft 365 apps report.
type AppsUse struct {
	UPN            string
	Last           time.Time // last activity in any of the apps
	LastActivation time.Time
	Windows        bool // used on this platform within the period
	Mac            bool
	Mobile         bool
	Web            bool
	Apps           AppSet
}

// AppSet holds which Microsoft 365 app was used on which platform, one bit for
// each pair: the bit 4×app + platform.
type AppSet uint32

// App is one of the Microsoft 365 apps, Platform where it ran.
type (
	App      uint8
	Platform uint8
)

const (
	Outlook App = iota
	Word
	Excel
	PowerPoint
	OneNote
	TeamsApp
	AppCount
)

const (
	OnWindows Platform = iota
	OnMac
	OnMobile
	OnWeb
	PlatformCount
)

// With is the set with one more pair.
func (s AppSet) With(a App, p Platform) AppSet {
	return s | 1<<(uint8(PlatformCount)*uint8(a)+uint8(p))
}

// Has says whether an app was used on a platform.
func (s AppSet) Has(a App, p Platform) bool { return s&AppSet(0).With(a, p) != 0 }

// Activation is what a user activated of one product on how many devices.
type Activation struct {
	UPN            string
	Product        string // as the report says, e.g. "Visio Client"
	Last           time.Time
	Windows        int64
	Mac            int64
	Mobile         int64 // iOS, Android and Windows 10 Mobile
	SharedComputer bool
}

// Service is a product whose use shows only in sign-in events.
type Service string

const (
	Dynamics Service = "dynamics"
	PowerBI  Service = "powerbi"
	Project  Service = "project"
	Visio    Service = "visio"
)

// ServiceSignIn is the newest successful sign-in of a user to a service. Seen
// ones are kept beyond Microsoft's own 30 days.
type ServiceSignIn struct {
	UserID  string
	Service Service
	Last    time.Time
}

// MFA is how an account can prove itself. Blocked accounts have no row, so an
// absent row is not "no MFA".
type MFA struct {
	UserID     string
	Registered Known // a strong method is registered
	Capable    Known // registered and allowed by policy
	Admin      Known
	Methods    []string // sorted, Microsoft's words
}

// NotTold stands in a count that the answer did not contain: not zero.
const NotTold int64 = -1

// CopilotUse is a user's row in the Copilot report. Only holders of a Copilot
// licence have one.
type CopilotUse struct {
	UPN        string
	Last       time.Time // in any app
	Chat       time.Time
	Teams      time.Time
	Word       time.Time
	Excel      time.Time
	PowerPoint time.Time
	Outlook    time.Time
	OneNote    time.Time
	Loop       time.Time
	Edge       time.Time
	Agent      time.Time
	Prompts    int64 // in all apps; NotTold in the first version of the report
	ActiveDays int64 // NotTold likewise
}

// CopilotCount is how many people could use and did use Copilot in one app.
type CopilotCount struct {
	Day     time.Time // of the trend; zero = the whole period
	App     string    // the report's own word, e.g. "Word"; "Any App" = all
	Enabled int64
	Active  int64
}

// Group is a group that gives licences to its members.
type Group struct {
	ID        string
	Name      string
	SKUIDs    []string // sorted
	HasErrors Known    // some member did not get what the group gives
}

// DeletedUser is a soft-deleted account. It holds no seat; Microsoft keeps it
// for 30 days.
type DeletedUser struct {
	ID        string
	UPN       string // as it was before the deletion
	Name      string
	DeletedAt time.Time
	SKUIDs    []string // sorted: what a restored account would ask for again
}
