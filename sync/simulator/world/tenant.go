package world

// Tenant is one client's directory.
type Tenant struct {
	ID       string
	Name     string
	Domain   string // default domain
	Initial  string // onmicrosoft.com domain
	Country  string // ISO 3166 alpha-2
	City     string
	Language string
	Created  Day
	Synced   bool // from on-premises
	Story    string

	ClientID string // own registration
	Secret   string

	Denied    []string // permissions the administrator did not grant
	Concealed bool     // report names are hidden
	Score     float64  // Secure Score in per cent at the anchor day
	ScoreMax  float64

	SKUs   []*SKU
	Groups []*Group
	Users  []*User
}

// EntraPremium says whether sign-in activity may be read on a day: some SKU
// in force holds Entra ID P1 or P2.
func (t *Tenant) EntraPremium(now Day) bool {
	for _, s := range t.SKUs {
		if u := s.Units(now); u.Enabled+u.Warning > 0 && s.entraPremium() {
			return true
		}
	}
	return false
}

// Assigned counts the seats of a SKU that are held on a day.
func (t *Tenant) Assigned(s *SKU, now Day) int {
	n := 0
	for _, u := range t.Users {
		if u.Uses(s, now) && u.Present(now) {
			n++
		}
	}
	return n
}

// Count is the number of accounts in the directory on a day.
func (t *Tenant) Count(now Day) int {
	n := 0
	for _, u := range t.Users {
		if u.Present(now) {
			n++
		}
	}
	return n
}

// User finds an account by id or user principal name, deleted ones included.
func (t *Tenant) User(key string) *User {
	for _, u := range t.Users {
		if u.ID == key || equalFold(u.UPN, key) {
			return u
		}
	}
	return nil
}
