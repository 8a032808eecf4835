package world

import "strings"

// Kind is what an account is for.
type Kind uint8

const (
	Person Kind = iota
	Guest
	Shared // shared mailbox
	Room
)

// Style is how a missing sign-in date is written in an answer.
type Style uint8

const (
	Absent   Style = iota // no signInActivity object
	Null                  // the object with null fields
	Empty                 // the object with null dates and "" request ids
	Sentinel              // the object with 0001-01-01T00:00:00Z
)

// Works are the workloads somebody uses.
type Works uint16

const (
	Exchange Works = 1 << iota
	OneDrive
	SharePoint
	Teams
	Viva
	Windows
	Mac
	Mobile
	Web
)

// Group gives licences to its members.
type Group struct {
	ID, Name string
	SKUs     []*SKU
}

// Grant is one path by which a user has a SKU.
type Grant struct {
	SKU   *SKU
	From  Day
	To    Day    // 0 = still held
	Group *Group // nil = direct
	Error string // assignment error of a group path; such a path uses no seat
}

// Held says whether the path exists on a day, working or in error.
func (g *Grant) Held(now Day) bool { return g.From <= now && (g.To == 0 || now < g.To) }

// User is one account over its whole life.
type User struct {
	N       int // position in the directory, stable over time
	ID, UPN string
	Given   string
	Surname string
	Display string
	Title   string
	Dept    string
	Kind    Kind
	Synced  bool
	Admin   bool
	Roles   []string // template ids of directory roles, Global Administrator aside

	Created Day // the account exists from here; Undated hides the date
	Undated bool
	Blocked Day // sign-in blocked from here
	Deleted Day // soft-deleted from here
	Grants  []Grant

	Works      Works
	From       Day // first use; 0 = never used
	Until      Day // last use; 0 = still at work
	Attempt    Day // last failed attempt of somebody who never got in
	Style      Style
	Unreported bool // no row in the active-user report
	Copilot    Day  // last use of Copilot; 0 never, -1 = as the other work

	MailMB  int
	Archive bool
	Mixed   bool // UPN is written with other capitals in reports
	salt    uint64
}

// Salt is a number of this user's own for details that only need to be stable.
func (u *User) Salt() uint64 { return u.salt }

// Present says whether the account is in the directory on a day.
func (u *User) Present(now Day) bool {
	return u.Created <= now && !u.Deleted.happened(now)
}

// InBin says whether the account is soft-deleted and not yet gone for good.
func (u *User) InBin(now Day) bool {
	return u.Deleted.happened(now) && now < u.Deleted+30
}

// Enabled says whether sign-in is allowed on a day.
func (u *User) Enabled(now Day) bool {
	return u.Kind != Shared && u.Kind != Room && !u.Blocked.happened(now)
}

// Uses says whether the account holds a seat of a SKU on a day.
func (u *User) Uses(s *SKU, now Day) bool {
	for i := range u.Grants {
		g := &u.Grants[i]
		if g.SKU == s && g.Error == "" && g.Held(now) {
			return true
		}
	}
	return false
}

// Licensed says whether the account holds any seat on a day.
func (u *User) Licensed(now Day) bool {
	for i := range u.Grants {
		if u.Grants[i].Error == "" && u.Grants[i].Held(now) {
			return true
		}
	}
	return false
}

// LastUse is the last day the account was used, seen from a day; 0 = never.
// Somebody at work was last seen today or up to three days ago.
func (u *User) LastUse(now Day) Day {
	if !u.From.happened(now) {
		return 0
	}
	if u.Until.happened(now) {
		return u.Until
	}
	d := (now - Day(mix(u.salt, uint64(now/7))%4)).workday()
	return max(d, u.From)
}

// LastIn is the last day in one workload, at most some days before LastUse.
func (u *User) LastIn(w Works, now Day) Day {
	d := u.LastUse(now)
	if d == 0 || u.Works&w == 0 {
		return 0
	}
	back := Day(mix(u.salt, uint64(w)) % 9)
	if w == Exchange || w == Teams {
		back /= 4
	}
	return max(d-back, u.From)
}

// LastCopilot is the last day Copilot was used; 0 = never.
func (u *User) LastCopilot(now Day) Day {
	switch {
	case u.Copilot == -1:
		return max(u.LastUse(now)-Day(u.salt%3), 0)
	case u.Copilot.happened(now):
		return u.Copilot
	default:
		return 0
	}
}

// ReportUPN is the user principal name as usage reports write it.
func (u *User) ReportUPN() string {
	if u.Mixed {
		return strings.ToUpper(u.UPN[:1]) + u.UPN[1:]
	}
	return u.UPN
}

// mix is a small, fast hash (splitmix64) for stable details.
func mix(a, b uint64) uint64 {
	z := a + b*0x9e3779b97f4a7c15 + 0x9e3779b97f4a7c15
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9
	z = (z ^ (z >> 27)) * 0x94d049bb133111eb
	return z ^ (z >> 31)
}
